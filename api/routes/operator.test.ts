import { randomUUID } from 'node:crypto';
import * as contract from '../../contract/operator';
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
    api.ask('GET', '/api/v1/operator/channels', { token }),
    api.ask('GET', '/api/v1/operator/units', { token }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
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

test('every unit stands with its validity, its offices and who is liaison and head there', async () => {
  const { token } = await api.signedIn('operator');
  const liaison = await api.signedIn('liaison', { body: 'land' });
  const local = await api.signedIn('unit-head', { body: 'land', office: 'land.luoding' });
  const { body } = await api.ask('GET', '/api/v1/operator/units', { token });
  const { items } = contract.listOperatorUnits.responses[200]?.body?.parse(body) as { items: { id: string; validFrom: string; validTo: string | null; isInForce: boolean; offices: { id: string }[]; liaisons: { account: string }[]; heads: { account: string; office: string | null }[] }[] };
  expect(items.filter(({ id }) => id === 'land')).toEqual([
    expect.objectContaining({
      validFrom: '2017-09-27',
      validTo: null,
      isInForce: true,
      liaisons: [{ account: liaison.account.id, name: liaison.account.displayName, office: null }],
      heads: [{ account: local.account.id, name: local.account.displayName, office: 'land.luoding' }],
    }),
  ]);
});

test('a channel says what waits, since when and why, and what was given up', async () => {
  const { token } = await api.signedIn('operator');
  const { db, clock } = api.services;
  const row = (over: Record<string, unknown>) => ({ matter: 'AR-2026-000001', seq: 1, message: 'answered', term: '', rung: randomUUID(), audience: 'court.officer', recipient: 'x', account_id: null, channel: 'mail' as const, mode: 'single' as const, urgency: 'routine' as const, state: 'queued' as const, params: '{}', about: '{}', at: 0, created_at: 0, due_at: clock.now() - 60_000, ...over });
  await db
    .insertInto('delivery')
    .values([row({}), row({ attempts: 2, reason: 'mail-refused', due_at: clock.now() - 120_000 }), row({ due_at: clock.now() + 60_000 }), row({ state: 'failed', reason: 'mail-refused' }), row({ channel: 'webhook', state: 'sent' })])
    .execute();
  const { body } = await api.ask('GET', '/api/v1/operator/channels', { token });
  expect(contract.listChannels.responses[200]?.body?.parse(body)).toEqual({
    items: [
      { channel: 'mail', waiting: 2, retrying: 1, oldestDueAt: '2026-03-02T08:28:00+08:00', reasons: ['mail-refused'], failed: 1 },
      { channel: 'webhook', waiting: 0, retrying: 0, oldestDueAt: null, reasons: [], failed: 0 },
      { channel: 'command', waiting: 0, retrying: 0, oldestDueAt: null, reasons: [], failed: 0 },
    ],
  });
});
