import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { run as runRegister, verifyRegister } from '../../cli/register';
import { createAccount } from '../../register/accounts/accounts';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { SystemClock } from '../../register/clock';
import { openDatabase } from '../../register/database';
import { DocumentFiles } from '../../register/documents/files';
import { sweepDocuments } from '../../register/documents/sweep';
import { type DocumentRow, storeDocument } from '../../register/documents/upload';
import { pdfOf } from '../factories/documents';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig } from '../rig/matter-rig';

let database: TestDatabase;
let rig: MatterRig;
let folder: string;
let files: DocumentFiles;
let matter: string;
let document: DocumentRow;
let file: string;

const wallClock = new SystemClock();
const verify = async (contents = false) => (await verifyRegister({ db: rig.db, keyRing: rig.keyRing, documents: { files, contents } })).broken;
/** As somebody with the owner's password would. */
async function tamper(statement: string): Promise<void> {
  const owner = openDatabase(database.ownerUrl, { poolSize: 1 });
  await sql.raw(statement).execute(owner);
  await owner.destroy();
}

beforeAll(async () => {
  database = await createTestDatabase();
  rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
  await rig.startWorker();
  folder = mkdtempSync(path.join(tmpdir(), 'documents-'));
  files = new DocumentFiles(folder, rig.keyRing);
  const { db, keyRing } = rig;
  const { account } = await createAccount({ db, keyRing, wallClock }, THE_PROGRAM, { kind: 'person', username: 'desk', displayName: '孙承办', roles: ['desk-officer'], body: 'police', password: randomUUID() });
  async function* content(): AsyncGenerator<Buffer> {
    yield Buffer.concat([pdfOf('送达回证'), Buffer.alloc(200_000, 'x')]);
  }
  document = await storeDocument({ db, keyRing, wallClock, documentFiles: files }, { uploadedBy: account.id, body: 'police', idempotencyKey: randomUUID(), name: 'a.pdf', mediaType: 'application/pdf', content: content() });
  file = path.join(folder, document.id.slice(0, 2), document.id);
  matter = await rig.open();
  const { id, sha256, bytes, media_type: mediaType } = document;
  await rig.act(matter, 'unit', 'sign-receipt', { documents: [{ document: id, sha256, bytes, mediaType }] }, { words: { documents: [{ document: id, title: '送达回证', name: 'a.pdf' }] } });
});
afterAll(async () => {
  await rig.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('a register whose documents are there is whole', async () => {
  expect(await verify()).toBeUndefined();
  expect(await verify(true)).toBeUndefined();
});

test.each<[string, (whole: Buffer) => void, string, boolean]>([
  ['missing', () => rmSync(file), 'has no file in', false],
  ['cut short', (whole) => writeFileSync(file, whole.subarray(0, -1)), 'has a file of another length', false],
  ['changed, looked for', (whole) => writeFileSync(file, Buffer.concat([whole.subarray(0, -1), Buffer.from([(whole.at(-1) ?? 0) ^ 1])])), '', false],
  ['changed, read', (whole) => writeFileSync(file, Buffer.concat([whole.subarray(0, -1), Buffer.from([(whole.at(-1) ?? 0) ^ 1])])), 'has a file that was changed', true],
])('a file that is %s', async (_how, damage, expected, contents) => {
  const whole = readFileSync(file);
  damage(whole);
  try {
    expect((await verify(contents)) ?? '').toContain(expected === '' ? '' : `${matter} entry 2: document ${document.id} ${expected}`);
  } finally {
    writeFileSync(file, whole);
  }
  expect(await verify(true)).toBeUndefined();
});

test('a row that says something else than the ledger', async () => {
  await tamper(`update document set sha256 = 'other' where id = '${document.id}'`);
  expect(await verify()).toContain('is described otherwise than the entry says');
  await tamper(`update document set sha256 = '${document.sha256}' where id = '${document.id}'`);
  expect(await verify()).toBeUndefined();
});

test('what an act carries is not swept, however old', async () => {
  expect(await sweepDocuments({ db: rig.db, documentFiles: files, wallClock: { now: () => wallClock.now() + 400 * 24 * 3_600_000 } })).toEqual({ documents: 0, files: 0 });
  expect(await verify(true)).toBeUndefined();
});

test('with the words of its entry a document is erased, name and file; the register stays whole', async () => {
  Object.assign(process.env, { DATABASE_URL: database.appUrl, LIANDONG_KEYS_DIR: rig.keysDir, LIANDONG_DOCUMENTS_DIR: folder });
  try {
    expect(await runRegister(['erase', matter, '2', '--reason', '当事人申请删除'])).toBe(0);
  } finally {
    for (const name of ['DATABASE_URL', 'LIANDONG_KEYS_DIR', 'LIANDONG_DOCUMENTS_DIR']) delete process.env[name];
  }
  expect(existsSync(file)).toBe(false);
  expect(await rig.db.selectFrom('document').select(['sealed_name', 'erased_at']).where('id', '=', document.id).executeTakeFirstOrThrow()).toEqual({ sealed_name: null, erased_at: expect.any(Number) as number });
  expect(await verify(true)).toBeUndefined();
});

test('a document that is gone without having been erased', async () => {
  await tamper(`delete from document where id = '${document.id}'`);
  expect(await verify()).toContain('is gone without having been erased');
});
