import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { MAX_DOCUMENT_BYTES } from '../../contract/documents';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { SystemClock } from '../../register/clock';
import { openDatabase } from '../../register/database';
import { ensureKeyRing } from '../../register/sealing/key-ring';
import { pdfOf } from '../factories/documents';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { fromSetup } from '../harness/environment';
import { waitFor } from '../harness/wait-for';

jest.setTimeout(120_000);

const MB = 1024 * 1024;

let database: TestDatabase;
let api: ChildProcess;
let url: string;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const home = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'memory-'));
  const keysDir = path.join(home, 'keys');
  const db = openDatabase(database.appUrl, { poolSize: 1 });
  const draft = { kind: 'machine', username: 'system', displayName: '业务系统', roles: ['system'], body: 'police' } as const;
  token = (await createAccount({ db, wallClock: new SystemClock(), keyRing: ensureKeyRing(keysDir) }, THE_PROGRAM, draft)).token ?? '';
  await db.destroy();

  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { PATH: process.env.PATH, DATABASE_URL: database.appUrl, LIANDONG_KEYS_DIR: keysDir, LIANDONG_DATA: home, LIANDONG_API_PORT: String(port), TEMPORAL_ADDRESS: '127.0.0.1:1', LIANDONG_LOG_LEVEL: 'error' };
  api = spawn(process.execPath, [path.resolve(__dirname, '..', '..', 'dist', 'api', 'main.js')], { env, stdio: 'ignore' });
  await waitFor(async () => fetch(`${url}/healthz`).then(({ ok }) => ok, () => false), 30_000);
});
afterAll(async () => {
  api.kill('SIGTERM');
  await once(api, 'exit');
  await database.drop();
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

async function upload(content: Buffer): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/pdf', 'content-disposition': "attachment; filename*=UTF-8''a.pdf", 'idempotency-key': randomUUID() };
  const response = await fetch(`${url}/api/v1/documents`, { method: 'POST', headers, body: content });
  expect([response.status, await response.json()]).toMatchObject([201, { bytes: content.length }]);
}

const status = (line: string): number => Number(new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(fs.readFileSync(`/proc/${api.pid}/status`, 'utf8'))?.[1]) * 1024;

test('an upload of 50 MB raises the memory of the API by less than 20 MB', async () => {
  // What every process takes for its first requests is not this one's.
  for (let n = 0; n < 3; n += 1) await upload(Buffer.concat([pdfOf('small'), Buffer.alloc(2 * MB, 'x')]));
  const whole = Buffer.alloc(MAX_DOCUMENT_BYTES, 'x');
  pdfOf('').copy(whole);
  const before = status('VmRSS');
  // The peak is counted from here.
  fs.writeFileSync(`/proc/${api.pid}/clear_refs`, '5');
  await upload(whole);
  const raisedMb = (status('VmHWM') - before) / MB;
  expect(raisedMb).toBeLessThan(20);
});
