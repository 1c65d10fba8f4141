import { startOfDayMs } from '../../domain/calendar/day';
import { coverageOf } from '../../domain/standing-instructions/coverage';
import type { StandingInstruction } from '../../domain/standing-instructions/standing-instruction';
import type { CrimeReferral } from '../../matters/crime-referral';
import type { TermView } from '../../matters/position';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm } from '../case-file/shape';

const OF_COURT = ['court.officer', 'court.bureau'] as const;

/**
 * 四.7(4), 二(三): what the court has ordered beforehand, so that its silence loses it no right: to ask in its name when the last working day of the
 * window opens (00:00), unless it has accepted the decision, asked already, or switched this off for the matter.
 */
export class Instruction {
  private instruction: StandingInstruction | null;
  private switchedOff: { seq: number } | undefined;
  /** Since when it has stood as it stands: it acts on nothing before. */
  private standsSince: number;

  constructor(
    private readonly file: CaseFile<CrimeReferral>,
    /** Without a term to ask there is no last day on which to act. */
    private readonly hasWindow: boolean,
  ) {
    this.instruction = file.opening.standingInstruction;
    this.standsSince = file.openedAt;
  }

  get isSwitchedOff(): boolean {
    return this.switchedOff !== undefined;
  }

  switchOff(seq: number): void {
    this.switchedOff = { seq };
    for (const audience of OF_COURT) this.file.tell(audience, 'instruction-switched', { params: { on: false } });
  }

  switchOn(at: number, window: TermView | undefined): void {
    this.switchedOff = undefined;
    this.standsSince = at;
    for (const audience of OF_COURT) this.file.tell(audience, 'instruction-switched', { params: { on: true, ...this.announce(window) } });
  }

  revise(instruction: StandingInstruction | null, at: number, window: TermView | undefined): void {
    this.instruction = instruction;
    this.standsSince = at;
    for (const audience of OF_COURT) this.file.tell(audience, 'instruction-revised', { urgency: 'urgent', params: { ...this.announce(window) } });
  }

  /** Said beforehand: when it will act. */
  announce(window: TermView | undefined): { willActAt?: number } {
    const acts = window && this.actsIn(window);
    return acts ? { willActAt: acts.at } : {};
  }

  /** The instruction that asks in this window, and when; undefined when none does. */
  private actsIn(window: TermView): { instruction: StandingInstruction; at: number } | undefined {
    const opensAt = startOfDayMs(window.dueOn);
    if (this.isSwitchedOff || !this.instruction || coverageOf(this.instruction, this.file.opening.crime, opensAt) !== 'covered') return undefined;
    const at = Math.max(opensAt, this.standsSince);
    return at < window.dueAt ? { instruction: this.instruction, at } : undefined;
  }

  /** It asks before the window ends or not at all, and a reminder of the window that is late itself gives way to it; a window that ended over an outage says what should have been done. */
  alarms(window: TermView): OwnAlarm<CrimeReferral>[] {
    const { id, dueOn, dueAt, calendarVersion } = window;
    const acts = this.actsIn(window);
    const named = acts && { instruction: acts.instruction.id, version: acts.instruction.version };
    return [
      ...(acts && named ? [{ id: `asked-by-standing-instruction:${id}:${acts.at}`, type: 'asked-by-standing-instruction' as const, at: acts.at, term: id, facts: { ...named, lastDay: dueOn }, madeAs: 'askedAt', madeBefore: dueAt }] : []),
      { id: `window-closed:${id}:${calendarVersion}`, type: 'window-closed', at: dueAt, term: id, facts: { lastDay: dueOn, ...(named ? { unsubmitted: named } : {}) } },
    ];
  }

  /** What it is, what it will do in this matter and when, and why. */
  particulars(window: TermView | undefined): Readonly<Record<string, unknown>> {
    const covers = !this.hasWindow ? 'no-window' : this.isSwitchedOff ? 'switched-off' : coverageOf(this.instruction, this.file.opening.crime, window ? startOfDayMs(window.dueOn) : this.file.openedAt);
    const acts = window && this.actsIn(window);
    return {
      standingInstruction: {
        ...(this.instruction ? { id: this.instruction.id, version: this.instruction.version, status: this.instruction.status, ...(this.instruction.judge === undefined ? {} : { judge: this.instruction.judge }) } : {}),
        ...(this.switchedOff ? { switchedOffBy: this.switchedOff.seq } : {}),
        covers,
        ...(acts && window ? { willAskAt: acts.at, lastDay: window.dueOn, because: 'silence-loses-the-right' } : {}),
      },
    };
  }
}
