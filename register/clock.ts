/** Where time enters the register, the dispatcher and the API. Procedures get theirs from the shell. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }
}

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
