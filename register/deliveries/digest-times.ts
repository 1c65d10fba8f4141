import { type Calendar, isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, atTimeOfDayMs, dayOf } from '../../domain/calendar/day';

/** When the day's digests leave, on working days. The first is the hour at which reminders fall due, and carries them. */
const DIGEST_TIMES: readonly string[] = ['08:30', '14:00'];

/** What was to go with a digest and is written this long after it still goes at once, in one of its own; what comes later waits for the next. */
const CATCHING_UP_MS = 30 * 60_000;

/** The first digest at or after an instant. */
export function nextDigestAt(calendar: Calendar, atMs: number): number {
  for (let day = dayOf(atMs); ; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    const time = DIGEST_TIMES.map((timeOfDay) => atTimeOfDayMs(day, timeOfDay)).find((candidate) => candidate >= atMs);
    if (time !== undefined) return time;
  }
}

/** The digest with which something goes that happened at `atMs` and is written down at `nowMs`. */
export function digestFor(calendar: Calendar, atMs: number, nowMs: number): number {
  const own = nextDigestAt(calendar, atMs);
  return nowMs <= own + CATCHING_UP_MS ? own : nextDigestAt(calendar, nowMs);
}
