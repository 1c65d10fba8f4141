/**
 * What each of `visits` takes in milliseconds where nothing else has the processor: the least of up to `tries`, taken in
 * turns. Other suites run at the same time and can slow any one try, never speed one up; so the least of many is the
 * product's own, and the tries end as soon as `enough`.
 */
export async function leastOf<const V extends readonly (() => Promise<unknown>)[]>(visits: V, enough: (least: readonly number[]) => boolean, tries = 40): Promise<{ [K in keyof V]: number }> {
  const least = visits.map(() => Infinity);
  for (let n = 0; n < tries && !enough(least); n += 1) {
    for (const [index, visit] of visits.entries()) {
      const startedAt = performance.now();
      await visit();
      least[index] = Math.min(least[index] ?? Infinity, performance.now() - startedAt);
    }
  }
  return least as { [K in keyof V]: number };
}

/** The same of one visit, until it took less than `enoughMs`. */
export async function undisturbedMs(visit: () => Promise<unknown>, enoughMs: number): Promise<number> {
  const [ms] = await leastOf([visit], ([least = Infinity]) => least < enoughMs);
  return ms;
}
