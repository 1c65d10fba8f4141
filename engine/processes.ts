import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './errors';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ChildProcess {
  pid: number;
  /** Resolves when the process is gone; never rejects. */
  exit: Promise<Exit>;
  hasExited(): boolean;
  signal(signal: NodeJS.Signals): void;
}

export interface Account {
  uid: number;
  gid: number;
}

interface SpawnOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  account?: Account;
}

const LOG_LIMIT_BYTES = 50 * 1024 * 1024;

/** One file per process, and the one before it: a log is moved aside at start when it has grown large. */
function openLog(file: string): number {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, 'a', 0o600);
}

/** Starts a process in a process group of its own, so that Ctrl-C in the terminal reaches us alone and we choose the order of stopping. */
export function spawnDetached(command: string, args: string[], { cwd, env, logFile, account }: SpawnOptions): ChildProcess {
  const log = openLog(logFile);
  try {
    const child = spawn(command, args, { cwd, env, ...account, stdio: ['ignore', log, log], detached: true });
    let exited = false;
    const exit = new Promise<Exit>((resolve) => {
      const finish = (result: Exit) => {
        exited = true;
        resolve(result);
      };
      child.once('exit', (code, signal) => finish({ code, signal }));
      child.once('error', () => finish({ code: null, signal: null }));
    });
    if (child.pid === undefined) throw new Error(`${command} could not be started`);
    return { pid: child.pid, exit, hasExited: () => exited, signal: (signal) => void child.kill(signal) };
  } finally {
    fs.closeSync(log);
  }
}

/** Signals a process that may have ended meanwhile. */
export function signalIfAlive(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
  return statFields(pid)?.state !== 'Z';
}

export function commandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  } catch {
    return '';
  }
}

/** Fields 3, 4 and 22 of /proc/PID/stat; the name in field 2 may hold blanks and brackets. */
function statFields(pid: number): { state: string; parent: number; startTicks: string } | undefined {
  let text: string;
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', parent: Number(fields[1]), startTicks: fields[19] ?? '' };
}

export function childrenOf(parent: number): number[] {
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statFields(pid)?.parent === parent);
}

/** A process id alone may have been given to another process since; with the start time and the boot it is unmistakable. */
export function processIdentity(pid: number): string | undefined {
  const fields = statFields(pid);
  if (!fields) return undefined;
  const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${pid} ${fields.startTicks} ${boot}`;
}

/** The pid of the process that an identity names, if that very process still lives. */
export function livingProcess(identity: string): number | undefined {
  const pid = Number(identity.split(' ')[0]);
  return pid > 0 && processIdentity(pid) === identity.trim() && isAlive(pid) ? pid : undefined;
}

export async function isGoneWithin(pid: number, limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    await sleep(20);
  }
  return true;
}

/** Written when a part starts, removed when it stops: what a killed run leaves behind is found by it. */
export class ProcessRecord {
  constructor(private readonly file: string) {}

  write(pid: number): void {
    fs.mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(this.file, processIdentity(pid) ?? '');
  }

  clear(): void {
    fs.rmSync(this.file, { force: true });
  }

  /** Stops the recorded process if it still lives; says whether there was one. */
  async stopLeftover(graceMs = 10_000): Promise<boolean> {
    const identity = fs.existsSync(this.file) ? fs.readFileSync(this.file, 'utf8') : '';
    const pid = livingProcess(identity);
    if (pid !== undefined) {
      process.kill(pid, 'SIGTERM');
      process.kill(pid, 'SIGCONT');
      if (!(await isGoneWithin(pid, graceMs)) && livingProcess(identity) !== undefined) {
        process.kill(pid, 'SIGKILL');
        await isGoneWithin(pid, 5_000);
      }
    }
    this.clear();
    return pid !== undefined;
  }
}

/** Asks a child to stop, and insists after the grace period. */
export async function stopChild(child: ChildProcess, first: NodeJS.Signals, graceMs: number, last: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.hasExited()) return;
  child.signal(first);
  const insist = setTimeout(() => child.signal(last), graceMs);
  await child.exit;
  clearTimeout(insist);
}
