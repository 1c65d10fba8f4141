import { CALENDAR_2027, NOTICE_2027, published } from '../test/factories/calendar-2027';
import { ANSWER, at, RequestInMemory } from '../test/factories/assistance-request';
import { openReferral } from '../test/factories/crimes';
import { THE_CALENDAR } from './ledger';
import type { Position } from './position';
import { changeBetween, countsAChangedDay, movesOf } from './revision';

/** Monday 4 January 2027 is off as well, and nothing else is changed. */
const WITHOUT_4_JANUARY = published(CALENDAR_2027, {
  ...NOTICE_2027,
  notice: { title: '国务院办公厅关于延长2027年元旦假期的通知', number: '国办发明电〔2026〕1号', publishedOn: '2026-12-30' },
  holidays: NOTICE_2027.holidays.map(({ name, days }) => (name === '元旦' ? { name, days: [...days, '2027-01-04'] } : { name, days })),
});
const counts = (position: Position | undefined, today: string): boolean => {
  if (!position) throw new Error('no position was written');
  return countsAChangedDay(position, changeBetween(CALENDAR_2027, WITHOUT_4_JANUARY), { openedOn: '2026-12-01', today });
};

/** Opened by a calendar that covers 2027. */
async function opened(instant: string): Promise<RequestInMemory> {
  const matter = await RequestInMemory.open('2026-12-01T09:00', { serviceMode: 'post' });
  await matter.send({ id: 'revised', name: 'revise-calendar', by: THE_CALENDAR, receivedAt: at('2026-12-01T10:00'), facts: { to: CALENDAR_2027.version } });
  await matter.act('court', 'record-delivery', instant, { mode: 'post' });
  return matter;
}

test('a matter counted a changed day that only its deemed receipt fell on', async () => {
  // Delivered on Sun 3 January, which is worked: deemed received at the end of Mon 4, day 0.
  const matter = await opened('2027-01-03T10:00');
  await matter.advanceTo(at('2027-01-05T09:00'));
  expect(matter.position?.terms[0]).toMatchObject({ startOn: '2027-01-04', state: 'running' });
  expect(counts(matter.position, '2027-01-05')).toBe(true);
});

/** Thu 31 December to Mon 4 January are off, Sun 3 among them. */
const LONG_NEW_YEAR = published(CALENDAR_2027, {
  ...NOTICE_2027,
  notice: { title: '国务院办公厅关于延长2027年元旦假期的通知', number: '国办发明电〔2026〕1号', publishedOn: '2026-12-30' },
  holidays: NOTICE_2027.holidays.map(({ name, days }) => (name === '元旦' ? { name, days: [...days, '2027-01-03', '2027-01-04'] } : { name, days })),
  makeUpDays: NOTICE_2027.makeUpDays.filter((day) => day !== '2027-01-03'),
});

test('a breach that stayed one under a first revision, which moved the last day behind it, is listed under a second that takes its ground', async () => {
  const matter = await RequestInMemory.open('2026-12-28T09:00');
  await matter.act('unit', 'sign-receipt', '2026-12-28T10:00');
  // Due on Thu 31: Tue 29 (1), Wed 30 (2), Thu 31 (3). By the notice on Sun 3, which is over as well on Mon 4.
  await matter.advanceTo(at('2027-01-04T10:00'));
  await matter.send({ id: 'revised', name: 'revise-calendar', by: THE_CALENDAR, receivedAt: at('2027-01-04T10:00'), facts: { to: CALENDAR_2027.version } });
  const { position } = matter;
  if (!position) throw new Error('no position was written');
  expect(position).toMatchObject({ terms: [{ dueOn: '2027-01-03' }], breaches: [{ at: at('2027-01-01T00:00') }] });
  expect(position.breaches[0]?.isToBeAnnulled).toBeUndefined();
  // Tue 29 (1), Wed 30 (2), Tue 5 (3): its end is Wed 6, 00:00.
  expect(movesOf(position, LONG_NEW_YEAR, { now: at('2027-01-04T11:00') }).groundless).toMatchObject([{ term: 'answer', at: at('2027-01-01T00:00') }]);
  expect(movesOf(position, LONG_NEW_YEAR, { now: at('2027-01-06T00:00') }).groundless).toEqual([]);
  const listed = { ...position, breaches: position.breaches.map((breach) => ({ ...breach, isToBeAnnulled: true as const })) };
  expect(movesOf(listed, LONG_NEW_YEAR, { now: at('2027-01-04T11:00') }).groundless).toEqual([]);
});

test('a day 0 on which the papers were signed for was not counted', async () => {
  const matter = await opened('2027-01-03T10:00');
  await matter.act('unit', 'sign-receipt', '2027-01-04T10:00');
  expect(counts(matter.position, '2027-01-05')).toBe(false);
});

test('a matter whose breach rested on a changed day counted it, though its term is met and what runs now began later', async () => {
  const matter = await opened('2026-12-28T09:00');
  await matter.act('unit', 'sign-receipt', '2026-12-29T10:00');
  // Wed 30 (1), Sun 3 (2), Mon 4 (3); answered on Tue 5.
  await matter.act('unit', 'answer', '2027-01-05T10:00', ANSWER);
  expect(matter.position?.breaches).toHaveLength(1);
  expect(counts(matter.position, '2027-01-05')).toBe(true);
  const inTime = await opened('2026-12-28T09:00');
  await inTime.act('unit', 'sign-receipt', '2026-12-29T10:00');
  await inTime.act('unit', 'answer', '2027-01-04T10:00', ANSWER);
  expect(counts(inTime.position, '2027-01-05')).toBe(false);
});

test('a window that has lapsed counted a changed day, for it may run again; one of a referral that keeps it closed did not', async () => {
  const lapsed = async (revision: number): Promise<Position | undefined> => {
    const referral = await openReferral('2026-12-24T09:00', { standingInstruction: null, revision });
    await referral.say('revise-calendar', '2026-12-24T09:30', { to: CALENDAR_2027.version }, THE_CALENDAR);
    await referral.act('police', 'decide-not-to-file', '2026-12-30T10:00', { decidedAt: at('2026-12-30T10:00') });
    await referral.act('police', 'issue-decision', '2026-12-30T11:00');
    // Sun 3 January made up (1), Mon 4 (2), Tue 5 (3).
    await referral.act('court', 'sign-decision', '2026-12-30T12:00');
    await referral.advanceTo(at('2027-01-06T00:00'));
    expect(referral.position?.stage).toBe('window-closed');
    return referral.position;
  };
  expect([counts(await lapsed(2), '2027-01-06'), counts(await lapsed(1), '2027-01-06')]).toEqual([true, false]);
});
