import type { ConnectionLike } from '@temporalio/client';
import { findPending, type KnownCommand } from '../register/matters/commands';
import { type Repeated, repeat } from '../register/repeat';
import { type Dispatcher, type DispatchDeps } from './dispatcher';
import { Runs, type Shown } from './runs';

export interface ReconcilerOptions {
  /** How often pending commands are brought again. */
  pendingEveryMs: number;
  /** How often open matters are looked at. */
  mattersEveryMs: number;
  /** So many open matters are all looked at by their id in one pass; of more, each pass takes a share of about so many. */
  lookedAtInAPass?: number;
  /** Of more, so many runs that the register is ahead of are told in one pass, the soonest alarm first. */
  toldInAPass?: number;
  /** While it says so, only those are told whose next alarm is near: others work on the same matters, and the same processors. What does not run is started all the same. */
  isHeldBack?: () => boolean;
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
const LOOKED_AT_IN_A_PASS = 1_000;
/** Of many runs that the register is ahead of (a calendar was published), a pass tells so many: whoever acts on another meanwhile makes it catch up by that. */
const TOLD_IN_A_PASS = 500;
/** Until the next pass and the one after it, with something to spare. By the clock that matters live by. */
const NEAR_MS = 10 * 60_000;
/** A pass over all matters takes this part of the time until the next, so that it is a trickle and no burst. */
const SHARE_OF_A_PASS = 0.8;
const LONGEST_PAUSE_MS = 500;

/** By the clock that matters live by. */
const CLOSED_LOOKED_AT_MS = 24 * 3_600_000;

const STANDING = ['stage', 'next_alarm_at', 'due_at', 'provisional'] as const;
const OPENING = 1;
const LINKED = 'linked';

/** What the register has an open matter show. */
interface Standing {
  stage: string;
  next_alarm_at: number | null;
  due_at: number | null;
  provisional: boolean;
}

interface OpenMatter extends Standing {
  number: string;
  seq: number;
  position_seq: number;
}

interface ClosedMatter {
  number: string;
  seq: number;
}

/** Keeps two promises: every pending command is brought until it is decided, and every open matter has a running workflow that knows its whole ledger. */
export class Reconciler {
  private readonly repeated: Repeated[] = [];
  private isStopped = false;
  /** Matters closed of late whose run is known to have ended. */
  private ended = new Set<string>();
  private readonly runs: Runs;
  private pass = 0;

  constructor(
    private readonly deps: DispatchDeps,
    private readonly dispatcher: Dispatcher,
    private readonly options: ReconcilerOptions,
  ) {
    this.runs = new Runs(deps.client, deps.hostClock, options.lookThrough);
  }

  start(): void {
    const { pendingEveryMs, mattersEveryMs } = this.options;
    const passes = repeat(mattersEveryMs, () => this.restartMissing(mattersEveryMs * SHARE_OF_A_PASS), this.options.onError);
    this.repeated.push(repeat(pendingEveryMs, () => this.bringPending(), this.options.onError), passes);
    // The first pass at once: a later one comes to each matter an interval after the one before.
    passes.now();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.repeated.map((each) => each.stop()));
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
   * Looks at open matters by their id, starts those without a workflow, and tells a run that the register is ahead of: a step that was committed by a
   * task whose result was lost, and whose command nobody brought again, armed no timer. Of matters closed of late it tells those that still run.
   * Where there are many, a list of all runs says which of them to look at, and each pass takes a share of the others as well: a list may be late or stale.
   * Returns the numbers of those started; the operator is told of each.
   * The pass takes about `overMs`; once one is missing, as little as it can: it is rarely alone.
   */
  async restartMissing(overMs = 0): Promise<string[]> {
    const open = await this.openToLookAt();
    const closed = await this.closedOfLate();
    const all = open.length + closed.length;
    const begunAt = performance.now();
    const restarted: string[] = [];
    let looked = 0;
    const lookAtAll = async <T>(some: readonly T[], look: (matter: T) => Promise<string[]>): Promise<void> => {
      for (let index = 0; index < some.length && !this.isStopped; index += LOOKED_AT_TOGETHER) {
        const now = some.slice(index, index + LOOKED_AT_TOGETHER);
        restarted.push(...(await Promise.all(now.map(look))).flat());
        looked += now.length;
        if (restarted.length === 0) await pauseUntil(begunAt + (overMs * looked) / all);
      }
    };
    await lookAtAll(open, (matter) => this.putRight(matter));
    await lookAtAll(closed, (matter) => this.endIfRunning(matter));
    return restarted;
  }

  /** The open matters that a pass looks at: those that the list of all runs does not show, those that it shows otherwise than the register has them, the soonest alarm first, and the pass's share of all. */
  private async openToLookAt(): Promise<OpenMatter[]> {
    const { open } = await this.deps.db.selectFrom('matter').select((count) => count.fn.countAll<number>().as('open')).where('closed_at', 'is', null).executeTakeFirstOrThrow();
    const shares = Math.max(1, Math.ceil(open / (this.options.lookedAtInAPass ?? LOOKED_AT_IN_A_PASS)));
    const listed = shares === 1 ? undefined : await this.listRuns();
    const turn = this.pass % shares;
    const isOfShare = ({ number }: OpenMatter): boolean => Number(number.slice(-6)) % shares === turn;
    const missing: OpenMatter[] = [];
    const behind: OpenMatter[] = [];
    const share: OpenMatter[] = [];
    for await (const matter of this.openMatters()) {
      const shown = listed?.get(matter.number);
      if (listed && !shown) missing.push(matter);
      else if (shown && isBehind(shown, matter)) behind.push(matter);
      else if (isOfShare(matter)) share.push(matter);
    }
    this.pass += 1;
    behind.sort((one, other) => (one.next_alarm_at ?? Infinity) - (other.next_alarm_at ?? Infinity));
    const told = behind.filter((matter) => !this.isToldLater(matter)).slice(0, this.options.toldInAPass ?? TOLD_IN_A_PASS);
    const isTold = new Set(told);
    // Runs that cannot catch up stay behind with their early alarms: the others have their turn all the same.
    return [...missing, ...told, ...behind.filter((matter) => !isTold.has(matter) && isOfShare(matter)), ...share];
  }

  /** Whether a run that is behind is told later. */
  private isToldLater({ next_alarm_at }: Pick<Standing, 'next_alarm_at'>): boolean {
    return this.options.isHeldBack?.() === true && !(next_alarm_at !== null && next_alarm_at <= this.deps.clock.now() + NEAR_MS);
  }

  private async *openMatters(): AsyncGenerator<OpenMatter> {
    for (let after = ''; !this.isStopped; ) {
      const page = await this.deps.db
        .selectFrom('matter')
        .select(['number', 'seq', 'position_seq', ...STANDING])
        .where('closed_at', 'is', null)
        .where('number', '>', after)
        .orderBy('number')
        .limit(MATTERS_AT_ONCE)
        .execute();
      const last = page.at(-1);
      if (!last) return;
      after = last.number;
      yield* page;
    }
  }

  /** Undefined when no list is to be had: each matter then comes in its turn. */
  private async listRuns(): Promise<Map<string, Shown> | undefined> {
    return this.runs.list().catch((error: unknown) => {
      this.options.onError(error);
      return undefined;
    });
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
      const found = await this.runs.look(number);
      if (found === 'ended' || found === 'absent') this.ended.add(number);
      else if (found !== 'unknown') await this.dispatcher.catchUp(number, seq);
    } catch (error) {
      this.options.onError(error);
    }
    return [];
  }

  /** Much may have happened since the pass began. */
  private async tellIfBehind(number: string, shown: Shown): Promise<void> {
    const now = await this.deps.db.selectFrom('matter').select(['seq', ...STANDING]).where('number', '=', number).where('closed_at', 'is', null).executeTakeFirst();
    if (now && isBehind(shown, now)) await this.dispatcher.catchUp(number, now.seq);
  }

  private async putRight(matter: OpenMatter): Promise<string[]> {
    const { number, position_seq } = matter;
    const { db, clock } = this.deps;
    try {
      const found = await this.runs.look(number);
      if (found === 'unknown') return [];
      if (found !== 'ended' && found !== 'absent') {
        if (isBehind(found, matter) && !this.isToldLater(matter)) await this.tellIfBehind(number, found);
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
}

/** Whether a run shows what it would not show if it knew every entry. One that is about to show it is told for nothing, which does no harm. */
function isBehind(shown: Shown, { stage, next_alarm_at, due_at, provisional }: Standing): boolean {
  return shown.stage !== stage || shown.nextAlarmAt !== next_alarm_at || shown.dueAt !== due_at || shown.isProvisional !== provisional;
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
