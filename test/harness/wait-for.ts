import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 25;

/** Resolves as soon as the condition holds; fails when it does not within the limit. Never wait for a fixed time instead. */
export async function waitFor(condition: () => boolean | Promise<boolean>, limitMs = 15_000): Promise<void> {
  const until = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`not within ${limitMs} ms: ${condition.toString()}`);
    await sleep(POLL_MS);
  }
}
