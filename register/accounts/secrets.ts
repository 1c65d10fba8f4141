import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's argon2id figures for 19 MiB; the library's default algorithm is argon2id. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** No vowels that spell words, no characters that look alike on paper. */
const READABLE = 'bcdfghjkmnpqrstvwxyz23456789';
const TOKEN_BYTES = 32;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), ARGON2);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC'));
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that the answer's time does not tell whether an account exists. */
export async function verifyAgainstDecoy(password: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(TOKEN_BYTES).toString('base64url'));
  await verifyPassword(await decoy, password);
  return false;
}

/** 96 bits, in groups that can be read out and typed. */
export function newOneTimePassword(): string {
  const character = (): string => READABLE.charAt(randomInt(READABLE.length));
  return Array.from({ length: 4 }, () => Array.from({ length: 5 }, character).join('')).join('-');
}

/** 256 bits. The prefix lets secret scanners and people recognise what it is. */
export function newToken(kind: 'session' | 'machine'): string {
  return `${kind === 'session' ? 'lds' : 'ldm'}_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
}

/** Tokens are random, so one round suffices. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
