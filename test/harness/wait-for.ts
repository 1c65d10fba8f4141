import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 25;

/** Resolves with what is found as soon as it is there; fails when it is not within the limit. Never wait for a fixed time instead. */
export async function waitFor<T>(probe: () => T | undefined | false | Promise<T | undefined | false>, limitMs = 20_000): Promise<T> {
  const until = performance.now() + limitMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > until) throw new Error(`not within ${limitMs} ms: ${probe.toString()}`);
    await sleep(POLL_MS);
  }
}
