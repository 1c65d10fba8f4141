import { figuresScope, withinScope } from '../../domain/access/figures';
import { addDays, type Day, dayOf, startOfDayMs } from '../../domain/calendar/day';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import type { FigureFilter } from '../../register/figures/events';

/** What a caller asks figures of; the days are both in the period. */
export interface FiguresQuery {
  from?: Day;
  to?: Day;
  unit?: string;
  kind?: string;
  court?: string;
  office?: string;
}

/** Ten years and what makes them whole. */
const LONGEST_PERIOD_DAYS = 3_660;

/** What is counted for somebody: the period with its defaults, and never more than he may see. Refusals: not-permitted, invalid-parameter, period-too-long. */
export function figuresFor(principal: Principal, { from: asked, to, unit, kind, court, office }: FiguresQuery, now: number): FigureFilter & { from: Day; to: Day } {
  const scope = figuresScope(principal);
  const narrowed = scope && withinScope(scope, { unit, kind, court, office });
  if (!narrowed) throw new Refusal('not-permitted');
  const last = to ?? dayOf(now);
  const from = asked ?? `${last.slice(0, 7)}-01`;
  if (from > last) throw new Refusal('invalid-parameter', { errors: [{ path: 'from', code: 'ends-before-it-begins', message: '起始日期晚于截止日期' }] });
  if (addDays(from, LONGEST_PERIOD_DAYS) < last) throw new Refusal('period-too-long');
  return { ...narrowed, from, to: last, fromAt: startOfDayMs(from), untilAt: Math.min(startOfDayMs(addDays(last, 1)), Math.max(now + 1, startOfDayMs(from))) };
}
