import { randomUUID } from 'node:crypto';
import { sweepDrafts } from '../../register/drafts/drafts';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

type Officer = Awaited<ReturnType<ApiUnderTest['signedIn']>>;

let api: ApiUnderTest;
let judge: Officer;
beforeEach(async () => {
  api = await startApi();
  judge = await api.signedIn('court-officer');
});
afterEach(() => api.close());

const list = async ({ token }: Officer) => (await api.ask('GET', '/api/v1/drafts', { token })).body.items as { id: string; version: number; content: unknown }[];
const keep = ({ token }: Officer, id: string, version: number, content: unknown) => api.ask('PUT', `/api/v1/drafts/${id}`, { token, body: { version, content } });
const CONTENT = { caseNumber: '（2026）粤5302执7号', debtor: { name: '赵不还' } };

test.each(['desk-officer', 'liaison', 'unit-head', 'committee-officer', 'supervisor', 'operator'] as const)('%s asks for no assistance, and keeps no draft', async (role) => {
  const officer = await api.signedIn(role);
  const answer = await keep(officer, randomUUID(), 0, CONTENT);
  expect([answer.status, answer.body.code]).toEqual([403, 'not-permitted']);
  expect((await api.ask('GET', '/api/v1/drafts', { token: officer.token })).status).toBe(403);
});

test('a draft is its officer’s own, on whichever computer', async () => {
  const id = randomUUID();
  expect((await keep(judge, id, 0, CONTENT)).status).toBe(200);
  expect(await list(judge)).toMatchObject([{ id, version: 1, content: CONTENT }]);
  const colleague = await api.signedIn('court-officer');
  expect(await list(colleague)).toEqual([]);
  expect((await keep(colleague, id, 1, {})).body.code).toBe('draft-changed');
  expect((await api.ask('DELETE', `/api/v1/drafts/${id}`, { token: colleague.token })).status).toBe(204);
  expect(await list(judge)).toHaveLength(1);
  expect((await api.ask('DELETE', `/api/v1/drafts/${id}`, { token: judge.token })).status).toBe(204);
  expect(await list(judge)).toEqual([]);
});

test('of two browsers that keep the same version, the second is told', async () => {
  const id = randomUUID();
  await keep(judge, id, 0, CONTENT);
  expect((await keep(judge, id, 1, { ...CONTENT, purpose: '一' })).body).toMatchObject({ version: 2 });
  const second = await keep(judge, id, 1, { ...CONTENT, purpose: '二' });
  expect([second.status, second.body.code]).toEqual([409, 'draft-changed']);
  // The first, whose answer was lost, sends the same again.
  const again = await keep(judge, id, 1, { purpose: '一', ...CONTENT });
  expect([again.status, again.body]).toMatchObject([200, { version: 2 }]);
  expect(await list(judge)).toMatchObject([{ version: 2, content: { purpose: '一' } }]);
});

test('nobody keeps more than twenty, nor anything for more than thirty days, nor in the clear', async () => {
  for (let count = 0; count < 20; count += 1) await keep(judge, randomUUID(), 0, CONTENT);
  expect((await keep(judge, randomUUID(), 0, CONTENT)).body.code).toBe('too-many-drafts');
  expect((await keep(judge, randomUUID(), 0, Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`part-${n}`, '长'.repeat(3_500)])))).status).toBe(422);
  const { db, wallClock } = api.services;
  const rows = await db.selectFrom('request_draft').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('赵不还');
  api.wallClock.set(wallClock.now() + 29 * 86_400_000);
  expect(await sweepDrafts({ db, wallClock })).toBe(0);
  api.wallClock.set(wallClock.now() + 2 * 86_400_000);
  expect(await sweepDrafts({ db, wallClock })).toBe(20);
});
