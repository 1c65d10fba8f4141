import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

let api: ApiUnderTest;
let operator: string;
beforeAll(async () => {
  api = await startApi();
  operator = (await api.signedIn('operator')).token;
});
afterAll(() => api.close());

const DESK = { username: 'chen.desk', displayName: '陈某', roles: ['desk-officer'], body: 'land', office: 'land.luoding', profile: { mail: 'chen@land.example', phone: '0766-1234567' } };

function create(body: unknown, token = operator) {
  return api.ask('POST', '/api/v1/accounts', { token, body });
}

describe('whoever is not the operator', () => {
  test.each(['court-officer', 'enforcement-bureau', 'liaison', 'desk-officer', 'unit-head', 'committee-officer', 'prosecutor', 'supervisor', 'system'] as const)('%s: neither reads nor changes accounts', async (role) => {
    const { token, account } = await api.signedIn(role);
    const answers = await Promise.all([
      api.ask('GET', '/api/v1/accounts', { token }),
      api.ask('POST', '/api/v1/accounts', { token, body: DESK }),
      api.ask('GET', `/api/v1/accounts/${account.id}`, { token }),
      api.ask('PATCH', `/api/v1/accounts/${account.id}`, { token, body: { active: true } }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([403, 'not-permitted']));
  });

  test('nobody signed in: 401, before the body is read', async () => {
    expect((await api.ask('POST', '/api/v1/accounts', { raw: 'not JSON' })).status).toBe(401);
  });
});

describe('a new account', () => {
  test('starts with a one-time password that opens nothing but its own change', async () => {
    const { status, body, headers } = await create(DESK);
    const account = body.account as { id: string };
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/accounts/${account.id}`]);
    expect(account).toMatchObject({ ...DESK, active: true, mustChangePassword: true });
    expect(body.oneTimePassword).toMatch(/^([bcdfghjkmnpqrstvwxyz2-9]{5}-){3}[bcdfghjkmnpqrstvwxyz2-9]{5}$/);

    const session = await api.ask('POST', '/api/v1/sessions', { body: { username: DESK.username, password: body.oneTimePassword, transport: 'bearer' } });
    const token = String(session.body.token);
    expect(session.body.mustChangePassword).toBe(true);
    expect((await api.ask('GET', '/api/v1/units', { token })).body.code).toBe('password-change-required');
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(200);
    expect((await api.ask('POST', '/api/v1/me/password', { token, body: { currentPassword: body.oneTimePassword, newPassword: 'a password of my own' } })).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/units', { token })).status).toBe(200);
  });

  test('of a machine gets a token instead, and never a password', async () => {
    const { status, body } = await create({ kind: 'machine', username: 'land-system', displayName: '国土系统', roles: ['system'], body: 'land' });
    expect([status, body.oneTimePassword]).toEqual([201, undefined]);
    expect((await api.ask('GET', '/api/v1/me', { token: String(body.token) })).body).toMatchObject({ kind: 'machine', roles: ['system'] });
    expect((await api.ask('POST', '/api/v1/sessions', { body: { username: 'land-system', password: String(body.token) } })).status).toBe(401);
  });

  test.each([
    ['an unknown unit', { body: 'tax' }, 'unknown-body'],
    ['an office of another unit', { office: 'housing.luoding' }, 'unknown-office'],
    ['an unknown office', { office: 'land.mars' }, 'unknown-office'],
    ['an office of nobody', { body: null, roles: ['operator'] }, 'unknown-office'],
    ['a court officer in a unit', { roles: ['court-officer'] }, 'role-does-not-fit'],
    ['an operator in a unit', { roles: ['operator'] }, 'role-does-not-fit'],
    ['a person as a system', { roles: ['system'] }, 'role-does-not-fit'],
    ['a machine as an officer', { kind: 'machine' }, 'role-does-not-fit'],
    ['a name with a space', { username: 'chen desk' }, 'invalid-body'],
    ['an unknown role', { roles: ['king'] }, 'invalid-body'],
    ['an unknown field', { isAdmin: true }, 'invalid-body'],
  ])('%s is refused', async (_name, change, code) => {
    const { status, body } = await create({ ...DESK, username: 'another', ...change });
    expect([status, body.code]).toEqual([422, code]);
  });

  test('a body that is wrong in several places is told each of them, in Chinese', async () => {
    const { body } = await create({ username: 'x', displayName: '', roles: [], body: 'land', isAdmin: true });
    const errors = body.errors as { path: string; code: string; message: string }[];
    expect(errors.map(({ path }) => path).sort()).toEqual(['displayName', 'isAdmin', 'roles', 'username']);
    for (const { message } of errors) expect(message).toMatch(/\p{Script=Han}/u);
  });

  test('two at once under one name: one is made, the other told', async () => {
    const answers = await Promise.all([create({ ...DESK, username: 'twice' }), create({ ...DESK, username: 'Twice ' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('username-taken');
  });

  test('cards, mail and telephone are sealed in the database', async () => {
    const { body } = await create({ ...DESK, username: 'sealed', profile: { mail: 'secret@land.example', phone: '13800002222', workCardNo: '粤执证4412', enforcementPermitNo: 'GW-0042' } });
    const { id } = body.account as { id: string };
    const row = await api.services.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    for (const word of ['secret@land', '13800002222', '粤执证', 'GW-0042']) expect(JSON.stringify(row) + api.logged.join('')).not.toContain(word);
    expect((await api.ask('GET', `/api/v1/accounts/${id}`, { token: operator })).body.profile).toEqual({ mail: 'secret@land.example', phone: '13800002222', workCardNo: '粤执证4412', enforcementPermitNo: 'GW-0042' });
  });
});

describe('a change', () => {
  test('a deactivated account is out at once and stays out', async () => {
    const { account, token, password } = await api.signedIn('desk-officer');
    expect((await api.ask('PATCH', `/api/v1/accounts/${account.id}`, { token: operator, body: { active: false } })).body.account).toMatchObject({ active: false });
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(401);
    expect((await api.ask('POST', '/api/v1/sessions', { body: { username: account.username, password } })).status).toBe(401);
    await api.ask('PATCH', `/api/v1/accounts/${account.id}`, { token: operator, body: { active: true } });
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(401);
    expect((await api.ask('POST', '/api/v1/sessions', { body: { username: account.username, password } })).status).toBe(201);
  });

  test('a reset password replaces the old one and ends the sessions', async () => {
    const { account, token, password } = await api.signedIn('desk-officer');
    const { body } = await api.ask('PATCH', `/api/v1/accounts/${account.id}`, { token: operator, body: { resetSecret: true } });
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(401);
    expect((await api.ask('POST', '/api/v1/sessions', { body: { username: account.username, password } })).status).toBe(401);
    expect((await api.ask('POST', '/api/v1/sessions', { body: { username: account.username, password: body.oneTimePassword } })).status).toBe(201);
  });

  test('a machine’s new token ends the old one', async () => {
    const { account, token } = await api.signedIn('system');
    const { body } = await api.ask('PATCH', `/api/v1/accounts/${account.id}`, { token: operator, body: { resetSecret: true } });
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(401);
    expect((await api.ask('GET', '/api/v1/me', { token: String(body.token) })).status).toBe(200);
    expect(body).not.toHaveProperty('oneTimePassword');
  });

  test('a moved officer has the new place, must sign in again, and may not take a role along that does not fit', async () => {
    const { account, token } = await api.signedIn('desk-officer');
    const change = (body: unknown) => api.ask('PATCH', `/api/v1/accounts/${account.id}`, { token: operator, body });
    expect((await change({ body: 'court.luoding' })).body.code).toBe('role-does-not-fit');
    expect((await change({ body: 'court.luoding', roles: ['court-officer'] })).body.account).toMatchObject({ body: 'court.luoding', roles: ['court-officer'] });
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(401);
  });

  test('the last operator cannot be taken away, not even by two at once', async () => {
    const second = await api.signedIn('operator');
    const { body } = await api.ask('GET', '/api/v1/accounts?role=operator&active=true', { token: operator });
    const operators = (body.items as { id: string }[]).map(({ id }) => id);
    expect(operators).toHaveLength(2);
    const [first = '', other = ''] = operators;
    const answers = await Promise.all([
      api.ask('PATCH', `/api/v1/accounts/${first}`, { token: second.token, body: { active: false } }),
      api.ask('PATCH', `/api/v1/accounts/${other}`, { token: operator, body: { active: false } }),
    ]);
    // The second is told so, or finds that it was taken away before it could ask.
    const [done, refused] = answers.map(({ status }) => status).sort();
    expect(done).toBe(200);
    expect([401, 409]).toContain(refused);
    // Whoever is left sees to it that the tests below have theirs.
    operator = (await api.signedIn('operator')).token;
  });

  test('an unknown account, an id that is none, and nothing to change', async () => {
    expect((await api.ask('PATCH', '/api/v1/accounts/00000000-0000-4000-8000-000000000000', { token: operator, body: { active: false } })).body.code).toBe('unknown-account');
    expect((await api.ask('GET', '/api/v1/accounts/1', { token: operator })).status).toBe(400);
    expect((await api.ask('PATCH', '/api/v1/accounts/00000000-0000-4000-8000-000000000000', { token: operator, body: {} })).status).toBe(422);
  });
});

test('the list is paged without gaps or repeats, and a cursor of our making only is taken', async () => {
  for (let i = 0; i < 5; i++) await create({ ...DESK, username: `page-${i}`, body: 'audit', office: null });
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await api.ask('GET', `/api/v1/accounts?body=audit&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, { token: operator });
    seen.push(...(body.items as { username: string }[]).map(({ username }) => username));
    cursor = body.nextCursor as string | null;
  }
  expect(seen).toEqual(['page-0', 'page-1', 'page-2', 'page-3', 'page-4']);
  for (const bad of ['bm90LWpzb24', 'WzFd', 'W10', '%00']) expect((await api.ask('GET', `/api/v1/accounts?cursor=${bad}`, { token: operator })).status).toBe(400);
  expect((await api.ask('GET', '/api/v1/accounts?limit=1&limit=2', { token: operator })).status).toBe(400);
  expect((await api.ask('GET', '/api/v1/accounts?sort=id', { token: operator })).status).toBe(400);
});
