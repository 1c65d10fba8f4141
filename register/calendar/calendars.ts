import type { Kysely } from 'kysely';
import { type Calendar, calendarSlice } from '../../domain/calendar/calendar';
import { dayOf } from '../../domain/calendar/day';
import { deepFreeze } from '../../domain/deep-freeze';
import type { Entry } from '../../matters/ledger';
import { CALENDAR_REVISED } from '../../matters/shell-commands';
import type { Clock } from '../clock';
import type { Database } from '../database';

/** Another process may have published a year: it is noticed after so long. What was opened meanwhile is revised like everything that was open. */
const NEWEST_KEPT_MS = 5_000;

/** The published calendars. A version never changes, so each process reads it once. */
export class Calendars {
  private readonly known = new Map<number, Promise<Calendar>>();
  private newestVersion: { version: number; readAt: number } | undefined;

  constructor(
    private readonly db: Kysely<Database>,
    private readonly wallClock: Clock,
  ) {}

  /** The calendar in force. */
  async newest(): Promise<Calendar> {
    const now = this.wallClock.now();
    if (!this.newestVersion || now - this.newestVersion.readAt >= NEWEST_KEPT_MS || now < this.newestVersion.readAt) {
      this.newestVersion = { version: await newestVersion(this.db), readAt: now };
    }
    return this.version(this.newestVersion.version);
  }

  /** The calendar as it stood after one publication. */
  async version(version: number): Promise<Calendar> {
    const known = this.known.get(version) ?? loadCalendar(this.db, version);
    this.known.set(version, known);
    // What could not be read is asked for again.
    known.catch(() => this.known.delete(version));
    return known;
  }

  /** What a matter counts with, from its ledger alone: the slice it was opened with, and those that took its place. */
  async slicesFor(ledger: readonly Entry[]): Promise<{ calendar: Calendar; calendars: Calendar[] }> {
    const [opening] = ledger;
    if (!opening) throw new Error('a matter begins with its opening');
    const slice = async (version: unknown): Promise<Calendar> => calendarSlice(await this.version(Number(version)), dayOf(opening.receivedAt));
    const revisions = ledger.filter(({ type }) => type === CALENDAR_REVISED);
    return { calendar: await slice(opening.facts['calendarVersion']), calendars: await Promise.all(revisions.map(({ facts }) => slice(facts['to']))) };
  }

  /** After a publication by this process. */
  forgetNewest(): void {
    this.newestVersion = undefined;
  }
}

export async function newestVersion(db: Kysely<Database>): Promise<number> {
  const { version } = await db.selectFrom('calendar_version').select((select) => select.fn.max('version').as('version')).executeTakeFirstOrThrow();
  return version;
}

/** Each year as the last version up to this one left it. */
export async function loadCalendar(db: Kysely<Database>, version: number): Promise<Calendar> {
  const rows = await db.selectFrom('calendar_year').select(['version', 'year', 'content']).where('version', '<=', version).orderBy('version').execute();
  if (!rows.some((row) => row.version === version)) throw new Error(`calendar version ${version} is not known`);
  const years = new Map(rows.map(({ year, content }) => [year, content]));
  return deepFreeze({ version, years: [...years.values()].sort((a, b) => a.year - b.year) });
}
