import type { Kysely } from 'kysely';
import type { RehearsalClock } from '../../matters/messages';
import { type Clock, HOST_TIME } from '../clock';
import type { Database } from '../database';
import { Fault } from '../errors';
import { GuardedClock } from '../guarded-clock';
import { isRehearsal, RehearsalClockSource } from './rehearsal-clock';

export interface OpenedClock {
  /** The time of the law, for the register, the API and the deliverers. */
  clock: Clock;
  /** In a rehearsal only: the clock itself, and what new matters are told of it. */
  source?: RehearsalClockSource;
  rehearsalClock?: () => Promise<RehearsalClock>;
  readonly close: () => Promise<void>;
}

/**
 * The clock a process lives by. What the process was told and what the register says must agree: matters of a rehearsal would
 * never be judged by real time, nor real ones by a clock that can be moved.
 */
export async function openClock({ db, databaseUrl, rehearsal }: { db: Kysely<Database>; databaseUrl: string; rehearsal: boolean }): Promise<OpenedClock> {
  if (!rehearsal) {
    if (await isRehearsal(db).catch(() => false)) throw new Fault('register-of-a-rehearsal');
    return { clock: new GuardedClock(HOST_TIME), close: async () => undefined };
  }
  const source = await RehearsalClockSource.open({ db, databaseUrl });
  return { clock: source, source, rehearsalClock: () => source.setting(), close: () => source.close() };
}
