import * as fc from 'fast-check';
import { SHIPPED_CALENDAR, isWorkingDay, withYear } from '../calendar/calendar';
import type { Calendar } from '../calendar/calendar';
import { dayOf, parseInstant, yearOf } from '../calendar/day';
import { due } from './due';
import type { TermLength } from './term';

const HORIZON = '2026-12-31';
const FIRST = parseInstant('2017-01-01T00:00+08:00');
const startAt = fc.integer({ min: FIRST, max: parseInstant('2029-12-31T23:59+08:00') });
const n = fc.integer({ min: 1, max: 40 });
const dayKind = fc.constantFrom<'working-days' | 'calendar-days'>('working-days', 'calendar-days');
const length: fc.Arbitrary<TermLength> = fc.record({ kind: fc.constantFrom<TermLength['kind']>('working-days', 'calendar-days', 'hours', 'minutes'), n });
const RUNS = { numRuns: 3000 };

const ends = (start: number, of: TermLength, calendar: Calendar = SHIPPED_CALENDAR): ReturnType<typeof due> => due({ length: of, startAt: start, calendar });

test('what starts later never ends earlier', () => {
  fc.assert(
    fc.property(startAt, startAt, length, (a, b, of) => ends(Math.min(a, b), of).dueAt <= ends(Math.max(a, b), of).dueAt),
    RUNS,
  );
});

test('a longer term never ends earlier', () => {
  fc.assert(
    fc.property(startAt, length, n, (start, of, more) => ends(start, of).dueAt <= ends(start, { kind: of.kind, n: of.n + more }).dueAt),
    RUNS,
  );
});

test('a term in days never ends on a day off, nor on the day of the event', () => {
  fc.assert(
    fc.property(startAt, dayKind, n, (start, kind, days) => {
      const { dueOn } = ends(start, { kind, n: days });
      return isWorkingDay(SHIPPED_CALENDAR, dueOn) && dueOn > dayOf(start);
    }),
    RUNS,
  );
});

test('a term in days is provisional exactly when it ends beyond the last published year; a term by the clock never is', () => {
  fc.assert(
    fc.property(startAt, length, (start, of) => {
      const { dueOn, provisional } = ends(start, of);
      return provisional === (of.kind !== 'hours' && of.kind !== 'minutes' && dueOn > HORIZON);
    }),
    RUNS,
  );
});

test('one more holiday never makes a term end earlier', () => {
  const withHoliday = (day: string): Calendar => {
    const year = SHIPPED_CALENDAR.years.find((candidate) => candidate.year === yearOf(day));
    if (!year) throw new Error(`${day} is not published`);
    return withYear(SHIPPED_CALENDAR, { ...year, edition: year.edition + 1, holidays: [...year.holidays, { name: '新增', days: [day] }], makeUpDays: year.makeUpDays.filter((makeUp) => makeUp !== day) });
  };
  fc.assert(
    fc.property(fc.integer({ min: FIRST, max: parseInstant('2026-12-31T00:00+08:00') }), fc.integer({ min: 1, max: 40 }), dayKind, n, (start, ahead, kind, days) => {
      const holiday = dayOf(Math.min(start + ahead * 86_400_000, parseInstant('2026-12-31T00:00+08:00')));
      return ends(start, { kind, n: days }).dueAt <= ends(start, { kind, n: days }, withHoliday(holiday)).dueAt;
    }),
    RUNS,
  );
});

test('the instant of the day does not matter to a term in days', () => {
  fc.assert(
    fc.property(startAt, dayKind, n, (start, kind, days) => ends(start, { kind, n: days }).dueAt === ends(parseInstant(`${dayOf(start)}T12:00+08:00`), { kind, n: days }).dueAt),
    RUNS,
  );
});
