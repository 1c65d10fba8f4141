import { randomUUID } from 'node:crypto';
import * as contract from '../../contract/cards';
import type { Role } from '../../domain/access/permissions';
import { parseInstant } from '../../domain/calendar/day';
import { pdfOf } from '../../test/factories/documents';
import { type Course, insertRows, positionAfter, rowOf } from '../../test/factories/figures';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

type Officer = Awaited<ReturnType<ApiUnderTest['signedIn']>>;

const at = (text: string) => parseInstant(`${text}:00+08:00`);
const NOW = '2026-03-20T09:00';
const REASON = '三月份已有三件查询超过法定期限未答复，未说明原因';

let api: ApiUnderTest;
let committee: Officer;
let head: Officer;
beforeEach(async () => {
  api = await startApi();
  api.wallClock.set(at(NOW));
  committee = await api.signedIn('committee-officer', { body: 'committee' });
  head = await api.signedIn('unit-head', { body: 'police' });
});
afterEach(() => api.close());

const get = (path: string, { token }: Officer) => api.ask('GET', `/api/v1${path}`, { token });
const post = (path: string, { token }: Officer, body: unknown, key: string = randomUUID()) => api.ask('POST', `/api/v1${path}`, { token, body, headers: { 'idempotency-key': key } });
async function upload({ token }: Officer): Promise<unknown> {
  const headers = { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('黄牌通知书.pdf')}`, 'idempotency-key': randomUUID() };
  return (await api.ask('POST', '/api/v1/documents', { token, raw: pdfOf(randomUUID()), headers })).body.document;
}
const issue = async (by: Officer, over: Record<string, unknown> = {}, key?: string) => post('/cards', by, { unit: 'police', colour: 'yellow', reason: REASON, document: await upload(by), ...over }, key);
const cardIn = (body: Record<string, unknown>) => contract.readCard.responses[200]?.body?.parse(body) as contract.CardView;
const proposalsFor = async (by: Officer) => ((await get('/cards/proposals', by)).body.items as { unit: string; colour: string; counted: unknown; basis: { breaches: unknown[]; yellowCards: number } }[]);
const toldTo = async (officer: Officer) => ((await get('/notifications', officer)).body.items as { matter: string; message: string; title: string }[]).map(({ matter, message, title }) => [matter, message, title]);

let count = 0;
/** Received Monday 2 March and never answered: late from Friday 6 March on. */
async function late(n: number, over: Partial<Course> = {}): Promise<void> {
  const course: Course = { kind: 'police.identity-property-query', openedAt: '2026-03-02T09:00', acts: [['unit', 'sign-receipt', '2026-03-02T10:00']], until: at(NOW), ...over };
  const position = await positionAfter(course);
  await insertRows(api.services.db, Array.from({ length: n }, () => rowOf(`AR-2026-${String((count += 1)).padStart(6, '0')}`, course, position, at(course.openedAt))));
}

test.each([
  ['court-officer', 'court.intermediate'],
  ['enforcement-bureau', 'court.luoding'],
  ['supervisor', 'committee'],
  ['unit-head', 'committee'],
  ['unit-head', 'police'],
  ['liaison', 'land'],
  ['prosecutor', 'procuratorate'],
  ['operator', null],
] as const)('%s of %s issues no card', async (role: Role, body) => {
  const officer = await api.signedIn(role, { body });
  const answer = await post('/cards', officer, { unit: 'police', colour: 'red', reason: REASON, document: randomUUID() });
  expect([answer.status, answer.body.code]).toEqual([403, 'not-permitted']);
  expect(await api.services.db.selectFrom('card').selectAll().execute()).toEqual([]);
});

test('whom a card does not concern sees none: neither proposals, nor lists, nor one of them', async () => {
  const { id } = cardIn((await issue(committee)).body);
  for (const [role, body] of [['court-officer', 'court.luoding'], ['desk-officer', 'police'], ['enforcement-bureau', 'court.luoding'], ['operator', null]] as const) {
    const officer = await api.signedIn(role, { body });
    expect([role, (await get('/cards', officer)).status, (await get('/cards/proposals', officer)).status, (await get(`/cards/${id}`, officer)).status]).toEqual([role, 403, 403, 404]);
  }
  const other = await api.signedIn('unit-head', { body: 'land' });
  expect((await get('/cards', other)).body.items).toEqual([]);
  expect([(await get('/cards?unit=police', other)).status, (await get(`/cards/${id}`, other)).status, (await get(`/cards/${id}/document`, other)).status]).toEqual([403, 404, 404]);
  expect((await get('/cards/proposals', head)).status).toBe(403);
});

test('three unexplained breaches in thirty days propose a yellow card, six a red one; what is contested or explained and not rejected does not count', async () => {
  await late(2);
  const said = { seq: 9, at: at('2026-03-10T09:00'), ground: 'calendar' };
  const [breach] = (await positionAfter({ kind: 'police.identity-property-query', openedAt: '2026-03-02T09:00', acts: [['unit', 'sign-receipt', '2026-03-02T10:00']], until: at(NOW) })).breaches;
  if (!breach) throw new Error('no breach');
  await late(4, { over: { breaches: [{ ...breach, contested: said }] } });
  await late(4, { over: { breaches: [{ ...breach, explanation: 'notice-accepted' }] } });
  expect(await proposalsFor(committee)).toEqual([]);
  await late(1, { acts: [] });
  const [proposal] = await proposalsFor(committee);
  expect([proposal?.unit, proposal?.colour, proposal?.basis.breaches.length]).toEqual(['police', 'yellow', 3]);
  expect(proposal?.counted).toEqual(expect.arrayContaining([{ class: 'plain', cause: 'none', count: 2 }, { class: 'deemed-receipt', cause: 'none', count: 1 }]));
  await late(3);
  expect((await proposalsFor(await api.signedIn('supervisor'))).map(({ colour }) => colour)).toEqual(['red']);
  expect(await api.services.db.selectFrom('card').selectAll().execute()).toEqual([]);
});

test('a named person issues it with reason and document; the head is told, the liaison copied; it keeps what the rule saw', async () => {
  await late(3);
  const liaison = await api.signedIn('liaison', { body: 'police' });
  const { status, body } = await issue(committee);
  const card = cardIn(body);
  expect([status, card.number, card.colourName, card.state, card.unitName, card.reason, card.issuedBy.account]).toEqual([201, 'CD-2026-000001', '黄牌', 'standing', '市公安局', REASON, committee.account.id]);
  expect([card.basis.proposed, card.basis.breaches.length]).toEqual(['yellow', 3]);
  expect(await toldTo(head)).toEqual([['CD-2026-000001', 'card-issued', '贵单位被给予黄牌']]);
  expect(await toldTo(liaison)).toEqual([['CD-2026-000001', 'card-issued', '贵单位被给予黄牌']]);
  expect((await get(`/cards/${card.id}/document`, head)).status).toBe(200);
  // Those breaches are dealt with: the rule proposes nothing more on them.
  expect(await proposalsFor(committee)).toEqual([]);
  expect((await api.services.db.selectFrom('account_audit').select(['actor_id', 'details']).where('action', '=', 'card-issued').execute())).toEqual([{ actor_id: committee.account.id, details: { card: 'CD-2026-000001', unit: 'police', colour: 'yellow' } }]);
});

test('the same key issues one card, with another body none; courts, the committee and unknown units get none', async () => {
  const document = await upload(committee);
  const key = randomUUID();
  const twice = await Promise.all([issue(committee, { document }, key), issue(committee, { document }, key)]);
  expect(twice.map(({ status, body }) => [status, body.number])).toEqual([[201, 'CD-2026-000001'], [201, 'CD-2026-000001']]);
  expect((await issue(committee, { document, colour: 'red' }, key)).body.code).toBe('idempotency-key-reused');
  expect((await issue(committee, { document })).body.code).toBe('document-not-free');
  for (const unit of ['court.luoding', 'court.intermediate', 'committee', 'nowhere']) expect((await issue(committee, { unit })).body.code).toBe('unit-gets-no-card');
});

test('the unit answers with a statement, nobody else for it; whoever issued it is told', async () => {
  const bureau = await api.signedIn('enforcement-bureau', { body: 'court.intermediate' });
  const { id } = cardIn((await issue(bureau)).body);
  const local = await api.signedIn('unit-head', { body: 'police', office: 'police.luoding' });
  for (const [officer, status] of [[committee, 403], [bureau, 403], [local, 404], [await api.signedIn('unit-head', { body: 'land' }), 404]] as const) expect((await post(`/cards/${id}/statement`, officer, { text: '已整改' })).status).toBe(status);
  const { status, body } = await post(`/cards/${id}/statement`, head, { text: '系统故障所致，已整改' });
  expect([status, cardIn(body).entries]).toEqual([200, [expect.objectContaining({ seq: 2, type: 'statement', text: '系统故障所致，已整改', by: expect.objectContaining({ account: head.account.id }) as unknown })]]);
  expect(await toldTo(bureau)).toEqual([['CD-2026-000001', 'card-answered', '被给予黄牌的单位作出说明']]);
  expect(JSON.stringify(await api.services.db.selectFrom('card_entry').selectAll().execute())).not.toContain('整改');
});

test('the body that issued it withdraws it once, with a reason; it stays on record and its breaches count again', async () => {
  await late(3);
  const { id } = cardIn((await issue(committee)).body);
  const bureau = await api.signedIn('enforcement-bureau', { body: 'court.intermediate' });
  for (const officer of [bureau, head]) expect((await post(`/cards/${id}/withdrawal`, officer, { reason: '有误' })).body.code).toBe('not-permitted');
  api.wallClock.advance(60_000);
  const { status, body } = await post(`/cards/${id}/withdrawal`, committee, { reason: '所涉事项系平台故障' });
  expect([status, cardIn(body).state, cardIn(body).mayAnswer]).toEqual([200, 'withdrawn', false]);
  expect((await post(`/cards/${id}/withdrawal`, committee, { reason: '再次撤回' })).body.code).toBe('card-withdrawn-already');
  expect((await post(`/cards/${id}/statement`, head, { text: '收到' })).body.code).toBe('card-withdrawn-already');
  expect((await toldTo(head)).map(([, message]) => message)).toEqual(['card-withdrawn', 'card-issued']);
  expect(((await get('/cards?state=withdrawn', head)).body.items as unknown[]).length).toBe(1);
  // However many there are: one is found by its number.
  expect((await get(`/cards?number=${String(body.number)}`, head)).body.items).toMatchObject([{ id }]);
  expect((await get('/cards?number=CD-2001-000001', head)).body.items).toEqual([]);
  expect(((await get('/cards?state=standing', committee)).body.items as unknown[]).length).toBe(0);
  expect((await proposalsFor(committee)).map(({ colour }) => colour)).toEqual(['yellow']);
});

test('two yellow cards within a year that stand make the next a red one', async () => {
  for (const [now, openedAt] of [['2026-01-20T09:00', '2026-01-05T09:00'], ['2026-02-25T09:00', '2026-02-03T09:00'], [NOW, '2026-03-02T09:00']] as const) {
    api.wallClock.set(at(now));
    const day = openedAt.slice(0, 10);
    await late(3, { openedAt, acts: [['unit', 'sign-receipt', `${day}T10:00`]], until: at(now) });
    const fresh = await api.signedIn('committee-officer', { body: 'committee' });
    const [proposal] = await proposalsFor(fresh);
    expect([now, proposal?.colour]).toEqual([now, now === NOW ? 'red' : 'yellow']);
    if (now !== NOW) expect((await issue(fresh)).status).toBe(201);
  }
});

test('the application can neither change nor remove a card or what followed on it', async () => {
  const { id } = cardIn((await issue(committee)).body);
  await post(`/cards/${id}/statement`, head, { text: '收到' });
  const { db } = api.services;
  for (const change of [db.updateTable('card').set({ colour: 'red' } as never), db.deleteFrom('card'), db.updateTable('card_entry').set({ seq: 9 } as never), db.deleteFrom('card_entry')]) await expect(change.execute()).rejects.toThrow(/permission denied/);
});
