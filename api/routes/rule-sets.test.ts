import { readRuleSet } from '../../contract/rule-sets';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

let api: ApiUnderTest;
beforeAll(async () => { api = await startApi({ env: { LIANDONG_TEMPORAL_UI_ORIGINS: 'http://127.0.0.1:8710' } }); });
afterAll(() => api.close());

test('nobody reads the rules who has not signed in', async () => {
  expect((await api.ask('GET', '/api/v1/rule-sets/yunfu-2017')).status).toBe(401);
});

test('words and terms come with their article, targets as the operator has set them', async () => {
  const [{ token }, operator] = [await api.signedIn('desk-officer'), await api.signedIn('operator')];
  const read = async (id: string) => api.ask('GET', `/api/v1/rule-sets/${id}`, { token });
  const parse = async () => {
    const { body } = await read('yunfu-2017');
    return readRuleSet.responses[200]?.body?.parse(body) as { duties: { kind: string; name: string; length: unknown; article: string }[]; explanations: { id: string; article: string | null }[] };
  };
  const before = await parse();
  expect(before.duties.find(({ kind }) => kind === 'police.identity-property-query')).toMatchObject({ name: 'answer', length: { kind: 'working-days', n: 3 }, article: '四.7(1)' });
  expect(before.explanations.find(({ id }) => id === 'dispute')).toMatchObject({ article: '三(四)' });
  await api.ask('PUT', '/api/v1/settings', { token: operator.token, body: { version: 0, values: { 'target.kind.land.seal': { kind: 'hours', n: 4 } } } });
  expect((await parse()).duties.find(({ kind }) => kind === 'land.seal')).toMatchObject({ length: { kind: 'hours', n: 4 } });
  expect((await read('nothing')).status).toBe(404);
});

test('who has been shown around stays so on every computer; where the Temporal UI is, only those are told who look into it', async () => {
  const [desk, supervisor, operator] = [await api.signedIn('desk-officer'), await api.signedIn('supervisor'), await api.signedIn('operator')];
  const me = async ({ token }: { token: string }) => (await api.ask('GET', '/api/v1/me', { token })).body;
  expect(await me(desk)).toMatchObject({ hasBeenShownAround: false, temporalUi: null, ruleSet: 'yunfu-2017' });
  expect((await api.ask('PUT', '/api/v1/me/tour', { token: desk.token, body: {} })).status).toBe(204);
  expect(await me(desk)).toMatchObject({ hasBeenShownAround: true });
  for (const may of [supervisor, operator]) expect(await me(may)).toMatchObject({ hasBeenShownAround: false, temporalUi: 'http://127.0.0.1:8710/namespaces/liandong/workflows' });
});
