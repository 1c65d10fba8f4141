import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type StandingInstruction, standingInstructionFor } from '../../domain/standing-instructions/standing-instruction';
import type { Facts } from '../../matters/ledger';
import { changeAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { findPending } from '../../register/matters/commands';
import type { Database } from '../../register/database';
import { instructionMissedBy } from '../../register/standing-instructions/bring';
import { newestInstruction } from '../../register/standing-instructions/queries';
import { waitFor } from '../../test/harness/wait-for';
import { pdfOf } from '../../test/factories/documents';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';
import { ASK_POLICE } from '../../test/rig/matter-api';

const COURT = 'court.luoding';
const PATH = `/api/v1/courts/${COURT}/standing-instruction`;

let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const inCourt = (role: 'unit-head' | 'court-officer' | 'liaison', body = COURT) => api.signedIn(role, { body });
const put = (token: string, version: number, change: Record<string, unknown>, path = PATH) => api.ask('PUT', path, { token, body: { version, change } });
const confirm = (judge: string, over: Record<string, unknown> = {}) => ({ status: 'confirmed', judge, crimes: ['refusal-to-perform'], validFrom: '2026-03-01', ...over });
const WITHDRAW = { status: 'withdrawn', reason: '本院决定由承办法官逐案提请监督' };

interface Version {
  version: number;
  status: string;
  judge: unknown;
  setBy: unknown;
  reason: unknown;
  file: { document: string; sha256: string } | null;
}
const versionsIn = (body: Record<string, unknown>) => body.versions as Version[];

test.each([
  ['court-officer', COURT],
  ['enforcement-bureau', COURT],
  ['liaison', COURT],
  ['unit-head', 'court.xinxing'],
  ['unit-head', 'court.intermediate'],
  ['unit-head', 'procuratorate'],
  ['unit-head', 'committee'],
  ['supervisor', COURT],
  ['committee-officer', 'committee'],
  ['prosecutor', 'procuratorate'],
  ['operator', null],
] as const)('%s of %s does not change the instruction of the court of Luoding', async (role, body) => {
  const { token, account } = await api.signedIn(role, { body });
  for (const change of [confirm(account.username), WITHDRAW]) {
    const answer = await put(token, 1, change);
    expect([answer.status, answer.body.code]).toEqual([403, 'not-permitted']);
  }
  expect(await api.services.db.selectFrom('standing_instruction').select('version').where('court', '=', COURT).execute()).toEqual([{ version: 1 }]);
});

test('nobody outside the court reads it; a supervisor reads that there is one', async () => {
  for (const [role, body] of [['court-officer', 'court.xinxing'], ['enforcement-bureau', 'court.intermediate'], ['prosecutor', 'procuratorate'], ['desk-officer', 'police'], ['committee-officer', 'committee'], ['operator', null]] as const) {
    const { token } = await api.signedIn(role, { body });
    expect([role, (await api.ask('GET', PATH, { token })).status]).toEqual([role, 403]);
  }
  const { token } = await api.signedIn('supervisor');
  expect((await api.ask('GET', PATH, { token })).body).toEqual({ court: COURT, version: 1, status: 'product-default', statusName: '产品默认，尚未经法院确认', isInForce: true, validFrom: '2017-09-27', validTo: null, judges: null, versions: null });
});

test('a new deployment has the product’s default for each of the six courts, for every crime, with nobody’s name under it', async () => {
  const rows = await api.services.db.selectFrom('standing_instruction').selectAll().orderBy('court').execute();
  expect(rows.map(({ court }) => court)).toEqual(['court.intermediate', 'court.luoding', 'court.xinxing', 'court.yuncheng', 'court.yunan-county', 'court.yunan-district'].sort());
  const { token } = await inCourt('court-officer');
  const { status, body } = await api.ask('GET', PATH, { token });
  expect([status, versionsIn(body)]).toEqual([200, [expect.objectContaining({ version: 1, status: 'product-default', statusName: '产品默认，尚未经法院确认', judge: null, file: null, setBy: null, setAt: null, validTo: null })]]);
});

test('the head confirms it with judge, crimes and validity, replaces it, and withdraws it with a reason; every version stays', async () => {
  const head = await inCourt('unit-head');
  const judge = await inCourt('court-officer');
  expect((await put(head.token, 1, confirm(judge.account.username))).status).toBe(200);
  expect((await put(head.token, 2, confirm(judge.account.username, { validTo: '2026-12-31' }))).status).toBe(200);
  const { status, body } = await put(head.token, 3, WITHDRAW);
  expect([status, body.version, body.status, body.statusName, body.isInForce]).toEqual([200, 4, 'withdrawn', '法院已撤回', false]);
  expect(versionsIn(body).map(({ version, status, judge, reason }) => [version, status, (judge as { account: string } | null)?.account, reason])).toEqual([
    [4, 'withdrawn', judge.account.id, WITHDRAW.reason],
    [3, 'confirmed', judge.account.id, null],
    [2, 'confirmed', judge.account.id, null],
    [1, 'product-default', undefined, null],
  ]);
  const { db } = api.services;
  expect(await db.selectFrom('account_audit').select(['actor_id', 'details']).where('action', '=', 'standing-instruction-changed').orderBy('id').execute()).toEqual(
    [[2, 'confirmed'], [3, 'confirmed'], [4, 'withdrawn']].map(([version, status]) => ({ actor_id: head.account.id, details: { court: COURT, version, status } })),
  );
  await expect(db.updateTable('standing_instruction').set({ status: 'confirmed' } as never).execute()).rejects.toThrow(/permission denied/);
  await expect(db.deleteFrom('standing_instruction').execute()).rejects.toThrow(/permission denied/);
  expect(JSON.stringify(await db.selectFrom('standing_instruction').selectAll().execute())).not.toContain('逐案');
});

test('the same again changes nothing; of two who started from the same version the second is told', async () => {
  const [head, other] = [await inCourt('unit-head'), await inCourt('unit-head')];
  const judge = (await inCourt('court-officer')).account.username;
  await put(head.token, 1, confirm(judge));
  expect((await put(head.token, 1, confirm(judge))).body.version).toBe(2);
  const { status, body } = await put(other.token, 1, WITHDRAW);
  expect([status, body.code, body.params]).toEqual([409, 'standing-instruction-changed', { version: 2 }]);
  const answers = await Promise.all([put(head.token, 2, WITHDRAW), put(other.token, 2, confirm(judge, { validTo: '2027-03-01' }))]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
});

test.each([
  ['a judge of another court', { judge: 'stranger' }, 'change.judge', 'judge-not-of-this-court'],
  ['no crime', { crimes: [] }, 'change.crimes', 'too-small'],
  ['a crime twice', { crimes: ['obstruction', 'obstruction'] }, 'change.crimes', 'crime-given-twice'],
  ['a crime that no court refers', { crimes: ['theft'] }, 'change.crimes.0', 'invalid-value'],
  ['an end before its beginning', { validTo: '2026-02-28' }, 'change.validTo', 'ends-before-it-begins'],
])('it is not confirmed with %s', async (_what, over, path, code) => {
  const head = await inCourt('unit-head');
  const stranger = await inCourt('court-officer', 'court.xinxing');
  const given = 'judge' in over ? { judge: stranger.account.username } : over;
  const { status, body } = await put(head.token, 1, confirm(head.account.username, given));
  expect([status, body.code, body.errors]).toEqual([422, 'invalid-body', [expect.objectContaining({ path, code })]]);
});

test('one that begins later is refused while the one before acts until then: referrals carry one alone; once that was withdrawn it is taken', async () => {
  const head = await inCourt('unit-head');
  const later = confirm(head.account.username, { validFrom: '2026-03-03' });
  const { status, body } = await put(head.token, 1, later);
  expect([status, body.code, body.params]).toEqual([409, 'instruction-begins-too-late', { version: 1, today: '2026-03-02' }]);
  expect((await put(head.token, 1, confirm(head.account.username, { validFrom: '2026-03-02' }))).status).toBe(200);
  expect((await put(head.token, 2, WITHDRAW)).status).toBe(200);
  expect((await put(head.token, 3, later)).status).toBe(200);
});

test('it is not withdrawn without a reason', async () => {
  const head = await inCourt('unit-head');
  expect((await put(head.token, 1, { status: 'withdrawn' })).body.code).toBe('invalid-body');
});

test('the signed file is kept with the version that it signs, for the court’s own people; no act carries it any more', async () => {
  const head = await inCourt('unit-head');
  const content = pdfOf('常设指令书');
  const headers = { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('指示书.pdf')}`, 'idempotency-key': randomUUID() };
  const { body: uploaded } = await api.ask('POST', '/api/v1/documents', { token: head.token, raw: content, headers });
  const stranger = await inCourt('unit-head', 'court.xinxing');
  expect((await put(stranger.token, 1, confirm(stranger.account.username, { document: uploaded.document }), '/api/v1/courts/court.xinxing/standing-instruction')).body.code).toBe('document-not-free');
  const { status, body } = await put(head.token, 1, confirm(head.account.username, { document: uploaded.document }));
  expect([status, versionsIn(body)[0]?.file]).toEqual([200, { document: uploaded.document, sha256: uploaded.sha256, bytes: content.length, mediaType: 'application/pdf' }]);
  expect((await put(head.token, 2, confirm(head.account.username, { document: uploaded.document, validTo: '2026-12-31' }))).body.code).toBe('document-not-free');

  const file = `${PATH}/versions/2/document`;
  const clerk = await inCourt('liaison');
  expect(await api.ask('GET', file, { token: clerk.token })).toMatchObject({ status: 200 });
  expect((await api.ask('GET', `${PATH}/versions/1/document`, { token: clerk.token })).status).toBe(404);
  for (const token of [stranger.token, (await api.signedIn('supervisor')).token]) expect((await api.ask('GET', file, { token })).status).toBe(403);
});

/** A matter as the register holds one; its procedure is written into the row. */
async function referral(court: string): Promise<string> {
  const judge = await api.signedIn('court-officer', { body: court });
  await changeAccount(api.services, THE_PROGRAM, judge.account.id, { profile: { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' } });
  const { body } = await api.ask('POST', '/api/v1/requests', { token: judge.token, body: ASK_POLICE, headers: { 'idempotency-key': randomUUID() } });
  await api.services.db.updateTable('matter').set({ procedure: 'crime-referral' }).where('number', '=', String(body.matter)).execute();
  return String(body.matter);
}

const instructionIn = (facts: Facts) => facts['standingInstruction'] as StandingInstruction;

test('a change is brought to every open referral of that court, and to no other', async () => {
  const head = await inCourt('unit-head');
  const [own, closed] = [await referral(COURT), await referral(COURT)];
  await referral('court.xinxing');
  await api.services.db.updateTable('matter').set({ closed_at: 1 }).where('number', '=', closed).execute();
  await put(head.token, 1, confirm(head.account.username, { validTo: '2026-12-31' }));
  await put(head.token, 2, WITHDRAW);
  const pending = await findPending(api.services.db, 0, 10);
  expect(pending.map(({ matter, message: { name, by, facts } }) => [matter, name, by, instructionIn(facts).version, instructionIn(facts).status])).toEqual([
    [own, 'revise-instruction', { kind: 'machine', id: 'standing-instruction', body: '' }, 2, 'confirmed'],
    [own, 'revise-instruction', { kind: 'machine', id: 'standing-instruction', body: '' }, 3, 'withdrawn'],
  ]);
  expect(pending[0]?.message.facts['standingInstruction']).toEqual({ id: expect.any(String) as string, version: 2, status: 'confirmed', judge: head.account.id, crimes: ['refusal-to-perform'], validFrom: '2026-03-01', validTo: '2026-12-31' });
  expect(pending[0]?.message.receivedAt).toBe(api.wallClock.now());
});

test('a referral whose opening was prepared with what is not in force any more is told; nobody changes it until that opening is committed', async () => {
  const head = await inCourt('unit-head');
  const { db } = api.services;
  const known = standingInstructionFor(await newestInstruction(db, COURT), '2026-03-02');
  const missed = (trx: Kysely<Database>, standingInstruction: unknown) => instructionMissedBy(trx, { procedure: 'crime-referral', facts: { court: COURT, standingInstruction }, today: '2026-03-02' });
  let withdrawal: ReturnType<typeof put> | undefined;
  await db.transaction().execute(async (trx) => {
    expect(await missed(trx, known)).toBeUndefined();
    withdrawal = put(head.token, 1, WITHDRAW);
    await waitFor(async () => (await sql`select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`.execute(db)).rows.length > 0);
    expect((await newestInstruction(db, COURT))?.version).toBe(1);
  });
  expect((await withdrawal)?.status).toBe(200);
  expect(await missed(db, known)).toMatchObject({ version: 2, status: 'withdrawn' });
  expect(await missed(db, null)).toBeUndefined();
  expect(await instructionMissedBy(db, { procedure: 'detention', facts: { court: COURT }, today: '2026-03-02' })).toBeUndefined();
});
