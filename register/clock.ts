import type { Kysely } from 'kysely';
import type { Database } from './database';

/** Where time enters the register, the dispatcher and the API. Procedures get theirs from the shell. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Where other processes can set the clock (a rehearsal): the instant that holds for all of them while the transaction lasts. */
  stamp?(trx: Kysely<Database>): Promise<number>;
}

/** A legal instant, for the transaction that writes it down. */
export async function stampInstant(clock: Clock, trx: Kysely<Database>): Promise<number> {
  return clock.stamp ? clock.stamp(trx) : clock.now();
}

export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }
}

/** The host's wall clock and its monotonic clock. */
export const HOST_TIME = { wallNow: () => Date.now(), monotonicNow: () => performance.now() } as const;

/** Stands still until it is set: for tests. */
export class FixedClock implements Clock {
  constructor(private instant: number) {}

  now(): number {
    return this.instant;
  }

  set(instant: number): void {
    this.instant = instant;
  }

  advance(durationMs: number): void {
    this.instant += durationMs;
  }
}
