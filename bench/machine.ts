import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { RegisterWatch } from './register-watch';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGib: number;
  kernel: string;
  node: string;
  postgres: string;
  fsync: string;
  synchronousCommit: string;
  commit: string;
  /** Of the minute before the run. */
  loadBefore: number;
}

export async function describeMachine(watch: RegisterWatch): Promise<Machine> {
  const setting = async (name: string): Promise<string> => (await watch.rows<{ value: string }>('select current_setting($1) as value', [name]))[0]?.value ?? '';
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGib: Math.round(os.totalmem() / 2 ** 30),
    kernel: `${os.type()} ${os.release()}`,
    node: process.version,
    postgres: await setting('server_version'),
    fsync: await setting('fsync'),
    synchronousCommit: await setting('synchronous_commit'),
    commit: currentCommit(),
    loadBefore: os.loadavg()[0] ?? NaN,
  };
}

function currentCommit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: __dirname, stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim();
  } catch {
    return 'unknown';
  }
}
