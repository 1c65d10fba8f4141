import fs from 'node:fs';
import path from 'node:path';
import { packFolder, unpackArchive } from './archive';
import { assertOutsideCheckout, documentsFolderOf, keysFolderOf, LOCK_FILE, lockDataHome, prepareDataHome } from './data-home';
import { EngineError, hasCode } from './errors';
import type { Log } from './go-build';
import { stopLeftovers } from './leftovers';
import { hasCluster, postgresFolder, runAsAccount } from './postgres';

const DATA = 'data';
const KEYS = 'keys';
/** Wherever they lie, in a back-up they have this name. */
const DOCUMENTS = 'documents';
/** Made anew by every start, of this machine's running processes, or kept apart. */
const NOT_KEPT = ['logs', 'run', 'temporal-ui', 'keys'];
const REPLACED = 'replaced-';
const STAGING = 'restoring';
const SERVER_MARKS = [path.join('postgres', 'data', 'postmaster.pid'), path.join('postgres', 'data', 'postmaster.opts')];

export interface BackupOptions {
  dataHome: string;
  file: string;
  /** The key ring goes into a file of its own, to be kept elsewhere; without this it is not copied. */
  keysFile?: string;
  log: Log;
}

function isPassing(dataHome: string, name: string): boolean {
  return name.startsWith(LOCK_FILE) || name.startsWith(REPLACED) || name === STAGING || NOT_KEPT.includes(name) || path.join(dataHome, name) === keysFolderOf(dataHome);
}

/** The documents are put in from where they lie, which may be elsewhere. */
function isNotCopied(dataHome: string, relative: string): boolean {
  return isPassing(dataHome, relative) || SERVER_MARKS.includes(relative) || relative === DOCUMENTS || path.join(dataHome, relative) === documentsFolderOf(dataHome);
}

function assertOutside(dataHome: string, file: string): void {
  if (!path.relative(dataHome, path.resolve(file)).startsWith('..')) throw new EngineError(`${file} lies in the data home itself: name a place outside of it`);
}

/** A copy of the stopped data home, without the keys; refuses while it is in use. */
export async function backUp({ dataHome, file, keysFile, log }: BackupOptions): Promise<void> {
  if (!hasCluster(dataHome)) throw new EngineError(`there is no embedded database in ${dataHome}: a database of your own (DATABASE_URL) is backed up with its own tools`);
  for (const target of [file, keysFile]) if (target) assertOutside(dataHome, target);
  const release = lockDataHome(dataHome);
  try {
    await stopLeftovers(dataHome, log);
    await packFolder(dataHome, file, { contents: DATA, isLeftOut: (relative) => isNotCopied(dataHome, relative), beside: { name: DOCUMENTS, folder: documentsFolderOf(dataHome) } });
    log(`data home ${dataHome} → ${file}`);
    const keys = keysFolderOf(dataHome);
    if (keysFile) {
      await packFolder(keys, keysFile, { contents: KEYS });
      log(`keys ${keys} → ${keysFile}; keep it apart from ${path.basename(file)}: together they open everything`);
    } else {
      log(`the keys in ${keys} are not in it, and nothing in it can be read without them: keep a copy of them elsewhere (--keys FILE makes one)`);
    }
  } finally {
    release();
  }
}

export interface RestoreOptions extends BackupOptions {
  /** What lies in the data home is moved aside instead of refusing. */
  force?: boolean;
}

/** Puts a back-up into an empty data home, after every checksum has been compared. */
export async function restore({ dataHome, file, keysFile, force = false, log }: RestoreOptions): Promise<void> {
  assertOutsideCheckout(dataHome);
  for (const source of [file, keysFile]) if (source) assertOutside(dataHome, source);
  prepareDataHome(dataHome);
  const release = lockDataHome(dataHome);
  const staging = path.join(dataHome, STAGING);
  try {
    const keys = keysFolderOf(dataHome);
    const present = fs.readdirSync(dataHome).filter((name) => !isPassing(dataHome, name) && !isEmptyFolder(path.join(dataHome, name)));
    if (present.length > 0 && !force) throw new EngineError(`the data home ${dataHome} is not empty (${present.slice(0, 4).join(', ')}): --force moves its contents aside`);
    if (keysFile && !isEmptyFolder(keys) && !force) throw new EngineError(`there are keys in ${keys} already: --force moves them aside`);
    const documents = documentsFolderOf(dataHome);
    if (!isEmptyFolder(documents) && !force) throw new EngineError(`there are documents in ${documents} already: --force moves them aside`);

    fs.rmSync(staging, { recursive: true, force: true });
    fs.mkdirSync(staging, { mode: 0o700 });
    await unpackArchive(file, path.join(staging, DATA), DATA);
    if (keysFile) await unpackArchive(keysFile, path.join(staging, KEYS), KEYS);

    await stopLeftovers(dataHome, log);
    const aside = path.join(dataHome, `${REPLACED}${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
    const setAside = (source: string, name = path.basename(source)): void => {
      if (!fs.existsSync(source)) return;
      if (isEmptyFolder(source)) return fs.rmdirSync(source);
      fs.mkdirSync(aside, { recursive: true, mode: 0o700 });
      moveFolder(source, path.join(aside, name));
    };
    const restored = fs.readdirSync(path.join(staging, DATA));
    for (const name of restored.concat(present)) setAside(path.join(dataHome, name));
    setAside(documents, `${DOCUMENTS}-from-elsewhere`);
    for (const name of restored) moveFolder(path.join(staging, DATA, name), name === DOCUMENTS ? documents : path.join(dataHome, name));
    if (restored.includes(DOCUMENTS)) fs.chmodSync(documents, 0o700);
    if (keysFile) {
      setAside(keys);
      moveFolder(path.join(staging, KEYS), keys);
    }
    giveToDatabaseAccount(dataHome);
    if (fs.existsSync(aside)) log(`what was there before → ${aside}`);
    log(`${file} → data home ${dataHome}`);
    if (isEmptyFolder(keys)) log(`its keys are missing: put them into ${keys} before the next start (restore them with --keys FILE)`);
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
    release();
  }
}

/** Also to another disk, where a rename does not reach. */
function moveFolder(source: string, target: string): void {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  try {
    fs.renameSync(source, target);
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error;
    fs.cpSync(source, target, { recursive: true, preserveTimestamps: true });
    fs.rmSync(source, { recursive: true });
  }
}

function isEmptyFolder(folder: string): boolean {
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  return !found || (found.isDirectory() && fs.readdirSync(folder).length === 0);
}

/** As root: this machine's account for PostgreSQL may have another number than the one the back-up was made with. */
function giveToDatabaseAccount(dataHome: string): void {
  const account = runAsAccount(dataHome);
  if (!account) return;
  const folder = postgresFolder(dataHome);
  for (const name of ['', ...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })]) fs.chownSync(path.join(folder, name), account.uid, account.gid);
}
