import { type ConnectionLike, isGrpcServiceError } from '@temporalio/client';
import { parseInstant } from '../domain/calendar/day';
import type { SEARCH_ATTRIBUTES } from '../matters/search-attributes';
import { findPending, type KnownCommand } from '../register/matters/commands';
import { type Dispatcher, type DispatchDeps } from './dispatcher';

export interface ReconcilerOptions {
  /** How often pending commands are brought again. */
  pendingEveryMs: number;
  /** How often every open matter is looked at. */
  mattersEveryMs: number;
  /** Through which matters are looked at; left out, the client's own. The worker's native one costs half as much. */
  lookThrough?: ConnectionLike;
  onError: (error: unknown) => void;
}

const PENDING_AT_ONCE = 200;
/** A caller brings its own command at once; the reconciler only takes over what is older. */
const LEFT_TO_THE_CALLER_MS = 6_000;
const BROUGHT_TOGETHER = 8;
const MATTERS_AT_ONCE = 200;
const LOOKED_AT_TOGETHER = 8;
const LOOK_DEADLINE_MS = 2_000;
/** A pass over all matters takes this part of the time until the next, so that it is a trickle and no burst. */
const SHARE_OF_A_PASS = 0.8;
const LONGEST_PAUSE_MS = 500;

/** By the clock that matters live by. */
const CLOSED_LOOKED_AT_MS = 24 * 3_600_000;

const OPENING = 1;
const LINKED = 'linked';

/** `temporal.api.enums.v1.WorkflowExecutionStatus` */
const RUNNING = 1;
/** `grpc.status` */
const NOT_FOUND = 5;

interface OpenMatter {
  number: string;
  seq: number;
  position_seq: number;
  stage: string;
  next_alarm_at: number | null;
}

interface ClosedMatter {
  number: string;
  seq: number;
}

/** What a run shows of itself to whoever searches. */
interface Shown {
  stage: unknown;
  nextAlarmAt: number | null;
}

/** Keeps two promises: every pending command is brought until it is decided, and every open matter has a running workflow that knows its whole ledger. */
export class Reconciler {
  private readonly timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  /** Matters closed of late whose run is known to have ended. */
  private ended = new Set<string>();

  constructor(
    private readonly deps: DispatchDeps,
    private readonly dispatcher: Dispatcher,
    private readonly options: ReconcilerOptions,
  ) {}

  start(): void {
    const { pendingEveryMs, mattersEveryMs } = this.options;
    this.repeat(pendingEveryMs, () => this.bringPending());
    // The first pass at once: a later one comes to each matter an interval after the one before.
    this.repeat(mattersEveryMs, () => this.restartMissing(mattersEveryMs * SHARE_OF_A_PASS))();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.running;
  }

  /** Brings again what nobody decided, several matters together, each one's commands in their order. Returns how many were decided. */
  async bringPending(olderThanMs = LEFT_TO_THE_CALLER_MS): Promise<number> {
    // A rehearsal's clock says nothing about how long a command has waited; bringing one twice does no harm.
    const receivedBefore = this.deps.rehearsalClock ? Number.MAX_SAFE_INTEGER : this.deps.clock.now() - olderThanMs + 1;
    const pending = await findPending(this.deps.db, receivedBefore, PENDING_AT_ONCE);
    const ofMatters = new Map<string, KnownCommand[]>();
    for (const command of pending) ofMatters.set(command.matter, [...(ofMatters.get(command.matter) ?? []), command]);
    let decided = 0;
    await together(BROUGHT_TOGETHER, [...ofMatters.values()], async (commands) => {
      for (const command of commands) {
        if (this.isStopped || !(await this.bringOne(command))) return;
        decided += 1;
      }
    });
    return decided;
  }

  /** Whether it was decided. Where it was not, what came later for the same matter waits with it. */
  private async bringOne(command: KnownCommand): Promise<boolean> {
    try {
      // It speaks for a matter that a step opened, which nobody has started yet.
      if (command.message.name === LINKED) await this.dispatcher.start(command.message.by.id);
      return (await this.dispatcher.bring(command)) !== undefined;
    } catch (error) {
      // What ails one matter holds up no other.
      this.options.onError(error);
      return false;
    }
  }

  /**
   * Looks at every open matter by its id, starts those without a workflow, and tells a run that the register is ahead of: a step that was committed by a
   * task whose result was lost, and whose command nobody brought again, armed no timer. Of matters closed of late it tells those that still run.
   * Returns the numbers of those started; the operator is told of each.
   * The pass takes about `overMs`; once one is missing, as little as it can: it is rarely alone.
   */
  async restartMissing(overMs = 0): Promise<string[]> {
    const { open } = await this.deps.db.selectFrom('matter').select((count) => count.fn.countAll<number>().as('open')).where('closed_at', 'is', null).executeTakeFirstOrThrow();
    const closed = await this.closedOfLate();
    const all = open + closed.length;
    const begunAt = performance.now();
    const restarted: string[] = [];
    let looked = 0;
    const lookAtSome = async <T>(some: readonly T[], look: (matter: T) => Promise<string[]>): Promise<void> => {
      restarted.push(...(await Promise.all(some.map(look))).flat());
      looked += some.length;
      if (looked < all && restarted.length === 0) await pauseUntil(begunAt + (overMs * looked) / all);
    };
    for (let after = ''; ; ) {
      const page = await this.deps.db
        .selectFrom('matter')
        .select(['number', 'seq', 'position_seq', 'stage', 'next_alarm_at'])
        .where('closed_at', 'is', null)
        .where('number', '>', after)
        .orderBy('number')
        .limit(MATTERS_AT_ONCE)
        .execute();
      const last = page.at(-1);
      if (!last) break;
      after = last.number;
      for (let index = 0; index < page.length && !this.isStopped; index += LOOKED_AT_TOGETHER) await lookAtSome(page.slice(index, index + LOOKED_AT_TOGETHER), (matter) => this.putRight(matter));
      if (this.isStopped) return restarted;
    }
    for (let index = 0; index < closed.length && !this.isStopped; index += LOOKED_AT_TOGETHER) await lookAtSome(closed.slice(index, index + LOOKED_AT_TOGETHER), (matter) => this.endIfRunning(matter));
    return restarted;
  }

  /** Matters closed within a day whose run is not known to have ended. */
  private async closedOfLate(): Promise<ClosedMatter[]> {
    const { db, clock } = this.deps;
    const closed = await db.selectFrom('matter').select(['number', 'seq']).where('closed_at', '>', clock.now() - CLOSED_LOOKED_AT_MS).execute();
    this.ended = new Set(closed.map(({ number }) => number).filter((number) => this.ended.has(number)));
    return closed.filter(({ number }) => !this.ended.has(number));
  }

  /** A run whose last step closed its matter, and whose task was lost after that, ends when it is told. */
  private async endIfRunning({ number, seq }: ClosedMatter): Promise<string[]> {
    try {
      const found = await this.look(number);
      if (found === 'ended' || found === 'absent') this.ended.add(number);
      else if (found !== 'unknown') await this.dispatcher.catchUp(number, seq);
    } catch (error) {
      this.options.onError(error);
    }
    return [];
  }

  private async putRight(matter: OpenMatter): Promise<string[]> {
    const { number, position_seq } = matter;
    const { db, clock } = this.deps;
    try {
      const found = await this.look(number);
      if (found === 'unknown') return [];
      if (found !== 'ended' && found !== 'absent') {
        if (isBehind(found, matter)) await this.dispatcher.catchUp(number, matter.seq);
        return [];
      }
      // It may have closed since the page was read: the register knows before the run ends.
      const stillOpen = await db.selectFrom('matter').select('number').where('number', '=', number).where('closed_at', 'is', null).executeTakeFirst();
      if (!stillOpen || !(await this.dispatcher.start(number))) return [];
      // One that never ran and has nothing but its opening is only late, not lost.
      if (found === 'ended' || position_seq > OPENING) await db.insertInto('operator_notice').values({ at: clock.now(), code: 'workflow-restarted', matter: number, details: '{}' }).execute();
      return [number];
    } catch (error) {
      this.options.onError(error);
      return [];
    }
  }

  private async look(matter: string): Promise<Shown | 'ended' | 'absent' | 'unknown'> {
    const { client, hostClock } = this.deps;
    const connection = this.options.lookThrough ?? client.connection;
    try {
      // As it comes from the server: what the client would make of it (memo, search attributes, summary) is looked at by nobody.
      const { workflowExecutionInfo } = await connection.withDeadline(hostClock.now() + LOOK_DEADLINE_MS, () =>
        connection.workflowService.describeWorkflowExecution({ namespace: client.options.namespace, execution: { workflowId: matter } }),
      );
      return Number(workflowExecutionInfo?.status) === RUNNING ? shownIn(workflowExecutionInfo?.searchAttributes?.indexedFields) : 'ended';
    } catch (error) {
      // Anything else from the server says that it cannot be looked at now; next time.
      if (isGrpcServiceError(error)) return Number(error.code) === NOT_FOUND ? 'absent' : 'unknown';
      throw error;
    }
  }

  /** Acts every so often, unless it still acts. Returns what acts out of turn. */
  private repeat(everyMs: number, act: () => Promise<unknown>): () => void {
    let isBusy = false;
    const once = (): void => {
      if (isBusy || this.isStopped) return;
      isBusy = true;
      this.running = Promise.all([
        this.running,
        act()
          .catch((error: unknown) => this.options.onError(error))
          .finally(() => {
            isBusy = false;
          }),
      ]).then(() => undefined);
    };
    this.timers.push(setInterval(once, everyMs));
    return once;
  }
}

/** Whether a run shows what it would not show if it knew every entry. One that is about to show it is told for nothing, which does no harm. */
function isBehind(shown: Shown, { stage, next_alarm_at }: OpenMatter): boolean {
  return shown.stage !== stage || shown.nextAlarmAt !== next_alarm_at;
}

/** From JSON, as the server keeps it: an instant is text in RFC 3339. */
function shownIn(fields: Record<string, { data?: Uint8Array | null }> | null | undefined): Shown {
  const valueOf = (name: keyof typeof SEARCH_ATTRIBUTES): unknown => {
    const data = fields?.[name]?.data;
    return data ? JSON.parse(Buffer.from(data).toString('utf8')) : undefined;
  };
  const [stage, nextAlarmAt] = [valueOf('Stage'), valueOf('NextAlarmAt')];
  return { stage, nextAlarmAt: typeof nextAlarmAt === 'string' ? parseInstant(nextAlarmAt) : null };
}

/** Goes through all items in their order, so many at a time. */
async function together<T>(width: number, items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of rest) await act(item);
    }),
  );
}

/** `at` is on the monotonic clock. */
async function pauseUntil(at: number): Promise<void> {
  const pauseMs = Math.min(at - performance.now(), LONGEST_PAUSE_MS);
  if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
