import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';

let api: ApiUnderTest;
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());

const HOUR_MS = 3_600_000;

async function person(): Promise<{ username: string; password: string; token: string; id: string }> {
  const { account, password, token } = await api.signedIn('court-officer');
  return { username: account.username, id: account.id, password, token };
}

async function cookieOf(username: string, password: string): Promise<string> {
  const { headers } = await api.ask('POST', '/api/v1/sessions', { body: { username, password } });
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('signing in', () => {
  test('a wrong password and an unknown name get the same answer', async () => {
    const { username } = await person();
    const wrong = await api.ask('POST', '/api/v1/sessions', { body: { username, password: 'not the password' } });
    const unknown = await api.ask('POST', '/api/v1/sessions', { body: { username: 'nobody-at-all', password: 'not the password' } });
    expect([wrong.status, wrong.body.code, wrong.headers.get('content-type')]).toEqual([401, 'bad-credentials', 'application/problem+json; charset=utf-8']);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  test('a program gets a token, which opens /me', async () => {
    const { username, password } = await person();
    const { status, body, headers } = await api.ask('POST', '/api/v1/sessions', { body: { username: ` ${username.toUpperCase()} `, password, transport: 'bearer' } });
    expect([status, headers.getSetCookie(), body.expiresAt, body.mustChangePassword]).toEqual([201, [], '2026-03-09T08:30:00+08:00', false]);
    const me = await api.ask('GET', '/api/v1/me', { token: String(body.token) });
    expect(me.body).toMatchObject({ username, roles: ['court-officer'], body: 'court.luoding', bodyName: '罗定市人民法院', office: null });
  });

  test('a browser gets a cookie that scripts and other sites cannot use, and no token', async () => {
    const { username, password } = await person();
    const { body, headers } = await api.ask('POST', '/api/v1/sessions', { body: { username, password } });
    expect(body).not.toHaveProperty('token');
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^liandong_session=lds_[\w-]{43}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/)]);
  });

  test('the page of another site cannot sign a browser in', async () => {
    const { username, password } = await person();
    const { status, body } = await api.ask('POST', '/api/v1/sessions', { body: { username, password }, headers: { origin: 'https://evil.example' } });
    expect([status, body.code]).toEqual([403, 'foreign-origin']);
  });

  test('after five wrong passwords even the right one must wait, longer each time; then it is let in', async () => {
    const { username, password } = await person();
    const attempt = (given: string) => api.ask('POST', '/api/v1/sessions', { body: { username, password: given } });
    for (let i = 0; i < 5; i++) expect((await attempt('wrong')).status).toBe(401);
    const blocked = await attempt(password);
    expect([blocked.status, blocked.body.code, blocked.headers.get('retry-after')]).toEqual([429, 'too-many-attempts', '1']);
    api.wallClock.advance(1_000);
    expect((await attempt('wrong')).status).toBe(401);
    expect((await attempt(password)).headers.get('retry-after')).toBe('2');
    api.wallClock.advance(2_000);
    expect((await attempt(password)).status).toBe(201);
    expect((await attempt('wrong')).status).toBe(401);
    expect((await attempt(password)).status).toBe(201);
  });

  test('guesses sent at once are counted one by one', async () => {
    const { username } = await person();
    const answers = await Promise.all(Array.from({ length: 12 }, () => api.ask('POST', '/api/v1/sessions', { body: { username, password: 'guess' } })));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });
});

describe('a session', () => {
  test.each([
    ['no token', {}],
    ['a made-up token', { token: 'lds_0000000000000000000000000000000000000000000' }],
    ['another scheme', { headers: { authorization: 'Basic b3BlcmF0b3I6eA==' } }],
    ['a made-up cookie', { cookie: 'liandong_session=lds_0000000000000000000000000000000000000000000' }],
  ])('%s is nobody', async (_name, asked) => {
    const { status, body, headers } = await api.ask('GET', '/api/v1/me', asked);
    expect([status, body.code, headers.get('www-authenticate')]).toEqual([401, 'not-signed-in', 'Bearer']);
  });

  test('a token does not work as a cookie, nor a cookie as a token', async () => {
    const { username, password, token } = await person();
    expect((await api.ask('GET', '/api/v1/me', { cookie: `liandong_session=${token}` })).status).toBe(401);
    const cookie = await cookieOf(username, password);
    expect((await api.ask('GET', '/api/v1/me', { cookie })).status).toBe(200);
    expect((await api.ask('GET', '/api/v1/me', { token: cookie.split('=')[1] })).status).toBe(401);
  });

  test('a write by cookie needs our own page as its origin', async () => {
    const { username, password } = await person();
    const cookie = await cookieOf(username, password);
    const write = (headers: Record<string, string>) => api.ask('PUT', '/api/v1/me/channels', { cookie, headers, body: { routine: 'single', urgent: 'single' } });
    expect([(await write({})).status, (await write({ origin: 'https://evil.example' })).status, (await write({ origin: 'null' })).status]).toEqual([403, 403, 403]);
    expect((await write({ origin: api.url })).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/me', { cookie })).body.channels).toEqual({ routine: 'single', urgent: 'single' });
  });

  test('it ends when idle for 12 hours, and after 7 days in any case', async () => {
    const idle = await person();
    api.wallClock.advance(12 * HOUR_MS + 1);
    expect((await api.ask('GET', '/api/v1/me', { token: idle.token })).status).toBe(401);

    const busy = await person();
    for (let day = 0; day < 14; day++) {
      expect((await api.ask('GET', '/api/v1/me', { token: busy.token })).status).toBe(200);
      api.wallClock.advance(12 * HOUR_MS);
    }
    expect((await api.ask('GET', '/api/v1/me', { token: busy.token })).status).toBe(200);
    api.wallClock.advance(1);
    expect((await api.ask('GET', '/api/v1/me', { token: busy.token })).status).toBe(401);
  });

  test('signing out ends it, and no other', async () => {
    const { username, password, token } = await person();
    const other = await cookieOf(username, password);
    expect((await api.ask('DELETE', '/api/v1/sessions/current', { token })).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(401);
    expect((await api.ask('GET', '/api/v1/me', { cookie: other })).status).toBe(200);
  });
});

describe('the password', () => {
  test('only whoever knows the current one changes it, and guessing it is throttled', async () => {
    const { token } = await person();
    const change = () => api.ask('POST', '/api/v1/me/password', { token, body: { currentPassword: 'wrong', newPassword: 'a new password' } });
    for (let i = 0; i < 5; i++) expect((await change()).body.code).toBe('wrong-password');
    expect((await change()).status).toBe(429);
  });

  test.each([
    ['too short', 'elevenchars', 'invalid-body'],
    ['the same', null, 'unchanged-password'],
    ['the user name', undefined, 'password-is-username'],
  ])('a new one that is %s is refused', async (_name, given, code) => {
    const { account, token, password } = await api.signedIn('court-officer');
    const newPassword = given === null ? password : (given ?? account.username.toUpperCase());
    const { status, body } = await api.ask('POST', '/api/v1/me/password', { token, body: { currentPassword: password, newPassword } });
    expect([status, body.code]).toEqual([422, code]);
  });

  test('a change ends every other session', async () => {
    const { username, password, token } = await person();
    const other = await cookieOf(username, password);
    expect((await api.ask('POST', '/api/v1/me/password', { token, body: { currentPassword: password, newPassword: 'a new password' } })).status).toBe(204);
    expect((await api.ask('GET', '/api/v1/me', { cookie: other })).status).toBe(401);
    expect((await api.ask('GET', '/api/v1/me', { token })).status).toBe(200);
    expect((await api.ask('POST', '/api/v1/sessions', { body: { username, password } })).status).toBe(401);
    expect((await api.ask('POST', '/api/v1/sessions', { body: { username, password: 'a new password' } })).status).toBe(201);
  });
});

test('every sign-in, failed or not, is recorded; passwords and tokens are nowhere in the database or the log', async () => {
  const { username, id, password, token } = await person();
  await api.ask('POST', '/api/v1/sessions', { body: { username, password: 'a wrong one' } });
  await api.ask('DELETE', '/api/v1/sessions/current', { token });
  const rows = await api.services.db.selectFrom('account_audit').selectAll().where('subject_id', '=', id).orderBy('id').execute();
  expect(rows.map(({ action }) => action)).toEqual(['account-created', 'signed-in', 'sign-in-failed', 'signed-out']);
  expect(rows[1]?.request_id).toMatch(/^[\w-]{36}$/);

  const everything = await Promise.all(
    (['account', 'account_session', 'machine_token', 'sign_in_throttle', 'account_audit'] as const).map((table) => api.services.db.selectFrom(table).selectAll().execute()),
  );
  const seen = JSON.stringify(everything) + api.logged.join('');
  for (const secret of [password, token, token.slice(4), 'a wrong one']) expect(seen).not.toContain(secret);
});
