import type { Calendar, CalendarYear, Notice } from './calendar-year';
import { parseCalendarYear, withYears } from './calendar-year';
import { changedDays } from './calendar';
import type { Day } from './day';
import { addDays, weekdayOf, yearOf } from './day';
import { fixedHolidayOn } from './statutory-holidays';

/**
 * What a notice says of one year, as it is entered: every day off by its holiday, and every weekend day that is worked. New Year's holiday may
 * reach back into the December before; the days of that December then stand here too, and restate it.
 */
export interface YearNotice {
  year: number;
  notice: Notice;
  holidays: readonly { name: string; days: readonly Day[] }[];
  makeUpDays: readonly Day[];
}

export type NoticeErrorCode =
  | 'year-out-of-order'
  | 'day-out-of-reach'
  | 'day-listed-twice'
  | 'make-up-day-on-weekday'
  | 'statutory-holiday-missing'
  | 'december-not-published'
  | 'calendar-unchanged';

export interface NoticeError {
  path: string;
  code: NoticeErrorCode;
  /** The day that is wrong, and the holiday that it belongs to. */
  day?: Day;
  name?: string;
}

/** Everything that speaks against publishing what a notice says, each with where it stands. */
export function findNoticeErrors(calendar: Calendar, entered: YearNotice): NoticeError[] {
  const listed = [...listHolidays(entered), ...entered.makeUpDays.map((day, index) => ({ day, path: `makeUpDays.${index}`, isMakeUpDay: true }))];
  const years = calendar.years.map(({ year }) => year);
  const errors: NoticeError[] = [];
  // No gaps: what lies beyond the last published year is provisional.
  if (entered.year < Math.min(...years) || entered.year > Math.max(...years) + 1) errors.push({ path: 'year', code: 'year-out-of-order' });
  const seen = new Set<Day>();
  for (const { day, path, isMakeUpDay } of listed) {
    if (yearOf(day) !== entered.year && !isDecemberBefore(day, entered.year)) errors.push({ path, code: 'day-out-of-reach', day });
    else if (isDecemberBefore(day, entered.year) && !years.includes(yearOf(day))) errors.push({ path, code: 'december-not-published', day });
    if (seen.has(day)) errors.push({ path, code: 'day-listed-twice', day });
    if (isMakeUpDay && weekdayOf(day) < 6) errors.push({ path, code: 'make-up-day-on-weekday', day });
    seen.add(day);
  }
  errors.push(...findMissingHolidays(entered));
  if (errors.length === 0 && isUnchanged(calendar, entered)) errors.push({ path: 'holidays', code: 'calendar-unchanged' });
  return errors;
}

/** The next version of the calendar: what a notice says in which nothing was found wrong. */
export function withNotice(calendar: Calendar, entered: YearNotice): Calendar {
  return withYears(calendar, restateYears(calendar, entered));
}

/** The years as they stand after a notice in which nothing was found wrong: the year itself whole, and the year before where its December was touched. */
export function restateYears(calendar: Calendar, entered: YearNotice): CalendarYear[] {
  const { year, notice } = entered;
  const within = (day: Day): boolean => yearOf(day) === year;
  const whole = editionAfter(calendar, { year, notice, holidays: holidaysWithin(entered, within), makeUpDays: entered.makeUpDays.filter(within) });
  const december = (day: Day): boolean => isDecemberBefore(day, year);
  const before = calendar.years.find((candidate) => candidate.year === year - 1);
  if (!before || ![...entered.holidays.flatMap(({ days }) => days), ...entered.makeUpDays].some(december)) return [whole];
  // No statutory holiday falls in December: whatever is off there, a notice on the year after made so.
  const kept = (day: Day): boolean => !december(day);
  const restated = editionAfter(calendar, {
    year: before.year,
    notice,
    holidays: [...holidaysWithin(before, kept), ...holidaysWithin(entered, december)],
    makeUpDays: [...before.makeUpDays.filter(kept), ...entered.makeUpDays.filter(december)].sort(),
  });
  return [restated, whole];
}

function editionAfter(calendar: Calendar, { year, notice, holidays, makeUpDays }: YearNotice): CalendarYear {
  const old = calendar.years.find((candidate) => candidate.year === year);
  return parseCalendarYear({ year, edition: (old?.edition ?? 0) + 1, notice, ...(old ? { amends: [...(old.amends ?? []), old.notice] } : {}), holidays, makeUpDays });
}

function holidaysWithin({ holidays }: Pick<YearNotice, 'holidays'>, isWithin: (day: Day) => boolean): { name: string; days: Day[] }[] {
  return holidays.map(({ name, days }) => ({ name, days: days.filter(isWithin) })).filter(({ days }) => days.length > 0);
}

function listHolidays({ holidays }: YearNotice): { day: Day; path: string; isMakeUpDay: boolean }[] {
  return holidays.flatMap(({ days }, index) => days.map((day, position) => ({ day, path: `holidays.${index}.days.${position}`, isMakeUpDay: false })));
}

/** A notice moves days off about; it never takes a statutory holiday away (全国年节及纪念日放假办法). */
function findMissingHolidays({ year, holidays }: YearNotice): NoticeError[] {
  const off = new Set(holidays.flatMap(({ days }) => days));
  const missing: NoticeError[] = [];
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
    const name = fixedHolidayOn(day);
    if (name !== undefined && !off.has(day)) missing.push({ path: 'holidays', code: 'statutory-holiday-missing', day, name });
  }
  return missing;
}

function isUnchanged(calendar: Calendar, entered: YearNotice): boolean {
  return calendar.years.some(({ year }) => year === entered.year) && changedDays(calendar, withNotice(calendar, entered)).length === 0;
}

function isDecemberBefore(day: Day, year: number): boolean {
  return day.startsWith(`${year - 1}-12-`);
}
