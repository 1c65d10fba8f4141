import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkoutRoot } from './checkout';
import { EngineError, hasCode } from './errors';
import { livingProcess, processIdentity } from './processes';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** LIANDONG_DATA; else /var/lib/liandong for root and the user's data directory for others. Never inside the checkout. */
export function resolveDataHome(): string {
  const chosen =
    process.env.LIANDONG_DATA || (isRoot() ? '/var/lib/liandong' : path.join(process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share'), 'liandong'));
  const home = path.resolve(chosen);
  assertOutsideCheckout(home);
  return home;
}

function realPath(file: string): string {
  return fs.existsSync(file) ? fs.realpathSync(file) : path.join(realPath(path.dirname(file)), path.basename(file));
}

export function assertOutsideCheckout(home: string): void {
  const inside = path.relative(fs.realpathSync(checkoutRoot()), realPath(path.resolve(home)));
  if (inside === '' || !(inside.startsWith('..') || path.isAbsolute(inside))) {
    throw new EngineError(`the data home ${home} lies inside the checkout, where a clean-up would delete it: set LIANDONG_DATA to a folder elsewhere`);
  }
}

/** Where build results are kept: LIANDONG_CACHE; else /var/cache/liandong for root and the user's cache directory for others. */
export function cacheHome(): string {
  return path.resolve(
    process.env.LIANDONG_CACHE || (isRoot() ? '/var/cache/liandong' : path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'liandong')),
  );
}

/** Root's data home is passable (not readable) by others: PostgreSQL runs as an unprivileged account below it. */
export function prepareDataHome(home: string): void {
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  if (isRoot()) fs.chmodSync(home, (fs.statSync(home).mode & 0o777) | 0o011);
  for (const folder of ['secrets', 'logs', 'run']) fs.mkdirSync(path.join(home, folder), { recursive: true, mode: 0o700 });
}

/** The key ring's folder: LIANDONG_KEYS_DIR, else in the data home. Back-ups leave it out. */
export const keysFolderOf = (dataHome: string): string => path.resolve(process.env.LIANDONG_KEYS_DIR || path.join(dataHome, 'keys'));

/** Where documents lie: LIANDONG_DOCUMENTS_DIR, else in the data home. Back-ups hold them either way. */
export const documentsFolderOf = (dataHome: string): string => path.resolve(process.env.LIANDONG_DOCUMENTS_DIR || path.join(dataHome, 'documents'));

/** A random password, made on the first call and kept in a file that only its owner can read. */
export function keptSecret(home: string, name: string): string {
  const file = path.join(home, 'secrets', name);
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  const secret = randomBytes(24).toString('base64url');
  fs.writeFileSync(`${file}.new`, secret + '\n', { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return secret;
}

export const LOCK_FILE = 'engine.lock';

/**
 * One process at a time works on a data home. The lock names its holder; what a killed holder left is taken over.
 * Returns the release.
 */
export function lockDataHome(home: string): () => void {
  const file = path.join(home, LOCK_FILE);
  const mine = processIdentity(process.pid) ?? String(process.pid);
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, mine);
  try {
    for (;;) {
      try {
        fs.linkSync(draft, file);
        return () => fs.rmSync(file, { force: true });
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error;
      }
      setAsideDeadLock(file, home);
    }
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function setAsideDeadLock(file: string, home: string): void {
  const aside = `${file}.dead.${process.pid}`;
  try {
    assertHolderIsDead(fs.readFileSync(file, 'utf8'), home);
    fs.renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  // Between reading and renaming another start may have taken over: then what was set aside is its living lock, and goes back.
  try {
    assertHolderIsDead(fs.readFileSync(aside, 'utf8'), home);
    fs.rmSync(aside);
  } catch (error) {
    fs.renameSync(aside, file);
    throw error;
  }
}

function assertHolderIsDead(identity: string, home: string): void {
  const holder = livingProcess(identity);
  if (holder !== undefined) throw new EngineError(`the data home ${home} is in use by process ${holder}: it is running already (stop it with Ctrl-C there, or kill ${holder})`);
}
