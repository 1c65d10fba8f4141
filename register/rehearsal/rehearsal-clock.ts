import { type Kysely, type Selectable, sql } from 'kysely';
import type { RehearsalClock } from '../../matters/messages';
import { type Clock, SystemClock } from '../clock';
import type { Database } from '../database';
import { Fault } from '../errors';
import { listenFor, type Notices } from '../notices';
import type { RehearsalClockTable } from './tables';

const CLOCK_NOTICE = 'liandong_rehearsal_clock';
/** While notices do not arrive, a process learns by looking that the clock was set. */
const LOOK_EVERY_MS = 1_000;

type Row = Selectable<RehearsalClockTable>;

/** A clock that runs, stands still or is moved for a whole deployment: one row of the register, which every process reads. */
export class RehearsalClockSource implements Clock {
  private isClosed = false;
  private watching: Promise<void> = Promise.resolve();

  private constructor(
    private readonly db: Kysely<Database>,
    private readonly realClock: Clock,
    private row: Row,
    private readonly notices: Notices,
  ) {}

  /** Fault: not-a-rehearsal, when the register has no such clock. */
  static async open({ db, databaseUrl, realClock = new SystemClock() }: { db: Kysely<Database>; databaseUrl: string; realClock?: Clock }): Promise<RehearsalClockSource> {
    const row = await readRow(db);
    const source = new RehearsalClockSource(db, realClock, row, listenFor(databaseUrl, CLOCK_NOTICE));
    source.watching = source.watch();
    return source;
  }

  /** By the last setting this process has heard of: milliseconds after a move it may still be the one before. Legal instants are stamped by `stamp`. */
  now(): number {
    return instantOf(this.row, this.realClock.now());
  }

  /**
   * The instant as it is for everybody, for a transaction that writes it down: the clock cannot be set before that transaction ends,
   * so that what is stamped later in another process never bears an earlier instant.
   */
  async stamp(trx: Kysely<Database>): Promise<number> {
    const row = await trx.selectFrom('rehearsal_clock').selectAll().where('id', '=', 1).forShare().executeTakeFirstOrThrow();
    this.adopt(row);
    return instantOf(row, this.realClock.now());
  }

  /** The setting that matters live by, as it is now. */
  async setting(): Promise<RehearsalClock> {
    return settingOf(await this.refresh());
  }

  async beganAt(): Promise<number> {
    return (await this.refresh()).began_at;
  }

  /** Sets the clock for every process at once. `change` is told the virtual instant and the speed at the moment of setting. */
  async set(change: (current: { at: number; speed: number }) => { at: number; speed: number }): Promise<RehearsalClock> {
    const row = await this.db.transaction().execute(async (trx) => {
      const current = await trx.selectFrom('rehearsal_clock').selectAll().where('id', '=', 1).forUpdate().executeTakeFirstOrThrow();
      const real_at = this.realClock.now();
      const { at, speed } = change({ at: instantOf(current, real_at), speed: current.speed });
      await sql`select pg_notify(${CLOCK_NOTICE}, '')`.execute(trx);
      return trx
        .updateTable('rehearsal_clock')
        .set({ virtual_at: at, real_at, speed, version: current.version + 1 })
        .where('id', '=', 1)
        .returningAll()
        .executeTakeFirstOrThrow();
    });
    this.adopt(row);
    return settingOf(row);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.notices.close();
    await this.watching;
  }

  private async refresh(): Promise<Row> {
    this.adopt(await readRow(this.db));
    return this.row;
  }

  /** Readings overtake one another; the newest setting stays. */
  private adopt(row: Row): void {
    if (row.version > this.row.version) this.row = row;
  }

  private async watch(): Promise<void> {
    while (!this.isClosed) {
      const { noticed, forget } = this.notices.next();
      let timer: NodeJS.Timeout | undefined;
      // The register may be away: the clock runs on as it was set last.
      await this.refresh().catch(() => undefined);
      await Promise.race([noticed, new Promise<void>((resolve) => void (timer = setTimeout(resolve, LOOK_EVERY_MS).unref()))]);
      clearTimeout(timer);
      forget();
    }
  }
}

/** Makes a deployment a rehearsal that begins at a virtual instant, paused; as the owner of the database, once. Returns whether it was made now. */
export async function beginRehearsal(ownerDb: Kysely<Database>, { at, real }: { at: number; real: number }): Promise<boolean> {
  const { rows } = await sql`
    insert into rehearsal_clock (id, began_at, virtual_at, real_at, speed, version) values (1, ${at}, ${at}, ${real}, 0, 1)
    on conflict (id) do nothing returning id`.execute(ownerDb);
  return rows.length > 0;
}

export async function isRehearsal(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('rehearsal_clock').select('id').executeTakeFirst()) !== undefined;
}

async function readRow(db: Kysely<Database>): Promise<Row> {
  const row = await db.selectFrom('rehearsal_clock').selectAll().where('id', '=', 1).executeTakeFirst();
  if (!row) throw new Fault('not-a-rehearsal');
  return row;
}

function instantOf(row: Row, real: number): number {
  return row.virtual_at + Math.floor((real - row.real_at) * row.speed);
}

function settingOf(row: Row): RehearsalClock {
  return { virtualAt: row.virtual_at, realAt: row.real_at, speed: row.speed };
}
