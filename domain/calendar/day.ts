import { InvalidInput } from '../invalid-input';

/** A calendar day in China Standard Time (UTC+8, no daylight saving), written 'YYYY-MM-DD'. Days compare as strings. */
export type Day = string;

/** 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
const CHINA_OFFSET_MS = 8 * MS_PER_HOUR;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_OF_DAY_PATTERN = /^([01]\d|2[0-3]):([0-5]\d)$/;
const INSTANT_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

/** Days since 1970-01-01 of a date of the Gregorian calendar, by integer arithmetic (years are counted from March, so that 29 February ends one). */
function epochDayOf(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dayOfEpochDay(epochDay: number): Day {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function epochDay(day: Day): number {
  return epochDayOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

/** True when the text is a day that exists, between 1900 and 2999. */
export function isDay(text: string): boolean {
  const parts = DAY_PATTERN.exec(text);
  if (!parts) return false;
  const year = Number(parts[1]);
  return year >= FIRST_YEAR && year <= LAST_YEAR && dayOfEpochDay(epochDay(text)) === text;
}

/** True when the text is a time of day 'HH:MM' between 00:00 and 23:59. */
export function isTimeOfDay(text: string): boolean {
  return TIME_OF_DAY_PATTERN.test(text);
}

/** The day in UTC+8 on which an instant (epoch milliseconds) falls. */
export function dayOf(atMs: number): Day {
  return dayOfEpochDay(Math.floor((atMs + CHINA_OFFSET_MS) / MS_PER_DAY));
}

/** The instant 00:00 in UTC+8 with which a day begins. */
export function startOfDayMs(day: Day): number {
  return epochDay(day) * MS_PER_DAY - CHINA_OFFSET_MS;
}

/** The instant of a time of day ('08:30') on a day, in UTC+8. */
export function atTimeOfDayMs(day: Day, timeOfDay: string): number {
  const parts = TIME_OF_DAY_PATTERN.exec(timeOfDay);
  if (!parts) throw new InvalidInput(`'${timeOfDay}' is not a time of day HH:MM`, 'time of day');
  return startOfDayMs(day) + Number(parts[1]) * MS_PER_HOUR + Number(parts[2]) * MS_PER_MINUTE;
}

/** The day n calendar days later (earlier when n is negative). */
export function addDays(day: Day, n: number): Day {
  const dayOfMonth = Number(day.slice(8)) + n;
  // Every month has 28 days, so within them only the last two digits change: terms step a day at a time, and nearly always here.
  if (dayOfMonth >= 1 && dayOfMonth <= 28) return `${day.slice(0, 8)}${padded(dayOfMonth, 2)}`;
  return dayOfEpochDay(epochDay(day) + n);
}

/** The same date n months later, or the last day of that month where it has no such date. */
export function addMonths(day: Day, n: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n;
  const inMonth = `${padded(Math.floor(months / 12), 4)}-${padded((months % 12) + 1, 2)}-`;
  let dayOfMonth = Number(day.slice(8));
  while (!isDay(`${inMonth}${padded(dayOfMonth, 2)}`)) dayOfMonth -= 1;
  return `${inMonth}${padded(dayOfMonth, 2)}`;
}

export function weekdayOf(day: Day): Weekday {
  // 1970-01-01 was a Thursday.
  const index = (((epochDay(day) + 3) % 7) + 7) % 7;
  return (index + 1) as Weekday;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/**
 * Reads an ISO 8601 instant with its offset ('2025-09-30T10:00+08:00', 'Z' allowed, seconds and a fraction optional) as epoch milliseconds;
 * what is finer than a millisecond is cut off. An instant without an offset is refused: it would mean another time on another machine.
 */
export function parseInstant(text: string, where = 'instant'): number {
  const parts = INSTANT_PATTERN.exec(text);
  if (!parts) throw new InvalidInput(`'${text}' is not an ISO 8601 instant with an offset, such as 2025-09-30T10:00+08:00`, where);
  const [, day = '', hour = '', minute = '', second = '0', fraction = '', zone = ''] = parts;
  if (!isDay(day)) throw new InvalidInput(`'${day}' is not a day between ${FIRST_YEAR} and ${LAST_YEAR}`, where);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw new InvalidInput(`'${text}' has no such time of day`, where);
  const timeMs = Number(hour) * MS_PER_HOUR + Number(minute) * MS_PER_MINUTE + Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return epochDay(day) * MS_PER_DAY + timeMs - offsetMs(zone, text, where);
}

function offsetMs(zone: string, text: string, where: string): number {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59 || (hours === 14 && minutes > 0)) throw new InvalidInput(`'${text}' has no such offset`, where);
  return (zone.startsWith('-') ? -1 : 1) * (hours * MS_PER_HOUR + minutes * MS_PER_MINUTE);
}

/** Writes an instant as ISO 8601 in UTC+8, to the second; milliseconds only where there are any. */
export function formatInstant(atMs: number): string {
  const local = atMs + CHINA_OFFSET_MS;
  const epochDays = Math.floor(local / MS_PER_DAY);
  const timeMs = local - epochDays * MS_PER_DAY;
  const hour = Math.floor(timeMs / MS_PER_HOUR);
  const minute = Math.floor((timeMs % MS_PER_HOUR) / MS_PER_MINUTE);
  const second = Math.floor((timeMs % MS_PER_MINUTE) / 1000);
  const ms = timeMs % 1000;
  const clock = `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}${ms === 0 ? '' : `.${padded(ms, 3)}`}`;
  return `${dayOfEpochDay(epochDays)}T${clock}+08:00`;
}
