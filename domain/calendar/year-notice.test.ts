import * as fc from 'fast-check';
import { CALENDAR_2027, NOTICE_2027, published } from '../../test/factories/calendar-2027';
import { due } from '../deadlines/due';
import { addWorkingDays, changedDays, classifyDay, isWorkingDay, SHIPPED_CALENDAR } from './calendar';
import { addDays, parseInstant } from './day';
import { findNoticeErrors, restateYears, type YearNotice } from './year-notice';

const without = (day: string): YearNotice['holidays'] => NOTICE_2027.holidays.map(({ name, days }) => ({ name, days: days.filter((listed) => listed !== day) })).filter(({ days }) => days.length > 0);
const codesOf = (notice: YearNotice): string[] => findNoticeErrors(SHIPPED_CALENDAR, notice).map(({ code, day }) => (day === undefined ? code : `${code} ${day}`));

describe('a year as a notice states it', () => {
  test('the notice of 2027 restates December 2026 too, in one version', () => {
    expect(findNoticeErrors(SHIPPED_CALENDAR, NOTICE_2027)).toEqual([]);
    expect(CALENDAR_2027.version).toBe(13);
    expect(changedDays(SHIPPED_CALENDAR, CALENDAR_2027).filter((day) => day < '2027-02-01')).toEqual(['2026-12-31', '2027-01-03', '2027-01-30']);
    expect(classifyDay(CALENDAR_2027, '2026-12-31')).toEqual({ kind: 'holiday', name: '元旦', certain: true });
    const [december, whole] = restateYears(SHIPPED_CALENDAR, NOTICE_2027);
    expect([december?.year, december?.edition, december?.notice.number, december?.amends?.length]).toEqual([2026, 2, '国办发明电〔2026〕0号', 1]);
    expect([whole?.year, whole?.edition, whole?.amends]).toEqual([2027, 1, undefined]);
  });

  test('an amendment restates the whole year, and the December before only where it says something of it', () => {
    const amended = { ...NOTICE_2027, notice: { ...NOTICE_2027.notice, number: '国办发明电〔2027〕0号' }, holidays: without('2026-12-31'), makeUpDays: NOTICE_2027.makeUpDays.filter((day) => day !== '2027-01-03') };
    const calendar = published(CALENDAR_2027, amended);
    expect(changedDays(CALENDAR_2027, calendar)).toEqual(['2027-01-03']);
    expect(calendar.years.find(({ year }) => year === 2027)).toMatchObject({ edition: 2, amends: [NOTICE_2027.notice] });
    // What is off in December of the year before stays off until that year itself is restated.
    expect(isWorkingDay(calendar, '2026-12-31')).toBe(false);
  });

  test('every year that shipped stands up to the same questions', () => {
    for (const { year, notice, holidays, makeUpDays } of SHIPPED_CALENDAR.years) {
      expect(findNoticeErrors(SHIPPED_CALENDAR, { year, notice, holidays, makeUpDays })).toEqual([{ path: 'holidays', code: 'calendar-unchanged' }]);
    }
  });

  test.each([
    ['a year after the next', { ...NOTICE_2027, year: 2028 }, 'year-out-of-order'],
    ['a year before the first', { ...NOTICE_2027, year: 2016 }, 'year-out-of-order'],
    ['a day of November before', { ...NOTICE_2027, holidays: [...NOTICE_2027.holidays, { name: '元旦', days: ['2026-11-30'] }] }, 'day-out-of-reach 2026-11-30'],
    ['a day of the year after', { ...NOTICE_2027, makeUpDays: ['2028-01-01'] }, 'day-out-of-reach 2028-01-01'],
    ['a holiday listed twice', { ...NOTICE_2027, holidays: [...NOTICE_2027.holidays, { name: '调休', days: ['2027-06-09'] }] }, 'day-listed-twice 2027-06-09'],
    ['a make-up day that is a holiday', { ...NOTICE_2027, makeUpDays: ['2027-10-03'] }, 'day-listed-twice 2027-10-03'],
    ['a make-up day on a Monday', { ...NOTICE_2027, makeUpDays: ['2027-01-04'] }, 'make-up-day-on-weekday 2027-01-04'],
    ['the eve of Spring Festival left out', { ...NOTICE_2027, holidays: without('2027-02-05') }, 'statutory-holiday-missing 2027-02-05'],
    ['Mid-Autumn left out', { ...NOTICE_2027, holidays: without('2027-09-15') }, 'statutory-holiday-missing 2027-09-15'],
  ])('refused: %s', (_what, notice, code) => {
    expect(codesOf(notice)).toContain(code);
  });

  test('the same again is refused', () => {
    expect(findNoticeErrors(CALENDAR_2027, NOTICE_2027)).toEqual([{ path: 'holidays', code: 'calendar-unchanged' }]);
  });
});

describe('dates before and after the notice, counted by hand', () => {
  test.each([
    // Tue 29, Wed 30, Thu 31. After: Tue 29, Wed 30, off 31 to 2, Sun 3.
    ['2026-12-28', 3, '2026-12-31', false, '2027-01-03'],
    // Wed 30, Thu 31, Fri 1 holiday, weekend, Mon 4. After: Wed 30, Sun 3, Mon 4.
    ['2026-12-29', 3, '2027-01-04', true, '2027-01-04'],
    // Fri 1 holiday, weekend, Mon 4, Tue 5, Wed 6. After: Sun 3, Mon 4, Tue 5.
    ['2026-12-31', 3, '2027-01-06', true, '2027-01-05'],
    // 15, 16, 17, 18; 21 to 25; 28, 29, 30, 31; 4, 5 January. After: the thirteenth is Sun 3 instead of Thu 31.
    ['2026-12-14', 15, '2027-01-05', true, '2027-01-05'],
  ])('received on %s, %i working days', (receivedOn, n, before, wasProvisional, after) => {
    const input = { length: { kind: 'working-days', n } as const, startAt: parseInstant(`${receivedOn}T10:00:00+08:00`) };
    expect(due({ ...input, calendar: SHIPPED_CALENDAR })).toMatchObject({ dueOn: before, provisional: wasProvisional });
    expect(due({ ...input, calendar: CALENDAR_2027 })).toMatchObject({ dueOn: after, provisional: false });
  });

  test('a term that counts none of the changed days ends on the same day', () => {
    const changed = changedDays(SHIPPED_CALENDAR, CALENDAR_2027);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 20 }), (offset, n) => {
        const from = addDays('2026-01-01', offset);
        const before = addWorkingDays(SHIPPED_CALENDAR, from, n);
        const after = addWorkingDays(CALENDAR_2027, from, n);
        const countsOne = changed.some((day) => day > from && day <= (before > after ? before : after));
        return countsOne || before === after;
      }),
    );
  });
});
