import { setTimeout as sleep } from 'node:timers/promises';

export interface Done<T> {
  results: T[];
  /** Of those that succeeded, in the order in which they ended. */
  tookMs: number[];
  failures: unknown[];
}

/** So many clients, each beginning its next case when its last has ended, until the time is up; what is under way then is finished, but not counted in `withinTime`. */
export async function closedLoop<T>({ clients, ms, run }: { clients: number; ms: number; run: (client: number) => Promise<T> }): Promise<Done<T> & { withinTime: number }> {
  const done: Done<T> & { withinTime: number } = { results: [], tookMs: [], failures: [], withinTime: 0 };
  const until = performance.now() + ms;
  const client = async (index: number): Promise<void> => {
    while (performance.now() < until) {
      if (await attempt(done, performance.now(), () => run(index))) done.withinTime += performance.now() <= until ? 1 : 0;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  return done;
}

/** One arrival every so often, whether or not the ones before have been served; each is timed from when it was sent. */
export async function atRate<T>({ perSecond, count, run }: { perSecond: number; count: number; run: (index: number) => Promise<T> }): Promise<Done<T>> {
  const done: Done<T> = { results: [], tookMs: [], failures: [] };
  const startedMs = performance.now();
  const underWay: Promise<unknown>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueMs = startedMs + (index * 1_000) / perSecond;
    await sleep(Math.max(0, dueMs - performance.now()));
    // The timer's own lateness is the driver's, not the product's.
    underWay.push(attempt(done, performance.now(), () => run(index)));
  }
  await Promise.all(underWay);
  return done;
}

/** All of these, so many at a time; the first failure is thrown. */
export async function forAll<T, R>(items: readonly T[], width: number, act: (item: T, client: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const hand = async (client: number): Promise<void> => {
    for (const [index, item] of entries) results[index] = await act(item, client);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, (_, client) => hand(client)));
  return results;
}

async function attempt<T>(done: Done<T>, sinceMs: number, run: () => Promise<T>): Promise<boolean> {
  try {
    done.results.push(await run());
    done.tookMs.push(performance.now() - sinceMs);
    return true;
  } catch (error) {
    done.failures.push(error);
    return false;
  }
}
