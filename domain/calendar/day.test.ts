import * as fc from 'fast-check';
import { InvalidInput } from '../invalid-input';
import { addDays, atTimeOfDayMs, dayOf, formatInstant, isDay, parseInstant, startOfDayMs, weekdayOf } from './day';

const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays('1970-01-01', n));

describe('a day is a day in China Standard Time', () => {
  test('an hour before midnight in London is already the next day in Yunfu', () => {
    expect(dayOf(parseInstant('2025-09-30T23:00:00Z'))).toBe('2025-10-01');
    expect(dayOf(parseInstant('2025-09-30T15:59:59.999Z'))).toBe('2025-09-30');
    expect(dayOf(parseInstant('2025-09-30T16:00:00Z'))).toBe('2025-10-01');
  });

  test('a day begins at 00:00 and ends at 24:00 in UTC+8', () => {
    expect(startOfDayMs('2025-10-01')).toBe(Date.UTC(2025, 8, 30, 16));
    expect(atTimeOfDayMs('2025-10-01', '08:30')).toBe(Date.UTC(2025, 9, 1, 0, 30));
    expect(() => atTimeOfDayMs('2025-10-01', '24:00')).toThrow(InvalidInput);
  });

  test('1 October 2025 was a Wednesday and 29 February 2024 a Thursday', () => {
    expect(weekdayOf('2025-10-01')).toBe(3);
    expect(weekdayOf('2024-02-29')).toBe(4);
    expect(weekdayOf('1969-12-31')).toBe(3);
  });

  test('29 February exists in 2024 and 2000 and not in 2025 and 2100', () => {
    expect(['2024-02-29', '2000-02-29', '2025-02-29', '2100-02-29', '2025-04-31', '2025-00-10', '2025-1-01', 'today'].map(isDay)).toEqual([true, true, false, false, false, false, false, false]);
  });

  test('days agree with the Gregorian calendar of the host for every day of 150 years', () => {
    const different: string[] = [];
    for (let n = -20_000; n <= 40_000; n += 1) {
      const host = new Date(n * 86_400_000);
      const day = addDays('1970-01-01', n);
      if (day !== host.toISOString().slice(0, 10) || weekdayOf(day) % 7 !== host.getUTCDay() || addDays(day, 1) !== addDays('1970-01-01', n + 1)) different.push(day);
    }
    expect(different).toEqual([]);
  });

  test('stepping n days and then back comes home', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, n) => addDays(addDays(day, n), -n) === day));
  });
});

describe('instants are read strictly and written in UTC+8', () => {
  test.each([
    ['2025-09-30T10:00+08:00', '2025-09-30T10:00:00+08:00'],
    ['2025-09-30T02:00:00Z', '2025-09-30T10:00:00+08:00'],
    ['2025-09-30T10:00:00.5+08:00', '2025-09-30T10:00:00.500+08:00'],
    ['2025-09-30T10:00:00.123456789+08:00', '2025-09-30T10:00:00.123+08:00'],
    ['2025-09-29T22:00:00-04:00', '2025-09-30T10:00:00+08:00'],
    ['1969-12-31T23:59:59.001+08:00', '1969-12-31T23:59:59.001+08:00'],
  ])('%s is %s', (text, written) => {
    expect(formatInstant(parseInstant(text))).toBe(written);
  });

  test.each(['2025-09-30', '2025-09-30T10:00', '2025-02-29T10:00+08:00', '2025-09-30T24:00+08:00', '2025-09-30T10:60+08:00', '2025-09-30T10:00:60+08:00', '2025-09-30T10:00+15:00', '2025-09-30 10:00+08:00', '2025-09-30T10:00+0800', ' 2025-09-30T10:00+08:00', '0025-09-30T10:00+08:00', ''])(
    "'%s' is refused, and the message says where it stood",
    (text) => {
      expect(() => parseInstant(text, 'start')).toThrow(InvalidInput);
      expect(() => parseInstant(text, 'start')).toThrow(/^start: /);
    },
  );

  test('what is written is read back to the millisecond', () => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000_000_000, max: 4_000_000_000_000 }), (atMs) => parseInstant(formatInstant(atMs)) === atMs));
  });
});
