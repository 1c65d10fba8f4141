import * as fc from 'fast-check';
import chineseDays from 'chinese-days/dist/chinese-days.json';
import { InvalidInput } from '../invalid-input';
import type { Calendar, CalendarYear } from './calendar';
import { SHIPPED_CALENDAR, SHIPPED_CALENDARS, addWorkingDays, calendarSlice, changedDays, classifyDay, isWorkingDay, nextWorkingDay, parseCalendarYear, withYear } from './calendar';
import { addDays, weekdayOf, yearOf } from './day';
import { FESTIVAL_DATES, fixedHolidayOn } from './statutory-holidays';

const version = (number: number): Calendar => {
  const found = SHIPPED_CALENDARS.find((calendar) => calendar.version === number);
  if (!found) throw new Error(`no version ${number}`);
  return found;
};

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) days.push(day);
  return days;
}

describe('the published years', () => {
  test('2017 to 2026 are there without a gap, each with its notice', () => {
    expect(SHIPPED_CALENDAR.years.map(({ year }) => year)).toEqual([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    for (const { notice } of SHIPPED_CALENDAR.years) expect(notice.number).toMatch(/^国办发明电〔20\d\d〕\d+号$/);
  });

  test('each notice made one version, in the order of publication', () => {
    expect(SHIPPED_CALENDARS.map((calendar) => calendar.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const published = SHIPPED_CALENDARS.map(({ years }) => years.map(({ notice }) => notice.publishedOn).sort().at(-1) ?? '');
    expect(published).toEqual([...published].sort());
  });

  test.each([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])('every day of %i is what an independent table says', (year) => {
    const holidays: Record<string, string> = chineseDays.holidays;
    const workdays: Record<string, string> = chineseDays.workdays;
    for (const day of daysOf(year)) {
      const worked = workdays[day] !== undefined || (weekdayOf(day) <= 5 && holidays[day] === undefined);
      expect(`${day} ${isWorkingDay(SHIPPED_CALENDAR, day)}`).toBe(`${day} ${worked}`);
      // Their table calls the weekend beside a one-day holiday a holiday too; the notices only say that the two join up.
      if (workdays[day] !== undefined) expect(classifyDay(SHIPPED_CALENDAR, day).kind).toBe('make-up-day');
    }
  });

  test('the calendar is frozen to the last day and survives JSON', () => {
    expect(JSON.parse(JSON.stringify(SHIPPED_CALENDAR))).toEqual(SHIPPED_CALENDAR);
    expect(Object.isFrozen(SHIPPED_CALENDAR.years[0]?.holidays[0]?.days)).toBe(true);
  });
});

describe('amendments are later versions', () => {
  test('31 December 2018 was a working day until the notice of 4 December 2018 made it a holiday and 29 December a make-up day', () => {
    expect(classifyDay(version(2), '2018-12-31')).toEqual({ kind: 'working-day', certain: true });
    expect(classifyDay(version(3), '2018-12-31')).toEqual({ kind: 'holiday', name: '元旦', certain: true });
    expect(classifyDay(version(2), '2018-12-29').kind).toBe('weekend');
    expect(classifyDay(version(3), '2018-12-29').kind).toBe('make-up-day');
    expect(version(3).years.find(({ year }) => year === 2018)?.notice.publishedOn).toBe('2018-12-04');
  });

  test('the Labour Day holiday of 2019 was one day and became four', () => {
    expect(changedDays(version(3), version(4))).toEqual(['2019-04-28', '2019-05-02', '2019-05-03', '2019-05-05']);
  });

  test('the Spring Festival of 2020 was prolonged to 2 February, which took back a make-up day', () => {
    expect(changedDays(version(5), version(6))).toEqual(['2020-01-31', '2020-02-01']);
    expect(classifyDay(version(5), '2020-02-01').kind).toBe('make-up-day');
    expect(classifyDay(version(6), '2020-02-01').kind).toBe('holiday');
  });

  test('New Year of 2023 began on Saturday 31 December 2022, which was off anyway', () => {
    expect(classifyDay(version(8), '2022-12-31').kind).toBe('weekend');
    expect(classifyDay(version(9), '2022-12-31').kind).toBe('holiday');
    expect(changedDays(version(8), version(9)).filter((day) => yearOf(day) === 2022)).toEqual([]);
  });
});

describe('beyond the last published year', () => {
  test('only weekends and the fixed statutory holidays are known, and nothing is certain', () => {
    expect(classifyDay(SHIPPED_CALENDAR, '2027-01-01')).toEqual({ kind: 'holiday', name: '元旦', certain: false });
    expect(classifyDay(SHIPPED_CALENDAR, '2027-01-02')).toEqual({ kind: 'weekend', certain: false });
    expect(classifyDay(SHIPPED_CALENDAR, '2027-01-04')).toEqual({ kind: 'working-day', certain: false });
  });

  test('the fixed holidays of 2027 are these thirteen days', () => {
    // Spring Festival is 6 February 2027: its eve and three days. Qingming 5 April, Dragon Boat 9 June, Mid-Autumn 15 September.
    expect(daysOf(2027).filter((day) => fixedHolidayOn(day) !== undefined)).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
  });

  test("the eve of Spring Festival and 2 May are fixed holidays from 2025 only: eleven days in 2024, thirteen in 2025", () => {
    expect(daysOf(2024).filter((day) => fixedHolidayOn(day) !== undefined)).toHaveLength(11);
    expect(fixedHolidayOn('2024-02-09')).toBeUndefined();
    expect(fixedHolidayOn('2024-05-02')).toBeUndefined();
    expect(daysOf(2025).filter((day) => fixedHolidayOn(day) !== undefined)).toHaveLength(13);
    expect(fixedHolidayOn('2025-01-28')).toBe('春节');
    expect(fixedHolidayOn('2025-05-02')).toBe('劳动节');
  });

  test('every published year takes out at least the fixed statutory holidays', () => {
    for (const { year } of SHIPPED_CALENDAR.years) {
      for (const day of daysOf(year).filter((candidate) => fixedHolidayOn(candidate) !== undefined)) expect(`${day} ${isWorkingDay(SHIPPED_CALENDAR, day)}`).toBe(`${day} false`);
    }
  });

  test('the lunar festivals are where the host computes them, but for two new moons at midnight', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
    const lunarDate = (day: string): string => lunar.format(new Date(`${day}T00:00:00Z`));
    // ICU puts the new moon of 2027-02-06 23:56 and of 2030-02-03 00:07 (UTC+8) on the wrong side of midnight; the Hong Kong Observatory's tables have 6 and 3 February.
    const hostIsWrong = new Set([2027, 2030]);
    for (const { year, springFestival, dragonBoat, midAutumn } of FESTIVAL_DATES) {
      if (!hostIsWrong.has(year)) expect(`${springFestival} ${lunarDate(springFestival)}`).toBe(`${springFestival} 1/1`);
      expect(`${dragonBoat} ${lunarDate(dragonBoat)}`).toBe(`${dragonBoat} 5/5`);
      expect(`${midAutumn} ${lunarDate(midAutumn)}`).toBe(`${midAutumn} 8/15`);
    }
  });

  test('Qingming is where the rule of thumb for this century puts it', () => {
    for (const { year, qingming } of FESTIVAL_DATES) {
      const shortYear = year - 2000;
      expect(qingming).toBe(`${year}-04-0${Math.floor(shortYear * 0.2422 + 4.81) - Math.floor(shortYear / 4)}`);
    }
  });
});

describe('working days', () => {
  test('the working day after the eve of the October holiday of 2025 is Thursday 9 October', () => {
    expect(nextWorkingDay(SHIPPED_CALENDAR, '2025-09-30')).toBe('2025-10-09');
  });

  test('two working days before Sunday 28 September 2025, a make-up day, is Thursday 25 September', () => {
    // Sat 27 is off; Fri 26 is one, Thu 25 is two.
    expect(addWorkingDays(SHIPPED_CALENDAR, '2025-09-28', -2)).toBe('2025-09-25');
    expect(addWorkingDays(SHIPPED_CALENDAR, '2025-09-28', 0)).toBe('2025-09-28');
  });

  test('n working days on and n back come home when one starts on a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3600 }), fc.integer({ min: 1, max: 60 }), (offset, n) => {
        const day = nextWorkingDay(SHIPPED_CALENDAR, addDays('2017-01-01', offset));
        return addWorkingDays(SHIPPED_CALENDAR, addWorkingDays(SHIPPED_CALENDAR, day, n), -n) === day;
      }),
    );
  });

  test('a slice keeps the version, the year before and everything after, and sees those days the same', () => {
    const slice = calendarSlice(SHIPPED_CALENDAR, '2025-06-01');
    expect(slice.version).toBe(SHIPPED_CALENDAR.version);
    expect(slice.years.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
    expect(changedDays(slice, SHIPPED_CALENDAR).every((day) => day < '2024-01-01')).toBe(true);
  });
});

describe('a year from outside', () => {
  const year2027: CalendarYear = {
    year: 2027,
    edition: 1,
    notice: { title: '国务院办公厅关于2027年部分节假日安排的通知', number: '国办发明电〔2026〕0号', publishedOn: '2026-11-01' },
    holidays: [{ name: '元旦', days: ['2027-01-01', '2027-01-02', '2027-01-03'] }],
    makeUpDays: ['2027-02-20'],
  };

  test('is added as the next version, and its days are then certain', () => {
    const next = withYear(SHIPPED_CALENDAR, parseCalendarYear(JSON.parse(JSON.stringify(year2027))));
    expect(next.version).toBe(SHIPPED_CALENDAR.version + 1);
    expect(classifyDay(next, '2027-02-20')).toEqual({ kind: 'make-up-day', certain: true });
    expect(classifyDay(next, '2026-12-31')).toEqual(classifyDay(SHIPPED_CALENDAR, '2026-12-31'));
  });

  test('replaces the year where there is one', () => {
    const restated = withYear(SHIPPED_CALENDAR, parseCalendarYear({ ...year2027, year: 2026, edition: 2, holidays: [{ name: '元旦', days: ['2026-01-01'] }], makeUpDays: [] }));
    expect(restated.years.filter(({ year }) => year === 2026)).toHaveLength(1);
    expect(isWorkingDay(restated, '2026-01-02')).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ['no object', [], 'calendar: must be an object'],
    ['a field nobody knows', { ...year2027, makeupDays: [] }, "calendar: unknown field 'makeupDays'"],
    ['a year as text', { ...year2027, year: '2027' }, 'calendar.year: must be a whole number'],
    ['no notice', { ...year2027, notice: undefined }, 'calendar.notice: must be an object'],
    ['a notice without a number', { ...year2027, notice: { ...year2027.notice, number: '' } }, 'calendar.notice.number: must be a text'],
    ['a day of another year', { ...year2027, holidays: [{ name: '元旦', days: ['2026-12-31'] }] }, 'calendar.holidays[0].days[0]: 2026-12-31 is not in 2027'],
    ['a day that does not exist', { ...year2027, makeUpDays: ['2027-02-30'] }, 'calendar.makeUpDays[0]: "2027-02-30" is not a day'],
    ['a make-up day on a Monday', { ...year2027, makeUpDays: ['2027-02-22'] }, 'calendar.makeUpDays[0]: 2027-02-22 is no Saturday or Sunday'],
    ['a make-up day that is a holiday', { ...year2027, makeUpDays: ['2027-01-02'] }, 'calendar.makeUpDays[0]: 2027-01-02 is listed twice'],
    ['a holiday twice', { ...year2027, holidays: [...year2027.holidays, { name: '元旦', days: ['2027-01-01'] }] }, 'calendar.holidays[1].days: 2027-01-01 is listed twice'],
    ['no holidays', { ...year2027, holidays: [] }, 'calendar.holidays: a year has at least one holiday'],
  ])('with %s is refused with what and where', (_, value, message) => {
    expect(() => parseCalendarYear(value)).toThrow(InvalidInput);
    expect(() => parseCalendarYear(value)).toThrow(message);
  });
});
