import { addDays, isDay, parseInstant } from '../../domain/calendar/day';
import { dayIn } from './dates';

/** How pressing something is; decides colour and place, and is always said in words as well. A target that was missed is not late. */
export type Pressure = 'late' | 'missed' | 'today' | 'soon' | 'calm' | 'none';

export interface TimeLeft {
  readonly text: string;
  readonly pressure: Pressure;
}

/** What a term runs against. */
export interface RunningTerm {
  readonly dueOn: string;
  /** First instant after it. */
  readonly dueAt: string;
  /** Counts the last day itself as 0, and is negative afterwards. */
  readonly workingDaysLeft: number;
  readonly force: 'statutory' | 'advisory';
  readonly countedIn: 'working-days' | 'calendar-days' | 'hours' | 'minutes';
}

const HOUR_MS = 3_600_000;

/** In plain words: 剩 2 个工作日 / 今日到期 / 立即 / 剩 5 小时 / 已逾期 1 个工作日; of a target 超过工作目标, for it binds nobody. */
export function timeLeft(term: RunningTerm | null, now: string): TimeLeft {
  if (term === null) return { text: '无期限', pressure: 'none' };
  const leftMs = parseInstant(term.dueAt) - parseInstant(now);
  if (leftMs <= 0 || term.workingDaysLeft < 0) return over(term, -leftMs);
  if (isByTheClock(term)) {
    if (term.countedIn === 'minutes' || leftMs < HOUR_MS) return { text: '立即', pressure: 'today' };
    return { text: `剩 ${Math.floor(leftMs / HOUR_MS)} 小时`, pressure: leftMs < 24 * HOUR_MS ? 'today' : 'soon' };
  }
  const today = dayIn(now);
  if (today >= term.dueOn) return { text: '今日到期', pressure: 'today' };
  if (term.countedIn === 'calendar-days') return daysLeft(daysBetween(today, term.dueOn), '日');
  return daysLeft(term.workingDaysLeft, '个工作日');
}

function daysLeft(days: number, unit: string): TimeLeft {
  return { text: `剩 ${days} ${unit}`, pressure: days <= 2 ? 'soon' : 'calm' };
}

function over(term: RunningTerm, overMs: number): TimeLeft {
  const hours = Math.floor(overMs / HOUR_MS);
  const amount = isByTheClock(term) && hours < 24 ? (hours > 0 ? ` ${hours} 小时` : '') : term.workingDaysLeft < 0 ? ` ${-term.workingDaysLeft} 个工作日` : '';
  return term.force === 'statutory' ? { text: `已逾期${amount}`, pressure: 'late' } : { text: `超过工作目标${amount}`, pressure: 'missed' };
}

function isByTheClock({ countedIn }: RunningTerm): boolean {
  return countedIn === 'hours' || countedIn === 'minutes';
}

function daysBetween(from: string, to: string): number {
  let days = 0;
  for (let day = from; isDay(day) && day < to; day = addDays(day, 1)) days += 1;
  return days;
}
