import { deepFreeze } from '../deep-freeze';
import { InvalidInput } from '../invalid-input';
import type { Day } from './day';
import { isDay, weekdayOf, yearOf } from './day';

/** A notice of the State Council's General Office. */
export interface Notice {
  title: string;
  number: string;
  publishedOn: Day;
}

/**
 * One calendar year as it stood after a notice. Every day off is listed, weekends inside a holiday too; only days of that year are.
 * A later edition of the same year restates it whole, after a notice that changed it.
 */
export interface CalendarYear {
  year: number;
  edition: number;
  notice: Notice;
  /** The earlier notices on the same year that this edition builds on. */
  amends?: readonly Notice[];
  /** A remark on where the data come from, when the notice alone does not say. */
  source?: string;
  holidays: readonly { name: string; days: readonly Day[] }[];
  /** Saturdays and Sundays that are worked. */
  makeUpDays: readonly Day[];
}

/** All published years at one time. A new version comes with every notice; JSON throughout, so that a matter can carry its slice. */
export interface Calendar {
  version: number;
  years: readonly CalendarYear[];
}

/** The calendar after a year was published or restated: the next version, with that year added or replaced. */
export function withYear(calendar: Calendar, year: CalendarYear): Calendar {
  return withYears(calendar, [year]);
}

/** The calendar after one notice that touches several years: one version, not several. */
export function withYears(calendar: Calendar, years: readonly CalendarYear[]): Calendar {
  const kept = calendar.years.filter((old) => !years.some(({ year }) => year === old.year));
  return deepFreeze({ version: calendar.version + 1, years: [...kept, ...years].sort((a, b) => a.year - b.year) });
}

/** Reads one calendar year from outside. Throws InvalidInput naming the first thing wrong and where it stands. */
export function parseCalendarYear(value: unknown, where = 'calendar'): CalendarYear {
  const fields = parseObject(value, where, ['year', 'edition', 'notice', 'amends', 'source', 'holidays', 'makeUpDays']);
  const year = parseWhole(fields.year, `${where}.year`, 1949, 2999);
  const holidays = parseArray(fields.holidays, `${where}.holidays`).map((item, index) => parseHoliday(item, `${where}.holidays[${index}]`, year));
  const makeUpDays = parseDays(fields.makeUpDays, `${where}.makeUpDays`, year);
  if (holidays.length === 0) throw new InvalidInput('a year has at least one holiday', `${where}.holidays`);

  const seen = new Set<Day>();
  holidays.forEach(({ days }, index) =>
    days.forEach((day) => {
      if (seen.has(day)) throw new InvalidInput(`${day} is listed twice`, `${where}.holidays[${index}].days`);
      seen.add(day);
    }),
  );
  makeUpDays.forEach((day, index) => {
    if (seen.has(day)) throw new InvalidInput(`${day} is listed twice`, `${where}.makeUpDays[${index}]`);
    if (weekdayOf(day) < 6) throw new InvalidInput(`${day} is no Saturday or Sunday, so it cannot be a make-up day`, `${where}.makeUpDays[${index}]`);
    seen.add(day);
  });
  return deepFreeze({
    year,
    edition: parseWhole(fields.edition, `${where}.edition`, 1, 1000),
    notice: parseNotice(fields.notice, `${where}.notice`),
    ...(fields.amends === undefined ? {} : { amends: parseArray(fields.amends, `${where}.amends`).map((item, index) => parseNotice(item, `${where}.amends[${index}]`)) }),
    ...(fields.source === undefined ? {} : { source: parseText(fields.source, `${where}.source`) }),
    holidays,
    makeUpDays,
  });
}

function parseHoliday(value: unknown, where: string, year: number): { name: string; days: Day[] } {
  const fields = parseObject(value, where, ['name', 'days']);
  const days = parseDays(fields.days, `${where}.days`, year);
  if (days.length === 0) throw new InvalidInput('a holiday has at least one day', `${where}.days`);
  return { name: parseText(fields.name, `${where}.name`), days };
}

function parseNotice(value: unknown, where: string): Notice {
  const fields = parseObject(value, where, ['title', 'number', 'publishedOn']);
  const publishedOn = parseText(fields.publishedOn, `${where}.publishedOn`);
  if (!isDay(publishedOn)) throw new InvalidInput(`'${publishedOn}' is not a day YYYY-MM-DD`, `${where}.publishedOn`);
  return { title: parseText(fields.title, `${where}.title`), number: parseText(fields.number, `${where}.number`), publishedOn };
}

function parseDays(value: unknown, where: string, year: number): Day[] {
  return parseArray(value, where).map((item, index) => {
    if (typeof item !== 'string' || !isDay(item)) throw new InvalidInput(`${JSON.stringify(item)} is not a day YYYY-MM-DD`, `${where}[${index}]`);
    if (yearOf(item) !== year) throw new InvalidInput(`${item} is not in ${year}; the days of another year belong to an edition of that year`, `${where}[${index}]`);
    return item;
  });
}

function parseObject<Name extends string>(value: unknown, where: string, names: readonly Name[]): Partial<Record<Name, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidInput('must be an object', where);
  const unknownName = Object.keys(value).find((name) => !names.some((known) => known === name));
  if (unknownName !== undefined) throw new InvalidInput(`unknown field '${unknownName}'`, where);
  return value;
}

function parseArray(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw new InvalidInput('must be a list', where);
  return value;
}

function parseText(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new InvalidInput('must be a text that is not empty', where);
  return value;
}

function parseWhole(value: unknown, where: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) throw new InvalidInput(`must be a whole number from ${least} to ${most}`, where);
  return value;
}
