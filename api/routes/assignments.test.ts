import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import { changeAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { eraseNotes } from '../../register/matters/erase-words';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';
import { ASK_POLICE } from '../../test/rig/matter-api';

type Officer = Awaited<ReturnType<ApiUnderTest['signedIn']>>;

let api: ApiUnderTest;
let court: Officer;
let desk: Officer;
let other: Officer;
let head: Officer;
let matter: string;
beforeAll(async () => {
  api = await startApi();
  court = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  await changeAccount(api.services, THE_PROGRAM, court.account.id, { profile: { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } });
  desk = await api.signedIn('desk-officer', { body: 'police' });
  other = await api.signedIn('desk-officer', { body: 'police' });
  head = await api.signedIn('unit-head', { body: 'police' });
});
beforeEach(async () => {
  matter = await open();
  // Telling is ordered by instants.
  api.wallClock.advance(1_000);
});
afterAll(() => api.close());

async function open(): Promise<string> {
  const { body } = await api.ask('POST', '/api/v1/requests', { token: court.token, body: ASK_POLICE, headers: { 'idempotency-key': randomUUID() } });
  return String(body.matter);
}

type Result = { status: string; matter: string; code?: string; assignee?: { account: string; name: string } | null };
const get = (path: string, { token }: Officer) => api.ask('GET', `/api/v1${path}`, { token });
const share = async ({ token }: Officer, body: object, key: string = randomUUID()): Promise<Result[]> => (await api.ask('POST', '/api/v1/assignments', { token, body: { matters: [matter], ...body }, headers: { 'idempotency-key': key } })).body.results as Result[];
const found = async (query: string, officer: Officer) => ((await get(`/matters?limit=100&${query}`, officer)).body.items as { number: string; assignee: Result['assignee'] }[]).flatMap(({ number, assignee }) => (number === matter ? [[number, assignee?.account ?? null]] : []));
/** Whether the list offers this matter to be taken. */
const offersClaim = async (officer: Officer) => ((await get('/matters?limit=100', officer)).body.items as { number: string; mayClaim: boolean }[]).find(({ number }) => number === matter)?.mayClaim;
/** Of this matter being given to somebody. */
const told = async (officer: Officer): Promise<string[]> => ((await get('/notifications?limit=100', officer)).body.items as { message: string; matter: string; title: string }[]).flatMap((item) => (item.message === 'matter-assigned' && item.matter === matter ? [item.title] : []));
const REFUSED = (code: string) => [{ status: 'refused', code }];

test.each<[string, Role, string | null, string]>([
  ['another unit’s officer', 'desk-officer', 'land', 'not-found'],
  ['a county police office, whose matter it is not', 'desk-officer', 'police.yuncheng', 'not-found'],
  ['the committee', 'committee-officer', 'committee', 'not-permitted'],
  ['the court’s supervisor', 'supervisor', 'court.yuncheng', 'not-permitted'],
  ['the unit’s own system', 'system', 'police', 'not-permitted'],
])('%s takes no matter and reads nothing of who has it', async (_who, role, where, code) => {
  const office = where === 'police.yuncheng' ? where : undefined;
  const stranger = await api.signedIn(role, { body: office ? 'police' : where, ...(office ? { office } : {}) });
  expect(await share(stranger, { act: 'claim' })).toMatchObject(REFUSED(code));
  expect((await get(`/matters/${matter}/assignments`, stranger)).body).toMatchObject({ code });
  // Of others' matters nothing is listed, and what is, is not offered.
  expect((await offersClaim(stranger)) ?? false).toBe(false);
});

test('an officer takes what nobody has; a colleague is told who has it, and takes it only when that one has left', async () => {
  const leaver = await api.signedIn('desk-officer', { body: 'police' });
  expect(await found('assigned=nobody', leaver)).toEqual([[matter, null]]);
  expect(await share(leaver, { act: 'claim' })).toEqual([{ status: 'done', matter, assignee: { account: leaver.account.id, name: leaver.account.displayName } }]);
  expect(await found('assigned=me', leaver)).toEqual([[matter, leaver.account.id]]);
  expect(await found('assigned=me', other)).toEqual([]);
  expect(await found('assigned=nobody', other)).toEqual([]);
  expect(await share(other, { act: 'claim' })).toMatchObject(REFUSED('assigned-already'));
  expect(await offersClaim(other)).toBe(false);
  await changeAccount(api.services, THE_PROGRAM, leaver.account.id, { active: false });
  // Who has left has nothing: in the list, on the page, and when it is taken.
  expect(await found('assigned=nobody', other)).toEqual([[matter, null]]);
  expect((await get(`/matters/${matter}/assignments`, other)).body).toMatchObject({ assignee: null, mayDo: ['claim'] });
  expect(await offersClaim(other)).toBe(true);
  expect(await share(other, { act: 'claim' })).toMatchObject([{ status: 'done', assignee: { account: other.account.id } }]);
});

test('two who take one matter at once: one has it, the other is told', async () => {
  const results = (await Promise.all([share(desk, { act: 'claim' }), share(other, { act: 'claim' })])).flat();
  expect(results.map(({ status }) => status).sort()).toEqual(['done', 'refused']);
});

test('only who distributes assigns, and only to a colleague of the same body who may work on it', async () => {
  expect(await share(desk, { act: 'assign', to: other.account.id })).toMatchObject(REFUSED('not-permitted'));
  const stranger = await api.signedIn('desk-officer', { body: 'land' });
  const countyOfficer = await api.signedIn('desk-officer', { body: 'police', office: 'police.yuncheng' });
  const machine = await api.signedIn('system', { body: 'police' });
  for (const { account } of [stranger, countyOfficer, machine, court]) expect(await share(head, { act: 'assign', to: account.id })).toMatchObject(REFUSED('colleague-does-not-fit'));
  expect(await share(head, { act: 'assign', to: desk.account.id })).toMatchObject([{ status: 'done', assignee: { account: desk.account.id } }]);
  expect(await told(desk)).toEqual(['事项已分派给您办理']);
});

test('who has it hands it over with a note, which the other side never sees and the register holds sealed', async () => {
  await share(desk, { act: 'claim' });
  expect(await share(other, { act: 'hand-over', to: desk.account.id, note: '请接续' })).toMatchObject(REFUSED('not-assigned-to-you'));
  expect(await share(desk, { act: 'hand-over', to: other.account.id, note: '赵不还已搬家，户籍科在查' })).toMatchObject([{ status: 'done', assignee: { account: other.account.id } }]);
  expect(await told(other)).toEqual(['同事将事项转交您办理']);
  expect((await get(`/matters/${matter}/assignments`, head)).body).toMatchObject({
    assignee: { account: other.account.id },
    history: [
      { no: 1, act: 'claim', by: { account: desk.account.id }, to: { account: desk.account.id }, note: null },
      { no: 2, act: 'hand-over', by: { account: desk.account.id }, to: { account: other.account.id }, note: '赵不还已搬家，户籍科在查' },
    ],
    mayDo: ['assign', 'give-back'],
  });
  // The court has its own officer on it, and learns nothing of theirs.
  expect((await get(`/matters/${matter}`, court)).body).toMatchObject({ assignee: { account: court.account.id } });
  expect((await get(`/matters/${matter}/assignments`, court)).body).toMatchObject({ history: [], mayDo: ['hand-over', 'give-back'] });
  const { rows } = await sql<{ row: string }>`select a::text as row from assignment a union all select s::text from sealed s union all select d::text from delivery d union all select u::text from account_audit u`.execute(api.services.db);
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.filter(({ row }) => row.includes('赵不还') || row.includes('户籍科'))).toEqual([]);
});

test('the head of a court, who hands out its work without reading it, reads notes masked', async () => {
  const courtHead = await api.signedIn('unit-head', { body: 'court.yuncheng' });
  const colleague = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  await share(court, { act: 'hand-over', to: colleague.account.id, note: '赵不还已搬家' });
  expect((await get(`/matters/${matter}/assignments`, courtHead)).body.history).toMatchObject([{ act: 'hand-over', note: '赵＊＊' }]);
  expect((await get(`/matters/${matter}/assignments`, colleague)).body.history).toMatchObject([{ note: '赵不还已搬家' }]);
});

test('a note that may not stay is erased with its hash; who had it stays', async () => {
  const order = { matter, reason: '当事人申请删除', orderedBy: 'root' };
  await expect(eraseNotes(api.services, { ...order, matter: 'AR-2020-000001' })).rejects.toThrow('there is no matter AR-2020-000001');
  expect(await eraseNotes(api.services, order)).toBe(0);
  const untouched = await open();
  for (const number of [matter, untouched]) await share(head, { act: 'assign', to: desk.account.id, note: '赵不还已搬家', matters: [number] });
  expect(await eraseNotes(api.services, order)).toBe(1);
  const noteOf = async (number: string) => (await get(`/matters/${number}/assignments`, head)).body.history;
  expect(await noteOf(matter)).toMatchObject([{ act: 'assign', to: { account: desk.account.id }, note: null }]);
  expect(await noteOf(untouched)).toMatchObject([{ note: '赵不还已搬家' }]);
  expect(await api.services.db.selectFrom('assignment').select('body_hash').where('matter', '=', matter).execute()).toEqual([{ body_hash: 'erased' }]);
  expect(await api.services.db.selectFrom('operator_notice').select('details').where('matter', '=', matter).execute()).toEqual([{ details: { notes: 1 } }]);
  expect(await eraseNotes(api.services, order)).toBe(0);
});

test('given back, handed out again to the same officer: told each time', async () => {
  for (let time = 1; time <= 2; time += 1) {
    await share(head, { act: 'assign', to: desk.account.id });
    expect(await share(desk, { act: 'give-back' })).toMatchObject([{ status: 'done', assignee: null }]);
    expect(await found('assigned=nobody', desk)).toEqual([[matter, null]]);
  }
  expect(await told(desk)).toHaveLength(2);
});

test('the same key again does nothing and says the same; with another body it is refused', async () => {
  const key = randomUUID();
  const first = await share(desk, { act: 'claim' }, key);
  await share(head, { act: 'assign', to: other.account.id });
  expect(await share(desk, { act: 'claim' }, key)).toEqual(first);
  expect(await found('assigned=me', other)).toEqual([[matter, other.account.id]]);
  expect(await share(desk, { act: 'give-back' }, key)).toMatchObject(REFUSED('idempotency-key-reused'));
  expect((await get(`/matters/${matter}/assignments`, head)).body.history).toHaveLength(2);
});

test('many at once, each by itself; each is recorded', async () => {
  const second = await open();
  await share(other, { act: 'claim' });
  api.wallClock.advance(1_000);
  const results = await share(desk, { act: 'claim', matters: [matter, second, 'AR-2026-999999'] });
  expect(results).toMatchObject([{ matter, code: 'assigned-already' }, { matter: second, status: 'done' }, { code: 'not-found' }]);
  const audited = await api.services.db.selectFrom('account_audit').select(['actor_id', 'details']).where('action', '=', 'matter-assigned').where(sql<string>`details ->> 'matter'`, 'in', [matter, second]).orderBy('at').execute();
  expect(audited).toEqual([{ actor_id: other.account.id, details: { matter, place: 'police', act: 'claim' } }, { actor_id: desk.account.id, details: { matter: second, place: 'police', act: 'claim' } }]);
});

test('what somebody opened who has since been moved to another court is nobody’s at the first', async () => {
  const mover = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  await changeAccount(api.services, THE_PROGRAM, mover.account.id, { profile: { workCardNo: '粤云执002', enforcementPermitNo: '粤云公务002' } });
  matter = String((await api.ask('POST', '/api/v1/requests', { token: mover.token, body: ASK_POLICE, headers: { 'idempotency-key': randomUUID() } })).body.matter);
  expect(await found('assigned=nobody', court)).toEqual([]);
  await changeAccount(api.services, THE_PROGRAM, mover.account.id, { body: 'court.luoding' });
  expect(await found('assigned=nobody', court)).toEqual([[matter, null]]);
  api.wallClock.advance(1_000);
  expect(await share(court, { act: 'claim' })).toMatchObject([{ status: 'done' }]);
});

test('whoever opened a request has it for the court, until the bureau gives it to somebody else', async () => {
  const colleague = await api.signedIn('court-officer', { body: 'court.yuncheng' });
  const bureau = await api.signedIn('enforcement-bureau', { body: 'court.yuncheng' });
  expect(await found('assigned=me', court)).toEqual([[matter, court.account.id]]);
  expect(await found('assigned=nobody', colleague)).toEqual([]);
  expect(await share(colleague, { act: 'claim' })).toMatchObject(REFUSED('assigned-already'));
  await share(bureau, { act: 'assign', to: colleague.account.id });
  expect(await found('assigned=me', court)).toEqual([]);
  expect(await found('assigned=me', colleague)).toEqual([[matter, colleague.account.id]]);
});

test('a closed matter goes only to whoever is named in it, and says nothing to others', async () => {
  await api.services.db.updateTable('matter').set({ procedure: 'crime-referral', kind: 'police.crime-referral' }).where('number', '=', matter).execute();
  const liaison = await api.signedIn('liaison', { body: 'police' });
  expect(await share(liaison, { act: 'claim' })).toMatchObject(REFUSED('closed-matter'));
  expect(await share(head, { act: 'assign', to: desk.account.id })).toMatchObject(REFUSED('closed-matter'));
  await share(desk, { act: 'claim' });
  expect(await share(desk, { act: 'hand-over', to: liaison.account.id, note: '请接续' })).toMatchObject(REFUSED('colleague-does-not-fit'));
  expect(await share(desk, { act: 'hand-over', to: other.account.id, note: '请接续' })).toMatchObject([{ status: 'done' }]);
  expect((await get(`/matters/${matter}`, liaison)).body).toMatchObject({ isContentShown: false, assignee: null });
  expect((await get(`/matters/${matter}/assignments`, liaison)).body).toMatchObject({ code: 'closed-matter' });
});

test('what is closed is shared out no more; what was said of it stays', async () => {
  await share(desk, { act: 'claim' });
  await api.services.db.updateTable('matter').set({ closed_at: api.wallClock.now(), closed_as: 'withdrawn' }).where('number', '=', matter).execute();
  expect(await share(head, { act: 'assign', to: other.account.id })).toMatchObject(REFUSED('matter-closed'));
  await expect(sql`update assignment set holder = ${other.account.id}`.execute(api.services.db)).rejects.toThrow(/permission denied/);
  await expect(sql`delete from assignment`.execute(api.services.db)).rejects.toThrow(/permission denied/);
});

test('colleagues are those of the very office who may have matters', async () => {
  const county = await api.signedIn('desk-officer', { body: 'police', office: 'police.yuncheng' });
  const machine = await api.signedIn('system', { body: 'police' });
  const { body } = await get('/me/colleagues', desk);
  const accounts = (body.items as { account: string }[]).map(({ account }) => account);
  expect(accounts).toEqual(expect.arrayContaining([other.account.id, head.account.id]));
  for (const { account } of [desk, county, machine, court]) expect(accounts).not.toContain(account.id);
});
