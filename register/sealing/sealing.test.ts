import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { Worker } from 'node:worker_threads';
import { ensureKeyRing, loadKeyRing, rotateKey } from './key-ring';
import { blindIndex, newSalt, openJson, saltedDigest, sealJson } from './seal';

let dir: string;
beforeEach(() => { dir = path.join(mkdtempSync(path.join(tmpdir(), 'keys-')), 'keys'); });
afterEach(() => rmSync(path.dirname(dir), { recursive: true }));

describe('key ring', () => {
  test('the first start makes one file per purpose that only the owner can read, in a folder only the owner can enter', () => {
    ensureKeyRing(dir);
    expect(readdirSync(dir).sort()).toEqual(['field.json', 'index.json', 'payload.json']);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(dir)) expect(statSync(path.join(dir, name)).mode & 0o777).toBe(0o600);
  });

  test('later starts change nothing', () => {
    ensureKeyRing(dir);
    const before = readdirSync(dir).map((name) => readFileSync(path.join(dir, name), 'utf8'));
    ensureKeyRing(dir);
    expect(readdirSync(dir).map((name) => readFileSync(path.join(dir, name), 'utf8'))).toEqual(before);
  });

  test('two deployments never share the name of a key', () => {
    expect(ensureKeyRing(dir).current('index').keyId).not.toBe(ensureKeyRing(path.join(dir, 'other')).current('index').keyId);
  });

  test('a ring that is missing a file is not loaded', () => {
    ensureKeyRing(dir);
    rmSync(path.join(dir, 'index.json'));
    expect(() => loadKeyRing(dir)).toThrow(/ENOENT.*index\.json/);
  });

  test.each([
    ['{"format":"liandong-keys/1"}', /is not a key file/],
    ['{"key":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="', /is not JSON$/],
    ['{"format":"liandong-keys/1","purpose":"index","algorithm":"HMAC-SHA-256","keys":[{"keyId":"a","key":"AAAA"}]}', /holds keys for index/],
    ['{"format":"liandong-keys/1","purpose":"field","algorithm":"ROT13","keys":[{"keyId":"a","key":"AAAA"}]}', /unknown algorithm ROT13/],
    ['{"format":"liandong-keys/1","purpose":"field","algorithm":"AES-256-GCM","keys":[{"keyId":"a","key":"AAAA"}]}', /is not 32 bytes/],
  ])('a damaged file is named, its content is not: %s', (content, message) => {
    ensureKeyRing(dir);
    writeFileSync(path.join(dir, 'field.json'), content);
    expect(() => loadKeyRing(dir)).toThrow(message);
    expect(() => loadKeyRing(dir)).not.toThrow(/MDEyMzQ1/);
  });

  test('a printed ring shows no key', () => {
    const ring = ensureKeyRing(dir);
    const { keys } = JSON.parse(readFileSync(path.join(dir, 'field.json'), 'utf8')) as { keys: [{ key: string }] };
    expect(inspect(ring, { depth: 9, showHidden: true }) + JSON.stringify(ring)).not.toContain(keys[0].key);
  });

  test('several processes that start together agree on one ring', async () => {
    const script = `
      const { parentPort, workerData } = require('node:worker_threads');
      const code = require('@swc/core').transformSync(require('node:fs').readFileSync(workerData.file, 'utf8'), { filename: workerData.file, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }).code;
      const module_ = { exports: {} }; new Function('exports', 'require', 'module', code)(module_.exports, require, module_);
      const ring = module_.exports.ensureKeyRing(workerData.dir);
      parentPort.postMessage(['payload', 'field', 'index'].map((purpose) => ring.current(purpose).keyId).join());`;
    const start = () =>
      new Promise<string>((resolve, reject) => {
        new Worker(script, { eval: true, workerData: { dir, file: path.join(__dirname, 'key-ring.ts') } }).once('message', resolve).once('error', reject);
      });
    const seen = await Promise.all([start(), start(), start(), start()]);
    expect(new Set(seen).size).toBe(1);
  });
});

describe('sealed boxes', () => {
  test('a box opens to what was sealed, and shows nothing of it', () => {
    const ring = ensureKeyRing(dir);
    const box = sealJson(ring, { name: '陈某', phone: '13800001111' }, 'account:1');
    expect(box).toMatchObject({ alg: 'AES-256-GCM', keyId: ring.current('field').keyId });
    expect(Buffer.from(box.ciphertext, 'base64').toString('utf8')).not.toContain('13800001111');
    expect(openJson(ring, box, 'account:1')).toEqual({ name: '陈某', phone: '13800001111' });
  });

  test('a box copied to another row does not open', () => {
    const ring = ensureKeyRing(dir);
    const box = sealJson(ring, '13800001111', 'account:1');
    expect(() => openJson(ring, box, 'account:2')).toThrow();
    expect(() => openJson(ring, box)).toThrow();
  });

  test('a changed box does not open', () => {
    const ring = ensureKeyRing(dir);
    const box = sealJson(ring, 'x');
    const bytes = Buffer.from(box.ciphertext, 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(() => openJson(ring, { ...box, ciphertext: bytes.toString('base64') })).toThrow();
  });

  test('after a rotation old boxes open and new ones use the new key', () => {
    const box = sealJson(ensureKeyRing(dir), 'old');
    const keyId = rotateKey(dir, 'field');
    const rotated = loadKeyRing(dir);
    expect(openJson(rotated, box)).toBe('old');
    expect(sealJson(rotated, 'new').keyId).toBe(keyId);
  });
});

describe('digests and blind indexes', () => {
  test('a digest depends on the value and on the salt, not on the order of members', () => {
    const salt = newSalt();
    expect(saltedDigest(salt, { a: 1, b: 2 })).toBe(saltedDigest(salt, { b: 2, a: 1 }));
    expect(saltedDigest(salt, { a: 1 })).toMatch(/^sha256:[\w-]{43}$/);
    expect(saltedDigest(salt, { a: 1 })).not.toBe(saltedDigest(newSalt(), { a: 1 }));
    expect(saltedDigest(salt, { a: 1 })).not.toBe(saltedDigest(salt, { a: 2 }));
  });

  test('the digest of a known value never changes', () => {
    // printf '["salt",{"a":1}]' | openssl dgst -sha256 -binary | basenc --base64url
    expect(saltedDigest('salt', { a: 1 })).toBe('sha256:9sdxE8fheOTBoCl0We3ggixilEgyv2Wqmh22qXyEghU');
  });

  test('equal values meet in one index; kinds and deployments do not', () => {
    const ring = ensureKeyRing(dir);
    const index = blindIndex(ring, 'id-number', '441202198001011234');
    expect(index).toBe(blindIndex(loadKeyRing(dir), 'id-number', '441202198001011234'));
    expect(index.startsWith(`hmac-sha256:${ring.current('index').keyId}:`)).toBe(true);
    expect(index).not.toContain('441202198001011234');
    expect(index).not.toBe(blindIndex(ring, 'name', '441202198001011234'));
    expect(index).not.toBe(blindIndex(ensureKeyRing(path.join(dir, 'other')), 'id-number', '441202198001011234'));
  });
});
