import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test.each(['supervisor', 'court-officer', 'desk-officer', 'committee-officer'] as const)('%s neither reads the operator’s notices nor confirms the clock', async (role) => {
  const { token } = await api.signedIn(role);
  const answers = await Promise.all([
    api.ask('GET', '/api/v1/operator/notices', { token }),
    api.ask('GET', '/api/v1/operator/clock', { token }),
    api.ask('POST', '/api/v1/operator/clock/confirm', { token }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
});

test('the operator confirms the clock, and that is recorded with a name', async () => {
  const { token, account } = await api.signedIn('operator');
  expect((await api.ask('GET', '/api/v1/operator/clock', { token })).body).toMatchObject({ hold: null });
  expect((await api.ask('POST', '/api/v1/operator/clock/confirm', { token })).status).toBe(204);
  const audit = await api.services.db.selectFrom('account_audit').select('actor_id').where('action', '=', 'clock-confirmed').execute();
  expect(audit).toEqual([{ actor_id: account.id }]);
});

test('notices come newest first, page by page', async () => {
  const { token } = await api.signedIn('operator');
  for (const matter of ['AR-2026-000001', 'AR-2026-000002', 'AR-2026-000003']) await api.services.db.insertInto('operator_notice').values({ at: 0, code: 'workflow-restarted', matter, details: '{}' }).execute();
  const { body } = await api.ask('GET', '/api/v1/operator/notices?limit=2', { token });
  expect((body.items as { matter: string }[]).map(({ matter }) => matter)).toEqual(['AR-2026-000003', 'AR-2026-000002']);
  expect((await api.ask('GET', `/api/v1/operator/notices?limit=2&cursor=${String(body.nextCursor)}`, { token })).body).toMatchObject({ items: [{ matter: 'AR-2026-000001' }], nextCursor: null });
});
