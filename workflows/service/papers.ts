import { dayOf, type Day } from '../../domain/calendar/day';
import { type DeemedFrom, deemedReceipt, type DeemedReceiptRule, receiptFrom } from '../../domain/deadlines/deemed-receipt';
import { due } from '../../domain/deadlines/due';
import type { TermLength } from '../../domain/deadlines/term';
import type { CaseFile } from '../case-file/case-file';
import type { Shape } from '../case-file/shape';

export interface Receipt {
  at: number;
  /** The day of receipt, which no term in days counts. */
  on: Day;
  /** `implied` by what its side did; by which act, where a request says so. */
  how: 'signed' | 'deemed' | 'confirmed-time' | 'implied' | 'answer' | 'window' | 'return';
}

/** Papers on their way to one side: delivered, then signed for, deemed received, or shown to be there by what that side does with them. */
export class Papers {
  private delivered: number | undefined;
  private received: Receipt | undefined;
  /** They were deemed received before. */
  private signedAt: number | undefined;
  private isDeliveryMissed = false;

  constructor(
    private readonly file: Pick<CaseFile<Shape>, 'calendar' | 'openedAt' | 'noteSignature'>,
    private readonly rule: DeemedReceiptRule,
  ) {}

  get stage(): 'awaiting-delivery' | 'awaiting-receipt' | 'received' {
    if (this.received) return 'received';
    return this.deliveredAt === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  get deliveredAt(): number | undefined {
    return this.delivered;
  }

  /** By the calendar in force: a revised one makes another day of a deemed receipt, and a signature may come before it then. */
  get receipt(): Receipt | undefined {
    const from = this.deemedFrom;
    if (!from) return this.received;
    const { at, on, how } = receiptFrom(this.file.calendar, from);
    return { at, on, how };
  }

  deliver(at: number): void {
    this.delivered = at;
  }

  receive(how: Receipt['how'], at: number, on: Day = dayOf(at)): void {
    this.received = { at, on, how };
  }

  /** After a deemed receipt a signature is only evidence, as long as no calendar is published by which it came first. */
  signAfterwards(at: number): void {
    if (this.received?.how !== 'deemed' || this.signedAt !== undefined || this.deliveredAt === undefined) return;
    this.signedAt = at;
    this.file.noteSignature(this.deliveredAt);
  }

  /** What their receipt follows from where it was deemed. */
  get deemedFrom(): DeemedFrom | undefined {
    if (this.received?.how !== 'deemed' || this.deliveredAt === undefined) return undefined;
    return { deliveredAt: this.deliveredAt, ...this.rule, ...(this.signedAt === undefined ? {} : { signedAt: this.signedAt }) };
  }

  /** When they count as received though nobody signs; undefined when there is nothing to wait for. */
  deemed(): { on: Day; at: number } | undefined {
    return this.stage === 'awaiting-receipt' && this.deliveredAt !== undefined ? deemedReceipt(this.file.calendar, this.deliveredAt, this.rule) : undefined;
  }

  /** When whoever sent them by post or by hand is reminded to record their delivery: without it no term runs. */
  unrecorded(length: TermLength, sentAt = this.file.openedAt): number | undefined {
    return this.stage === 'awaiting-delivery' && !this.isDeliveryMissed ? due({ length, startAt: sentAt, calendar: this.file.calendar }).dueAt : undefined;
  }

  /** Who sent them has been reminded: a calendar that is revised reminds nobody again. */
  missDelivery(): void {
    this.isDeliveryMissed = true;
  }

  particulars(): Readonly<Record<string, unknown>> {
    const { receipt } = this;
    return { ...(this.deliveredAt === undefined ? {} : { deliveredAt: this.deliveredAt }), ...(receipt ? { receipt } : {}) };
  }
}
