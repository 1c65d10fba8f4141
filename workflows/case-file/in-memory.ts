import type { Calendar } from '../../domain/calendar/calendar';
import type { CommandMessage, CommandOutcome, Entry } from '../../matters/ledger';
import type { Position, TermView } from '../../matters/position';
import type { OwnAlarmView, StepRecord, StepResult } from '../../matters/step';
import type { CaseFile } from './case-file';
import { type Procedure, runProcedure } from './run-procedure';
import type { Refusal, Shape } from './shape';
import { type Desk, Queue } from './desk';

/** A register of one matter in memory: the same answers as the real one, without a database. */
export class MemoryRegister {
  readonly steps: StepRecord[] = [];
  /** Commands committed but not yet brought to the matter. */
  readonly pending: CommandMessage[] = [];
  private readonly settled = new Map<string, CommandOutcome>();

  constructor(readonly ledger: Entry[]) {}

  record(step: StepRecord, now: number): StepResult {
    if (this.ledger.length >= step.seq) {
      const standing = this.ledger.slice(step.seq - 1);
      const isSame =
        step.entries.length > 0 &&
        standing.length === step.entries.length &&
        step.entries.every((draft, index) => draft.key === standing[index]?.key && draft.receivedAt === standing[index].receivedAt && JSON.stringify(draft.facts) === JSON.stringify(standing[index].facts));
      return isSame ? { status: 'recorded', stamps: standing } : { status: 'diverged', ledger: [...this.ledger] };
    }
    for (const { commandId, outcome } of step.refused) if (!this.settled.has(commandId)) this.settled.set(commandId, outcome);
    if (step.alarmDueAt !== undefined) {
      const due = step.alarmDueAt;
      const first = this.pending.filter((command) => command.receivedAt < due && !this.settled.has(command.id));
      if (first.length > 0) return { status: 'pending-first', commands: first };
    }
    const outcome = step.commandId === undefined ? undefined : this.settled.get(step.commandId);
    if (step.commandId !== undefined && outcome) return { status: 'settled-before', commandId: step.commandId, outcome };
    if (step.madeBefore !== undefined && now >= step.madeBefore) return { status: 'overtaken' };
    const stamps = step.entries.map((entry) => {
      const seq = this.ledger.length + 1;
      this.ledger.push({ ...entry, seq, recordedAt: now });
      return { seq, recordedAt: now };
    });
    if (step.commandId !== undefined) this.settled.set(step.commandId, { status: 'accepted', seq: this.ledger.length, recordedAt: now });
    this.steps.push(step);
    return { status: 'recorded', stamps };
  }

  /** What whoever brought a command does when it was refused. */
  settle(commandId: string, outcome: CommandOutcome): void {
    if (!this.settled.has(commandId)) this.settled.set(commandId, outcome);
  }

  outcomeOf(commandId: string): CommandOutcome | undefined {
    return this.settled.get(commandId);
  }
}

/** Thrown out of a procedure that is only replayed when its ledger is used up. */
class UsedUp extends Error {}

/** What a procedure in memory is run with. */
export interface MemoryInput {
  matter: string;
  ledger: readonly Entry[];
  calendar: Calendar;
  /** Those that may take its place. */
  calendars?: readonly Calendar[];
}

function calendarIn({ calendar, calendars = [] }: MemoryInput, version: number): Calendar {
  const found = [calendar, ...calendars].find((candidate) => candidate.version === version);
  if (!found) throw new Error(`calendar version ${version} is not at hand`);
  return found;
}

/** A matter run in memory on a clock that is moved by hand: for tests by the million, and for "what if". */
export class MemoryMatter<S extends Shape> implements Desk {
  readonly queue = new Queue();
  readonly outcomes = new Map<string, CommandOutcome>();
  readonly register: MemoryRegister;
  position: Position | undefined;
  isClosed = false;
  registerSeq = 0;
  private untilAt: number | undefined;
  private wake: (() => void) | undefined;
  private rested: (() => void) | undefined;
  private failure: unknown;
  private file: CaseFile<S> | undefined;

  constructor(
    private readonly procedure: Procedure<S>,
    private readonly input: MemoryInput,
    private instant: number,
    register?: MemoryRegister,
  ) {
    this.register = register ?? new MemoryRegister([...input.ledger]);
  }

  now(): number {
    return this.instant;
  }


  async record(step: StepRecord): Promise<StepResult> {
    const result = this.register.record(step, this.instant);
    if (result.status === 'recorded') this.position = step.position;
    return result;
  }

  async loadCalendar(version: number): Promise<Calendar> {
    return calendarIn(this.input, version);
  }

  settle(commandId: string, outcome: CommandOutcome): void {
    this.outcomes.set(commandId, outcome);
  }

  async rest(position: Position, untilAt: number | undefined): Promise<void> {
    this.position = position;
    this.untilAt = untilAt;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.rested?.();
    });
    this.wake = undefined;
  }

  /** Starts the procedure over the ledger; resolves when it rests or has closed. */
  async start(): Promise<void> {
    await this.untilRested(() => {
      runProcedure<S>(this.procedure, { ...this.input, isPositionWritten: false }, this, (file) => {
        this.file = file;
      }).then(
        () => {
          this.isClosed = true;
          this.rested?.();
        },
        (error: unknown) => {
          this.failure = error;
          this.rested?.();
        },
      );
    });
  }

  /** Brings a command and waits until it is decided. */
  async send(command: CommandMessage): Promise<CommandOutcome> {
    if (this.isClosed) return { status: 'refused', code: 'matter-closed' };
    const refusal: Refusal | undefined = this.file?.wouldRefuse(command);
    if (refusal) return { status: 'refused', ...refusal };
    await this.untilRested(() => {
      this.queue.add(command);
      this.wake?.();
    });
    const outcome = this.outcomes.get(command.id);
    if (!outcome) throw new Error(`command ${command.id} was not decided`);
    return outcome;
  }

  /** Moves the clock, from alarm to alarm. */
  async advanceTo(instant: number): Promise<void> {
    while (!this.isClosed && this.untilAt !== undefined && this.untilAt <= instant) {
      this.instant = Math.max(this.instant, this.untilAt);
      await this.untilRested(() => this.wake?.());
    }
    this.instant = Math.max(this.instant, instant);
  }

  /** Moves the clock in one leap, as after an outage: every alarm that was missed is found due at once. */
  async leapTo(instant: number): Promise<void> {
    this.instant = instant;
    if (!this.isClosed) await this.untilRested(() => this.wake?.());
  }

  private async untilRested(act: () => void): Promise<void> {
    await new Promise<void>((resolve) => {
      this.rested = resolve;
      act();
    });
    this.rested = undefined;
    if (this.failure instanceof Error) throw this.failure;
  }
}

export interface Rederived {
  /** What each entry made of the clocks, by seq. */
  terms: ReadonlyMap<number, readonly TermView[]>;
  /** Where the matter stands after its last entry. */
  position: Position;
  /** What would be written if only the opening stood: whom it tells, what it opens. */
  step: StepRecord;
  /** What will happen by itself beside the ladders of its terms. */
  ownAlarms: readonly OwnAlarmView[];
}

/** Runs a procedure over a recorded ledger and says what follows from it, for verification. Nothing is written. */
export async function rederive<S extends Shape>(
  procedure: Procedure<S>,
  input: MemoryInput,
): Promise<Rederived> {
  const terms = new Map<number, readonly TermView[]>();
  let written: StepRecord | undefined;
  let file: CaseFile<S> | undefined;
  const desk: Desk = {
    queue: new Queue(),
    now: () => input.ledger.at(-1)?.recordedAt ?? 0,
    registerSeq: 0,
    loadCalendar: async (version) => calendarIn(input, version),
    settle: () => undefined,
    derived: (seq, views) => terms.set(seq, views),
    record: async (step) => {
      written = step;
      throw new UsedUp();
    },
    rest: async () => undefined,
  };
  try {
    await runProcedure<S>(procedure, { ...input, isPositionWritten: false }, desk, (opened) => {
      file = opened;
    });
  } catch (error) {
    if (!(error instanceof UsedUp)) throw error;
  }
  if (!written) throw new Error(`nothing follows from the ledger of ${input.matter}`);
  return { terms, position: written.position, step: written, ownAlarms: file?.ownAlarms() ?? [] };
}
