import type { RequestHandler } from 'express';
import { Refusal } from '../../register/errors';
import type { Metrics } from '../metrics';

export interface GateOptions {
  /** More in flight makes every one of them slower. */
  readonly places: number;
  readonly longestWaitMs: number;
}

const COMMAND_GATE: GateOptions = { places: 16, longestWaitMs: 2_000 };

interface Waiting {
  admit(): void;
}

/** So many commands at once; the rest wait their turn, and after the longest wait are refused with too-busy. */
export function commandGate({ commandsInFlight, commandsTurnedAway }: Pick<Metrics, 'commandsInFlight' | 'commandsTurnedAway'>, { places, longestWaitMs }: GateOptions = COMMAND_GATE): RequestHandler {
  let taken = 0;
  const queue = new Set<Waiting>();

  const leave = (): void => {
    const [first] = queue;
    if (first) {
      queue.delete(first);
      first.admit();
      return;
    }
    taken--;
    commandsInFlight.set(taken);
  };

  return (_req, res, next) => {
    const enter = (): void => {
      res.once('close', leave);
      next();
    };
    if (taken < places) {
      taken++;
      commandsInFlight.set(taken);
      enter();
      return;
    }
    const waiting: Waiting = {
      admit: () => {
        stopWaiting();
        enter();
      },
    };
    const timer = setTimeout(() => {
      stopWaiting();
      commandsTurnedAway.inc();
      next(new Refusal('too-busy', { retryAfterSeconds: 1 }));
    }, longestWaitMs);
    const stopWaiting = (): void => {
      clearTimeout(timer);
      queue.delete(waiting);
      res.off('close', stopWaiting);
    };
    res.once('close', stopWaiting);
    queue.add(waiting);
  };
}
