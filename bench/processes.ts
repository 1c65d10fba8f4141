import fs from 'node:fs';
import os from 'node:os';
import { childrenOf } from '../engine/processes';

/** USER_HZ: what the kernel counts CPU time in, whatever it ticks at. */
const MS_PER_TICK = 10;

/** Proportional set size: what the process holds, its share of what it holds together with others. */
export function pssBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/smaps_rollup names no Pss`);
  return Number(kilobytes) * 1_024;
}

/** CPU time of a process since its start, ms; with its children's, those that have ended included. */
export function cpuMs(pid: number, { withChildren = false } = {}): number {
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = cpuTicks(pid);
  const own = (user + system) * MS_PER_TICK;
  if (!withChildren) return own;
  const living = childrenOf(pid).reduce((total, child) => total + cpuMs(child), 0);
  return own + living + (endedUser + endedSystem) * MS_PER_TICK;
}

/** Fields 14 to 17 of /proc/PID/stat; none of a process that is gone. */
function cpuTicks(pid: number): number[] {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ').slice(11, 15).map(Number);
  } catch {
    return [];
  }
}

/** CPU time that the whole machine has spent, ms: what is not ours of it was somebody else's, and blurs the figures. */
export function machineCpuMs(): number {
  return os.cpus().reduce((total, { times }) => total + times.user + times.nice + times.sys + times.irq, 0);
}
