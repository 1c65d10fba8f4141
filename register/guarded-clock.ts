import type { Kysely } from 'kysely';
import { type Clock } from './clock';
import type { Database } from './database';
import { Fault } from './errors';

/** The host's two clocks: the one on the wall can be set, the monotonic one cannot. */
export interface HostTime {
  wallNow(): number;
  /** Milliseconds from some start, never set back. */
  monotonicNow(): number;
}

export type HoldReason = 'wall-clock-jumped' | 'behind-the-record';

const LARGEST_DRIFT_MS = 60_000;

/**
 * The clock in earnest. When the wall clock leaves the monotonic one by more than a minute, or lies before what the register
 * holds already, nobody can say what time it legally is: no entry is written, everything retries, until the operator has looked
 * at the host's clock and confirmed it (`POST /operator/clock/confirm`).
 */
export class GuardedClock implements Clock {
  private offset: number;
  private held: { reason: HoldReason; confirmations: number } | undefined;
  private isRecordChecked = false;

  constructor(private readonly host: HostTime) {
    this.offset = host.wallNow() - host.monotonicNow();
  }

  now(): number {
    return this.host.wallNow();
  }

  /** Whether entries are held just now, and why. */
  get hold(): HoldReason | undefined {
    return this.held?.reason;
  }

  /** Throws the retryable fault `clock-held` while the clock is in doubt. */
  async stamp(trx: Kysely<Database>): Promise<number> {
    if (!this.held) {
      const reason = await this.findReason(trx);
      if (reason) {
        this.held = { reason, confirmations: await countConfirmations(trx) };
      }
    }
    if (this.held) await this.releaseOrThrow(trx, this.held);
    return this.now();
  }

  private async findReason(trx: Kysely<Database>): Promise<HoldReason | undefined> {
    if (Math.abs(this.host.wallNow() - this.host.monotonicNow() - this.offset) > LARGEST_DRIFT_MS) return 'wall-clock-jumped';
    if (this.isRecordChecked) return undefined;
    const newest = await trx.selectFrom('entry').select('recorded_at').orderBy('recorded_at', 'desc').limit(1).executeTakeFirst();
    if (newest && newest.recorded_at > this.now()) return 'behind-the-record';
    this.isRecordChecked = true;
    return undefined;
  }

  private async releaseOrThrow(trx: Kysely<Database>, held: { reason: HoldReason; confirmations: number }): Promise<void> {
    if ((await countConfirmations(trx)) <= held.confirmations) throw new Fault('clock-held', { reason: held.reason });
    this.held = undefined;
    this.isRecordChecked = true;
    this.offset = this.host.wallNow() - this.host.monotonicNow();
  }
}

async function countConfirmations(db: Kysely<Database>): Promise<number> {
  return (await db.selectFrom('clock_confirmation').select((count) => count.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
}

/** The operator has looked at the host's clock, and it is right: every process that holds goes on. */
export async function confirmClock(db: Kysely<Database>, confirmation: { at: number; by: string }): Promise<void> {
  await db.insertInto('clock_confirmation').values({ at: confirmation.at, confirmed_by: confirmation.by }).execute();
}
