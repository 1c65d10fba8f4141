interface Reading {
  readonly account: string;
  readonly matter: string;
  readonly at: number;
}

const AGAIN_AFTER_MS = 60 * 60_000;
const MOST_KEPT = 10_000;

/**
 * Who reads the open words of which alarm in this process. Its page looks again every minute and with each step; that somebody has it before him is
 * recorded once an hour, and not as sixty readings.
 */
export class AlarmReadings {
  private readonly recordedAt = new Map<string, number>();

  isToBeRecorded({ account, matter, at }: Reading): boolean {
    const before = this.recordedAt.get(keyOf(account, matter));
    return before === undefined || at < before || at - before >= AGAIN_AFTER_MS;
  }

  /** Once the record stands: a reading that could not be recorded is none. */
  note({ account, matter, at }: Reading): void {
    if (this.recordedAt.size >= MOST_KEPT) this.recordedAt.clear();
    this.recordedAt.set(keyOf(account, matter), at);
  }
}

function keyOf(account: string, matter: string): string {
  return `${account} ${matter}`;
}
