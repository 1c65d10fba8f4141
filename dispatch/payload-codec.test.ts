import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApplicationFailure, type Payload } from '@temporalio/common';
import { decodeFailure, decodeArrayFromPayloads, encodeErrorToFailure, encodeToPayloads } from '@temporalio/common/lib/internal-non-workflow/codec-helpers';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow/data-converter-helpers';
import { ensureKeyRing, loadKeyRing, rotateKey } from '../register/sealing/key-ring';
import { createDataConverter, createPayloadCodec } from './payload-codec';

let dir: string;
beforeEach(() => { dir = mkdtempSync(path.join(tmpdir(), 'codec-')); });
afterEach(() => rmSync(dir, { recursive: true }));

const SECRET = '被执行人陈某 441202198001011234';

test('what Temporal stores says nothing, and comes back whole', async () => {
  const converter = loadDataConverter(createDataConverter(ensureKeyRing(dir)));
  const payloads = (await encodeToPayloads(converter, { debtor: SECRET }, [1, 2])) ?? [];
  expect(payloads).toHaveLength(2);
  expect(visible(payloads)).not.toContain('441202198001011234');
  await expect(decodeArrayFromPayloads(converter, payloads)).resolves.toEqual([{ debtor: SECRET }, [1, 2]]);
});

test('the same value is never encrypted to the same bytes', async () => {
  const codec = createPayloadCodec(ensureKeyRing(dir));
  const [a, b] = await codec.encode([{ data: Buffer.from('x') }, { data: Buffer.from('x') }]);
  expect(Buffer.from(a?.data ?? [])).not.toEqual(Buffer.from(b?.data ?? []));
});

test('the message and the stack of a failure are encrypted too', async () => {
  const converter = loadDataConverter(createDataConverter(ensureKeyRing(dir)));
  const failure = await encodeErrorToFailure(converter, ApplicationFailure.nonRetryable(SECRET, 'refused', { name: SECRET }));
  expect(failure.message).toBe('Encoded failure');
  expect(JSON.stringify(failure)).not.toContain(SECRET);
  expect(failure.applicationFailureInfo?.type).toBe('refused');
  const decoded = await decodeFailure(converter.payloadCodecs, failure);
  expect(converter.failureConverter.failureToError(decoded, converter.payloadConverter).message).toBe(SECRET);
});

test('a payload in an unknown encoding passes through unchanged', async () => {
  const plain: Payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"server"') };
  await expect(createPayloadCodec(ensureKeyRing(dir)).decode([plain, {}])).resolves.toEqual([plain, {}]);
});

test('after a rotation old payloads still open, and new ones name the new key', async () => {
  const [old] = await createPayloadCodec(ensureKeyRing(dir)).encode([{ data: Buffer.from('old') }]);
  const keyId = rotateKey(dir, 'payload');
  const rotated = createPayloadCodec(loadKeyRing(dir));
  const [fresh] = await rotated.encode([{ data: Buffer.from('new') }]);
  expect(Buffer.from(fresh?.metadata?.['encryption-key-id'] ?? []).toString()).toBe(keyId);
  const opened = await rotated.decode([old ?? {}, fresh ?? {}]);
  expect(opened.map((payload) => Buffer.from(payload.data ?? []).toString())).toEqual(['old', 'new']);
});

test.each([
  ['the nonce', 0],
  ['the ciphertext', 14],
  ['the tag', -1],
])('a changed bit in %s is an error, never other data', async (_part, at) => {
  const codec = createPayloadCodec(ensureKeyRing(dir));
  const [sealed] = await codec.encode([{ data: Buffer.from('abc') }]);
  const data = Buffer.from(sealed?.data ?? []);
  const index = at < 0 ? data.length + at : at;
  data[index] = (data[index] ?? 0) ^ 1;
  await expect(codec.decode([{ ...sealed, data }])).rejects.toThrow();
});

test('a payload of another deployment is refused by the name of its key', async () => {
  const [foreign] = await createPayloadCodec(ensureKeyRing(path.join(dir, 'other'))).encode([{ data: Buffer.from('x') }]);
  await expect(createPayloadCodec(ensureKeyRing(dir)).decode([foreign ?? {}])).rejects.toThrow(/holds no payload key payload-1-/);
});

test('an encrypted payload that was cut short is an error', async () => {
  const codec = createPayloadCodec(ensureKeyRing(dir));
  const [sealed] = await codec.encode([{ data: Buffer.from('abc') }]);
  await expect(codec.decode([{ ...sealed, data: Buffer.from(sealed?.data ?? []).subarray(0, 20) }])).rejects.toThrow(/too short/);
});

function visible(payloads: Payload[]): string {
  return payloads.map((payload) => Buffer.from(payload.data ?? []).toString('latin1') + JSON.stringify(payload.metadata)).join('\n');
}
