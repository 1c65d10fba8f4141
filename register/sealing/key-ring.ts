import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/**
 * `payload`: what Temporal stores. `field`: personal data in the register. `index`: blind indexes; it never rotates,
 * because every row would have to be indexed again.
 */
export type KeyPurpose = 'payload' | 'field' | 'index';

const ALGORITHMS = { payload: 'AES-256-GCM', field: 'AES-256-GCM', index: 'HMAC-SHA-256' } as const satisfies Record<KeyPurpose, string>;
const PURPOSES = Object.keys(ALGORITHMS) as KeyPurpose[];
const KEY_BYTES = 32;

export interface SealingKey {
  readonly keyId: string;
  readonly algorithm: (typeof ALGORITHMS)[KeyPurpose];
  readonly secret: KeyObject;
}

export class KeyRing {
  constructor(private readonly keys: Readonly<Record<KeyPurpose, readonly SealingKey[]>>) {}

  /** The newest key: what is sealed now is sealed with it. */
  current(purpose: KeyPurpose): SealingKey {
    const key = this.keys[purpose].at(-1);
    if (key === undefined) throw new Error(`the key ring holds no ${purpose} key`);
    return key;
  }

  /** Throws for a key that is not on the ring: what it sealed cannot be read here. */
  find(purpose: KeyPurpose, keyId: string): SealingKey {
    const key = this.keys[purpose].find((candidate) => candidate.keyId === keyId);
    if (key === undefined) throw new Error(`the key ring holds no ${purpose} key ${keyId}`);
    return key;
  }
}

const keyFile = z.strictObject({
  format: z.literal('liandong-keys/1'),
  purpose: z.enum(PURPOSES),
  algorithm: z.string(),
  /** Oldest first; the last is current. */
  keys: z.array(z.strictObject({ keyId: z.string().regex(/^[a-z0-9-]{1,64}$/), key: z.base64() })).min(1),
});
type KeyFile = z.infer<typeof keyFile>;

/** Loads the ring of `dir` and makes what is missing: one file per purpose (0600) in a folder of their own (0700). Safe to call from several processes at once. */
export function ensureKeyRing(dir: string): KeyRing {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  for (const purpose of PURPOSES) createKeyFile(dir, purpose);
  return loadKeyRing(dir);
}

export function loadKeyRing(dir: string): KeyRing {
  return new KeyRing({ payload: loadKeys(dir, 'payload'), field: loadKeys(dir, 'field'), index: loadKeys(dir, 'index') });
}

/** From now on things are sealed with a new key; what older keys sealed stays readable. Processes that hold the ring must be restarted. */
export function rotateKey(dir: string, purpose: Exclude<KeyPurpose, 'index'>): string {
  const file = readKeyFile(dir, purpose);
  const key = newKey(purpose, file.keys.length + 1);
  const draft = writeDraft(dir, { ...file, keys: [...file.keys, key] });
  renameSync(draft, fileOf(dir, purpose));
  return key.keyId;
}

function createKeyFile(dir: string, purpose: KeyPurpose): void {
  const draft = writeDraft(dir, { format: 'liandong-keys/1', purpose, algorithm: ALGORITHMS[purpose], keys: [newKey(purpose, 1)] });
  try {
    // A link, unlike a rename, never replaces the file of a process that was first.
    linkSync(draft, fileOf(dir, purpose));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Complete and on disk before it gets its name: a lost key is lost data. */
function writeDraft(dir: string, file: KeyFile): string {
  const draft = path.join(dir, `.${file.purpose}-${randomBytes(6).toString('hex')}.draft`);
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return draft;
}

/** The random tail tells apart the rings of two deployments. */
function newKey(purpose: KeyPurpose, ordinal: number): KeyFile['keys'][number] {
  return { keyId: `${purpose}-${ordinal}-${randomBytes(4).toString('hex')}`, key: randomBytes(KEY_BYTES).toString('base64') };
}

function loadKeys(dir: string, purpose: KeyPurpose): SealingKey[] {
  return readKeyFile(dir, purpose).keys.map(({ keyId, key }) => {
    const bytes = Buffer.from(key, 'base64');
    if (bytes.length !== KEY_BYTES) throw new Error(`${fileOf(dir, purpose)}: key ${keyId} is not ${KEY_BYTES} bytes`);
    return { keyId, algorithm: ALGORITHMS[purpose], secret: createSecretKey(bytes) };
  });
}

function readKeyFile(dir: string, purpose: KeyPurpose): KeyFile {
  const name = fileOf(dir, purpose);
  const parsed = keyFile.safeParse(parseJson(name));
  if (!parsed.success) throw new Error(`${name} is not a key file: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join('; ')}`);
  if (parsed.data.purpose !== purpose) throw new Error(`${name} holds keys for ${parsed.data.purpose}`);
  if (parsed.data.algorithm !== ALGORITHMS[purpose]) throw new Error(`${name} names the unknown algorithm ${parsed.data.algorithm}`);
  return parsed.data;
}

/** Never passes on the parser's message, which quotes the file. */
function parseJson(name: string): unknown {
  const text = readFileSync(name, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} is not JSON`);
  }
}

function fileOf(dir: string, purpose: KeyPurpose): string {
  return path.join(dir, `${purpose}.json`);
}
