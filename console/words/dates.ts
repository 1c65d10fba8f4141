import { addDays, dayOf, isDay, parseInstant, startOfDayMs } from '../../domain/calendar/day';
import { dayText as dayTextOf, instantText as instantTextOf } from '../../matters/wording/dates';

/** '2026年10月11日（星期日）'; other text as it is. */
export function dayText(day: string): string {
  return isDay(day) ? dayTextOf(day) : day;
}

/** '2026年10月9日（星期五）16时30分', in UTC+8 whatever zone the browser is in. */
export function instantText(instant: string): string {
  return instantTextOf(parseInstant(instant));
}

/** '10月9日 16:30'; with the year when it is not that of `now`. */
export function shortInstant(instant: string, now?: string): string {
  const [year = '', month = '', day = ''] = instant.slice(0, 10).split('-');
  const date = `${Number(month)}月${Number(day)}日`;
  return `${now?.startsWith(year) === true ? '' : `${year}年`}${date} ${instant.slice(11, 16)}`;
}

/** The last instant of a term as people say it: the end of its last day is 24 o'clock of that day. */
export function deadlineText(dueOn: string, dueAt: string): string {
  const isEndOfDay = isDay(dueOn) && parseInstant(dueAt) === startOfDayMs(addDays(dueOn, 1));
  return isEndOfDay ? `${dayText(dueOn)}24时` : instantText(dueAt);
}

/** The day, in UTC+8, of an instant. */
export function dayIn(instant: string): string {
  return dayOf(parseInstant(instant));
}
