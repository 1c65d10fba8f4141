import { deepFreeze } from '../deep-freeze';
import type { Calendar } from './calendar-year';
import type { Day } from './day';
import { addDays, weekdayOf, yearOf } from './day';
import { fixedHolidayOn } from './statutory-holidays';

export type { Calendar, CalendarYear, Notice } from './calendar-year';
export { parseCalendarYear, withYear } from './calendar-year';
export { SHIPPED_CALENDAR, SHIPPED_CALENDARS } from './shipped';

export type DayKind = 'working-day' | 'make-up-day' | 'weekend' | 'holiday';

export interface ClassifiedDay {
  kind: DayKind;
  /** The holiday's name. */
  name?: string;
  /** False where no notice covers the year: computed from weekends and the fixed statutory holidays alone. */
  certain: boolean;
}

/** What a day is under a calendar. */
export function classifyDay(calendar: Calendar, day: Day): ClassifiedDay {
  const year = yearOf(day);
  const published = calendar.years.find((candidate) => candidate.year === year);
  const isWeekend = weekdayOf(day) >= 6;
  if (!published) {
    const name = fixedHolidayOn(day);
    if (name !== undefined) return { kind: 'holiday', name, certain: false };
    return { kind: isWeekend ? 'weekend' : 'working-day', certain: false };
  }
  const holiday = published.holidays.find((candidate) => candidate.days.includes(day));
  if (holiday) return { kind: 'holiday', name: holiday.name, certain: true };
  if (published.makeUpDays.includes(day)) return { kind: 'make-up-day', certain: true };
  return { kind: isWeekend ? 'weekend' : 'working-day', certain: true };
}

export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  const { kind } = classifyDay(calendar, day);
  return kind === 'working-day' || kind === 'make-up-day';
}

/** The first working day after a day, never that day itself. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  return addWorkingDays(calendar, day, 1);
}

/** The n-th working day after a day, or before it when n is negative; the day itself, whatever it is, when n is 0. */
export function addWorkingDays(calendar: Calendar, day: Day, n: number): Day {
  const step = n < 0 ? -1 : 1;
  let reached = day;
  for (let left = Math.abs(n); left > 0; ) {
    reached = addDays(reached, step);
    if (isWorkingDay(calendar, reached)) left -= 1;
  }
  return reached;
}

/** The part of a calendar that a matter beginning on a day can need: the year before (rungs and late confirmations look back), that year and all later ones. */
export function calendarSlice(calendar: Calendar, fromDay: Day): Calendar {
  const firstYear = yearOf(fromDay) - 1;
  return deepFreeze({ version: calendar.version, years: calendar.years.filter(({ year }) => year >= firstYear) });
}

/** The days that two calendars see differently, in order, within the years that either of them covers. */
export function changedDays(before: Calendar, after: Calendar): Day[] {
  const years = [...new Set([...before.years, ...after.years].map(({ year }) => year))].sort((a, b) => a - b);
  const changed: Day[] = [];
  for (const year of years) {
    for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
      if (isWorkingDay(before, day) !== isWorkingDay(after, day)) changed.push(day);
    }
  }
  return changed;
}
