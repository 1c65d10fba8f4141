import { setTimeout as sleep } from 'node:timers/promises';
import type { City } from '../city';
import { forAll } from '../load';
import { pssBytes } from '../processes';
import type { RegisterWatch } from '../register-watch';
import type { Product, Stand } from '../stand';

/** After opening, what was set in motion is let run out first. */
const CALM_MS = 10_000;
const CLIENTS = 16;
const MOST_WINDOWS = 8;
/** Of what the window before cost. */
const STEADY = 0.8;

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
  /** Right after the openings. */
  firstWorkerCpu: number;
  /** Each window's. */
  seconds: number;
  /** The last of so many is what stands here. */
  windows: number;
}

type Share = Pick<AtRest, 'workerCpu' | 'apiCpu' | 'temporalCpu' | 'postgresCpu'>;

/** What so many open requests cost while nobody does anything: memory, and CPU over a time that holds the reconciler's pass. */
export async function measureAtRest(stand: Stand, product: Product, watch: RegisterWatch, city: City, { open, seconds }: { open: number; seconds: number }): Promise<AtRest> {
  const standing = await watch.number('select count(*) as n from matter where closed_at is null');
  await forAll(Array.from({ length: Math.max(0, open - standing) }), CLIENTS, (_, client) => city.open(client));
  await watch.settled();
  await sleep(CALM_MS);
  const first = await measureShare(stand, seconds);
  const { share, windows } = await untilSteady(first, () => measureShare(stand, seconds));
  return {
    open: await watch.number('select count(*) as n from matter where closed_at is null'),
    workerBytes: pssBytes(product.worker.pid),
    apiBytes: pssBytes(product.api.pid),
    temporalBytes: pssBytes(stand.engine.pids().temporal ?? 0),
    ...share,
    firstWorkerCpu: first.workerCpu,
    seconds,
    windows,
  };
}

/** What the openings set in motion runs out over minutes: the first window that costs about what the one before it did is rest. */
async function untilSteady(first: Share, measure: () => Promise<Share>): Promise<{ share: Share; windows: number }> {
  let share = first;
  for (let windows = 2; windows <= MOST_WINDOWS; windows += 1) {
    const before = share.workerCpu;
    share = await measure();
    if (share.workerCpu > STEADY * before) return { share, windows };
  }
  return { share, windows: MOST_WINDOWS };
}

async function measureShare(stand: Stand, seconds: number): Promise<Share> {
  const before = stand.readCpu();
  const startedMs = performance.now();
  await sleep(seconds * 1_000);
  const after = stand.readCpu();
  const elapsedMs = performance.now() - startedMs;
  const share = (part: keyof typeof before): number => (after[part] - before[part]) / elapsedMs;
  return { workerCpu: share('worker'), apiCpu: share('api'), temporalCpu: share('temporal'), postgresCpu: share('postgres') };
}
