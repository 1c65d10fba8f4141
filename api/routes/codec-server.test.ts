import { defaultPayloadConverter } from '@temporalio/common';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

const UI = 'http://127.0.0.1:8233';
let api: ApiUnderTest;
beforeAll(async () => { api = await startApi({ env: { LIANDONG_TEMPORAL_UI_ORIGINS: UI } }); });
afterAll(() => api.close());

/** A payload as the UI has it: encrypted, in protobuf's JSON form. */
async function encrypted(value: unknown): Promise<{ metadata: Record<string, string>; data: string }> {
  const [payload] = await api.services.payloadCodec.encode([defaultPayloadConverter.toPayload(value) ?? {}]);
  return {
    metadata: Object.fromEntries(Object.entries(payload?.metadata ?? {}).map(([key, bytes]) => [key, Buffer.from(bytes).toString('base64')])),
    data: Buffer.from(payload?.data ?? []).toString('base64'),
  };
}

test.each(['operator', 'court-officer', 'desk-officer', 'committee-officer', 'system'] as const)('%s has nothing decoded', async (role) => {
  const { token } = await api.signedIn(role);
  const { status, body } = await api.ask('POST', '/codec/decode', { token, body: { payloads: [await encrypted('x')] } });
  expect([status, body.code]).toEqual([403, 'not-permitted']);
});

test('a stranger has nothing decoded', async () => {
  expect((await api.ask('POST', '/codec/decode', { body: { payloads: [await encrypted('x')] } })).status).toBe(401);
});

test('a supervisor sees the payload, and that is recorded', async () => {
  const { token, account } = await api.signedIn('supervisor');
  const { status, body } = await api.ask('POST', '/codec/decode', { token, body: { payloads: [await encrypted({ stage: 'awaiting-answer' }), await encrypted(1)] } });
  expect(status).toBe(200);
  expect((body.payloads as { data: string }[]).map(({ data }) => Buffer.from(data, 'base64').toString())).toEqual(['{"stage":"awaiting-answer"}', '1']);
  const audit = await api.services.db.selectFrom('account_audit').select(['action', 'details']).where('actor_id', '=', account.id).where('action', '=', 'payloads-decoded').execute();
  expect(audit).toEqual([{ action: 'payloads-decoded', details: { count: 2, namespace: 'liandong' } }]);
});

test('what tells of a closed matter stays shut: a supervisor reads its number, stage and dates', async () => {
  const { token } = await api.signedIn('supervisor');
  const shut = await Promise.all(
    [
      { matter: 'CR-2026-000001', ledger: [{ facts: { procedure: 'crime-referral', crime: 'refusal-to-perform' } }] },
      { name: 'decide-not-to-file', facts: { decidedAt: 1 }, by: { body: 'police' } },
      { position: { links: [{ matter: 'FO-2026-000001' }] } },
    ].map(encrypted),
  );
  const { body } = await api.ask('POST', '/codec/decode', { token, body: { payloads: [...shut, await encrypted({ name: 'accept-answer' })] } });
  const payloads = body.payloads as { data: string }[];
  expect(payloads.slice(0, 3)).toEqual(shut);
  expect(Buffer.from(payloads[3]?.data ?? '', 'base64').toString()).toBe('{"name":"accept-answer"}');
});

test('what is not ours passes through unchanged', async () => {
  const { token } = await api.signedIn('supervisor');
  const plain = { metadata: { encoding: Buffer.from('json/plain').toString('base64') }, data: Buffer.from('"x"').toString('base64') };
  const foreign = { ...(await encrypted('x')), data: Buffer.from('too short').toString('base64') };
  expect((await api.ask('POST', '/codec/decode', { token, body: { payloads: [plain, foreign] } })).body).toEqual({ payloads: [plain, foreign] });
});

test('nothing is encoded for anybody', async () => {
  const { token } = await api.signedIn('operator');
  const { status, body } = await api.ask('POST', '/codec/encode', { token, body: { payloads: [] } });
  expect([status, body.code]).toEqual([403, 'encode-refused']);
});

test('the Temporal UI’s page may call with the person’s cookie; any other page may not', async () => {
  const { account, password } = await api.signedIn('supervisor');
  const { headers } = await api.ask('POST', '/api/v1/sessions', { body: { username: account.username, password } });
  const cookie = headers.getSetCookie()[0]?.split(';')[0];
  const body = { payloads: [await encrypted('x')] };

  const preflight = await api.ask('OPTIONS', '/codec/decode', { headers: { origin: UI, 'access-control-request-method': 'POST' } });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin'), preflight.headers.get('access-control-allow-credentials')]).toEqual([204, UI, 'true']);
  expect((await api.ask('POST', '/codec/decode', { cookie, body, headers: { origin: UI } })).status).toBe(200);

  const stranger = await api.ask('OPTIONS', '/codec/decode', { headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } });
  expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  expect((await api.ask('POST', '/codec/decode', { cookie, body, headers: { origin: 'https://evil.example' } })).status).toBe(403);
});

test('the page of the Temporal UI may do nothing else with the cookie', async () => {
  const { account, password } = await api.signedIn('supervisor');
  const { headers } = await api.ask('POST', '/api/v1/sessions', { body: { username: account.username, password } });
  const { status } = await api.ask('PUT', '/api/v1/me/channels', { cookie: headers.getSetCookie()[0]?.split(';')[0], headers: { origin: UI }, body: { routine: 'single', urgent: 'single' } });
  expect(status).toBe(403);
});
