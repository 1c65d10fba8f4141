import { setTimeout as sleep } from 'node:timers/promises';
import type { City } from '../city';
import { forAll } from '../load';
import { pssBytes } from '../processes';
import type { RegisterWatch } from '../register-watch';
import type { Product, Stand } from '../stand';

/** After opening, what was set in motion is let run out first. */
const CALM_MS = 10_000;
const CLIENTS = 16;

export interface AtRest {
  open: number;
  workerBytes: number;
  apiBytes: number;
  temporalBytes: number;
  /** Share of one core. */
  workerCpu: number;
  apiCpu: number;
  temporalCpu: number;
  postgresCpu: number;
  seconds: number;
}

/** What so many open requests cost while nobody does anything: memory, and CPU over a time that holds the reconciler's pass. */
export async function measureAtRest(stand: Stand, product: Product, watch: RegisterWatch, city: City, { open, seconds }: { open: number; seconds: number }): Promise<AtRest> {
  const standing = await watch.number('select count(*) as n from matter where closed_at is null');
  await forAll(Array.from({ length: Math.max(0, open - standing) }), CLIENTS, (_, client) => city.open(client));
  await watch.settled();
  await sleep(CALM_MS);
  const before = stand.readCpu();
  const startedMs = performance.now();
  await sleep(seconds * 1_000);
  const after = stand.readCpu();
  const elapsedMs = performance.now() - startedMs;
  const share = (part: keyof typeof before): number => (after[part] - before[part]) / elapsedMs;
  return {
    open: await watch.number('select count(*) as n from matter where closed_at is null'),
    workerBytes: pssBytes(product.worker.pid),
    apiBytes: pssBytes(product.api.pid),
    temporalBytes: pssBytes(stand.engine.pids().temporal ?? 0),
    workerCpu: share('worker'),
    apiCpu: share('api'),
    temporalCpu: share('temporal'),
    postgresCpu: share('postgres'),
    seconds,
  };
}
