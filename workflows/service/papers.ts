import { dayOf, type Day } from '../../domain/calendar/day';
import { deemedReceipt, type DeemedReceiptRule } from '../../domain/deadlines/deemed-receipt';
import { due } from '../../domain/deadlines/due';
import type { TermLength } from '../../domain/deadlines/term';
import type { CaseFile } from '../case-file/case-file';
import type { Shape } from '../case-file/shape';

export interface Receipt {
  at: number;
  /** The day of receipt, which no term in days counts. */
  on: Day;
  how: 'signed' | 'deemed' | 'implied' | 'confirmed-time';
}

/** Papers on their way to one side: delivered, then signed for, deemed received, or shown to be there by what that side does with them. */
export class Papers {
  private deliveredAt: number | undefined;
  private received: Receipt | undefined;

  constructor(
    private readonly file: Pick<CaseFile<Shape>, 'calendar' | 'openedAt'>,
    private readonly rule: DeemedReceiptRule,
  ) {}

  get stage(): 'awaiting-delivery' | 'awaiting-receipt' | 'received' {
    if (this.received) return 'received';
    return this.deliveredAt === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  get receipt(): Receipt | undefined {
    return this.received;
  }

  deliver(at: number): void {
    this.deliveredAt = at;
  }

  receive(how: Receipt['how'], at: number, on: Day = dayOf(at)): void {
    this.received = { at, on, how };
  }

  /** When they count as received though nobody signs; undefined when there is nothing to wait for. */
  deemed(): { on: Day; at: number } | undefined {
    return this.stage === 'awaiting-receipt' && this.deliveredAt !== undefined ? deemedReceipt(this.file.calendar, this.deliveredAt, this.rule) : undefined;
  }

  /** When whoever sent them by post or by hand is reminded to record their delivery: without it no term runs. */
  unrecorded(length: TermLength): number | undefined {
    return this.stage === 'awaiting-delivery' ? due({ length, startAt: this.file.openedAt, calendar: this.file.calendar }).dueAt : undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    return { ...(this.deliveredAt === undefined ? {} : { deliveredAt: this.deliveredAt }), ...(this.received ? { receipt: this.received } : {}) };
  }
}
