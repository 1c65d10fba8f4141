import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { DOCUMENT_TYPE_NAMES, MAX_DOCUMENT_BYTES } from '../../contract/documents';
import { DOCX, pdfOf, SAMPLES, zipOf } from '../../test/factories/documents';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { createAccount } from '../accounts/accounts';
import { THE_PROGRAM } from '../accounts/audit';
import { FixedClock } from '../clock';
import { type Database, openDatabase } from '../database';
import { ensureKeyRing } from '../sealing/key-ring';
import { BrokenSeal } from '../sealing/seal-stream';
import { checkedContent } from './open-document';
import { DocumentFiles } from './files';
import { sweepDocuments } from './sweep';
import { type DocumentRow, nameOf, storeDocument, type Upload, type UploadDeps } from './upload';

const DAY_MS = 24 * 3_600_000;

let database: TestDatabase;
let db: Kysely<Database>;
let folder: string;
let deps: UploadDeps & { wallClock: FixedClock };
let uploadedBy: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.appUrl);
  const keyRing = ensureKeyRing(mkdtempSync(path.join(tmpdir(), 'document-keys-')));
  const wallClock = new FixedClock(Date.now());
  folder = mkdtempSync(path.join(tmpdir(), 'documents-'));
  deps = { db, keyRing, wallClock, documentFiles: new DocumentFiles(folder, keyRing).prepare() };
});
beforeEach(async () => {
  const { account } = await createAccount(deps, THE_PROGRAM, { kind: 'person', username: `officer-${randomUUID()}`, displayName: '孙承办', roles: ['desk-officer'], body: 'police', password: randomUUID() });
  uploadedBy = account.id;
  await db.deleteFrom('document').execute();
  for (const file of onDisk()) rmSync(file);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Every file below the folder, drafts included. */
function onDisk(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
}

async function* inParts(content: Buffer, partBytes = 60_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += partBytes) yield content.subarray(at, at + partBytes);
}

function uploadOf(content: Buffer, over: Partial<Upload> = {}): Upload {
  return { uploadedBy, body: 'police', idempotencyKey: randomUUID(), name: '意见.pdf', mediaType: 'application/pdf', content: inParts(content), ...over };
}
const store = (content: Buffer, over: Partial<Upload> = {}, further: Partial<UploadDeps> = {}): Promise<DocumentRow> => storeDocument({ ...deps, ...further }, uploadOf(content, over));

async function readBack({ id, sha256, bytes, media_type }: DocumentRow): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of checkedContent(deps.documentFiles, { document: id, sha256, bytes, mediaType: media_type })) parts.push(part);
  return Buffer.concat(parts);
}

async function expectNothingLeft(): Promise<void> {
  expect(onDisk()).toEqual([]);
  expect(await db.selectFrom('document').selectAll().execute()).toEqual([]);
}

describe('taking a file in', () => {
  test.each(DOCUMENT_TYPE_NAMES)('%s comes back as it was, under the name it had', async (mediaType) => {
    const { name, content } = SAMPLES[mediaType];
    const row = await store(content, { name, mediaType });
    expect(row).toMatchObject({ bytes: content.length, media_type: mediaType, sha256: createHash('sha256').update(content).digest('hex'), scanned: false, matter: null });
    expect((await readBack(row)).equals(content)).toBe(true);
    expect(nameOf(deps.keyRing, row)).toBe(name);
  });

  test('neither content nor name stands in clear, and only we can read the file', async () => {
    const row = await store(pdfOf('欧阳婷鹭'), { name: '欧阳婷鹭.pdf' });
    const [file = ''] = onDisk();
    expect(path.basename(file)).toBe(row.id);
    expect(readFileSync(file).includes('欧阳婷鹭')).toBe(false);
    expect(JSON.stringify(row)).not.toContain('欧阳婷鹭');
  });

  test.each<[string, Buffer, Partial<Upload>]>([
    ['a page that calls itself PDF', Buffer.from('<html><script>alert(1)</script></html>'), {}],
    ['a PDF that calls itself picture', pdfOf('x'), { mediaType: 'image/png', name: 'x.png' }],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'), {}],
    ['a ZIP that calls itself document', zipOf({ 'a.txt': 'a' }), { mediaType: DOCX, name: 'a.docx' }],
    ['a name that says something else', pdfOf('x'), { name: 'judgment.exe' }],
    ['a name that ends twice', pdfOf('x'), { name: 'judgment.pdf.js' }],
    ['a name without an end', pdfOf('x'), { name: 'judgment' }],
    ['nothing', Buffer.alloc(0), {}],
  ])('%s is refused and leaves nothing', async (_name, content, over) => {
    await expect(store(content, over)).rejects.toMatchObject({ code: 'document-type-not-allowed' });
    await expectNothingLeft();
  });

  test('what is no PDF is refused at its first bytes', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        given += 1;
        yield Buffer.alloc(1_000, 'x');
      }
    }
    await expect(store(Buffer.alloc(0), { content: endless() })).rejects.toMatchObject({ code: 'document-type-not-allowed' });
    expect(given).toBe(1);
  });

  test('50 MB are taken, one byte more is not', async () => {
    const whole = Buffer.alloc(MAX_DOCUMENT_BYTES, 'x');
    pdfOf('').copy(whole);
    expect(await store(whole)).toMatchObject({ bytes: 52_428_800 });
    await db.deleteFrom('document').execute();
    for (const file of onDisk()) rmSync(file);
    await expect(store(Buffer.concat([whole, Buffer.from('x')]))).rejects.toMatchObject({ code: 'document-too-large' });
    await expectNothingLeft();
  });

  test('a sender that breaks off leaves nothing', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield pdfOf('the first half');
      throw new Error('aborted');
    }
    await expect(store(Buffer.alloc(0), { content: broken() })).rejects.toMatchObject({ code: 'documents-unavailable' });
    await expectNothingLeft();
  });

  test('a folder that cannot be written to is a fault that names its cause to the operator', async () => {
    const notAFolder = path.join(mkdtempSync(path.join(tmpdir(), 'documents-')), 'file');
    writeFileSync(notAFolder, 'a file in its place');
    const documentFiles = new DocumentFiles(notAFolder, deps.keyRing);
    expect(() => documentFiles.prepare()).toThrow('EEXIST');
    await expect(store(pdfOf('x'), {}, { documentFiles })).rejects.toMatchObject({ name: 'Fault', code: 'documents-unavailable', cause: { code: expect.stringMatching(/ENOTDIR|EEXIST/) as string } });
  });
});

describe('the same key', () => {
  test('with the same content gives the same document, also when both come at once', async () => {
    const idempotencyKey = randomUUID();
    const rows = await Promise.all([1, 2, 3, 4].map(() => store(pdfOf('x'), { idempotencyKey })));
    rows.push(await store(pdfOf('x'), { idempotencyKey }));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    expect(onDisk()).toHaveLength(1);
    expect((await readBack(rows[0] as DocumentRow)).equals(pdfOf('x'))).toBe(true);
  });

  test('with another content is refused, and the first stays', async () => {
    const idempotencyKey = randomUUID();
    const first = await store(pdfOf('x'), { idempotencyKey });
    await expect(store(pdfOf('y'), { idempotencyKey })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(onDisk()).toHaveLength(1);
    expect((await readBack(first)).equals(pdfOf('x'))).toBe(true);
  });
});

describe('the virus scanner', () => {
  const scanner = (script: string, timeoutMs = 10_000) => ({ scanProgram: { program: '/bin/sh', args: ['-c', script], timeoutMs } });

  test('gets the plain file and, satisfied, has it noted', async () => {
    const seen = path.join(folder, '..', `seen-${randomUUID()}`);
    const content = Buffer.concat([pdfOf('x'), Buffer.alloc(300_000, 'y')]);
    expect(await store(content, {}, scanner(`cat > ${seen}`))).toMatchObject({ scanned: true });
    expect(readFileSync(seen).equals(content)).toBe(true);
    rmSync(seen);
  });

  test('gets nothing of our environment', async () => {
    process.env.LIANDONG_TEST_SECRET = 'x';
    expect(await store(pdfOf('x'), {}, scanner('cat > /dev/null; test -z "$LIANDONG_TEST_SECRET"'))).toMatchObject({ scanned: true });
    delete process.env.LIANDONG_TEST_SECRET;
  });

  test.each([
    ['after it has read all', 'cat > /dev/null; exit 1'],
    ['at the first bytes', 'head -c 5 > /dev/null; exit 1'],
  ])('finds something %s: refused, and nothing is left', async (_when, script) => {
    await expect(store(Buffer.concat([pdfOf('x'), Buffer.alloc(1_000_000, 'y')]), {}, scanner(script))).rejects.toMatchObject({ name: 'Refusal', code: 'document-infected' });
    await expectNothingLeft();
  });

  test.each([
    ['fails', scanner('cat > /dev/null; exit 2')],
    ['is killed', scanner('kill -9 $$')],
    ['takes too long', scanner('cat > /dev/null; exec sleep 30', 200)],
    ['is content without having read it all', scanner('exit 0')],
    ['is not there', { scanProgram: { program: '/no/such/scanner', args: [] } }],
  ])('%s: nothing is judged, nothing is left, and a retry may help', async (_how, further) => {
    await expect(store(Buffer.concat([pdfOf('x'), Buffer.alloc(1_000_000, 'y')]), {}, further)).rejects.toMatchObject({ name: 'Fault', code: 'scan-unavailable' });
    await expectNothingLeft();
  });
});

describe('what nobody carries', () => {
  const age = (file: string, days: number): void => utimesSync(file, new Date(deps.wallClock.now() - days * DAY_MS), new Date(deps.wallClock.now() - days * DAY_MS));

  test('goes after seven days, row and file; what is younger stays', async () => {
    for (let n = 0; n < 12; n += 1) await store(pdfOf(`old ${n}`));
    deps.wallClock.advance(7 * DAY_MS + 1);
    const young = await store(pdfOf('young'));
    expect(await sweepDocuments(deps)).toEqual({ documents: 12, files: 0 });
    expect(onDisk().map((file) => path.basename(file))).toEqual([young.id]);
    deps.wallClock.advance(-7 * DAY_MS - 1);
  });

  test('drafts and files without a row go as late; what is not ours stays for ever', async () => {
    const row = await store(pdfOf('x'));
    const [kept = ''] = onDisk();
    const subfolder = path.dirname(kept);
    const stray = path.join(subfolder, randomUUID());
    const draft = path.join(subfolder, `${randomUUID()}.${randomUUID()}.part`);
    const foreign = path.join(subfolder, 'notes.txt');
    for (const file of [stray, draft, foreign]) writeFileSync(file, 'x');
    expect(await sweepDocuments(deps)).toEqual({ documents: 0, files: 0 });
    for (const file of [kept, stray, draft, foreign]) age(file, 8);
    expect(await sweepDocuments(deps)).toEqual({ documents: 0, files: 2 });
    expect(onDisk().map((file) => path.basename(file)).sort()).toEqual([row.id, 'notes.txt'].sort());
  });

  test('strikingly many files without a row are not touched; the operator is told, once a day', async () => {
    for (let n = 0; n < 51; n += 1) await store(pdfOf(`${n}`));
    for (const file of onDisk()) age(file, 30);
    await db.deleteFrom('document').execute();
    expect(await sweepDocuments(deps)).toEqual({ documents: 0, files: 0 });
    expect(await sweepDocuments(deps)).toEqual({ documents: 0, files: 0 });
    expect(onDisk()).toHaveLength(51);
    expect(await db.selectFrom('operator_notice').select('details').where('code', '=', 'documents-without-rows').execute()).toEqual([{ details: { files: 51 } }]);
  });

  test('nobody keeps more than a hundred of them', async () => {
    for (let n = 0; n < 100; n += 1) await store(pdfOf(`${n}`));
    await expect(store(pdfOf('one more'))).rejects.toMatchObject({ code: 'too-many-loose-documents' });
    // What the program writes for somebody waits for nobody to tidy up.
    await expect(store(pdfOf('a paper'), { isOfProgram: true })).resolves.toMatchObject({ matter: null });
  });
});

test('a file that was exchanged for another of the same document does not come back', async () => {
  const [one, two] = [await store(pdfOf('one')), await store(pdfOf('two'))];
  const files = new Map(onDisk().map((file) => [path.basename(file), file]));
  writeFileSync(files.get(one.id) ?? '', readFileSync(files.get(two.id) ?? ''));
  await expect(readBack(one)).rejects.toThrow(BrokenSeal);
  await expect(readBack({ ...two, sha256: one.sha256 })).rejects.toThrow(BrokenSeal);
  expect((await readBack(two)).equals(pdfOf('two'))).toBe(true);
});
