import { activityInfo, ApplicationFailure, cancellationSignal, cancelled, heartbeat } from '@temporalio/activity';
import type { OutsideChannel } from '../matters/messages-to-people';
import { type DelivererDeps, runDeliverer } from './deliverer';

/** Long enough that the history stays small, short enough that a stopped worker's place is taken in good time. */
const SHIFT_MS = 10 * 60_000;

export interface DeliverActivities {
  /** Sends what is due on one channel for a while, beating as it goes; the workflow asks for it again and again. */
  deliver(input: { channel: OutsideChannel }): Promise<void>;
}

/**
 * `stopping` ends the deliverers before the worker shuts down, which otherwise would wait for them: abort it first, then shut down.
 * `shiftMs` is for tests.
 */
export function createDeliverActivities(deps: DelivererDeps & { stopping?: AbortSignal; shiftMs?: number }): DeliverActivities {
  return {
    async deliver({ channel }) {
      const isOver = new AbortController();
      const end = (): void => isOver.abort();
      const shift = setTimeout(end, deps.shiftMs ?? SHIFT_MS);
      const enders = [cancellationSignal(), ...(deps.stopping ? [deps.stopping] : [])];
      for (const ender of enders) {
        if (ender.aborted) end();
        ender.addEventListener('abort', end);
      }
      try {
        await runDeliverer(channel, deps, { signal: isOver.signal, heartbeat: () => heartbeat() });
      } finally {
        clearTimeout(shift);
        for (const ender of enders) ender.removeEventListener('abort', end);
      }
      if (cancellationSignal().aborted) await cancelled();
      // Taken up by another worker, or by the next one here.
      if (deps.stopping?.aborted) throw ApplicationFailure.create({ type: 'deliverer-stopping', message: `the worker of ${activityInfo().activityType} is stopping`, nextRetryDelay: '1 second' });
    },
  };
}
