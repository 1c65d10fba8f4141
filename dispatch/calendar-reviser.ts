import { type Kysely, sql } from 'kysely';
import { calendarSlice } from '../domain/calendar/calendar';
import { type Day, dayOf } from '../domain/calendar/day';
import type { CommandOutcome, Entry } from '../matters/ledger';
import type { TakeAlone } from '../matters/step';
import { newestVersion } from '../register/calendar/calendars';
import { commitRevisions, findGroundlessOfClosed, findUnrevised, findWaiting } from '../register/calendar/revisions';
import type { Database } from '../register/database';
import { appendAfterClosing } from '../register/matters/append-after-closing';
import type { KnownCommand } from '../register/matters/commands';
import { loadLedgers } from '../register/matters/entries';
import type { OpeningDeps } from '../register/matters/insert-matter';
import { recordStep } from '../register/matters/record-step';
import { type Repeated, repeat } from '../register/repeat';
import type { Dispatcher, DispatchDeps } from './dispatcher';

export type ReviserDeps = DispatchDeps & Pick<OpeningDeps, 'deriveFirstStep'> & { takeAlone: TakeAlone };

/** Any constant: one process at a time revises. */
const REVISER_LOCK = 7_201_005;
const COMMITTED_TOGETHER = 40;
const TAKEN_TOGETHER = 2;
/** So few are through in a quarter of a minute, or wait for somebody to look: nobody makes room for them. */
const FEW = 500;
/** Officers' commands come first: a revision starts no sooner than this after the one before, and leaves as long again as it took (docs/bench.md has the figures). */
const PACE_MS = 25;

/**
 * Brings a published calendar to every open matter that counted a changed day, until none is left; begun again wherever it was stopped.
 * The step is taken over the ledger, in the register: waking ten thousand runs takes twenty minutes, and dates are owed sooner. The reconciler tells the runs, those
 * first whose next alarm is soonest; whoever acts on a matter before that finds the new dates all the same (ADR 19, 22).
 */
export class CalendarReviser {
  private repeated: Repeated | undefined;
  private isStopped = false;
  private version = 0;
  /** Matters that counted no changed day when they were last looked at, with the last entry they had then. */
  private settled = new Map<string, number>();
  /** Closed ones without a breach that the version takes the ground of, in the same way. */
  private looked = new Map<string, number>();
  private isClosedLeft = true;
  /** The day on which they were: what is late is counted up to today. */
  private settledOn: Day | undefined;
  /** How many matters of the round under way were not brought to yet. */
  private ahead = 0;

  constructor(
    private readonly deps: ReviserDeps,
    private readonly dispatcher: Dispatcher,
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  /** Whether it is bringing a calendar to many matters just now. */
  get isBusy(): boolean {
    return this.ahead > FEW;
  }

  /** `everyMs`: how often it is asked whether a calendar was published. */
  start(everyMs: number): void {
    this.repeated = repeat(everyMs, () => this.reviseAll(PACE_MS), this.onError);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.repeated?.stop();
  }

  /** Returns how many matters were revised, or left until they or what waits there is decided; 0 when none is left but what refuses, undefined while another process revises. */
  async reviseAll(paceMs = 0): Promise<number | undefined> {
    const { db, clock, calendars } = this.deps;
    const to = await newestVersion(db);
    const now = clock.now();
    if (to !== this.version || dayOf(now) !== this.settledOn) this.settled = new Map();
    if (to !== this.version) {
      this.looked = new Map();
      this.isClosedLeft = true;
    }
    this.version = to;
    this.settledOn = dayOf(now);
    const numbers = await findUnrevised(db, calendars, { to, now, settled: this.settled });
    // One that closes while the others are revised may have been in breach by the old calendar.
    if (numbers.length > 0) this.isClosedLeft = true;
    if (!this.isClosedLeft) return 0;
    return alone(db, async () => {
      const listed = await this.reviseClosed(to);
      if (numbers.length > 0) return listed + (await this.revise(numbers, to, paceMs));
      this.isClosedLeft = listed > 0;
      return listed;
    });
  }

  /** Breaches of closed matters lose their ground too: they are listed in the register, where there is no run any more. */
  private async reviseClosed(to: number): Promise<number> {
    const { db, calendars } = this.deps;
    const numbers = await findGroundlessOfClosed(db, calendars, { to, looked: this.looked });
    let listed = 0;
    for (let from = 0; from < numbers.length && !this.isStopped; from += COMMITTED_TOGETHER) {
      for (const command of await commitRevisions(this.deps, numbers.slice(from, from + COMMITTED_TOGETHER), to, true)) {
        const outcome = command.outcome ?? (await appendAfterClosing(this.deps, command.matter, command.message));
        if (outcome?.status === 'accepted') listed += 1;
        else if (outcome) await this.tellRefused(command.matter, outcome.code);
      }
    }
    return listed;
  }

  private async revise(numbers: readonly string[], to: number, paceMs: number): Promise<number> {
    const { db, clock } = this.deps;
    const begunAt = performance.now();
    let revised = 0;
    let left = 0;
    try {
      for (let from = 0; from < numbers.length && !this.isStopped; from += COMMITTED_TOGETHER) {
        this.ahead = numbers.length - from;
        const commands = await commitRevisions(this.deps, numbers.slice(from, from + COMMITTED_TOGETHER), to);
        const waiting = await findWaiting(db, commands.map(({ matter }) => matter));
        // What was received before comes first: the reconciler brings both in their order.
        const taken = await this.takeAll(commands.filter(({ matter }) => !waiting.has(matter)), paceMs);
        revised += taken.revised;
        left += waiting.size + taken.undecided;
      }
    } finally {
      this.ahead = 0;
    }
    const seconds = Math.round((performance.now() - begunAt) / 1000);
    if (revised > 0) await db.insertInto('operator_notice').values({ at: clock.now(), code: 'calendar-revised', matter: null, details: JSON.stringify({ version: to, matters: revised, seconds }) }).execute();
    return revised + left;
  }

  /** What is not decided in time stays pending, and is brought again like any command. */
  private async takeAll(commands: readonly KnownCommand[], paceMs: number): Promise<{ revised: number; undecided: number }> {
    const ledgers = await loadLedgers(this.deps.db, commands.map(({ matter }) => matter));
    const rest = commands.values();
    let revised = 0;
    let undecided = 0;
    await Promise.all(
      Array.from({ length: TAKEN_TOGETHER }, async () => {
        for (const command of rest) {
          if (this.isStopped) return;
          const begunAt = performance.now();
          const outcome = await this.reviseOne(command, ledgers.get(command.matter) ?? []).catch((error: unknown) => this.onError(error));
          if (!outcome) undecided += 1;
          else if (outcome.status === 'accepted') revised += 1;
          else if (outcome.code !== 'matter-closed') await this.tellRefused(command.matter, outcome.code);
          const tookMs = performance.now() - begunAt;
          // What takes long says that others wait too: as long again is theirs.
          if (paceMs > 0) await pause(Math.max(paceMs * TAKEN_TOGETHER - tookMs, tookMs));
        }
      }),
    );
    return { revised, undecided };
  }

  /** Nobody should refuse it, and the same command is not decided twice: somebody has to look. */
  private async tellRefused(matter: string, code: string): Promise<void> {
    const { db, clock } = this.deps;
    const told = await db.selectFrom('operator_notice').select('details').where('code', '=', 'calendar-refused').where('matter', '=', matter).execute();
    if (told.some(({ details }) => details['version'] === this.version)) return;
    await db.insertInto('operator_notice').values({ at: clock.now(), code: 'calendar-refused', matter, details: JSON.stringify({ version: this.version, refused: code }) }).execute();
  }

  /** Over its ledger, if it has nothing else to do first; else by its run, as everybody's commands are. */
  private async reviseOne(command: KnownCommand, ledger: readonly Entry[]): Promise<CommandOutcome | undefined> {
    const outcome = command.outcome ?? (await this.takeOverLedger(command, ledger));
    if (!outcome) return this.dispatcher.bring(command);
    // A rehearsal's time goes on only when every run has done what is due: each knows its new dates at once.
    if (this.deps.rehearsalClock && outcome.status === 'accepted') await this.dispatcher.catchUp(command.matter, outcome.seq);
    return outcome;
  }

  private async takeOverLedger({ matter, message }: KnownCommand, ledger: readonly Entry[]): Promise<CommandOutcome | undefined> {
    const { clock, calendars, takeAlone } = this.deps;
    const { calendar } = await calendars.slicesFor(ledger);
    return takeAlone({ matter, ledger, calendar }, message, {
      now: () => clock.now(),
      record: (step) => recordStep(this.deps, step),
      loadCalendar: async (version, openedOn) => calendarSlice(await calendars.version(version), openedOn),
    });
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
