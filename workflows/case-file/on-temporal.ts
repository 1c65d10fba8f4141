import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  makeContinueAsNewFunc,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Calendar } from '../../domain/calendar/calendar';
import type { Day } from '../../domain/calendar/day';
import type { MatterActivities } from '../../activities/matter-activities';
import type { CommandMessage, CommandOutcome } from '../../matters/ledger';
import { ACT_UPDATE, CATCH_UP_UPDATE, COMPLETE_SIGNAL, type CompleteSignal, type MatterInput, type RehearsalClock, SET_CLOCK_UPDATE } from '../../matters/messages';
import type { Position } from '../../matters/position';
import { type SearchAttributeValues, searchAttributesOf } from '../../matters/search-attributes';
import type { StepRecord, StepResult } from '../../matters/step';
import type { CaseFile } from './case-file';
import { type Procedure, runProcedure } from './run-procedure';
import type { Refusal, Shape } from './shape';
import { fromSearchAttributePairs, toSearchAttributePairs } from './search-attribute-pairs';
import { describePosition } from './current-details';
import { type Desk, Queue } from './desk';
import { TemporalClock } from './temporal-clock';

const actUpdate = defineUpdate<CommandOutcome, [CommandMessage, number?]>(ACT_UPDATE);
const catchUpUpdate = defineUpdate<void, [number]>(CATCH_UP_UPDATE);
const setClockUpdate = defineUpdate<{ nextAlarmAt?: number }, [RehearsalClock]>(SET_CLOCK_UPDATE);
const completeSignal = defineSignal<[CompleteSignal]>(COMPLETE_SIGNAL);

const { recordStep, sealSignalWords, loadCalendar } = proxyLocalActivities<MatterActivities>({
  startToCloseTimeout: '3s',
  localRetryThreshold: '3s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** Temporal ends a run at 2,000 updates; we go on as new well before, at rest if we can, and by carrying the queue if we must. */
const CONTINUE_AFTER = { updates: 500, atMost: 1_500 };

/** What a procedure's rooms tell the shell about it. */
export interface ShellOptions {
  /** The command that the unverified signal `complete` stands for; left out, the signal is not heard. */
  fromSignal?(input: MatterInput, signal: CompleteSignal): Pick<CommandMessage, 'name' | 'by' | 'facts'>;
  /** After how many updates a run goes on as new, at rest or not. */
  continueAfter?: { updates: number; atMost: number };
}

/** The workflow of one kind of matter: its procedure on Temporal. Nothing fails it; it ends when the matter closes. */
export function onTemporal<S extends Shape>(procedure: Procedure<S>, options: ShellOptions = {}): (input: MatterInput) => Promise<void> {
  return async function matterWorkflow(input: MatterInput): Promise<void> {
    const desk = new TemporalDesk(input, options.continueAfter ?? CONTINUE_AFTER);
    let file: CaseFile<S> | undefined;
    let signals = input.continued?.signals ?? 0;
    let lastQueued: Promise<unknown> = Promise.resolve();

    const outcomeOf = (id: string): CommandOutcome | undefined => file?.outcomeOf(id) ?? desk.outcomes.get(id);

    setHandler(
      actUpdate,
      evenWhenCancelled(async (command: CommandMessage, registerSeq?: number) => {
        desk.updates += 1;
        desk.hear(registerSeq);
        if (!outcomeOf(command.id)) {
          desk.queue.add(command);
          await condition(() => outcomeOf(command.id) !== undefined);
        }
        const outcome = outcomeOf(command.id);
        if (outcome?.status === 'accepted') return outcome;
        throw refusalFailure(outcome ?? { code: 'not-decided' });
      }),
      {
        validator: (command: CommandMessage, registerSeq?: number) => {
          if (outcomeOf(command.id)) return;
          const refusal = file?.wouldRefuse(command, registerSeq);
          if (refusal) throw refusalFailure(refusal);
        },
      },
    );
    setHandler(
      catchUpUpdate,
      evenWhenCancelled(async (registerSeq: number) => {
        desk.updates += 1;
        desk.hear(registerSeq);
        await condition(() => desk.isClosed || desk.registerSeq <= (file?.entries.length ?? 0));
      }),
    );
    setHandler(
      setClockUpdate,
      evenWhenCancelled(async (clock: RehearsalClock): Promise<{ nextAlarmAt?: number }> => {
        desk.updates += 1;
        desk.setClock(clock);
        await condition(() => desk.isQuiet);
        return desk.nextAlarmAt === undefined ? {} : { nextAlarmAt: desk.nextAlarmAt };
      }),
      {
        // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the SDK types a validator by the update's arguments
        validator: (_clock: RehearsalClock) => {
          if (!input.rehearsal) throw refusalFailure({ code: 'not-a-rehearsal' });
        },
      },
    );
    setHandler(
      completeSignal,
      evenWhenCancelled(async (signal: unknown) => {
        if (!input.isSignalAllowed || !options.fromSignal) return;
        signals += 1;
        const receivedAt = desk.now();
        const key = `signal:${receivedAt}:${signals}`;
        const said = readSignal(signal);
        const { facts, ...command } = options.fromSignal(input, said);
        desk.signalsUnderWay += 1;
        // Whichever is sealed first: they are taken in the order in which they came.
        const before = lastQueued;
        lastQueued = (async () => {
          const words = await sealSignalWords({ matter: input.matter, key, words: { ...said } });
          await before;
          desk.signalsUnderWay -= 1;
          desk.queue.add({ id: key, ...command, receivedAt, facts: { ...facts, words, via: 'signal, unverified' } });
        })();
        await lastQueued;
      }),
    );

    await CancellationScope.nonCancellable(async () => {
      const continueAsNew = makeContinueAsNewFunc<(input: MatterInput) => Promise<void>>();
      desk.continueAsNew = (ledger) => continueAsNew({ ...input, ledger, calendars: desk.calendars, continued: { queue: desk.queue.all(), signals, registerSeq: desk.registerSeq }, ...(desk.clock.setting ? { rehearsal: desk.clock.setting } : {}) });
      desk.ledger = () => file?.entries ?? input.ledger;
      await retryableFailures(() =>
        runProcedure<S>(procedure, { ...input, isPositionWritten: input.isPositionWritten === true || input.continued !== undefined }, desk, (opened) => {
          file = opened;
        }),
      );
      desk.close();
      // Whoever still came is told that it was too late; a run that ended under them would leave them without an answer.
      while (!allHandlersFinished()) {
        file?.refuseQueued();
        await condition(() => allHandlersFinished() || !desk.queue.isEmpty);
      }
    });
  };
}

/** Somebody's request to cancel the workflow reaches every scope but these. */
function evenWhenCancelled<A extends unknown[], R>(handler: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return (...args) => CancellationScope.nonCancellable(() => handler(...args));
}

/** Signals are checked by nobody on their way here: one in no known form is taken for what it is, and refused on the record. */
function readSignal(signal: unknown): CompleteSignal {
  const { officer, outcome, result } = (typeof signal === 'object' && signal !== null ? signal : { result: signal }) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  return { officer: text(officer), outcome: text(outcome), ...(result === undefined || result === null ? {} : { result: text(result) }) };
}

/** A failed activity or a cancellation must never close a matter: as a plain error it fails the task, which is tried again and seen by the operator. */
async function retryableFailures(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof TemporalFailure) throw new Error(`the matter goes on when this is mended: ${error.message}`, { cause: error });
    throw error;
  }
}

function refusalFailure(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ nonRetryable: true, type: refusal.code, message: refusal.code, details: [refusal.details ?? {}] });
}

class TemporalDesk implements Desk {
  readonly queue = new Queue();
  readonly outcomes = new Map<string, CommandOutcome>();
  readonly clock: TemporalClock;
  /** Those that took the first one's place. */
  calendars: readonly Calendar[];
  updates = 0;
  /** Signals whose words are being sealed: a run that ended now would lose them. */
  signalsUnderWay = 0;
  /** True while the file rests and no alarm is due. */
  isQuiet = false;
  isClosed = false;
  registerSeq = 0;
  nextAlarmAt: number | undefined;
  ledger!: () => MatterInput['ledger'];
  continueAsNew!: (ledger: MatterInput['ledger']) => Promise<never>;

  private timer: { at: number; clockVersion: number; scope: CancellationScope } | undefined;
  private hasFired = false;
  private clockVersion = 0;
  private shownAttributes: Partial<SearchAttributeValues> = fromSearchAttributePairs(workflowInfo().typedSearchAttributes.getAll());

  constructor(
    private readonly input: MatterInput,
    private readonly continueAfter: { updates: number; atMost: number },
  ) {
    this.clock = new TemporalClock(input.rehearsal);
    this.calendars = input.calendars ?? [];
    this.hear(input.continued?.registerSeq);
    for (const command of input.continued?.queue ?? []) this.queue.add(command);
  }

  now(): number {
    return this.clock.now();
  }

  /** What whoever brings something knows of the register. */
  hear(registerSeq = 0): void {
    this.registerSeq = Math.max(this.registerSeq, registerSeq);
  }

  setClock(clock: RehearsalClock): void {
    this.clock.set(clock);
    this.clockVersion += 1;
    this.isQuiet = this.isClosed;
  }

  async record(step: StepRecord): Promise<StepResult> {
    this.isQuiet = false;
    const result = await recordStep(step);
    if (result.status === 'recorded' && step.position.closedAs) this.show(step.position);
    return result;
  }

  async loadCalendar(version: number, openedOn: Day): Promise<Calendar> {
    const known = [this.input.calendar, ...this.calendars].find((calendar) => calendar.version === version);
    if (known) return known;
    const loaded = await loadCalendar({ version, openedOn });
    this.calendars = [...this.calendars, loaded];
    return loaded;
  }

  settle(commandId: string, outcome: CommandOutcome): void {
    this.outcomes.set(commandId, outcome);
  }

  /** A closed matter awaits nothing, and whoever set its clock need not wait either. */
  close(): void {
    this.nextAlarmAt = undefined;
    this.isQuiet = true;
    this.isClosed = true;
  }

  async rest(position: Position, untilAt: number | undefined): Promise<void> {
    this.show(position);
    this.nextAlarmAt = untilAt;
    this.arm(untilAt);
    const clockVersion = this.clockVersion;
    const known = this.ledger().length;
    const isCalled = (): boolean => !this.queue.isEmpty || this.hasFired || this.clockVersion !== clockVersion || this.registerSeq > known;
    this.isQuiet = untilAt === undefined || untilAt > this.now();
    await condition(() => isCalled() || this.mayContinueAsNew());
    // Never in the task that answers an update: its answer would be lost with the run.
    if (this.mayContinueAsNew()) {
      await sleep(1);
      if (this.mayContinueAsNew() && (!isCalled() || this.updates >= this.continueAfter.atMost)) await this.continueAsNew(this.ledger());
    }
    this.isQuiet = false;
    if (this.hasFired) {
      this.hasFired = false;
      this.timer = undefined;
    }
  }

  /** Once the history is long enough and nobody waits for an answer; much later even if somebody does: what is queued is carried over. */
  private mayContinueAsNew(): boolean {
    const { updates, atMost } = this.continueAfter;
    if (this.signalsUnderWay > 0 || (this.updates < updates && !workflowInfo().continueAsNewSuggested)) return false;
    return allHandlersFinished() || this.updates >= atMost;
  }

  /**
   * One timer stands beside the queue. It is armed again when the earliest alarm has come nearer or the clock was set;
   * when the alarm has moved away, the timer wakes us once for nothing, which costs less than cancelling it at every step.
   */
  private arm(at: number | undefined): void {
    if (at === undefined || (this.timer && this.timer.at <= at && this.timer.clockVersion === this.clockVersion)) return;
    this.timer?.scope.cancel();
    this.timer = undefined;
    const realMs = this.clock.realMsUntil(at);
    if (realMs === undefined) return;
    const scope = new CancellationScope({ cancellable: true });
    const timer = { at, clockVersion: this.clockVersion, scope };
    this.timer = timer;
    void scope.run(async () => {
      try {
        await sleep(Math.max(1, realMs));
        if (this.timer === timer) this.hasFired = true;
      } catch (error) {
        if (!scope.consideredCancelled) throw error;
      }
    });
  }

  private show(position: Position): void {
    setCurrentDetails(describePosition(this.input, position));
    const attributes = searchAttributesOf(this.input, position);
    const changed = toSearchAttributePairs(attributes, this.shownAttributes);
    this.shownAttributes = attributes;
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}
