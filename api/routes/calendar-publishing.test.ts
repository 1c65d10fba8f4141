import { randomUUID } from 'node:crypto';
import * as contract from '../../contract/calendar-publishing';
import { readCalendar } from '../../contract/calendar';
import { NOTICE_2027 } from '../../test/factories/calendar-2027';
import { pdfOf } from '../../test/factories/documents';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

const { notice, holidays, makeUpDays } = NOTICE_2027;
const BODY = { notice, holidays, makeUpDays, reason: '国务院办公厅已发布2027年节假日安排' };
const FILE = pdfOf('国务院办公厅关于2027年部分节假日安排的通知');

let api: ApiUnderTest;
let operator: string;
let supervisor: string;
beforeAll(async () => {
  api = await startApi();
  operator = (await api.signedIn('operator')).token;
  supervisor = (await api.signedIn('supervisor')).token;
});
afterAll(() => api.close());

const upload = async (token: string): Promise<unknown> => {
  const headers = { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('国办发明电〔2026〕0号.pdf')}`, 'idempotency-key': randomUUID() };
  return (await api.ask('POST', '/api/v1/documents', { token, raw: FILE, headers })).body.document;
};
const propose = async (over: Record<string, unknown> = {}, { token = operator, year = 2027, query = '' } = {}) =>
  api.ask('PUT', `/api/v1/calendar/${year}${query}`, { token, body: { ...BODY, ...(query === '' && token === operator ? { document: await upload(token) } : {}), ...over } });
const decide = (id: unknown, how: 'approve' | 'withdraw', token = supervisor) => api.ask('POST', `/api/v1/calendar/proposals/${String(id)}/${how}`, { token });
const published = async () => {
  const { body } = await api.ask('GET', '/api/v1/calendar', { token: supervisor });
  return readCalendar.responses[200]?.body?.parse(body) as { version: number; publishedUntil: string };
};

describe('whoever may not', () => {
  test.each(['court-officer', 'enforcement-bureau', 'liaison', 'desk-officer', 'unit-head', 'committee-officer', 'prosecutor', 'system'] as const)('%s: neither proposes nor sees nor approves', async (role) => {
    const { token } = await api.signedIn(role);
    const answers = await Promise.all([propose({}, { token }), propose({}, { token, query: '?dryRun=true' }), api.ask('GET', '/api/v1/calendar/proposals', { token }), decide('00000000-0000-4000-8000-000000000000', 'approve', token), decide('00000000-0000-4000-8000-000000000000', 'withdraw', token)]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(5).fill([403, 'not-permitted']));
  });

  test('a supervisor approves, but enters no notice', async () => {
    expect((await propose({}, { token: supervisor })).status).toBe(403);
  });

  test('the one who proposed it does not approve it', async () => {
    const { body } = await propose();
    const answer = await decide(body.id, 'approve', operator);
    expect([answer.status, answer.body.code]).toEqual([403, 'approved-by-the-proposer']);
    expect((await decide(body.id, 'withdraw', operator)).status).toBe(204);
    expect((await published()).version).toBe(12);
  });
});

describe('a notice is held against the law', () => {
  test.each([
    ['a statutory holiday left out', { holidays: BODY.holidays.filter(({ name }) => name !== '中秋节') }, 'statutory-holiday-missing', '2027-09-15（中秋节）'],
    ['a make-up day on a Monday', { makeUpDays: ['2027-01-04'] }, 'make-up-day-on-weekday', '2027-01-04'],
    ['a day of another year', { makeUpDays: ['2026-10-10'] }, 'day-out-of-reach', '2026-10-10'],
  ])('%s is named', async (_what, over, code, words) => {
    for (const query of ['', '?dryRun=true']) {
      const { status, body } = await propose(over, { query });
      expect([status, body.code]).toEqual([422, 'invalid-calendar']);
      expect((body.errors as { code: string; message: string }[]).find((error) => error.code === code)?.message).toContain(words);
    }
  });

  test('a year with a gap before it, one that is none, a notice without its file or its reason, and with another’s file', async () => {
    expect((await propose({}, { year: 2029 })).body.code).toBe('invalid-calendar');
    expect((await api.ask('PUT', '/api/v1/calendar/next', { token: operator, body: BODY })).status).toBe(400);
    expect((await propose({ document: undefined })).body.code).toBe('invalid-body');
    expect((await propose({ document: randomUUID() })).body.code).toBe('document-not-free');
    expect((await propose({ document: await upload(supervisor) })).body.code).toBe('document-not-free');
    expect((await propose({ reason: ' ' })).body.code).toBe('invalid-body');
  });
});

describe('two people publish a year', () => {
  test('weighed first: nothing is written, and the changed days are named', async () => {
    const { status, body } = await propose({}, { query: '?dryRun=true' });
    expect(status).toBe(200);
    const effects = contract.proposeCalendarYear.responses[200]?.body?.parse(body) as { version: number; changedDays: string[]; openMatters: number };
    expect([effects.version, effects.openMatters, effects.changedDays.slice(0, 3)]).toEqual([13, 0, ['2026-12-31', '2027-01-03', '2027-01-30']]);
    expect((await published()).version).toBe(12);
    expect((await api.ask('GET', '/api/v1/calendar/proposals', { token: operator })).body.items).toMatchObject([{ state: 'withdrawn' }]);
  });

  test('proposed, weighed again, approved by another, and in force at once', async () => {
    const { status, body, headers } = await propose();
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/calendar/proposals/${String(body.id)}`]);
    expect(contract.proposeCalendarYear.responses[201]?.body?.parse(body)).toMatchObject({ year: 2027, state: 'proposed', version: null });
    expect((await propose()).body.code).toBe('calendar-proposed-already');
    expect((await published()).version).toBe(12);

    expect((await api.ask('GET', `/api/v1/calendar/proposals/${String(body.id)}/effects`, { token: supervisor })).body).toMatchObject({ version: 13, openMatters: 0 });
    const read = await api.ask('GET', `/api/v1/calendar/proposals/${String(body.id)}/notice`, { token: supervisor });
    expect([read.status, read.headers.get('content-type'), read.text]).toEqual([200, 'application/pdf', FILE.toString()]);
    const approved = await decide(body.id, 'approve');
    expect(contract.approveCalendarProposal.responses[200]?.body?.parse(approved.body)).toMatchObject({ state: 'published', version: 13 });
    expect(await published()).toMatchObject({ version: 13, publishedUntil: '2027-12-31' });
    // Received Mon 28 December: Tue 29, Wed 30, off until Sat 2, and Sun 3 January is worked.
    expect((await api.ask('GET', '/api/v1/calendar/explain?term=3wd&from=2026-12-28T10:00%2B08:00', { token: operator })).body).toMatchObject({ dueOn: '2027-01-03', provisional: false, calendarVersion: 13 });

    expect((await decide(body.id, 'approve')).body.code).toBe('proposal-decided-already');
    expect((await decide(body.id, 'withdraw')).body.code).toBe('proposal-decided-already');
    expect((await api.ask('GET', `/api/v1/calendar/proposals/${String(body.id)}/effects`, { token: supervisor })).body.code).toBe('proposal-decided-already');
    expect((await propose()).body.code).toBe('invalid-calendar');
  });

  test('every step was recorded, with who took it', async () => {
    const rows = await api.services.db.selectFrom('account_audit').select(['action', 'details', 'actor_id']).where('action', 'like', 'calendar-%').orderBy('id').execute();
    expect(rows.map(({ action }) => action)).toEqual(['calendar-proposed', 'calendar-proposal-withdrawn', 'calendar-proposed', 'calendar-published']);
    expect(rows.at(-1)?.details).toMatchObject({ year: 2027, version: 13, notice: '国办发明电〔2026〕0号' });
    expect(new Set(rows.map(({ actor_id }) => actor_id)).size).toBe(2);
  });

  test('two approvals at once: one publishes, the other is told', async () => {
    const { body } = await propose({ notice: { ...BODY.notice, number: '国办发明电〔2027〕0号' }, makeUpDays: BODY.makeUpDays.filter((day) => day !== '2027-05-08') });
    const second = (await api.signedIn('operator')).token;
    const answers = await Promise.all([decide(body.id, 'approve'), decide(body.id, 'approve', second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await published()).version).toBe(14);
  });

  test('the notice’s file is kept with the proposal, whatever becomes of it', async () => {
    const { db } = api.services;
    const kept = await db.selectFrom('document').innerJoin('calendar_proposal', 'calendar_proposal.id', 'document.proposal').select('calendar_proposal.state').execute();
    expect(kept.map(({ state }) => state).sort()).toEqual(['published', 'published', 'withdrawn']);
  });

  test('an amendment, and an older version as it was', async () => {
    const before = await api.services.calendars.version(13);
    expect((await api.services.calendars.newest()).years.find(({ year }) => year === 2027)).toMatchObject({ edition: 2, amends: [{ number: '国办发明电〔2026〕0号' }] });
    expect(before.years.find(({ year }) => year === 2027)?.makeUpDays).toContain('2027-05-08');
    await expect(api.services.calendars.version(99)).rejects.toThrow('not known');
  });

  test('an unknown proposal, and an id that is none', async () => {
    expect((await decide('00000000-0000-4000-8000-000000000000', 'approve')).status).toBe(404);
    expect((await decide('1', 'approve')).status).toBe(400);
  });
});

describe('the text of a notice', () => {
  const read = (body: unknown, token = operator) => api.ask('POST', '/api/v1/calendar/notice-text', { token, body });
  const TEXT = '国务院办公厅关于2026年部分节假日安排的通知\n一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n二、清明节：4月4日（周五）放假。';

  test('nobody but the operator has it read', async () => {
    for (const role of ['supervisor', 'court-officer', 'unit-head', 'committee-officer'] as const) expect((await read({ text: TEXT }, (await api.signedIn(role)).token)).status).toBe(403);
  });

  test('it is read into days, and what does not agree is said of its line', async () => {
    const { status, body } = await read({ text: TEXT });
    expect(status).toBe(200);
    expect(contract.readCalendarNoticeText.responses[200]?.body?.parse(body)).toEqual({
      year: 2026,
      notice: { title: '国务院办公厅关于2026年部分节假日安排的通知', number: null, publishedOn: null },
      holidays: [{ name: '元旦', days: ['2026-01-01', '2026-01-02', '2026-01-03'] }, { name: '清明节', days: ['2026-04-04'] }],
      makeUpDays: ['2026-01-04'],
      problems: [{ line: 3, code: 'weekday-differs', text: '4月4日(周五)', message: '日期与星期不符：4月4日(周五)' }],
    });
  });

  test('rows of a file are read the same', async () => {
    const { body } = await read({ text: '日期,类型,节日\n2027-01-01,放假,元旦', form: 'rows' });
    expect(body).toMatchObject({ year: 2027, holidays: [{ name: '元旦', days: ['2027-01-01'] }], problems: [] });
  });
});
