import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure, type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { type Kysely, sql } from 'kysely';
import { type RehearsalClock, SET_CLOCK_UPDATE } from '../matters/messages';
import type { Clock } from '../register/clock';
import type { Database } from '../register/database';
import { announceDue, countLeaving, nextDigestDueAt } from '../register/deliveries/outbox';
import { Fault, Refusal } from '../register/errors';
import { findPending } from '../register/matters/commands';
import type { RehearsalClockSource } from '../register/rehearsal/rehearsal-clock';
import type { CalendarReviser } from './calendar-reviser';
import { type Dispatcher, isUnreachable } from './dispatcher';

export interface RehearsalDriverDeps {
  db: Kysely<Database>;
  client: Client;
  dispatcher: Dispatcher;
  reviser: Pick<CalendarReviser, 'reviseAll'>;
  source: RehearsalClockSource;
  /** Real time, for limits of waiting. */
  hostClock: Clock;
}

/** Where the rehearsal stands. Instants are virtual, epoch ms. */
export interface RehearsalState {
  now: number;
  beganAt: number;
  /** Virtual per real time; 0: paused. */
  speed: number;
  openMatters: number;
  nextAlarmAt: number | null;
  nextDigestAt: number | null;
}

/** What happened on the way. */
export interface Moved {
  from: number;
  to: number;
  /** Instants at which the clock stopped because something fell due. */
  stops: number;
  /** What the clock did in the matters: reminders, deemed receipts, breaches, escalations … */
  alarms: number;
  /** Messages that were still leaving, by a channel that does not answer, when the clock went on. */
  stillLeaving: number;
}

/** Any constant: one at a time sets the clock. */
const CLOCK_LOCK = 7_201_004;
const TOLD_TOGETHER = 8;
const TELL_LIMIT_MS = 10_000;
/** For matters and commands to come to rest at one instant; the worker may be starting. */
const QUIET_LIMIT_MS = 60_000;
/** For messages to leave: a mail server or webhook that does not answer holds up nobody for longer. */
const LEAVING_LIMIT_MS = 15_000;
const LOOK_AGAIN_MS = 15;
const PENDING_AT_ONCE = 200;

/**
 * Sets the clock of a rehearsal, and lets it pass through time as time passes: from alarm to alarm over all open matters and the day's digests,
 * each lived to the end before the next, so that twenty days are twenty days and not an outage of twenty days.
 */
export class RehearsalDriver {
  constructor(private readonly deps: RehearsalDriverDeps) {}

  async state(): Promise<RehearsalState> {
    const { db, source } = this.deps;
    const { speed } = await source.setting();
    const now = source.now();
    const open = await db
      .selectFrom('matter')
      .select((select) => [select.fn.countAll<number>().as('count'), select.fn.min('next_alarm_at').as('next')])
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow();
    return { now, beganAt: await source.beganAt(), speed, openMatters: Number(open.count), nextAlarmAt: open.next, nextDigestAt: (await nextDigestDueAt(db, now)) ?? null };
  }

  /**
   * Moves to an instant, or to the next at which anything falls due, and returns when everything is quiet there; then the clock runs on as it ran before.
   * Refusals: clock-runs-forward, nothing-ahead, clock-is-moving. Fault: rehearsal-not-quiet; the clock then stands where something did not come to rest.
   */
  async move(target: number | 'next-alarm'): Promise<Moved> {
    return this.alone(async () => {
      const { speed } = await this.deps.source.setting();
      if (target !== 'next-alarm' && target < this.deps.source.now()) throw new Refusal('clock-runs-forward');
      const from = speed === 0 ? this.deps.source.now() : await this.hold();
      let stillLeaving = await this.settle(from);
      let reached = from;
      let stops = 0;
      const goal = target === 'next-alarm' ? await this.nextInstant(from) : target;
      if (goal !== undefined) {
        for (let next = await this.nextInstant(from); next !== undefined && next <= goal; next = await this.nextInstant(reached)) {
          await this.standAt(next);
          stillLeaving = await this.settle(next);
          reached = next;
          stops += 1;
        }
        if (reached < goal) {
          await this.standAt(goal);
          reached = goal;
        }
      }
      await this.run(speed);
      if (goal === undefined) throw new Refusal('nothing-ahead');
      return { from, to: reached, stops, alarms: await this.countAlarms(from, reached), stillLeaving };
    });
  }

  /** Lets the clock run, so many virtual for each real second; 0 pauses it. */
  async setSpeed(speed: number): Promise<void> {
    await this.alone(async () => {
      await this.run(speed);
      if (speed === 0) await this.settle(this.deps.source.now());
    });
  }

  /** Everybody's clock stands still from here on. Returns the instant. */
  private async hold(): Promise<number> {
    const setting = await this.deps.source.set(({ at }) => ({ at, speed: 0 }));
    await this.tellAll(setting);
    return setting.virtualAt;
  }

  /** Matters to which nothing happens here are told where the clock stands when the move ends. */
  private async standAt(instant: number): Promise<void> {
    await this.deps.source.set(() => ({ at: instant, speed: 0 }));
  }

  private async run(speed: number): Promise<void> {
    await this.tellAll(await this.deps.source.set(({ at }) => ({ at, speed })));
  }

  /** The next instant after this one at which a matter or a digest falls due. */
  private async nextInstant(after: number): Promise<number | undefined> {
    const { db } = this.deps;
    const alarm = await db
      .selectFrom('matter')
      .select((select) => select.fn.min('next_alarm_at').as('at'))
      .where('closed_at', 'is', null)
      .where('next_alarm_at', '>', after)
      .executeTakeFirst();
    const digestAt = await nextDigestDueAt(db, after);
    const ahead = [alarm?.at, digestAt].filter((at) => typeof at === 'number');
    return ahead.length === 0 ? undefined : Math.min(...ahead);
  }

  /** Waits until no matter, command or message has anything left to do at this instant. Returns how many messages could not leave in time. */
  private async settle(instant: number): Promise<number> {
    const { db, hostClock, source, dispatcher, reviser } = this.deps;
    const setting = await source.setting();
    let quietBy = hostClock.now() + QUIET_LIMIT_MS;
    let leftBy: number | undefined;
    for (;;) {
      const due = await this.mattersDue(instant);
      const pending = due.length > 0 ? [] : await findPending(db, Number.MAX_SAFE_INTEGER, PENDING_AT_ONCE);
      if (due.length > 0) await inParallel(due, TOLD_TOGETHER, (matter) => this.tell(matter, setting));
      if (pending.length > 0) await inParallel(pending, TOLD_TOGETHER, (command) => dispatcher.bring(command));
      // A calendar that was published is lived before time goes on.
      const revised = due.length > 0 || pending.length > 0 ? 0 : await reviser.reviseAll();
      if (revised === undefined) await sleep(LOOK_AGAIN_MS);
      else if (revised > 0) quietBy = hostClock.now() + QUIET_LIMIT_MS;
      if (due.length > 0 || pending.length > 0 || revised !== 0) {
        if (hostClock.now() > quietBy) throw new Fault('rehearsal-not-quiet', { matters: due.length, commands: pending.length });
        leftBy = undefined;
        continue;
      }
      const leaving = await countLeaving(db, { now: instant, real: hostClock.now() });
      leftBy ??= hostClock.now() + LEAVING_LIMIT_MS;
      if (leaving === 0 || hostClock.now() > leftBy) return leaving;
      await announceDue(db);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  /** Open matters in which something is due, or which have not said yet when anything will be. */
  private async mattersDue(instant: number): Promise<string[]> {
    const rows = await this.deps.db
      .selectFrom('matter')
      .select('number')
      .where('closed_at', 'is', null)
      .where((where) => where.or([where('next_alarm_at', '<=', instant), where('position_seq', '<', where.ref('seq'))]))
      .orderBy('number')
      .execute();
    return rows.map(({ number }) => number);
  }

  private async tellAll(setting: RehearsalClock): Promise<void> {
    const told = new Set<string>();
    // A matter that was opened meanwhile may have been started on the setting before.
    for (;;) {
      const open = await this.deps.db.selectFrom('matter').select('number').where('closed_at', 'is', null).orderBy('number').execute();
      const untold = open.map(({ number }) => number).filter((number) => !told.has(number));
      if (untold.length === 0) return;
      await inParallel(untold, TOLD_TOGETHER, (matter) => this.tell(matter, setting));
      for (const number of untold) told.add(number);
    }
  }

  /** Tells one matter what time it is; returns when it has done what was due by then. */
  private async tell(matter: string, setting: RehearsalClock): Promise<void> {
    const { client, db, dispatcher, hostClock } = this.deps;
    const until = hostClock.now() + QUIET_LIMIT_MS;
    for (;;) {
      try {
        await client.withDeadline(hostClock.now() + TELL_LIMIT_MS, () => client.workflow.getHandle(matter).executeUpdate<unknown, [RehearsalClock]>(SET_CLOCK_UPDATE, { args: [setting] }));
        return;
      } catch (error) {
        if (!isUnreachable(error) || isRefused(error)) throw error;
        const row = await db.selectFrom('matter').select('closed_at').where('number', '=', matter).executeTakeFirst();
        if (row?.closed_at !== null) return;
        if (hostClock.now() > until) throw new Fault('rehearsal-not-quiet', { matter }, { cause: error });
        if (error instanceof WorkflowNotFoundError) await dispatcher.start(matter);
        else await sleep(LOOK_AGAIN_MS);
      }
    }
  }

  private async countAlarms(from: number, to: number): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from entry where recorded_at >= ${from} and recorded_at <= ${to} and received_at > ${from} and actor->>'kind' = 'clock'`.execute(this.deps.db);
    return rows[0]?.count ?? 0;
  }

  private async alone<T>(work: () => Promise<T>): Promise<T> {
    return this.deps.db.connection().execute(async (connection) => {
      const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${CLOCK_LOCK}) as held`.execute(connection);
      if (rows[0]?.held !== true) throw new Refusal('clock-is-moving');
      try {
        return await work();
      } finally {
        await sql`select pg_advisory_unlock(${CLOCK_LOCK})`.execute(connection);
      }
    });
  }
}

/** The matter runs by real time: it was opened before the deployment became a rehearsal, or by other hands. */
function isRefused(error: unknown): boolean {
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type === 'not-a-rehearsal';
}

async function inParallel<T>(items: readonly T[], width: number, act: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const hand = async (): Promise<void> => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, hand));
}
