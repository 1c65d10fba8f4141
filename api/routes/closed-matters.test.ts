import { randomUUID } from 'node:crypto';
import type { Role } from '../../domain/access/permissions';
import { requestParties } from '../../domain/access/parties';
import type { TermView } from '../../matters/position';
import { effectsOf } from '../../register/calendar/effects';
import { changeAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { insertTells } from '../../register/deliveries/tell';
import { at } from '../../test/factories/assistance-request';
import { CALENDAR_2027 } from '../../test/factories/calendar-2027';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';
import { ASK_POLICE } from '../../test/rig/matter-api';

type Officer = Awaited<ReturnType<ApiUnderTest['signedIn']>>;

let api: ApiUnderTest;
let opener: Officer;
let matter: string;
beforeEach(async () => {
  api = await startApi();
  opener = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  await changeAccount(api.services, THE_PROGRAM, opener.account.id, { profile: { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } });
  const { body } = await api.ask('POST', '/api/v1/requests', { token: opener.token, body: ASK_POLICE, headers: { 'idempotency-key': randomUUID() } });
  matter = String(body.matter);
  // A referral as the register holds one: only its row says what it is.
  await api.services.db.updateTable('matter').set({ procedure: 'crime-referral', kind: 'police.crime-referral' }).where('number', '=', matter).execute();
});
afterEach(() => api.close());

const OUTSIDERS: readonly (readonly [who: string, role: Role, body: string])[] = [
  ['a supervisor at the committee', 'supervisor', 'committee'],
  ['the court’s own supervisor', 'supervisor', 'court.yuncheng'],
  ['the committee', 'committee-officer', 'committee'],
  ['the intermediate court’s bureau', 'enforcement-bureau', 'court.intermediate'],
  ['a colleague of whoever opened it', 'court-officer', 'court.yuncheng'],
  ['the court’s bureau', 'enforcement-bureau', 'court.yuncheng'],
  ['the head of the court', 'unit-head', 'court.yuncheng'],
  ['the police liaison', 'liaison', 'police'],
  ['the head of the police', 'unit-head', 'police'],
  ['the police’s own system', 'system', 'police'],
];
/** What would say of whom, by whom, or of what the matter is. */
const TELLING = ['police', 'court.', ASK_POLICE.caseNumber, '赵不还', '赵＊＊', '查明', 'household', 'crime-referral', 'yunfu-2017'];

const get = (path: string, { token }: Officer) => api.ask('GET', `/api/v1${path}`, { token });
const post = (path: string, { token }: Officer, body: unknown) => api.ask('POST', `/api/v1${path}`, { token, body, headers: { 'idempotency-key': randomUUID() } });
const name = (by: Officer, officer: Officer) => api.ask('PUT', `/api/v1/matters/${matter}/named-officers`, { token: by.token, body: { username: officer.account.username } });
const found = async (path: string, officer: Officer) => ((await get(path, officer)).body.items as { number: string }[]).map(({ number }) => number);

test.each(OUTSIDERS)('%s reads number, stage and dates of a closed matter, and nothing else', async (_who, role, body) => {
  const officer = await api.signedIn(role, { body });
  const read = await get(`/matters/${matter}`, officer);
  expect(read.status).toBe(200);
  expect(read.body).toMatchObject({ number: matter, isContentShown: false, kindName: '不公开事项', kind: null, court: null, unit: null, caseNumber: null, ruleSet: null, ledger: [], terms: [], parties: [], links: [], mayDo: [], particulars: {} });
  expect(read.body).toMatchObject({ stage: expect.any(String) as string, openedAt: '2026-03-02T08:30:00+08:00' });
  const listed = await get('/matters', officer);
  for (const { text } of [read, listed]) for (const word of TELLING) expect(text).not.toContain(word);
  expect(await found('/matters', officer)).toEqual([matter]);
  // Counted among the open ones, but not by whom it awaits.
  expect((await get('/matters/counts', officer)).body).toMatchObject({ open: 1, awaitingCourt: 0, awaitingUnit: 0 });
  expect((await get('/matters/counts', opener)).body).toMatchObject({ open: 1, awaitingUnit: 1 });
});

test.each(OUTSIDERS)('%s does not find a closed matter by what it holds, and is shown no part of it', async (_who, role, body) => {
  const officer = await api.signedIn(role, { body });
  const { caseNumber } = ASK_POLICE;
  for (const query of ['kind=police.crime-referral', 'court=court.yuncheng', 'unit=police', 'awaiting=unit', `caseNumber=${encodeURIComponent(caseNumber)}`, `text=${encodeURIComponent('5302')}`]) expect([query, await found(`/matters?${query}`, officer)]).toEqual([query, []]);
  expect(await found(`/matters?text=${matter}`, officer)).toEqual([matter]);
  expect((await post('/matters/search', officer, { debtor: { name: '赵不还' } })).body.items ?? []).toEqual([]);

  const refused = await Promise.all([
    get(`/matters/${matter}/documents`, officer),
    get(`/matters/${matter}/documents/${randomUUID()}`, officer),
    get(`/matters/${matter}/terms/answer/why`, officer),
    get(`/matters/${matter}/measures`, officer),
    get(`/matters/${matter}/file`, officer),
    get(`/matters/${matter}/telephoned`, officer),
    post(`/matters/${matter}/reveal`, officer, { entries: [1], reason: '核对' }),
  ]);
  expect(refused.map((answer) => [answer.status, answer.body.code])).toEqual(refused.map(() => [403, 'closed-matter']));
  const acts = await Promise.all([post(`/matters/${matter}/commands/withdraw`, officer, { reason: '撤回' }), post(`/matters/${matter}/commands/sign-receipt`, officer, {})]);
  expect(acts.map(({ status }) => status)).toEqual([403, 403]);
});

test('whoever opened it and the designated desk see it whole; a desk elsewhere does not see it at all', async () => {
  const desk = await api.signedIn('desk-officer', { body: 'police' });
  for (const officer of [opener, desk]) {
    expect((await get(`/matters/${matter}`, officer)).body).toMatchObject({ isContentShown: true, kind: 'police.crime-referral', court: 'court.yuncheng', caseNumber: ASK_POLICE.caseNumber });
    expect(await found('/matters?kind=police.crime-referral', officer)).toEqual([matter]);
    expect((await get(`/matters/${matter}/documents`, officer)).status).toBe(200);
  }
  expect((await get(`/matters/${matter}`, await api.signedIn('desk-officer', { body: 'police', office: 'police.luoding' }))).status).toBe(404);
});

test('only the head of a party names, and only that party’s own officers; who is named sees it, the head does not', async () => {
  const head = await api.signedIn('unit-head', { body: 'court.yuncheng' });
  const colleague = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  const stranger = await api.signedIn('court-officer', { body: 'court.xinxing' });
  const supervisor = await api.signedIn('supervisor', { body: 'court.yuncheng' });
  for (const other of [opener, colleague, supervisor, stranger]) expect((await name(other, colleague)).status).toBe(403);
  // Heads to whom the matter does not exist.
  const without = [await api.signedIn('unit-head', { body: 'court.xinxing' }), await api.signedIn('unit-head', { body: 'police', office: 'police.luoding' })];
  expect(await Promise.all(without.map(async (other) => (await name(other, colleague)).status))).toEqual([404, 404]);
  for (const nobody of [stranger, supervisor, head]) expect((await name(head, nobody)).body.code).toBe('officer-does-not-fit');

  expect((await name(head, colleague)).status).toBe(204);
  expect((await name(head, colleague)).status).toBe(204);
  expect((await get(`/matters/${matter}`, colleague)).body.isContentShown).toBe(true);
  expect(await found(`/matters?text=${encodeURIComponent('5302')}`, colleague)).toEqual([matter]);
  expect((await get(`/matters/${matter}`, head)).body).toMatchObject({ number: matter, isContentShown: false });
  expect(await api.services.db.selectFrom('account_audit').select(['actor_id', 'subject_id', 'details']).where('action', '=', 'officer-named').execute()).toEqual([{ actor_id: head.account.id, subject_id: colleague.account.id, details: { matter } }]);
  const [liaison, policeHead] = [await api.signedIn('liaison', { body: 'police' }), await api.signedIn('unit-head', { body: 'police' })];
  expect((await name(policeHead, liaison)).status).toBe(204);
  expect((await get(`/matters/${matter}`, liaison)).body.isContentShown).toBe(true);
});

test('the head of a party is told of its own officers whom it named and may name, and of nobody else’s; nobody else is told', async () => {
  const [colleague, head, stranger] = [await api.signedIn('court-officer', { body: 'court.yuncheng' }), await api.signedIn('unit-head', { body: 'court.yuncheng' }), await api.signedIn('desk-officer', { body: 'police' })];
  const officers = (by: Officer) => get(`/matters/${matter}/named-officers`, by);
  for (const other of [colleague, opener, stranger]) expect((await officers(other)).status).toBe(403);
  // To whom the matter does not exist, it does not here either.
  expect((await officers(await api.signedIn('unit-head', { body: 'land' }))).status).toBe(404);
  const view = ({ account }: Officer) => ({ username: account.username, name: account.displayName });
  const before = (await officers(head)).body as { named: unknown[]; mayBeNamed: unknown[] };
  expect(before.named).toEqual([]);
  expect(before.mayBeNamed).toEqual(expect.arrayContaining([view(colleague), view(opener)]));
  expect(before.mayBeNamed).not.toContainEqual(view(stranger));
  // A head of the court reads such a matter masked: it cannot be named.
  expect(before.mayBeNamed).not.toContainEqual(view(head));
  await name(head, colleague);
  expect((await officers(head)).body).toMatchObject({ named: [view(colleague)] });
  const ofPolice = await api.signedIn('unit-head', { body: 'police' });
  expect((await officers(ofPolice)).body).toMatchObject({ named: [] });
  // Whoever names does not let himself in.
  expect(((await officers(ofPolice)).body['mayBeNamed'] as unknown[])).not.toContainEqual(view(ofPolice));
  expect((await name(ofPolice, ofPolice)).body.code).toBe('officer-does-not-fit');
  expect((await get(`/matters/${matter}`, ofPolice)).body.isContentShown).toBe(false);
});

test('a name is taken off by the head of its party alone, with a reason on record; whose post names him reads on', async () => {
  const head = await api.signedIn('unit-head', { body: 'court.yuncheng' });
  const colleague = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  const takeOff = (by: Officer, officer: Officer, reason = '调离本案') => post(`/matters/${matter}/named-officers/taken-off`, by, { username: officer.account.username, ...(reason ? { reason } : {}) });
  await name(head, colleague);
  for (const other of [opener, colleague, await api.signedIn('supervisor', { body: 'court.yuncheng' }), await api.signedIn('unit-head', { body: 'police' })]) expect([403, 409]).toContain((await takeOff(other, colleague)).status);
  expect((await takeOff(await api.signedIn('unit-head', { body: 'court.xinxing' }), colleague)).status).toBe(404);
  expect((await takeOff(head, colleague, '')).status).toBe(422);
  expect((await get(`/matters/${matter}`, colleague)).body.isContentShown).toBe(true);

  expect((await takeOff(head, colleague)).status).toBe(204);
  expect((await get(`/matters/${matter}`, colleague)).body.isContentShown).toBe(false);
  expect(await found('/matters?kind=police.crime-referral', colleague)).toEqual([]);
  expect((await takeOff(head, colleague)).body.code).toBe('officer-not-named');
  const audited = await api.services.db.selectFrom('account_audit').select(['actor_id', 'subject_id', 'details']).where('action', '=', 'officer-taken-off').execute();
  expect(audited).toEqual([{ actor_id: head.account.id, subject_id: colleague.account.id, details: { matter, reason: expect.any(String) as string } }]);
  expect(JSON.stringify(audited)).not.toContain('调离');
  expect((await name(head, colleague)).status).toBe(204);
  expect((await get(`/matters/${matter}`, colleague)).body.isContentShown).toBe(true);
  // Neither had been named by anybody.
  expect((await takeOff(head, opener)).body.code).toBe('officer-not-named');
  expect((await get(`/matters/${matter}`, opener)).body.isContentShown).toBe(true);
});

test('nobody is named in a matter that is open to its sides', async () => {
  await api.services.db.updateTable('matter').set({ procedure: 'assistance-request' }).where('number', '=', matter).execute();
  const head = await api.signedIn('unit-head', { body: 'court.yuncheng' });
  expect((await name(head, opener)).status).toBe(404);
});

test('a message about a closed matter says number, stage and dates to whoever is not named, once', async () => {
  const desk = await api.signedIn('desk-officer', { body: 'police' });
  const liaison = await api.signedIn('liaison', { body: 'police' });
  const { db, clock, calendars } = api.services;
  const calendar = await calendars.newest();
  const tells = (['answered', 'query-raised'] as const).flatMap((message) => (['unit.desk', 'unit.liaison'] as const).map((audience) => ({ audience, message, urgency: 'urgent' as const, params: { outcome: 'done' } })));
  const parties = requestParties({ court: 'court.yuncheng', unit: 'police' });
  const about = { kind: 'police.crime-referral', court: 'court.yuncheng', unit: 'police', officer: opener.account.id };
  await db.transaction().execute((trx) => insertTells(trx, { matter, about, seq: 9, at: clock.now(), tells, parties, standing: { procedure: 'crime-referral', stage: 'deciding', dueOn: '2026-03-05' }, clock, calendar }));

  const inbox = async (officer: Officer) => ((await get('/notifications', officer)).body.items as { message: string; seq: number }[]).filter(({ seq }) => seq === 9);
  expect((await inbox(desk)).map(({ message }) => message).sort()).toEqual(['answered', 'query-raised']);
  expect(await inbox(liaison)).toEqual([expect.objectContaining({ matter, message: 'closed-matter', params: { stage: 'deciding', dueOn: '2026-03-05' }, about: { kind: '', court: '', unit: '' } })]);
  const written = await db.selectFrom('delivery').select(['message', 'params', 'about']).where('account_id', '=', liaison.account.id).where('seq', '=', 9).execute();
  for (const word of ['answered', 'query-raised', 'court.', 'police', 'done']) expect(JSON.stringify(written)).not.toContain(word);
  const operator = await api.signedIn('operator');
  const { text, body } = await get('/deliveries', operator);
  for (const word of ['answered', 'query-raised', 'crime-referral', 'unit.desk', 'unit.liaison', desk.account.id, liaison.account.id]) expect(text).not.toContain(word);
  const delivered = (body.items as { matter: string; audience: unknown; account: unknown }[]).filter((item) => item.matter === matter);
  expect(delivered.length).toBeGreaterThan(0);
  for (const item of delivered) expect(item).toMatchObject({ audience: null, account: null });
});

test('the end of the window is told with its last day to whoever is not named, and beside whoever opened it to the colleague who has the matter now', async () => {
  const head = await api.signedIn('unit-head', { body: 'court.yuncheng' });
  const successor = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  expect((await name(head, successor)).status).toBe(204);
  const handedOver = await post('/assignments', opener, { matters: [matter], act: 'hand-over', to: successor.account.id, note: '请接续' });
  expect(handedOver.body).toMatchObject({ results: [{ status: 'done' }] });
  const { db, clock, calendars } = api.services;
  const calendar = await calendars.newest();
  const tells = (['court.head', 'court.officer'] as const).map((audience) => ({ audience, message: 'window-closed-unsubmitted' as const, urgency: 'urgent' as const, isRinging: true, params: { lastDay: '2026-02-25' } }));
  const about = { kind: 'police.crime-referral', court: 'court.yuncheng', unit: 'police', officer: opener.account.id };
  await db.transaction().execute((trx) => insertTells(trx, { matter, about, seq: 9, at: clock.now(), tells, parties: requestParties({ court: 'court.yuncheng', unit: 'police' }), standing: { procedure: 'crime-referral', stage: 'window-closed' }, clock, calendar }));
  const inbox = async (officer: Officer) => ((await get('/notifications', officer)).body.items as { message: string; seq: number; text: string }[]).filter(({ seq }) => seq === 9);
  for (const officer of [opener, successor]) expect(await inbox(officer)).toMatchObject([{ message: 'window-closed-unsubmitted' }]);
  const [told] = await inbox(head);
  expect(told).toMatchObject({ message: 'closed-matter', title: '不公开事项的期限已经届满', params: { stage: 'window-closed', lastDay: '2026-02-25' } });
  expect(told?.text).toContain('2026年2月25日');
});

test('of a closed matter the effects of a calendar say which days move, not of what', async () => {
  const { db, clock } = api.services;
  const ask: TermView = { id: 'ask', name: 'ask', side: 'court', force: 'statutory', article: '四.7(4)', length: { kind: 'working-days', n: 3 }, startAt: at('2026-12-28T10:00'), startOn: '2026-12-28', grants: [], dueOn: '2026-12-31', dueAt: at('2027-01-01T00:00'), provisional: false, calendarVersion: 1, state: 'running' };
  const { position } = await db.selectFrom('matter').select('position').where('number', '=', matter).executeTakeFirstOrThrow();
  await db.updateTable('matter').set({ position: JSON.stringify({ ...position, terms: [ask] }) }).where('number', '=', matter).execute();
  const moved = { from: { dueOn: '2026-12-31', dueAt: at('2027-01-01T00:00') }, to: { dueOn: '2027-01-03', dueAt: at('2027-01-04T00:00') } };
  expect(await effectsOf(api.services, CALENDAR_2027, clock.now())).toEqual([{ matter, kind: 'closed', terms: [{ term: null, ...moved }], breaches: [], alarms: [] }]);
  await db.updateTable('matter').set({ procedure: 'assistance-request', kind: 'police.identity-property-query' }).where('number', '=', matter).execute();
  expect(await effectsOf(api.services, CALENDAR_2027, clock.now())).toEqual([{ matter, kind: 'police.identity-property-query', terms: [{ term: 'ask', ...moved }], breaches: [], alarms: [] }]);
});
