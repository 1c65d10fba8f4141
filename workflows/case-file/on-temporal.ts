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
import type { MatterActivities } from '../../activities/matter-activities';
import type { CommandMessage, CommandOutcome } from '../../matters/ledger';
import { ACT_UPDATE, COMPLETE_SIGNAL, type CompleteSignal, type MatterInput, type RehearsalClock, SET_CLOCK_UPDATE } from '../../matters/messages';
import type { Position } from '../../matters/position';
import { type SearchAttributeValues, searchAttributesOf } from '../../matters/search-attributes';
import type { StepRecord, StepResult } from '../../matters/step';
import { type CaseFile, type Refusal, runProcedure, type Shape } from './case-file';
import { fromSearchAttributePairs, toSearchAttributePairs } from './search-attribute-pairs';
import { describePosition } from './current-details';
import { type Desk, Queue } from './desk';
import { TemporalClock } from './temporal-clock';

export const actUpdate = defineUpdate<CommandOutcome, [CommandMessage]>(ACT_UPDATE);
export const setClockUpdate = defineUpdate<{ nextAlarmAt?: number }, [RehearsalClock]>(SET_CLOCK_UPDATE);
export const completeSignal = defineSignal<[CompleteSignal]>(COMPLETE_SIGNAL);

const { recordStep, sealSignalWords } = proxyLocalActivities<MatterActivities>({
  startToCloseTimeout: '3s',
  localRetryThreshold: '3s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** Temporal ends a run at 2,000 updates; we go on as new well before, at rest if we can, and by carrying the queue if we must. */
const UPDATES_BEFORE_CONTINUING = 500;
const UPDATES_AT_MOST = 1_500;

/** What a procedure's rooms tell the shell about it. */
export interface ShellOptions {
  /** Who may never act on this matter, whatever its stage. */
  judgeAlways(input: MatterInput, command: CommandMessage): Refusal | undefined;
  /** The command that the unverified signal `complete` stands for. */
  fromSignal(input: MatterInput, signal: CompleteSignal): Pick<CommandMessage, 'name' | 'by' | 'facts'>;
}

/** The workflow of one kind of matter: its procedure on Temporal. Nothing fails it; it ends when the matter closes. */
export function onTemporal<S extends Shape>(procedure: (file: CaseFile<S>) => Promise<void>, options: ShellOptions): (input: MatterInput) => Promise<void> {
  return async function matterWorkflow(input: MatterInput): Promise<void> {
    const desk = new TemporalDesk(input);
    let file: CaseFile<S> | undefined;
    let signals = input.continued?.signals ?? 0;

    const outcomeOf = (id: string): CommandOutcome | undefined => {
      const recorded = file?.outcomeOf(id);
      return recorded ? { status: 'accepted', seq: recorded.seq, recordedAt: recorded.recordedAt } : desk.outcomes.get(id);
    };

    setHandler(
      actUpdate,
      async (command) => {
        desk.updates += 1;
        if (!outcomeOf(command.id)) {
          desk.queue.add(command);
          await condition(() => outcomeOf(command.id) !== undefined);
        }
        const outcome = outcomeOf(command.id);
        if (outcome?.status === 'accepted') return outcome;
        throw refusalFailure(outcome ?? { code: 'not-decided' });
      },
      {
        validator: (command) => {
          if (outcomeOf(command.id)) return;
          const refusal = options.judgeAlways(input, command) ?? file?.wouldRefuse(command);
          if (refusal) throw refusalFailure(refusal);
        },
      },
    );
    setHandler(
      setClockUpdate,
      async (clock: RehearsalClock): Promise<{ nextAlarmAt?: number }> => {
        desk.updates += 1;
        desk.setClock(clock);
        await condition(() => desk.isQuiet);
        return desk.nextAlarmAt === undefined ? {} : { nextAlarmAt: desk.nextAlarmAt };
      },
      {
        validator: (_clock: RehearsalClock) => {
          if (!input.rehearsal) throw refusalFailure({ code: 'not-a-rehearsal' });
        },
      },
    );
    setHandler(completeSignal, async (signal) => {
      if (!input.isSignalAllowed) return;
      signals += 1;
      const receivedAt = desk.now();
      const key = `signal:${receivedAt}:${signals}`;
      const { facts, ...command } = options.fromSignal(input, signal);
      const words = await sealSignalWords({ matter: input.matter, key, words: { officer: signal.officer, result: signal.result ?? null } });
      desk.queue.add({ id: key, ...command, receivedAt, facts: { ...facts, words, via: 'signal, unverified' } });
    });

    await CancellationScope.nonCancellable(async () => {
      const continueAsNew = makeContinueAsNewFunc<(input: MatterInput) => Promise<void>>();
      desk.continueAsNew = (ledger) => continueAsNew({ ...input, ledger, continued: { queue: desk.queue.all(), signals }, ...(desk.clock.setting ? { rehearsal: desk.clock.setting } : {}) });
      desk.ledger = () => file?.entries ?? input.ledger;
      await retryableFailures(() =>
        runProcedure<S>(procedure, { ...input, isPositionWritten: input.continued !== undefined }, desk, (opened) => {
          file = opened;
        }),
      );
      desk.close();
      await condition(allHandlersFinished);
    });
  };
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
  updates = 0;
  /** True while the file rests and no alarm is due. */
  isQuiet = false;
  nextAlarmAt: number | undefined;
  ledger!: () => MatterInput['ledger'];
  continueAsNew!: (ledger: MatterInput['ledger']) => Promise<never>;

  private timer: { at: number; clockVersion: number; scope: CancellationScope } | undefined;
  private hasFired = false;
  private clockVersion = 0;
  private shownAttributes: Partial<SearchAttributeValues> = fromSearchAttributePairs(workflowInfo().typedSearchAttributes.getAll());

  constructor(private readonly input: MatterInput) {
    this.clock = new TemporalClock(input.rehearsal);
    for (const command of input.continued?.queue ?? []) this.queue.add(command);
  }

  now(): number {
    return this.clock.now();
  }

  setClock(clock: RehearsalClock): void {
    this.clock.set(clock);
    this.clockVersion += 1;
    this.isQuiet = false;
  }

  async record(step: StepRecord): Promise<StepResult> {
    this.isQuiet = false;
    const result = await recordStep(step);
    if (result.status === 'recorded') this.show(step.position);
    return result;
  }

  settle(commandId: string, outcome: CommandOutcome): void {
    this.outcomes.set(commandId, outcome);
  }

  /** A closed matter awaits nothing, and whoever set its clock need not wait either. */
  close(): void {
    this.nextAlarmAt = undefined;
    this.isQuiet = true;
  }

  async rest(_position: Position, untilAt: number | undefined): Promise<void> {
    this.nextAlarmAt = untilAt;
    this.isQuiet = untilAt === undefined || untilAt > this.now();
    if (this.mustContinueAsNew()) {
      await condition(allHandlersFinished);
      // Never in the task that answers an update: its answer would be lost with the run.
      await sleep(1);
      if (this.queue.isEmpty || this.updates >= UPDATES_AT_MOST) await this.continueAsNew(this.ledger());
      return;
    }
    this.arm(untilAt);
    const clockVersion = this.clockVersion;
    await condition(() => !this.queue.isEmpty || this.hasFired || this.clockVersion !== clockVersion);
    this.isQuiet = false;
    if (this.hasFired) {
      this.hasFired = false;
      this.timer = undefined;
    }
  }

  private mustContinueAsNew(): boolean {
    return workflowInfo().continueAsNewSuggested || this.updates >= UPDATES_BEFORE_CONTINUING;
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
    setCurrentDetails(describePosition(this.input.matter, position));
    const attributes = searchAttributesOf(this.input, position);
    const changed = toSearchAttributePairs(attributes, this.shownAttributes);
    this.shownAttributes = attributes;
    if (changed.length > 0) upsertSearchAttributes(changed);
  }
}
