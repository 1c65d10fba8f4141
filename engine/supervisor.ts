import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './errors';
import type { Log } from './go-build';
import type { Exit } from './processes';

export interface Part {
  pid: number;
  exit: Promise<Exit>;
  stop(): Promise<void>;
}

export interface Supervised<P extends Part> {
  /** The living part, or the last one while it is being started again. */
  current(): P;
  stop(): Promise<void>;
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** A part that lived this long starts its back-off anew. */
const STEADY_MS = 60_000;

/** Starts a part and starts it again whenever it dies, with growing pauses, until it is stopped. A first start that fails is thrown. */
export async function supervise<P extends Part>(name: string, start: () => Promise<P>, log: Log): Promise<Supervised<P>> {
  const stopping = new AbortController();
  let part = await start();
  const watch = async (): Promise<void> => {
    let backoffMs = FIRST_BACKOFF_MS;
    for (;;) {
      const startedMs = performance.now();
      const { code, signal } = await part.exit;
      if (stopping.signal.aborted) return;
      if (performance.now() - startedMs > STEADY_MS) backoffMs = FIRST_BACKOFF_MS;
      log(`${name} ended unexpectedly (${signal ?? `code ${code ?? '?'}`}): starting it again`);
      for (;;) {
        await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted) return;
        backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
        try {
          part = await start();
          log(`${name} runs again`);
          break;
        } catch (error) {
          log(`${name} does not start: ${messageOf(error)}`);
        }
      }
    }
  };
  const watching = watch();
  return {
    current: () => part,
    async stop() {
      stopping.abort();
      await part.stop();
      await watching;
      // A start that was under way when the stop came has ended by now.
      await part.stop();
    },
  };
}
