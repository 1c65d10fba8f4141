import { type Day, isDay } from '../../domain/calendar/day';

export const PERIODS = [
  { key: 'month', label: '本月' },
  { key: 'last-month', label: '上月' },
  { key: 'quarter', label: '近三个月' },
  { key: 'year', label: '近十二个月' },
] as const;

/** Whole months in UTC+8, the present one up to today. */
export function periodOf(key: string, today: string): { from: string; to: string } {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const firstOf = (back: number): Day => {
    const months = year * 12 + month - 1 - back;
    const day = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
    if (!isDay(day)) throw new Error(`no day: ${day}`);
    return day;
  };
  if (key === 'last-month') return { from: firstOf(1), to: lastOf(firstOf(1)) };
  return { from: firstOf({ month: 0, quarter: 2, year: 11 }[key] ?? 2), to: today };
}

function lastOf(first: Day): string {
  const [year = 0, month = 0] = first.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
  return `${first.slice(0, 8)}${days}`;
}
