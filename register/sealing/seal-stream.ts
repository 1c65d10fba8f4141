import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { canonicalJson } from '../canonical-json';
import type { KeyRing } from './key-ring';

const FORMAT = 'liandong-sealed-stream/1';
const ALGORITHM = 'AES-256-GCM+HKDF-SHA-256';
/** One line of JSON, filled up with spaces: where the first chunk begins is always known. */
const HEADER_BYTES = 256;
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const SALT_BYTES = 32;

interface Header {
  readonly format: typeof FORMAT;
  readonly alg: typeof ALGORITHM;
  readonly keyId: string;
  readonly salt: string;
}

/** What was sealed cannot be opened: cut short, put together anew, changed, or of another row. */
export class BrokenSeal extends Error {}

/**
 * Seals content of any length as it flows by: a header that names algorithm and key, then chunks of 64 KiB, each with its tag. The field key
 * and a salt give every stream a key of its own; each chunk is bound to `context`, to its place and to whether it is the last.
 */
export async function* sealStream(keyRing: KeyRing, context: string, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { keyId, secret } = keyRing.current('field');
  const header: Header = { format: FORMAT, alg: ALGORITHM, keyId, salt: randomBytes(SALT_BYTES).toString('base64') };
  yield Buffer.from(`${JSON.stringify(header).padEnd(HEADER_BYTES - 1)}\n`);
  const key = keyOf(secret, header, context);
  let index = 0;
  for await (const { piece, isLast } of cut(content, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, isLast));
    cipher.setAAD(bound(header, context, index, isLast));
    yield cipher.update(piece);
    cipher.final();
    yield cipher.getAuthTag();
    index += 1;
  }
}

/** Gives back what was sealed, chunk by chunk, none before its tag was found right. Throws BrokenSeal at the first that is not. */
export async function* openStream(keyRing: KeyRing, context: string, sealed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let header: Header | undefined;
  let key: Buffer = Buffer.alloc(0);
  let index = 0;
  for await (const { piece, isLast } of cut(sealed, CHUNK_BYTES + TAG_BYTES, HEADER_BYTES)) {
    if (!header) {
      header = parseHeader(piece);
      key = keyOf(keyRing.find('field', header.keyId).secret, header, context);
      continue;
    }
    yield openChunk(key, nonceOf(index, isLast), bound(header, context, index, isLast), piece);
    index += 1;
  }
  if (index === 0) throw new BrokenSeal('it has no content');
}

function openChunk(key: Buffer, nonce: Buffer, additional: Buffer, piece: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(additional);
    decipher.setAuthTag(piece.subarray(-TAG_BYTES));
    const opened = decipher.update(piece.subarray(0, -TAG_BYTES));
    decipher.final();
    return opened;
  } catch {
    throw new BrokenSeal('a chunk is not the one that was sealed');
  }
}

/** How many bytes a stream of so many is long once it is sealed. */
export function sealedLength(contentBytes: number): number {
  return HEADER_BYTES + contentBytes + TAG_BYTES * Math.max(1, Math.ceil(contentBytes / CHUNK_BYTES));
}

function keyOf(secret: KeyObject, { salt }: Header, context: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.from(salt, 'base64'), canonicalJson([FORMAT, context]), KEY_BYTES));
}

/** Never twice under one key: the key is the stream's own. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(isLast ? 1 : 0, 0);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

function bound({ alg, keyId }: Header, context: string, index: number, isLast: boolean): Buffer {
  return Buffer.from(canonicalJson([FORMAT, alg, keyId, context, index, isLast]));
}

function parseHeader(start: Buffer): Header {
  try {
    const header = JSON.parse(start.toString('utf8')) as Header;
    if (header.format === FORMAT && header.alg === ALGORITHM) return header;
  } catch {
    // As for any other content that is not ours.
  }
  throw new BrokenSeal('it does not begin as a sealed stream does');
}

/** Cuts what flows by into pieces of one length, but for the first and the last. A piece is good only until the next is asked for. */
async function* cut(parts: AsyncIterable<Buffer>, bytes: number, firstBytes = bytes): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  const held = Buffer.allocUnsafeSlow(Math.max(bytes, firstBytes));
  let wanted = firstBytes;
  let filled = 0;
  for await (const part of parts) {
    for (let taken = 0; taken < part.length; ) {
      if (filled === wanted) {
        yield { piece: held.subarray(0, wanted), isLast: false };
        wanted = bytes;
        filled = 0;
      }
      const copied = part.copy(held, filled, taken, taken + wanted - filled);
      filled += copied;
      taken += copied;
    }
  }
  yield { piece: held.subarray(0, filled), isLast: true };
}
