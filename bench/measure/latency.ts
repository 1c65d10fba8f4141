import type { Cases } from '../cases';
import type { City } from '../city';
import { atRate, type Done } from '../load';
import type { RegisterWatch } from '../register-watch';

export const PACED = ['floor', 'kase', 'product'] as const;
export type PacedName = (typeof PACED)[number];

export interface Latency {
  name: PacedName;
  round: number;
  tookMs: readonly number[];
  failures: number;
}

export interface LatencyOptions {
  round: number;
  perSecond: number;
  seconds: number;
  onFailure: (error: unknown) => void;
}

/** How long one command takes while so many arrive each second: an update for the bare cases; signing, then answering, for the product. */
export async function measureLatency(cases: Cases, city: City, watch: RegisterWatch, name: PacedName, { round, perSecond, seconds, onFailure }: LatencyOptions): Promise<Latency> {
  const count = perSecond * seconds;
  const done = name === 'product' ? await paceProduct(cases, city, watch, { perSecond, count }) : await paceBare(cases, name, { perSecond, count });
  done.failures.forEach(onFailure);
  return { name, round, tookMs: done.tookMs, failures: done.failures.length };
}

async function paceBare(cases: Cases, name: 'floor' | 'kase', { perSecond, count }: { perSecond: number; count: number }): Promise<Done<void>> {
  const ids = await cases.prepareBare(name, count);
  return atRate({ perSecond, count, run: (index) => cases.completeBare(ids[index] ?? '') });
}

/** The first half of the time requests are signed for, the second half the same are answered. */
async function paceProduct(cases: Cases, city: City, watch: RegisterWatch, { perSecond, count }: { perSecond: number; count: number }): Promise<Done<void>> {
  const matters = await cases.prepareRequests(Math.ceil(count / 2));
  await watch.settled();
  const done = await atRate({
    perSecond,
    count,
    run: (index) => (index < matters.length ? city.sign(matters[index] ?? '') : city.answer(matters[index - matters.length] ?? '')),
  });
  await cases.clearAway('equal', matters);
  return done;
}
