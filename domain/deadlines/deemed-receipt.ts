import type { Calendar } from '../calendar/calendar';
import { addWorkingDays } from '../calendar/calendar';
import type { Day } from '../calendar/day';
import { addDays, dayOf, startOfDayMs } from '../calendar/day';

/** How long papers may lie in an inbox before they count as received: at the end of the n-th working day after delivery. */
export interface DeemedReceiptRule {
  workingDaysAfterDelivery: number;
}

const NEXT_WORKING_DAY: DeemedReceiptRule = Object.freeze({ workingDaysAfterDelivery: 1 });

/** When papers that nobody signed for count as received: at 24:00 of the working day after delivery. That day, `on`, is day 0 of the unit's term. */
export function deemedReceipt(calendar: Calendar, deliveredAt: number, rule: DeemedReceiptRule = NEXT_WORKING_DAY): { on: Day; at: number } {
  const on = addWorkingDays(calendar, dayOf(deliveredAt), rule.workingDaysAfterDelivery);
  return { on, at: startOfDayMs(addDays(on, 1)) };
}
