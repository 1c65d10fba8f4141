import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkoutRoot } from './checkout';
import { EngineError } from './errors';
import { isListening } from './ports';
import { ProcessRecord, spawnDetached, stopChild, type ChildProcess } from './processes';
import type { Part } from './supervisor';

const START_LIMIT_MS = 60_000;
/** Longer than a worker's own grace for what is under way. */
const STOP_GRACE_MS = 20_000;
const LINES_OF_LOG_SHOWN = 8;

export interface OwnProcessOptions {
  name: 'api' | 'worker';
  /** Below `dist/`. */
  script: string;
  dataHome: string;
  /** Where the process answers GET /readyz. */
  port: number;
  env: Record<string, string>;
}

/** Starts one of our own processes; resolves when it says that it is ready. */
export async function startOwnProcess({ name, script, dataHome, port, env }: OwnProcessOptions): Promise<Part> {
  const logFile = path.join(dataHome, 'logs', `${name}.log`);
  const file = path.join(checkoutRoot(), 'dist', script);
  const inherited = { ...process.env };
  // Only migrations work as the owner of the database.
  delete inherited.DATABASE_OWNER_URL;
  const child = spawnDetached(process.execPath, ['--enable-source-maps', file], { cwd: dataHome, env: { ...inherited, ...env }, logFile });
  const record = new ProcessRecord(path.join(dataHome, 'run', name));
  record.write(child.pid);
  const stop = async (): Promise<void> => {
    await stopChild(child, 'SIGTERM', STOP_GRACE_MS);
    record.clear();
  };
  try {
    await waitUntilReady(name, child, port, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid, exit: child.exit, stop };
}

async function waitUntilReady(name: string, child: ChildProcess, port: number, logFile: string): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    if (child.hasExited()) throw new EngineError(`the ${name} does not start; the end of ${logFile}:\n${lastLines(logFile)}`);
    if (performance.now() > until) throw new EngineError(`the ${name} is not ready after ${START_LIMIT_MS / 1000} s; the end of ${logFile}:\n${lastLines(logFile)}`);
    if (isListening(child.pid, port) && (await isReady(port))) return;
    await sleep(50);
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function lastLines(logFile: string): string {
  return fs.readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LINES_OF_LOG_SHOWN).join('\n');
}
