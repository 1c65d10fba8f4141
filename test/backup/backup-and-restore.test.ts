import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fromSetup } from '../harness/environment';
import { apiUrlOf, type RunningProduct, runCommand, startUntilReady, stopProduct } from '../harness/product';
import { createEngineHome } from '../harness/test-engine';
import { waitFor } from '../harness/wait-for';
import { pdfOf } from '../factories/documents';
import { ASK_POLICE } from '../rig/matter-api';

jest.setTimeout(180_000);

interface Session {
  token: string;
}

async function ask(run: RunningProduct, method: string, url: string, { token }: Partial<Session> = {}, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${apiUrlOf(run)}/api/v1${url}`, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

async function signIn(run: RunningProduct, username: string, password: string): Promise<Session> {
  return { token: String((await ask(run, 'POST', '/sessions', {}, { username, password, transport: 'bearer' })).token) };
}

const DOCUMENT = pdfOf('送达回证'.repeat(20_000));

async function upload(run: RunningProduct, { token }: Session): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID(), 'content-type': 'application/pdf', 'content-disposition': "attachment; filename*=UTF-8''a.pdf" };
  const response = await fetch(`${apiUrlOf(run)}/api/v1/documents`, { method: 'POST', headers, body: DOCUMENT });
  return String(((await response.json()) as { document: string }).document);
}

async function hashOf(run: RunningProduct, url: string, { token }: Session): Promise<string> {
  const response = await fetch(`${apiUrlOf(run)}/api/v1${url}`, { headers: { authorization: `Bearer ${token}` } });
  return createHash('sha256').update(Buffer.from(await response.arrayBuffer())).digest('hex');
}

/** Signs in with a one-time password and sets one of the person's own. */
async function firstSignIn(run: RunningProduct, username: string, oneTimePassword: string, password: string): Promise<Session> {
  const session = await signIn(run, username, oneTimePassword);
  await ask(run, 'POST', '/me/password', session, { currentPassword: oneTimePassword, newPassword: password });
  return signIn(run, username, password);
}

test('a copy of the stopped product, restored elsewhere: the register is whole and every open matter runs again', async () => {
  const folder = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'backup-'));
  const home = createEngineHome(fromSetup('LIANDONG_TEST_DIR'));
  const password = 'a-long-password-for-tests';

  const first = await startUntilReady(home);
  const oneTime = /one-time password: (\S+)/.exec(first.said())?.[1] ?? '';
  const operator = await firstSignIn(first, 'operator', oneTime, password);
  const people: Record<string, Session> = {};
  for (const [username, roles, body, profile] of [
    ['judge', ['court-officer'], 'court.yuncheng', { workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' }],
    ['desk', ['desk-officer'], 'police', {}],
  ] as const) {
    const { oneTimePassword } = await ask(first, 'POST', '/accounts', operator, { username, displayName: username, roles, body, profile });
    people[username] = await firstSignIn(first, username, String(oneTimePassword), password);
  }
  const matters: string[] = [];
  for (let n = 0; n < 3; n += 1) matters.push(String((await ask(first, 'POST', '/requests', people.judge, ASK_POLICE)).matter));
  const [signed, ...unsigned] = matters;
  const document = await upload(first, people.desk as Session);
  await ask(first, 'POST', `/matters/${signed}/commands/sign-receipt`, people.desk, { documents: [{ document, title: '送达回证' }] });
  const dueBefore = (await ask(first, 'GET', `/matters/${signed}`, people.judge)).dueAt;
  await stopProduct(first);

  const [file, keysFile] = [path.join(folder, 'copy.tgz'), path.join(folder, 'keys.tar')];
  expect(await runCommand(home, 'backup', file, '--keys', keysFile)).toMatchObject({ exitCode: 0 });
  const elsewhere = createEngineHome(fromSetup('LIANDONG_TEST_DIR'));
  expect(await runCommand(elsewhere, 'restore', file, '--keys', keysFile)).toMatchObject({ exitCode: 0 });
  expect(await runCommand(elsewhere, 'register', 'verify', '--documents')).toMatchObject({ exitCode: 0, said: expect.stringContaining('3 matters') as string });

  const second = await startUntilReady(elsewhere);
  try {
    expect(await runCommand(elsewhere, 'register', 'verify')).toMatchObject({ exitCode: 0 });
    const desk = await signIn(second, 'desk', password);
    expect((await ask(second, 'GET', `/matters/${signed}`, desk)).dueAt).toBe(dueBefore);
    for (const matter of unsigned) expect(await ask(second, 'POST', `/matters/${matter}/commands/sign-receipt`, desk, {})).toMatchObject({ status: 'accepted', seq: 2 });
    const judge = await signIn(second, 'judge', password);
    expect(await hashOf(second, `/matters/${signed}/documents/${document}`, judge)).toBe(createHash('sha256').update(DOCUMENT).digest('hex'));
    await ask(second, 'POST', `/matters/${signed}/commands/withdraw`, judge, { reason: '当事人和解' });
    await waitFor(async () => (await ask(second, 'GET', `/matters/${signed}`, judge)).stage === 'closed', 10_000);
  } finally {
    await stopProduct(second);
  }
  expect(await runCommand(elsewhere, 'register', 'verify')).toMatchObject({ exitCode: 0, said: expect.stringContaining('3 matters, 7 entries') as string });
  fs.rmSync(path.join(elsewhere, 'documents', document.slice(0, 2), document));
  expect(await runCommand(elsewhere, 'register', 'verify')).toMatchObject({ exitCode: 1, said: expect.stringContaining(`document ${document} has no file`) as string });
});
