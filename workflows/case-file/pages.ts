import type { CommandMessage, Entry, EntryDraft } from '../../matters/ledger';
import type { TermView } from '../../matters/position';
import type { Alarm } from './running-terms';

/** A step that the register does not hold yet: its entries, and the command or the alarm that makes them. */
export interface Draft {
  entries: EntryDraft[];
  command?: CommandMessage;
  alarm?: Alarm;
}

/** The pages of a matter's file: the entries that the register holds, then those of the step that is being made. Each is turned once. */
export class Pages {
  private readonly recorded: Entry[];
  private underWay: Draft | undefined;
  private turned = 1;

  constructor(ledger: readonly Entry[]) {
    this.recorded = [...ledger];
  }

  /** The ledger so far. */
  get ledger(): readonly Entry[] {
    return this.recorded;
  }

  get draft(): Draft | undefined {
    return this.underWay;
  }

  /** Seq of the page that lies open. */
  get openSeq(): number {
    return this.turned;
  }

  /** Entries that the register holds behind the page that lies open. */
  get unturned(): readonly Entry[] {
    return this.recorded.slice(this.turned);
  }

  /** Turns to the next entry, if there is one. */
  turn(): Entry | undefined {
    const drafted = this.underWay?.entries[this.turned - this.recorded.length];
    const next = this.recorded[this.turned] ?? (drafted && { ...drafted, seq: this.turned + 1, recordedAt: 0 });
    if (next) this.turned += 1;
    return next;
  }

  /** Whether something made an entry already: no alarm rings twice. */
  has(key: string): boolean {
    return this.recorded.some((entry) => entry.key === key) || this.underWay?.entries.some((entry) => entry.key === key) === true;
  }

  begin(draft: Draft): void {
    this.underWay = draft;
  }

  /** Notes on the open page what it did to the terms; false where the register holds it, for nothing is added to that. */
  note(terms: readonly TermView[]): boolean {
    const drafted = this.underWay?.entries[this.turned - this.recorded.length - 1];
    if (drafted && terms.length > 0) drafted.terms = terms;
    return drafted !== undefined;
  }

  /** The register has taken the step. */
  confirm(stamps: readonly { seq: number; recordedAt: number }[]): void {
    const entries = this.underWay?.entries ?? [];
    this.underWay = undefined;
    entries.forEach((entry, index) => {
      const stamp = stamps[index];
      if (stamp === undefined) throw new Error(`the register acknowledged ${stamps.length} of ${entries.length} entries`);
      this.recorded.push({ ...entry, ...stamp });
    });
  }
}
