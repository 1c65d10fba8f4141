import { addDays, type Day, dayOf, formatInstant, startOfDayMs, weekdayOf } from '../../domain/calendar/day';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** '2026年10月11日（星期日）'. */
export function dayText(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（星期${WEEKDAYS[weekdayOf(day) - 1] ?? ''}）`;
}

/** '2026年10月9日（星期五）16时30分'. */
export function instantText(at: number): string {
  const [hour, minute] = timeOf(at);
  return `${dayText(dayOf(at))}${hour}时${minute === 0 ? '' : `${minute}分`}`;
}

/** Until when something is due: the end of its last day, unless `dueAt` (the first instant after the term) says an hour. */
export function untilText(dueOn: Day, dueAt?: number): string {
  return dueAt === undefined || dueAt === startOfDayMs(addDays(dueOn, 1)) ? `${dayText(dueOn)}24时前` : `${instantText(dueAt)}前`;
}

function timeOf(at: number): [hour: number, minute: number] {
  const written = formatInstant(at);
  return [Number(written.slice(11, 13)), Number(written.slice(14, 16))];
}
