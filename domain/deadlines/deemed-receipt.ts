import type { Calendar } from '../calendar/calendar';
import { addWorkingDays, classifyDay } from '../calendar/calendar';
import type { Day } from '../calendar/day';
import { addDays, dayOf, startOfDayMs } from '../calendar/day';

/** How long papers may lie in an inbox before they count as received: at the end of the n-th working day after delivery. */
export interface DeemedReceiptRule {
  workingDaysAfterDelivery: number;
}

/** What a deemed receipt follows from: under a revised calendar it is on another day. */
export interface DeemedFrom extends DeemedReceiptRule {
  deliveredAt: number;
  /** The papers were signed for all the same: evidence, unless by another calendar the signature came first. */
  signedAt?: number;
}

const NEXT_WORKING_DAY: DeemedReceiptRule = Object.freeze({ workingDaysAfterDelivery: 1 });

/** When papers that nobody signed for count as received: at 24:00 of the working day after delivery. That day, `on`, is day 0 of the unit's term; provisional where no notice covers it yet. */
export function deemedReceipt(calendar: Calendar, deliveredAt: number, rule: DeemedReceiptRule = NEXT_WORKING_DAY): { on: Day; at: number; provisional: boolean } {
  const on = addWorkingDays(calendar, dayOf(deliveredAt), rule.workingDaysAfterDelivery);
  return { on, at: startOfDayMs(addDays(on, 1)), provisional: !classifyDay(calendar, on).certain };
}

/** The receipt that counts by a calendar where papers were deemed received by one: the signature, if it came before that instant. */
export function receiptFrom(calendar: Calendar, { signedAt, ...from }: DeemedFrom): { on: Day; at: number; provisional: boolean; how: 'signed' | 'deemed' } {
  const deemed = deemedReceipt(calendar, from.deliveredAt, from);
  if (signedAt === undefined || signedAt >= deemed.at) return { ...deemed, how: 'deemed' };
  return { on: dayOf(signedAt), at: signedAt, provisional: deemed.provisional, how: 'signed' };
}
