import { type Kysely, sql } from 'kysely';
import { newestVersion } from '../register/calendar/calendars';
import { commitRevisions, findUnrevised } from '../register/calendar/revisions';
import type { Database } from '../register/database';
import type { KnownCommand } from '../register/matters/commands';
import { type Repeated, repeat } from '../register/repeat';
import type { Dispatcher, DispatchDeps } from './dispatcher';

/** Any constant: one process at a time revises. */
const REVISER_LOCK = 7_201_005;
const COMMITTED_TOGETHER = 40;
const BROUGHT_TOGETHER = 4;
/** Officers' commands come first: a revision starts no sooner than this after the one before, and leaves as long again as it took (docs/bench.md: 10,000 matters in 20 minutes on two cores). */
const PACE_MS = 28;

/** Brings a published calendar to every open matter that counted a changed day, until none is left; begun again wherever it was stopped. */
export class CalendarReviser {
  private repeated: Repeated | undefined;
  private isStopped = false;
  private version = 0;
  /** Matters that counted no changed day when they were last looked at, with the last entry they had then. */
  private settled = new Map<string, number>();

  constructor(
    private readonly deps: DispatchDeps,
    private readonly dispatcher: Dispatcher,
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  /** `everyMs`: how often it is asked whether a calendar was published. */
  start(everyMs: number): void {
    this.repeated = repeat(everyMs, () => this.reviseAll(PACE_MS), this.onError);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.repeated?.stop();
  }

  /** Returns how many matters were revised; 0 when none is left, undefined while another process revises. */
  async reviseAll(paceMs = 0): Promise<number | undefined> {
    const { db, clock, calendars } = this.deps;
    const to = await newestVersion(db);
    if (to !== this.version) this.settled = new Map();
    this.version = to;
    const numbers = await findUnrevised(db, calendars, { to, now: clock.now(), settled: this.settled });
    if (numbers.length === 0) return 0;
    return alone(db, () => this.revise(numbers, to, paceMs));
  }

  private async revise(numbers: readonly string[], to: number, paceMs: number): Promise<number> {
    const { db, clock } = this.deps;
    const begunAt = performance.now();
    let revised = 0;
    for (let from = 0; from < numbers.length && !this.isStopped; from += COMMITTED_TOGETHER) {
      const commands = await commitRevisions(this.deps, numbers.slice(from, from + COMMITTED_TOGETHER), to);
      revised += await this.bringAll(commands, paceMs);
    }
    const seconds = Math.round((performance.now() - begunAt) / 1000);
    if (revised > 0) await db.insertInto('operator_notice').values({ at: clock.now(), code: 'calendar-revised', matter: null, details: JSON.stringify({ version: to, matters: revised, seconds }) }).execute();
    return revised;
  }

  /** What is not decided in time stays pending, and is brought again like any command. */
  private async bringAll(commands: readonly KnownCommand[], paceMs: number): Promise<number> {
    const rest = commands.values();
    let revised = 0;
    await Promise.all(
      Array.from({ length: BROUGHT_TOGETHER }, async () => {
        for (const command of rest) {
          if (this.isStopped) return;
          const begunAt = performance.now();
          const outcome = await this.dispatcher.bring(command).catch((error: unknown) => this.onError(error));
          if (outcome?.status === 'accepted') revised += 1;
          const tookMs = performance.now() - begunAt;
          // What takes long says that others wait too: as long again is theirs.
          if (paceMs > 0) await pause(Math.max(paceMs * BROUGHT_TOGETHER - tookMs, tookMs));
        }
      }),
    );
    return revised;
  }
}

/** Undefined when another process is at it. */
async function alone<T>(db: Kysely<Database>, work: () => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${REVISER_LOCK}) as held`.execute(connection);
    if (rows[0]?.held !== true) return undefined;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${REVISER_LOCK})`.execute(connection);
    }
  });
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
