import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '../canonical-json';
import type { KeyRing } from './key-ring';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A value only the holder of the field key can read. `ciphertext` ends with the authentication tag; both texts are base64. */
export interface SealedBox {
  readonly alg: 'AES-256-GCM';
  readonly keyId: string;
  readonly nonce: string;
  readonly ciphertext: string;
}

/**
 * Seals a JSON value with the current field key.
 * `context` says what the box belongs to (`account:<id>`) and must be given again to open it: a box copied to another row does not open.
 */
export function sealJson(keyRing: KeyRing, value: unknown, context = ''): SealedBox {
  const { keyId, secret } = keyRing.current('field');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce);
  cipher.setAAD(bound(keyId, context));
  const sealed = Buffer.concat([cipher.update(canonicalJson(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { alg: 'AES-256-GCM', keyId, nonce: nonce.toString('base64'), ciphertext: sealed.toString('base64') };
}

/** Throws when the key is not on the ring, the context is another one, or a bit was changed. The caller knows what it sealed and asserts or parses the type. */
export function openJson(keyRing: KeyRing, box: SealedBox, context = ''): unknown {
  const { secret } = keyRing.find('field', box.keyId);
  const sealed = Buffer.from(box.ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', secret, Buffer.from(box.nonce, 'base64'), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(box.keyId, context));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8'));
}

/** 128 random bits, base64url. */
export function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

/** What an entry keeps of a sealed value: enough to show later that the value is the one meant, not enough to guess it. */
export function saltedDigest(salt: string, value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson([salt, value])).digest('base64url')}`;
}

/**
 * Finds equal values without storing them. The caller normalises (see domain), and `kind` keeps a name from matching a number.
 * Everyone who holds the index key can test guesses: it is as secret as the data.
 */
export function blindIndex(keyRing: KeyRing, kind: BlindIndexKind, normalizedValue: string): string {
  const { keyId, secret } = keyRing.current('index');
  return `hmac-sha256:${keyId}:${createHmac('sha256', secret).update(canonicalJson([kind, normalizedValue])).digest('base64url')}`;
}

export type BlindIndexKind = 'id-number' | 'name' | 'phone' | 'asset';

function bound(keyId: string, context: string): Buffer {
  return Buffer.from(canonicalJson(['AES-256-GCM', keyId, context]));
}
