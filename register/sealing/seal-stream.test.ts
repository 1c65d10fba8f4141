import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureKeyRing, type KeyRing, loadKeyRing, rotateKey } from './key-ring';
import { BrokenSeal, openStream, sealedLength, sealStream } from './seal-stream';

const CHUNK = 64 * 1024;
/** Header of 256 bytes, then chunks with a tag of 16 bytes each. */
const HEADER = 256;
const SEALED_CHUNK = CHUNK + 16;

let dir: string;
let ring: KeyRing;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'seal-stream-'));
  ring = ensureKeyRing(dir);
});
afterEach(() => rmSync(dir, { recursive: true }));

/** As a socket or a disk hands it over: in parts of any size. */
async function* inParts(content: Buffer, partBytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += partBytes) yield Buffer.from(content.subarray(at, at + partBytes));
}

async function gather(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const gathered: Buffer[] = [];
  for await (const part of parts) gathered.push(Buffer.from(part));
  return Buffer.concat(gathered);
}

const seal = (content: Buffer, context = 'document:1', partBytes = 50_000): Promise<Buffer> => gather(sealStream(ring, context, inParts(content, partBytes)));
const open = (sealed: Buffer, context = 'document:1', partBytes = 70_000, with_ = ring): Promise<Buffer> => gather(openStream(with_, context, inParts(sealed, partBytes)));
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, index) => (index * 31) % 251));

test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])('%i bytes open to what was sealed, whatever the parts they come in', async (length) => {
  const content = bytes(length);
  for (const partBytes of [997, CHUNK, 1_000_000]) {
    const sealed = await seal(content, 'document:1', partBytes);
    expect(sealed.length).toBe(sealedLength(length));
    expect((await open(sealed, 'document:1', partBytes)).equals(content)).toBe(true);
  }
});

test('what lies there names algorithm and key and shows nothing of the content', async () => {
  const sealed = await seal(Buffer.from('立案意见书，赵不还'));
  expect(JSON.parse(sealed.subarray(0, HEADER).toString('utf8'))).toMatchObject({ format: 'liandong-sealed-stream/1', alg: 'AES-256-GCM+HKDF-SHA-256', keyId: ring.current('field').keyId });
  expect(sealed.includes('赵不还')).toBe(false);
});

describe('does not open', () => {
  const cases: readonly [string, (sealed: Buffer) => Buffer][] = [
    ['cut off within a chunk', (sealed) => sealed.subarray(0, -1)],
    ['cut off after a whole chunk', (sealed) => sealed.subarray(0, HEADER + 2 * SEALED_CHUNK)],
    ['cut off after the header', (sealed) => sealed.subarray(0, HEADER)],
    ['cut off within the header', (sealed) => sealed.subarray(0, 100)],
    ['nothing at all', () => Buffer.alloc(0)],
    ['two chunks exchanged', (sealed) => Buffer.concat([sealed.subarray(0, HEADER), sealed.subarray(HEADER + SEALED_CHUNK, HEADER + 2 * SEALED_CHUNK), sealed.subarray(HEADER, HEADER + SEALED_CHUNK), sealed.subarray(HEADER + 2 * SEALED_CHUNK)])],
    ['a chunk twice', (sealed) => Buffer.concat([sealed.subarray(0, HEADER + SEALED_CHUNK), sealed.subarray(HEADER)])],
    ['a chunk left out', (sealed) => Buffer.concat([sealed.subarray(0, HEADER), sealed.subarray(HEADER + SEALED_CHUNK)])],
    ['something added', (sealed) => Buffer.concat([sealed, Buffer.alloc(40)])],
    ['one bit changed', (sealed) => { const changed = Buffer.from(sealed); changed[HEADER + SEALED_CHUNK + 5] = (changed[HEADER + SEALED_CHUNK + 5] ?? 0) ^ 1; return changed; }],
    ['another salt', (sealed) => Buffer.concat([Buffer.from(sealed.subarray(0, HEADER).toString().replace(/"salt":"..../, '"salt":"AAAA')), sealed.subarray(HEADER)])],
  ];
  test.each(cases)('%s', async (_name, damage) => {
    const sealed = await seal(bytes(2 * CHUNK + 500));
    await expect(open(damage(sealed))).rejects.toThrow(BrokenSeal);
  });

  test('as the content of another document', async () => {
    await expect(open(await seal(bytes(10)), 'document:2')).rejects.toThrow(BrokenSeal);
  });

  test('put together of two that belong to one document', async () => {
    const [one, two] = [await seal(bytes(2 * CHUNK)), await seal(bytes(2 * CHUNK))];
    await expect(open(Buffer.concat([one.subarray(0, HEADER + SEALED_CHUNK), two.subarray(HEADER + SEALED_CHUNK)]))).rejects.toThrow(BrokenSeal);
  });

  test('no chunk after the one that is wrong is handed out', async () => {
    const sealed = await seal(bytes(3 * CHUNK));
    sealed[HEADER + SEALED_CHUNK] = (sealed[HEADER + SEALED_CHUNK] ?? 0) ^ 1;
    let handedOut = 0;
    await expect(async () => {
      for await (const part of openStream(ring, 'document:1', inParts(sealed, 10_000))) handedOut += part.length;
    }).rejects.toThrow(BrokenSeal);
    expect(handedOut).toBe(CHUNK);
  });
});

test('after a rotation what the old key sealed still opens', async () => {
  const sealed = await seal(bytes(1000));
  rotateKey(dir, 'field');
  expect((await open(sealed, 'document:1', 70_000, loadKeyRing(dir))).equals(bytes(1000))).toBe(true);
});
