import * as contract from '../../contract/calendar';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

let api: ApiUnderTest;
let token: string;
beforeAll(async () => {
  api = await startApi();
  ({ token } = await api.signedIn('desk-officer'));
});
afterAll(() => api.close());

test.each(['/units', '/calendar', '/calendar/explain?term=3wd&from=2025-09-30T10:00%2B08:00'])('%s is not for strangers', async (path) => {
  expect((await api.ask('GET', `/api/v1${path}`)).status).toBe(401);
});

test('a clerk finds the six courts, the units with their offices, and what each does', async () => {
  const { body } = await api.ask('GET', '/api/v1/units', { token });
  const { on, courts, units, kinds } = contract.listUnits.responses[200]?.body?.parse(body) as { on: string; courts: unknown[]; units: { id: string; no: number | null; kinds: string[]; offices: { id: string }[] }[]; kinds: unknown[] };
  expect([on, courts.length, units.filter(({ no }) => no !== null).length]).toEqual(['2026-03-02', 6, 19]);
  expect(kinds.length).toBeGreaterThan(30);
  const land = units.find(({ id }) => id === 'land');
  expect(land?.kinds).toContain('land.query');
  expect(land?.offices.map(({ id }) => id)).toContain('land.luoding');
});

test('received on Tuesday 30 September 2025, three working days end on Saturday 11 October, a make-up day', async () => {
  const { body } = await api.ask('GET', '/api/v1/calendar/explain?term=3wd&from=2025-09-30T10:00%2B08:00', { token });
  const explained = contract.explainTerm.responses[200]?.body?.parse(body) as { dueOn: string; dueAt: string; provisional: boolean; days: { day: string; as: string; name?: string }[] };
  expect(explained).toMatchObject({ dueOn: '2025-10-11', dueAt: '2025-10-12T00:00:00+08:00', provisional: false });
  // 30 Sep is the event; 1 to 8 Oct holiday; 9, 10 and the make-up day 11 count.
  expect(explained.days).toHaveLength(12);
  expect(explained.days.at(-1)).toMatchObject({ day: '2025-10-11', as: 'make-up-day', count: 3 });
});

test.each([
  ['24h', '2026-09-25T22:00+08:00', '2026-09-26', '2026-09-26T22:00:00+08:00'],
  // Seven days from Friday 25 September end on Friday 2 October, a holiday that lasts to the 7th; Thursday 8 is the first working day.
  ['7d', '2026-09-25T22:00+08:00', '2026-10-08', '2026-10-09T00:00:00+08:00'],
])('%s from %s end on %s', async (term, from, dueOn, dueAt) => {
  const { body } = await api.ask('GET', `/api/v1/calendar/explain?${new URLSearchParams({ term, from }).toString()}`, { token });
  expect(body).toMatchObject({ dueOn, dueAt });
});

test.each([
  ['no such unit of time', 'term=3weeks&from=2025-09-30T10:00%2B08:00'],
  ['zero', 'term=0wd&from=2025-09-30T10:00%2B08:00'],
  ['an instant without an offset', 'term=3wd&from=2025-09-30T10:00'],
  ['a plus sign that was not encoded', 'term=3wd&from=2025-09-30T10:00+08:00'],
  ['a day that does not exist', 'term=3wd&from=2025-02-30T10:00%2B08:00'],
  ['no start', 'term=3wd'],
])('%s is refused with 400', async (_name, query) => {
  const { status, body } = await api.ask('GET', `/api/v1/calendar/explain?${query}`, { token });
  expect([status, body.code]).toEqual([400, 'invalid-parameter']);
});

test('the calendar shows each year with its notice, or one year alone', async () => {
  const all = contract.readCalendar.responses[200]?.body?.parse((await api.ask('GET', '/api/v1/calendar', { token })).body) as { years: { year: number }[]; publishedUntil: string };
  expect(all.years.map(({ year }) => year)).toEqual([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  expect(all.publishedUntil).toBe('2026-12-31');
  const { body } = await api.ask('GET', '/api/v1/calendar?year=2025', { token });
  expect((body.years as { year: number; makeUpDays: string[] }[]).map(({ year, makeUpDays }) => [year, makeUpDays.includes('2025-10-11')])).toEqual([[2025, true]]);
});

test('a year at a glance: every day with what it is; beyond the notices it is uncertain', async () => {
  const { body } = await api.ask('GET', '/api/v1/calendar/2026/days', { token });
  const year = contract.readCalendarDays.responses[200]?.body?.parse(body) as { isPublished: boolean; workingDays: number; days: { day: string; kind: string; name: string | null; certain: boolean }[] };
  // 261 weekdays, less 19 of them off (1, 2 Jan; 16–20, 23 Feb; 6 Apr; 1, 4, 5 May; 19 Jun; 25 Sep; 1, 2, 5, 6, 7 Oct), and 6 make-up days.
  expect([year.isPublished, year.days.length, year.workingDays]).toEqual([true, 365, 248]);
  expect(year.days.find(({ day }) => day === '2026-02-14')).toEqual({ day: '2026-02-14', weekday: 6, kind: 'make-up-day', name: null, certain: true });
  expect(year.days.find(({ day }) => day === '2026-02-17')).toEqual({ day: '2026-02-17', weekday: 2, kind: 'holiday', name: '春节', certain: true });
  const ahead = (await api.ask('GET', '/api/v1/calendar/2028/days', { token })).body;
  expect([ahead.isPublished, (ahead.days as { certain: boolean }[]).every(({ certain }) => !certain)]).toEqual([false, true]);
});
