import { availableParallelism } from 'node:os';
import { CASE_DATABASES, type CaseName, type Cases } from '../cases';
import { closedLoop } from '../load';
import { type RegisterWatch, databaseBytes } from '../register-watch';
import type { CpuReading, Stand } from '../stand';

/** Parts whose CPU time a case costs, and the share of the machine that somebody else took meanwhile. */
export interface CpuShares {
  msPerCase: Omit<CpuReading, 'machine'>;
  /** Of all cores, 0 to 1. */
  others: number;
}

export interface Throughput {
  name: CaseName;
  round: number;
  casesPerSecond: number;
  cases: number;
  failures: number;
  /** From its opening to its last answer, ms. */
  tookMs: readonly number[];
  bytesPerCase: number;
  cpu: CpuShares;
}

export interface ThroughputOptions {
  round: number;
  clients: number;
  seconds: number;
  onFailure: (error: unknown) => void;
}

/** Cases per second of one kind, with so many clients, each beginning its next case when its last has ended. */
export async function measureThroughput(stand: Stand, watch: RegisterWatch, cases: Cases, name: CaseName, { round, clients, seconds, onFailure }: ThroughputOptions): Promise<Throughput> {
  const databases = CASE_DATABASES[name];
  const bytesBefore = await databaseBytes(watch, databases);
  const cpuBefore = stand.readCpu();
  const startedMs = performance.now();
  const done = await closedLoop({ clients, ms: seconds * 1_000, run: (client) => cases.run(name, client) });
  const elapsedMs = performance.now() - startedMs;
  const cpu = sharesBetween(cpuBefore, stand.readCpu(), done.results.length, elapsedMs);
  done.failures.forEach(onFailure);
  await cases.clearAway(name, done.results);
  const bytes = (await databaseBytes(watch, databases)) - bytesBefore;
  return {
    name,
    round,
    casesPerSecond: done.withinTime / seconds,
    cases: done.results.length,
    failures: done.failures.length,
    tookMs: done.tookMs,
    bytesPerCase: bytes / done.results.length,
    cpu,
  };
}

function sharesBetween(before: CpuReading, after: CpuReading, cases: number, elapsedMs: number): CpuShares {
  const spent = Object.fromEntries(Object.entries(after).map(([part, ms]) => [part, ms - before[part as keyof CpuReading]])) as CpuReading;
  const { machine, ...ours } = spent;
  const oursMs = Object.values(ours).reduce((total, ms) => total + ms, 0);
  return {
    msPerCase: Object.fromEntries(Object.entries(ours).map(([part, ms]) => [part, ms / cases])) as CpuShares['msPerCase'],
    others: Math.max(0, machine - oursMs) / (elapsedMs * availableParallelism()),
  };
}
