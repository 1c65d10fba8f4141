import { once } from 'node:events';
import { createServer, request, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { route } from '../contract/route';
import { openDatabase } from '../register/database';
import { Fault, Refusal } from '../register/errors';
import { createApp } from './app';
import { answerProblems, hasWording } from './problems';
import { ApiRouter } from './router';
import { type ApiUnderTest, startApi } from '../test/rig/api-under-test';

let api: ApiUnderTest;
const servers: Server[] = [];

/** A server beside the one under test. */
async function listen(app: RequestListener): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());

const signIn = (raw: string | Buffer, headers?: Record<string, string>) => api.ask('POST', '/api/v1/sessions', { raw, headers });

describe('what no honest client sends', () => {
  test.each<[string, string | Buffer, number, string]>([
    ['half a JSON', '{"username":', 400, 'malformed-json'],
    ['no body', '', 422, 'invalid-body'],
    ['text that is not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400, 'malformed-json'],
    ['a NUL', '{"username":"a\\u0000","password":"b"}', 400, 'unsafe-characters'],
    ['a NUL in a name', '{"user\\u0000name":"a"}', 400, 'unsafe-characters'],
    ['a lone surrogate', '{"username":"a\\ud800","password":"b"}', 400, 'unsafe-characters'],
    ['a prototype', '{"__proto__":{"isAdmin":true}}', 400, 'unsafe-characters'],
    ['21 levels', `${'['.repeat(22)}${']'.repeat(22)}`, 400, 'too-complex'],
    ['half a million levels', '['.repeat(499_000) + ']'.repeat(499_000), 400, 'too-complex'],
    ['an endless array', `[${'1,'.repeat(2_000)}1]`, 400, 'too-complex'],
    ['an endless text', `"${'a'.repeat(20_001)}"`, 400, 'too-complex'],
    ['more than a megabyte', `"${'a'.repeat(1_000_001)}"`, 413, 'too-large'],
    ['a number instead of an object', '5', 422, 'invalid-body'],
    ['an unknown field', '{"username":"a","password":"b","remember":true}', 422, 'invalid-body'],
  ])('%s', async (_name, raw, status, code) => {
    const answer = await signIn(raw);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', undefined],
    ['another character set', 'application/json; charset=gbk', undefined],
    ['UTF-16', 'application/json; charset=utf-16', undefined],
    ['a compressed body', 'application/json', 'gzip'],
  ])('%s: 415', async (_name, type, encoding) => {
    const answer = await signIn('{"a":1}', { 'content-type': type, ...(encoding === undefined ? {} : { 'content-encoding': encoding }) });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported-media-type']);
  });

  test.each(['/api/v1/accounts?cursor=%00', '/api/v1/%00', '/api/v1/accounts?cursor=%ff', '/%E0%A4%A'])('%s: 400', async (path) => {
    expect((await api.ask('GET', path)).status).toBe(400);
  });

  test('a broken character that is sent raw in the path is no fault of ours', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port: new URL(api.url).port, path: '/api/v1/%ED%A0%80' }, (res) => { res.resume(); resolve(res.statusCode); }).on('error', reject).end();
    });
    expect(status).toBe(400);
  });

  test.each(['/nothing', '/api', '/api/v1', '/api/v1/nothing', '/api/v1/me/', '/API/v1/me', '/api/v1/docs/assets/package.json', '/api/v1/docs/assets/..%2fpackage.json'])('%s is not there', async (path) => {
    const { status, body } = await api.ask('GET', path);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });
});

describe('every answer', () => {
  test('forbids framing, sniffing, caching and foreign content, and names its request', async () => {
    const { headers } = await api.ask('GET', '/api/v1/me');
    expect(Object.fromEntries(['content-security-policy', 'x-content-type-options', 'x-frame-options', 'cache-control', 'x-powered-by', 'access-control-allow-origin'].map((name) => [name, headers.get(name)]))).toEqual({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'x-powered-by': null,
      'access-control-allow-origin': null,
    });
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  test('leaves one line in the log, without names, queries or addresses', async () => {
    const { token, account } = await api.signedIn('operator');
    const before = api.logged.length;
    await api.ask('GET', `/api/v1/accounts/${account.id}?name=%E9%99%88%E6%9F%90`, { token, headers: { 'x-request-id': 'given-by-proxy-1' } });
    const lines = api.logged.slice(before).map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(lines).toEqual([{ level: 30, time: expect.any(Number) as number, requestId: 'given-by-proxy-1', method: 'GET', route: '/accounts/{id}', status: 200, ms: expect.any(Number) as number, accountId: account.id, msg: 'request' }]);
  });

  test('a request id that could forge a log line is replaced', async () => {
    const { headers } = await api.ask('GET', '/healthz', { headers: { 'x-request-id': 'a b"}{"level":60' } });
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });
});

describe('health', () => {
  test('alive and ready', async () => {
    expect((await api.ask('GET', '/healthz')).body).toEqual({ status: 'ok' });
    const { status, body } = await api.ask('GET', '/readyz');
    expect([status, body]).toEqual([200, { status: 'ready', checks: { database: 'ok', schema: 'ok' } }]);
  });

  test('without the database it lives on, is not ready, and answers 503 to be tried again', async () => {
    const db = openDatabase('postgres://nobody:nothing@127.0.0.1:1/none');
    const url = await listen(createApp({ ...api.services, db, temporal: { isReachable: async () => false } }));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not-ready', checks: { database: 'failed', schema: 'failed', temporal: 'failed' } }]);
    const me = await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer lds_${'0'.repeat(43)}` } });
    expect([me.status, me.headers.get('retry-after'), ((await me.json()) as { code: string }).code]).toEqual([503, '2', 'register-unavailable']);
    await db.destroy();
  });

  test('numbers by route pattern, for this machine', async () => {
    const { token, account } = await api.signedIn('operator');
    await api.ask('GET', `/api/v1/accounts/${account.id}`, { token });
    const { status, text } = await api.ask('GET', '/metrics');
    expect(status).toBe(200);
    expect(text).toMatch(/liandong_http_request_seconds_count\{method="GET",route="\/accounts\/\{id\}",status="200"\} \d+/);
    expect(text).not.toContain(account.id);
  });

  test('numbers need the token where one is set', async () => {
    const url = `${await listen(createApp({ ...api.services, config: { ...api.services.config, metricsToken: 'a-token-for-prometheus' } }))}/metrics`;
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(url, { headers: { authorization: 'Bearer a-token-for-prometheus' } })).status).toBe(200);
  });
});

describe('the documentation', () => {
  test('describes every route that is mounted, and each refusal it names has words', async () => {
    const { body } = await api.ask('GET', '/api/v1/openapi.json');
    const { openapi, paths } = body as { openapi: string; paths: Record<string, Record<string, { operationId: string; responses: { default: { description: string } } }>> };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/sessions', '/sessions/current', '/me', '/me/password', '/me/channels', '/accounts', '/accounts/{id}', '/units', '/calendar', '/calendar/explain']));
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { responses } of operations) {
      for (const code of responses.default.description.split('codes: ')[1]?.split(', ') ?? []) expect([code, hasWording(code)]).toEqual([code, true]);
    }
  });

  test('has no reference that leads nowhere', async () => {
    const { text, body } = await api.ask('GET', '/api/v1/openapi.json');
    const { components } = body as { components: { schemas: Record<string, unknown> } };
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
    expect(new Set(references)).toEqual(new Set(Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`)));
  });

  test('is a page that loads nothing from elsewhere', async () => {
    const page = await api.ask('GET', '/api/v1/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(page.text).not.toMatch(/https?:|<script>/);
    for (const [, asset] of page.text.matchAll(/(?:href|src)="([^"]+)"/g)) expect([asset, (await api.ask('GET', `/api/v1/${asset}`)).status]).toEqual([asset, 200]);
  });
});

describe('a route of any kind', () => {
  const ROUTES = {
    refuse: route({ method: 'get', path: '/refuse', operationId: 'refuse', tag: 't', summary: 's', auth: 'public', query: z.strictObject({ code: z.string() }), responses: {} }),
    fault: route({ method: 'get', path: '/fault', operationId: 'fault', tag: 't', summary: 's', auth: 'public', responses: {} }),
    bug: route({ method: 'get', path: '/bug', operationId: 'bug', tag: 't', summary: 's', auth: 'public', responses: {} }),
    act: route({ method: 'post', path: '/act', operationId: 'act', tag: 't', summary: 's', auth: 'account', isCommand: true, body: z.strictObject({ n: z.int() }), responses: {} }),
  };
  function serve(): Promise<string> {
    const router = new ApiRouter(api.services);
    router.handle(ROUTES.refuse, ({ query }) => { throw new Refusal(query.code, { unit: 'land', retryAfterSeconds: 7 }); });
    router.handle(ROUTES.fault, () => { throw new Fault('engine-away'); });
    router.handle(ROUTES.bug, ({ principal }) => ({ status: 200, body: principal }));
    router.handle(ROUTES.act, ({ body, idempotencyKey, principal }) => ({ status: 200, body: { n: body.n, idempotencyKey, by: principal.roles } }));
    const app = express();
    app.use((_req, res, next) => { res.locals.context = { requestId: 'test-request', route: 'none' }; next(); });
    app.use(router.express);
    app.use(answerProblems(api.services.log));
    return listen(app);
  }

  test('a refusal keeps its code and tells its particulars', async () => {
    const answer = await fetch(`${await serve()}/refuse?code=too-busy`);
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      429,
      '7',
      { type: 'urn:liandong:problem:too-busy', title: '系统繁忙', status: 429, code: 'too-busy', detail: '请稍后重试。', requestId: 'test-request', params: { unit: 'land' } },
    ]);
  });

  test('a fault says try again; a bug says nothing of itself, and is logged', async () => {
    const url = await serve();
    const fault = await fetch(`${url}/fault`);
    expect([fault.status, fault.headers.get('retry-after')]).toEqual([503, '2']);
    const before = api.logged.length;
    const bug = await fetch(`${url}/bug`);
    const text = await bug.text();
    expect([bug.status, text.includes('principal')]).toEqual([500, false]);
    expect(api.logged.slice(before).join('')).toContain('a public route knows no principal');
  });

  test('a command needs its key; who asks comes first', async () => {
    const url = await serve();
    const { token } = await api.signedIn('court-officer');
    const act = (headers: Record<string, string>, body = '{"n":1}') => fetch(`${url}/act`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    const authorization = `Bearer ${token}`;
    expect((await act({ 'idempotency-key': 'key-0001' })).status).toBe(401);
    for (const bad of [{} as Record<string, string>, { 'idempotency-key': 'short' }, { 'idempotency-key': 'with a space' }, { 'idempotency-key': 'k'.repeat(129) }]) expect((await act({ authorization, ...bad })).status).toBe(400);
    const done = await act({ authorization, 'idempotency-key': 'key-0001' });
    expect([done.status, await done.json()]).toEqual([200, { n: 1, idempotencyKey: 'key-0001', by: ['court-officer'] }]);
  });
});
