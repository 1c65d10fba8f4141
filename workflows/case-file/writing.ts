import type { CommandMessage, CommandOutcome, Entry, EntryDraft } from '../../matters/ledger';
import type { RefusedCommand, StepRecord } from '../../matters/step';
import { type Desk, Rewind } from './desk';
import { isSignal } from './judge-actor';
import type { Pages } from './pages';
import type { Alarm } from './running-terms';
import { NOTHING_SENT } from './sending';
import type { Refusal } from './shape';
import { isRefusedSignal } from './shell-entries';

/** How a command ended that stands in a ledger. */
export function outcomeIn(ledger: readonly Entry[], commandId: string): CommandOutcome | undefined {
  const entry = ledger.find(({ key }) => key === commandId);
  return entry && { status: 'accepted', seq: entry.seq, recordedAt: entry.recordedAt };
}

/** What was received before an alarm comes first; before an act that has to be really made in time, what was received before it is made. */
function timingOf({ at, madeAs, madeBefore }: Alarm, [entry]: readonly EntryDraft[]): Pick<StepRecord, 'alarmDueAt' | 'madeBefore'> {
  return madeBefore === undefined || madeAs === undefined ? { alarmDueAt: at } : { alarmDueAt: Number(entry?.facts[madeAs]), madeBefore };
}

/** Brings one matter's steps to the register, and does what it answers. Outlives a rewind: who was refused was told so. */
export class Writing {
  /** Commands refused and not yet settled in the register, by id. */
  private readonly refused = new Map<string, RefusedCommand>();

  constructor(
    private readonly desk: Desk,
    /** Whether the register holds the position that follows from the ledger's last entry. */
    private isPositionWritten: boolean,
  ) {}

  /** Whether there is anything that the register does not hold. */
  isNeeded({ draft }: Pages): boolean {
    return draft !== undefined || !this.isPositionWritten;
  }

  refuse(command: CommandMessage, refusal: Refusal): void {
    const outcome = { status: 'refused', ...refusal } as const;
    this.desk.queue.remove(command.id);
    if (!isSignal(command)) this.refused.set(command.id, { commandId: command.id, outcome });
    this.desk.settle(command.id, outcome);
  }

  /** Writes the step that is being made, or the position alone. */
  async write(pages: Pages, step: Pick<StepRecord, 'matter' | 'position' | 'tells' | 'outgoing' | 'openings'>): Promise<void> {
    const { command, alarm, entries = [] } = pages.draft ?? {};
    const refused = [...this.refused.values()];
    const result = await this.desk.record({
      ...step,
      seq: pages.ledger.length + 1,
      entries,
      ...(alarm ? timingOf(alarm, entries) : {}),
      ...(command && !isSignal(command) ? { commandId: command.id } : {}),
      refused,
    });
    if (result.status !== 'diverged') for (const { commandId } of refused) this.refused.delete(commandId);
    // Until the register has taken it, a command is only borrowed from the queue.
    if (command && result.status !== 'recorded') this.desk.queue.add(command);
    switch (result.status) {
      case 'recorded':
        pages.confirm(result.stamps);
        this.isPositionWritten = true;
        if (command && !entries.some(isRefusedSignal)) this.settleAccepted(pages, command);
        return;
      case 'diverged':
        return this.rewind(result.ledger);
      case 'pending-first':
        for (const pending of result.commands) this.desk.queue.add(pending);
        return this.rewind(pages.ledger);
      case 'overtaken':
        return this.rewind(pages.ledger);
      case 'settled-before':
        this.desk.queue.remove(result.commandId);
        this.desk.settle(result.commandId, result.outcome);
        return this.rewind(pages.ledger);
    }
  }

  /** A step without entries changes nothing; where others stand in its place, the register answers with them. */
  async readAgain(pages: Pages, step: Pick<StepRecord, 'matter' | 'position'>): Promise<void> {
    // What the register answers is newer than what was said of it.
    this.desk.registerSeq = 0;
    const result = await this.desk.record({ ...step, seq: pages.ledger.length + 1, entries: [], ...NOTHING_SENT, refused: [] });
    if (result.status === 'diverged') this.rewind(result.ledger);
  }

  private settleAccepted({ ledger }: Pages, { id }: CommandMessage): void {
    const outcome = outcomeIn(ledger, id);
    if (outcome) this.desk.settle(id, outcome);
  }

  private rewind(ledger: readonly Entry[]): never {
    this.isPositionWritten = true;
    throw new Rewind(ledger);
  }
}
