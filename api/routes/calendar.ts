import { explainTerm, readCalendar, readCalendarDays } from '../../contract/calendar';
import { formatInstant } from '../../contract/common';
import { classifyDay } from '../../domain/calendar/calendar';
import { addDays, type Day, weekdayOf, yearOf } from '../../domain/calendar/day';
import { explainDue } from '../../domain/deadlines/due';
import type { TermLength } from '../../domain/deadlines/term';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpCalendar(router: ApiRouter, { calendars }: Services): void {
  router.handle(readCalendar, async ({ query: { year } }) => {
    const calendar = await calendars.newest();
    const last = calendar.years.at(-1);
    const years = calendar.years
      .filter((published) => year === undefined || published.year === year)
      .map(({ year: number, notice: { title, number: noticeNumber, publishedOn }, holidays, makeUpDays }) => ({ year: number, notice: { title, number: noticeNumber, publishedOn }, holidays, makeUpDays }));
    return { status: 200, body: { version: calendar.version, publishedUntil: last === undefined ? null : `${last.year}-12-31`, years } };
  });

  router.handle(readCalendarDays, async ({ params: { year } }) => {
    const calendar = await calendars.newest();
    const days = daysOf(year).map((day) => {
      const { kind, name = null, certain } = classifyDay(calendar, day);
      return { day, weekday: weekdayOf(day), kind, name, certain };
    });
    const workingDays = days.filter(({ kind }) => kind === 'working-day' || kind === 'make-up-day').length;
    return { status: 200, body: { year, version: calendar.version, isPublished: calendar.years.some((published) => published.year === year), workingDays, days } };
  });

  router.handle(explainTerm, async ({ query: { term, from } }) => {
    const { dueOn, dueAt, provisional, calendarVersion, days } = explainDue({ length: lengthOf(term), startAt: from, calendar: await calendars.newest() });
    return {
      status: 200,
      body: {
        term,
        from: formatInstant(from),
        dueOn,
        dueAt: formatInstant(dueAt),
        provisional,
        calendarVersion,
        days: days.map(({ day, weekday, as, kind, name, count, certain }) => ({ day, weekday, as, kind, name, count, certain })),
      },
    };
  });
}

function daysOf(year: number): Day[] {
  const days: Day[] = [];
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) days.push(day);
  return days;
}

const KIND_OF_SUFFIX: Readonly<Record<string, TermLength['kind']>> = { wd: 'working-days', h: 'hours', min: 'minutes', d: 'calendar-days' };

/** The contract has checked the form. */
function lengthOf(term: string): TermLength {
  const [, n = '', suffix = ''] = /^(\d+)(wd|h|min|d)$/.exec(term) ?? [];
  return { kind: KIND_OF_SUFFIX[suffix] ?? 'working-days', n: Number(n) };
}
