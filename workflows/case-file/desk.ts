import type { Calendar } from '../../domain/calendar/calendar';
import type { Day } from '../../domain/calendar/day';
import type { CommandMessage, CommandOutcome, Entry } from '../../matters/ledger';
import type { Position, TermView } from '../../matters/position';
import type { StepRecord, StepResult } from '../../matters/step';

/** Commands that wait for a matter to take them, in the order of their legal instants. */
export class Queue {
  private waiting: CommandMessage[] = [];

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  has(id: string): boolean {
    return this.waiting.some((command) => command.id === id);
  }

  /** Adds a command behind those received before or at the same instant; one that waits already is not added twice. */
  add(command: CommandMessage): void {
    if (this.has(command.id)) return;
    const behind = this.waiting.findIndex((other) => other.receivedAt > command.receivedAt);
    this.waiting.splice(behind === -1 ? this.waiting.length : behind, 0, command);
  }

  first(): CommandMessage | undefined {
    return this.waiting[0];
  }

  remove(id: string): void {
    this.waiting = this.waiting.filter((command) => command.id !== id);
  }

  all(): readonly CommandMessage[] {
    return this.waiting;
  }
}

/**
 * What a case file stands on: a clock, a register and somebody who brings commands.
 * On Temporal it is a workflow's main loop; in memory it is a test, a verification or a "what if".
 */
export interface Desk {
  readonly queue: Queue;
  /** Epoch ms on the clock that this matter lives by. */
  now(): number;
  /**
   * How many entries the register was last said to hold. More than the file knows: a step was committed by a task whose result was lost with the
   * command that made it, and the file reads the ledger before it judges anything by what it knows.
   */
  registerSeq: number;
  /** Writes one step in one transaction; idempotent by matter, seq and key. */
  record(step: StepRecord): Promise<StepResult>;
  /** The slice of a published calendar that a matter opened on a day needs. */
  loadCalendar(version: number, openedOn: Day): Promise<Calendar>;
  /** A command was decided. Called once per command and run; the outcome is kept for whoever asks again. */
  settle(commandId: string, outcome: CommandOutcome): void;
  /** The file rests at `position`, with nothing left to do before a command comes or the clock reaches `untilAt`. Resolves on either, or earlier. */
  rest(position: Position, untilAt: number | undefined): Promise<void>;
  /** What a recorded entry made of the clocks, as derived now; verification compares it with what was written. */
  derived?(seq: number, terms: readonly TermView[]): void;
}

/** Thrown through a procedure to run it again over another ledger: it is a function of the ledger, so nothing else need be undone. */
export class Rewind extends Error {
  constructor(readonly ledger: readonly Entry[]) {
    super('the procedure runs again over its ledger');
    this.name = 'Rewind';
  }
}
