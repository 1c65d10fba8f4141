import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { DOCUMENT_TYPE_NAMES, MAX_DOCUMENT_BYTES } from '../../contract/documents';
import { pdfOf, SAMPLES } from '../../test/factories/documents';
import { ASK_POLICE, MatterApi, type Officer, POLICE_ANSWER } from '../../test/rig/matter-api';
import { waitFor } from '../../test/rig/matter-rig';

let rig: MatterApi;
let court: Officer;
let otherCourt: Officer;
let desk: Officer;
let otherUnit: Officer;
let operator: Officer;
let supervisor: Officer;

beforeAll(async () => {
  rig = await MatterApi.start();
  await rig.startWorker();
  court = await rig.officer('court-officer', 'court.yuncheng');
  otherCourt = await rig.officer('court-officer', 'court.luoding');
  desk = await rig.officer('desk-officer', 'police');
  otherUnit = await rig.officer('desk-officer', 'land');
  operator = await rig.officer('operator', null);
  supervisor = await rig.officer('supervisor', 'committee');
});
afterAll(() => rig.stop());

const folder = (): string => rig.api.services.config.documentsDir;
const onDisk = (): string[] => readdirSync(folder(), { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
const countRows = async (): Promise<number> => (await rig.api.services.db.selectFrom('document').select('id').execute()).length;
const fileOf = (document: string): string => path.join(folder(), document.slice(0, 2), document);

const PDF = { name: '意见.pdf', mediaType: 'application/pdf', content: pdfOf('意见') };

/** Nothing that was there before is gone, and nothing was added. */
async function leavesNothing(work: () => Promise<unknown>): Promise<void> {
  const before = [onDisk(), await countRows()];
  await work();
  await waitFor(async () => !onDisk().some((file) => file.endsWith('.part')));
  expect([onDisk(), await countRows()]).toEqual(before);
}

describe('uploading', () => {
  test('nobody may who has not signed in', async () => {
    await leavesNothing(async () => expect(await rig.upload({ id: '', token: 'x'.repeat(30) }, PDF)).toMatchObject({ status: 401 }));
  });

  test.each(DOCUMENT_TYPE_NAMES)('%s is kept, with its hash, and is said not to have been scanned', async (mediaType) => {
    const { name, content } = SAMPLES[mediaType];
    const { status, body } = await rig.upload(desk, { name, mediaType, content });
    expect([status, body]).toEqual([201, { document: expect.any(String) as string, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length, mediaType, scanned: false }]);
  });

  test('the same key and content give the same document; another content under it is refused', async () => {
    const key = randomUUID();
    const first = await rig.upload(desk, { ...PDF, key });
    expect((await rig.upload(desk, { ...PDF, key })).body).toEqual(first.body);
    expect((await rig.upload(desk, { ...PDF, content: pdfOf('other'), key })).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect((await rig.upload(court, { ...PDF, key })).body.document).not.toBe(first.body.document);
  });

  test('what goes to several units is copied for each, by whoever uploaded it alone, and only while nothing carries it', async () => {
    const copy = (officer: Officer, document: unknown, key = randomUUID()) => rig.act(`/documents/${String(document)}/copy`, officer, {}, key);
    const { body: given } = await rig.upload(court, PDF);
    expect((await copy(otherCourt, given.document)).body).toMatchObject({ status: 409, code: 'document-not-free' });
    const key = randomUUID();
    const { status, body: copied } = await copy(court, given.document, key);
    expect([status, copied.sha256, copied.document === given.document]).toEqual([201, given.sha256, false]);
    expect((await copy(court, given.document, key)).body).toEqual(copied);
    for (const document of [given.document, copied.document]) await rig.open(court, { documents: [{ document, title: '裁定书' }] });
    expect((await copy(court, given.document)).body).toMatchObject({ status: 409, code: 'document-not-free' });
  });

  test.each<[string, Partial<typeof PDF>, number, string]>([
    ['a page in a PDF’s clothes', { content: Buffer.from('<!doctype html><script>alert(1)</script>') }, 415, 'document-type-not-allowed'],
    ['a picture in a PDF’s clothes', { content: SAMPLES['image/png'].content }, 415, 'document-type-not-allowed'],
    ['a PDF under a program’s name', { name: '意见.exe' }, 415, 'document-type-not-allowed'],
    ['a type that is not kept', { name: 'a.txt', mediaType: 'text/plain' }, 415, 'document-type-not-allowed'],
    ['no file', { content: Buffer.alloc(0) }, 415, 'document-type-not-allowed'],
    ['a name with a path', { name: '../意见.pdf' }, 400, 'document-name-required'],
    ['a name with a line break', { name: '意见\n.pdf' }, 400, 'document-name-required'],
    ['no name', { name: '' }, 400, 'document-name-required'],
  ])('%s is refused and leaves nothing', async (_what, over, status, code) => {
    await leavesNothing(async () => expect((await rig.upload(desk, { ...PDF, ...over })).body).toMatchObject({ status, code }));
  });

  test('a body that was compressed, or comes without a key, is refused', async () => {
    const headers = { 'content-type': 'application/pdf', 'content-disposition': "attachment; filename*=UTF-8''a.pdf" };
    await leavesNothing(async () => {
      expect((await rig.api.ask('POST', '/api/v1/documents', { token: desk.token, raw: PDF.content, headers: { ...headers, 'idempotency-key': randomUUID(), 'content-encoding': 'gzip' } })).body).toMatchObject({ status: 415 });
      expect((await rig.api.ask('POST', '/api/v1/documents', { token: desk.token, raw: PDF.content, headers })).body).toMatchObject({ status: 400, code: 'idempotency-key-required' });
    });
  });

  test('more than 50 MB is refused, whether the length is told or not', async () => {
    const large = Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 'x');
    pdfOf('').copy(large);
    await leavesNothing(async () => {
      expect((await rig.upload(desk, { ...PDF, content: large })).body).toMatchObject({ status: 413, code: 'document-too-large' });
      const body = new ReadableStream({ start: (controller) => { controller.enqueue(large); controller.close(); } });
      const headers = { authorization: `Bearer ${desk.token}`, 'content-type': 'application/pdf', 'content-disposition': "attachment; filename*=UTF-8''a.pdf", 'idempotency-key': randomUUID() };
      const response = await fetch(`${rig.api.url}/api/v1/documents`, { method: 'POST', headers, body, duplex: 'half' });
      expect([response.status, await response.json()]).toMatchObject([413, { code: 'document-too-large' }]);
    });
  });

  /** Sends the first half of a file, and then nothing. */
  function beginUpload(length: string): net.Socket {
    const socket = net.connect(Number(new URL(rig.api.url).port), '127.0.0.1');
    const half = '%PDF-1.7\nthe first half';
    const head = ['POST /api/v1/documents HTTP/1.1', 'host: x', `authorization: Bearer ${desk.token}`, `idempotency-key: ${randomUUID()}`, 'content-type: application/pdf', "content-disposition: attachment; filename*=UTF-8''a.pdf", length];
    socket.write(`${head.join('\r\n')}\r\n\r\n${length.startsWith('transfer') ? `${half.length.toString(16)}\r\n${half}\r\n` : half}`);
    return socket;
  }

  test('eight over slow lines keep a ninth waiting, which is then turned away, and no command', async () => {
    await leavesNothing(async () => {
      const drafts = (): number => onDisk().filter((file) => file.endsWith('.part')).length;
      const slow = Array.from({ length: 8 }, () => beginUpload('content-length: 1000000'));
      await waitFor(async () => drafts() === 8);
      const ninth = rig.upload(desk, PDF);
      expect(await rig.open(court)).toMatch(/^AR-/);
      expect((await ninth).body).toMatchObject({ status: 429, code: 'too-busy' });
      for (const socket of slow) socket.destroy();
      await waitFor(async () => drafts() === 0);
    });
    expect(await rig.upload(desk, PDF)).toMatchObject({ status: 201 });
  }, 30_000);

  test.each(['content-length: 1000000', 'transfer-encoding: chunked'])('a sender that breaks off (%s) leaves nothing', async (length) => {
    await leavesNothing(async () => {
      const socket = beginUpload(length);
      await waitFor(async () => onDisk().some((file) => file.endsWith('.part')));
      socket.destroy();
    });
    expect(rig.api.logged.filter((line) => line.includes('request failed'))).toEqual([]);
  });
});

describe('a command that carries documents', () => {
  const signWith = (matter: string, officer: Officer, documents: unknown, key?: string) => rig.act(`/matters/${matter}/commands/sign-receipt`, officer, { documents }, key);

  test('from upload to download: codes in the ledger, words sealed, the file as it was', async () => {
    const content = pdfOf('送达回证，赵不还签收');
    const document = await rig.document(desk, content, '送达回证 (赵不还).pdf');
    const matter = await rig.open(court);
    const key = randomUUID();
    const signed = await signWith(matter, desk, [{ document, title: '赵不还的送达回证' }], key);
    expect(signed).toMatchObject({ status: 200 });
    expect((await signWith(matter, desk, [{ document, title: '赵不还的送达回证' }], key)).body).toEqual(signed.body);

    const view = await rig.ask('GET', `/matters/${matter}`, court);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect((view.body.ledger as { facts: unknown }[])[1]?.facts).toEqual({ documents: [{ document, sha256, bytes: content.length, mediaType: 'application/pdf' }] });
    expect(view.text).not.toContain('赵不还');

    const listed = { document, sha256, bytes: content.length, mediaType: 'application/pdf', scanned: false, entry: 2, entryType: 'sign-receipt', attachedAt: expect.any(String) as string };
    expect((await rig.ask('GET', `/matters/${matter}/documents`, court)).body).toEqual({ items: [{ ...listed, title: '赵不还的送达回证', name: '送达回证 (赵不还).pdf' }] });
    expect((await rig.ask('GET', `/matters/${matter}/documents`, supervisor)).body).toEqual({ items: [{ ...listed, title: null, name: null }] });

    const response = await fetch(`${rig.api.url}/api/v1/matters/${matter}/documents/${document}`, { headers: { authorization: `Bearer ${court.token}` } });
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('送达回证 ')}%28${encodeURIComponent('赵不还')}%29.pdf`,
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const audit = await rig.api.services.db.selectFrom('account_audit').select('details').where('action', '=', 'document-downloaded').where('actor_id', '=', court.id).execute();
    expect(audit).toEqual([{ details: { matter, document } }]);
  });

  test('an opening carries them too', async () => {
    const document = await rig.document(court);
    const matter = await rig.open(court, { documents: [{ document, title: '协助查询通知书' }] });
    expect((await rig.ask('GET', `/matters/${matter}/documents`, desk)).body.items).toMatchObject([{ document, entry: 1, title: '协助查询通知书' }]);
    const refused = await rig.act('/requests', court, { ...ASK_POLICE, documents: [{ document, title: '再用一次' }] });
    expect(refused.body).toMatchObject({ status: 409, code: 'document-not-free' });
  });

  test('what another body uploaded, or nobody, is not there to be carried', async () => {
    const matter = await rig.open(court);
    const foreign = await rig.document(otherUnit);
    for (const document of [foreign, randomUUID()]) {
      const { body } = await signWith(matter, desk, [{ document: await rig.document(desk), title: '自己的' }, { document, title: '别人的' }]);
      expect(body).toMatchObject({ status: 422, errors: [{ path: 'documents.1.document', code: 'unknown-document' }] });
    }
  });

  test('a colleague of the same body may let an act carry it', async () => {
    const matter = await rig.open(court);
    const colleague = await rig.officer('desk-officer', 'police');
    expect(await signWith(matter, desk, [{ document: await rig.document(colleague), title: '同事上传' }])).toMatchObject({ status: 200 });
  });

  test('one document is carried by one act: not twice in it, not by another', async () => {
    const [one, two] = [await rig.open(court), await rig.open(court)];
    const document = await rig.document(desk);
    expect((await signWith(one, desk, [{ document, title: '甲' }, { document, title: '乙' }])).body).toMatchObject({ status: 422, errors: [{ code: 'document-given-twice' }] });
    expect(await signWith(one, desk, [{ document, title: '甲' }])).toMatchObject({ status: 200 });
    expect((await signWith(two, desk, [{ document, title: '甲' }])).body).toMatchObject({ status: 409, code: 'document-not-free' });
    expect(await rig.api.services.db.selectFrom('command').select('id').where('matter', '=', two).where('name', '=', 'sign-receipt').execute()).toEqual([]);
    expect((await rig.act(`/matters/${one}/commands/answer`, desk, { ...POLICE_ANSWER, documents: [{ document, title: '甲' }] })).body).toMatchObject({ status: 409, code: 'document-not-free' });
  });

  test('of two acts at once one carries it', async () => {
    const document = await rig.document(desk);
    const matters = [await rig.open(court), await rig.open(court), await rig.open(court)];
    const answers = await Promise.all(matters.map((matter) => signWith(matter, desk, [{ document, title: '甲' }])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test('an act that is refused sets it free', async () => {
    const matter = await rig.open(court);
    await signWith(matter, desk, []);
    const document = await rig.document(desk);
    expect(await signWith(matter, desk, [{ document, title: '甲' }])).toMatchObject({ status: 409 });
    expect(await rig.act(`/matters/${matter}/commands/answer`, desk, { ...POLICE_ANSWER, documents: [{ document, title: '甲' }] })).toMatchObject({ status: 200 });
  });
});

describe('reading', () => {
  let matter: string;
  let document: string;
  const content = Buffer.concat([pdfOf('long'), Buffer.alloc(300_000, 'y')]);
  const download = (officer: Officer, of = matter, which = document) => rig.ask('GET', `/matters/${of}/documents/${which}`, officer);
  const notices = async () => (await rig.api.services.db.selectFrom('operator_notice').select('details').where('code', '=', 'document-damaged').where('matter', '=', matter).execute()).map(({ details }) => details);

  beforeEach(async () => {
    document = await rig.document(desk, content);
    matter = await rig.open(court);
    await rig.act(`/matters/${matter}/commands/sign-receipt`, desk, { documents: [{ document, title: '甲' }] });
  });

  test('others do not find it; who reads without personal data gets the list, not the file', async () => {
    for (const officer of [otherUnit, otherCourt, operator]) {
      expect(await download(officer)).toMatchObject({ status: 404 });
      expect(await rig.ask('GET', `/matters/${matter}/documents`, officer)).toMatchObject({ status: 404 });
    }
    expect((await download(supervisor)).body).toMatchObject({ status: 403, code: 'not-permitted' });
    expect(await download(court)).toMatchObject({ status: 200 });
  });

  test('a document is found only in a matter whose ledger names it', async () => {
    const other = await rig.open(court);
    expect(await download(court, other)).toMatchObject({ status: 404 });
    expect(await download(desk, matter, await rig.document(desk))).toMatchObject({ status: 404 });
  });

  test('what was changed at its beginning is not handed out at all, and the operator is told', async () => {
    const sealed = readFileSync(fileOf(document));
    sealed[300] = (sealed[300] ?? 0) ^ 1;
    writeFileSync(fileOf(document), sealed);
    expect((await download(court)).body).toMatchObject({ status: 500, code: 'document-damaged' });
    expect(await notices()).toEqual([{ document, reason: 'changed' }]);
  });

  test('what was cut short ends in an error, never as a shorter file', async () => {
    const sealed = readFileSync(fileOf(document));
    // Header, then three of five chunks, each with its tag.
    writeFileSync(fileOf(document), sealed.subarray(0, 256 + 3 * (64 * 1024 + 16)));
    const response = await fetch(`${rig.api.url}/api/v1/matters/${matter}/documents/${document}`, { headers: { authorization: `Bearer ${court.token}` } });
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(await waitFor(async () => ((await notices()).length > 0 ? notices() : undefined))).toEqual([{ document, reason: 'changed' }]);
  });

  test('what is missing is said to be damaged', async () => {
    rmSync(fileOf(document));
    expect((await download(court)).body).toMatchObject({ status: 500, code: 'document-damaged' });
    expect(await notices()).toEqual([{ document, reason: 'ENOENT' }]);
  });

  test('a reader that goes away in the middle is no mishap', async () => {
    const before = rig.api.logged.filter((line) => line.includes('request failed')).length;
    const abort = new AbortController();
    const response = await fetch(`${rig.api.url}/api/v1/matters/${matter}/documents/${document}`, { headers: { authorization: `Bearer ${court.token}` }, signal: abort.signal });
    abort.abort();
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(await download(court)).toMatchObject({ status: 200 });
    expect(rig.api.logged.filter((line) => line.includes('request failed'))).toHaveLength(before);
  });
});

test('the documentation shows what is sent and what comes back', async () => {
  const { body } = await rig.api.ask('GET', '/api/v1/openapi.json');
  const paths = body.paths as Record<string, Record<string, { parameters: { name: string }[]; requestBody?: { content: object }; responses: Record<string, { content: object }> }>>;
  expect(Object.keys(paths['/documents']?.post?.requestBody?.content ?? {})).toEqual(DOCUMENT_TYPE_NAMES);
  expect(paths['/documents']?.post?.parameters.map(({ name }) => name)).toEqual(['Idempotency-Key', 'Content-Disposition']);
  expect(Object.keys(paths['/matters/{id}/documents/{document}']?.get?.responses['200']?.content ?? {})).toEqual(DOCUMENT_TYPE_NAMES);
});
