import type { Calendar } from '../calendar/calendar';
import { SHIPPED_CALENDAR, SHIPPED_CALENDARS } from '../calendar/calendar';
import { formatInstant, parseInstant } from '../calendar/day';
import { InvalidInput } from '../invalid-input';
import { getRuleSet, getTerm } from '../rule-sets';
import type { Due } from './due';
import { due, explainDue, workingDaysLate, workingDaysLeft } from './due';
import type { TermLength } from './term';

const wd = (n: number): TermLength => ({ kind: 'working-days', n });
const d = (n: number): TermLength => ({ kind: 'calendar-days', n });
const h = (n: number): TermLength => ({ kind: 'hours', n });
const min = (n: number): TermLength => ({ kind: 'minutes', n });

const dueFrom = (start: string, length: TermLength, more: { calendar?: Calendar; grants?: number[]; closeOfBusiness?: string; startOn?: string } = {}): Due =>
  due({ length, startAt: parseInstant(start.includes('T') ? start : `${start}T10:00+08:00`), calendar: SHIPPED_CALENDAR, ...more });

const version = (number: number): Calendar => SHIPPED_CALENDARS.find((calendar) => calendar.version === number) ?? SHIPPED_CALENDAR;

describe('the worked examples of the rules', () => {
  test('papers received on the eve of the October holiday of 2025 are due on Saturday 11 October', () => {
    // 1–8 Oct holiday; Thu 9 (1), Fri 10 (2), Sat 11 make-up day (3).
    expect(dueFrom('2025-09-30', wd(3))).toEqual({ dueOn: '2025-10-11', dueAt: parseInstant('2025-10-12T00:00+08:00'), provisional: false });
  });

  test('papers received on Friday 13 February 2026 are due on Wednesday 25 February', () => {
    // Sat 14 make-up day (1); 15–23 holiday; Tue 24 (2); Wed 25 (3).
    expect(dueFrom('2026-02-13', wd(3)).dueOn).toBe('2026-02-25');
  });

  test('a dispute opened on Monday 27 April 2026 is to be settled by Saturday 9 May', () => {
    // 28 (1), 29 (2), 30 Apr (3); 1–5 May holiday; 6 (4), 7 (5), 8 May (6); Sat 9 make-up day (7).
    expect(dueFrom('2026-04-27', getTerm(getRuleSet('yunfu-2017'), 'dispute.negotiate').length).dueOn).toBe('2026-05-09');
  });

  test('papers received on Tuesday 29 December 2026 are due on Monday 4 January 2027, provisionally', () => {
    // Wed 30 (1); Thu 31 (2); Fri 1 Jan holiday; weekend; Mon 4 (3).
    expect(dueFrom('2026-12-29', wd(3))).toMatchObject({ dueOn: '2027-01-04', provisional: true });
  });

  test('a person found on Friday 25 September 2026 at 22:00 is reported by Saturday 22:00, holiday or not', () => {
    expect(dueFrom('2026-09-25T22:00+08:00', h(24))).toEqual({ dueOn: '2026-09-26', dueAt: parseInstant('2026-09-26T22:00+08:00'), provisional: false });
  });
});

test.each<[string, number, string]>([
  // 21:05 and 10 minutes on a Saturday.
  ['2026-03-07T21:05+08:00', 10, '2026-03-07T21:15+08:00'],
  // 23:55 and 30 minutes: 5 to midnight, 25 after it.
  ['2026-03-07T23:55+08:00', 30, '2026-03-08T00:25+08:00'],
  // The night into the October holiday of 2026 (1–7 October) counts like any other.
  ['2026-09-30T23:50+08:00', 60, '2026-10-01T00:50+08:00'],
  // New Year's night, beyond the last published year: minutes need no notice.
  ['2026-12-31T23:59+08:00', 2, '2027-01-01T00:01+08:00'],
])('what happened %s is due in %i minutes at %s, by the clock', (from, n, until) => {
  expect(dueFrom(from, min(n))).toEqual({ dueOn: until.slice(0, 10), dueAt: parseInstant(until), provisional: false });
});

/** Counted by hand from the notices; the count stands in the last column. */
const COUNTED: readonly [from: string, length: TermLength, dueOn: string, count: string][] = [
  ['2017-01-26', wd(3), '2017-02-06', '27 Jan–2 Feb holiday; Fri 3 (1); Sat 4 make-up (2); Sun; Mon 6 (3)'],
  ['2017-09-29', wd(3), '2017-10-10', 'Sat 30 make-up (1); 1–8 Oct holiday; Mon 9 (2); Tue 10 (3)'],
  ['2018-02-14', wd(3), '2018-02-24', '15–21 holiday; Thu 22 (1); Fri 23 (2); Sat 24 make-up (3)'],
  ['2018-12-28', wd(3), '2019-01-03', 'Sat 29 make-up (1); 30 Dec–1 Jan holiday; Wed 2 (2); Thu 3 (3)'],
  ['2019-04-30', wd(3), '2019-05-07', '1–4 May holiday; Sun 5 make-up (1); Mon 6 (2); Tue 7 (3)'],
  ['2020-01-23', wd(3), '2020-02-05', '24 Jan–2 Feb holiday; Mon 3 (1); Tue 4 (2); Wed 5 (3)'],
  ['2021-04-30', wd(7), '2021-05-13', '1–5 May holiday; Thu 6 (1); Fri 7 (2); Sat 8 make-up (3); Sun; Mon 10 (4); 11 (5); 12 (6); Thu 13 (7)'],
  ['2021-09-17', wd(3), '2021-09-23', 'Sat 18 make-up (1); 19–21 holiday; Wed 22 (2); Thu 23 (3)'],
  ['2022-09-30', wd(3), '2022-10-10', '1–7 Oct holiday; Sat 8 make-up (1); Sun 9 make-up (2); Mon 10 (3)'],
  ['2022-12-30', wd(3), '2023-01-05', '31 Dec–2 Jan holiday; Tue 3 (1); Wed 4 (2); Thu 5 (3)'],
  ['2023-06-21', wd(3), '2023-06-27', '22–24 holiday; Sun 25 make-up (1); Mon 26 (2); Tue 27 (3)'],
  ['2023-09-28', wd(3), '2023-10-09', '29 Sep–6 Oct holiday; Sat 7 make-up (1); Sun 8 make-up (2); Mon 9 (3)'],
  ['2024-02-09', wd(3), '2024-02-20', '10–17 holiday; Sun 18 make-up (1); Mon 19 (2); Tue 20 (3)'],
  ['2024-09-29', wd(3), '2024-10-09', 'received on a make-up Sunday; Mon 30 (1); 1–7 Oct holiday; Tue 8 (2); Wed 9 (3)'],
  ['2024-10-12', wd(3), '2024-10-16', 'received on a make-up Saturday; Sun; Mon 14 (1); 15 (2); Wed 16 (3)'],
  ['2025-05-01', wd(3), '2025-05-08', 'received in the holiday; 2–5 holiday; Tue 6 (1); Wed 7 (2); Thu 8 (3)'],
  ['2026-02-27', wd(1), '2026-02-28', 'Sat 28 make-up (1)'],
  ['2026-09-14', wd(15), '2026-10-10', '15–18 Sep (1–4); Sat; Sun 20 make-up (5); 21–24 (6–9); 25–27 holiday; 28–30 (10–12); 1–7 Oct holiday; Thu 8 (13); Fri 9 (14); Sat 10 make-up (15)'],
  ['2026-12-30', wd(3), '2027-01-05', 'Thu 31 (1); Fri 1 Jan holiday; weekend; Mon 4 (2); Tue 5 (3)'],
  ['2027-02-04', wd(3), '2027-02-11', 'fixed holidays Fri 5 (eve), 6, 7, Mon 8; Tue 9 (1); Wed 10 (2); Thu 11 (3)'],
  ['2028-04-28', wd(3), '2028-05-05', 'weekend; Mon 1 and Tue 2 May fixed holidays; Wed 3 (1); Thu 4 (2); Fri 5 (3)'],
  ['2025-07-04', d(7), '2025-07-11', '5 Jul is day 1; Fri 11 is day 7, a working day'],
  ['2025-07-04', d(15), '2025-07-21', 'Sat 19 is day 15; Sun; rolls to Mon 21'],
  ['2025-09-24', d(7), '2025-10-09', 'Wed 1 Oct is day 7, a holiday through 8 Oct; rolls to Thu 9'],
  ['2026-02-07', d(7), '2026-02-14', 'Sat 14 is day 7 and a make-up day: a working day, it does not move'],
  ['2025-12-05', d(30), '2026-01-04', 'Sun 4 Jan is day 30 and a make-up day: it does not move'],
  ['2026-12-25', d(7), '2027-01-04', 'Fri 1 Jan is day 7, a fixed holiday; weekend; rolls to Mon 4'],
];

describe('dates counted by hand', () => {
  test.each(COUNTED)('from %s, %j ends on %s: %s', (from, length, dueOn) => {
    expect(dueFrom(from, length).dueOn).toBe(dueOn);
  });

  test('a term in hours runs through the night of a change of year and ends in the minute it began', () => {
    expect(formatInstant(dueFrom('2026-12-31T23:59+08:00', h(24)).dueAt)).toBe('2027-01-01T23:59:00+08:00');
    expect(dueFrom('2026-12-31T23:59+08:00', h(24)).provisional).toBe(false);
  });

  test('2 working days from 27 December 2018 ended on the 31st until the notice of 4 December was loaded, then on the 29th', () => {
    // Before: Fri 28 (1), weekend, Mon 31 (2). After: Fri 28 (1), Sat 29 make-up (2).
    expect(dueFrom('2018-12-27', wd(2), { calendar: version(2) }).dueOn).toBe('2018-12-31');
    expect(dueFrom('2018-12-27', wd(2), { calendar: version(3) }).dueOn).toBe('2018-12-29');
  });

  test('3 working days from 30 April 2019 moved from 6 to 7 May with the longer Labour Day holiday', () => {
    // Before: 1 May holiday; Thu 2 (1), Fri 3 (2), weekend, Mon 6 (3).
    expect(dueFrom('2019-04-30', wd(3), { calendar: version(3) }).dueOn).toBe('2019-05-06');
    expect(dueFrom('2019-04-30', wd(3), { calendar: version(4) }).dueOn).toBe('2019-05-07');
  });

  test('3 working days from 23 January 2020 moved from 3 to 5 February with the longer Spring Festival', () => {
    // Before: 24–30 holiday; Fri 31 (1), Sat 1 Feb make-up (2), Sun, Mon 3 (3).
    expect(dueFrom('2020-01-23', wd(3), { calendar: version(5) }).dueOn).toBe('2020-02-03');
    expect(dueFrom('2020-01-23', wd(3), { calendar: version(6) }).dueOn).toBe('2020-02-05');
  });
});

describe('the end of the last day', () => {
  test('is 24:00 where the unit has published no close of business, and the close of business where it has', () => {
    expect(formatInstant(dueFrom('2025-09-30', wd(3)).dueAt)).toBe('2025-10-12T00:00:00+08:00');
    expect(formatInstant(dueFrom('2025-09-30', wd(3), { closeOfBusiness: '17:30' }).dueAt)).toBe('2025-10-11T17:30:00+08:00');
  });

  test('of a term in hours heeds no close of business', () => {
    expect(formatInstant(dueFrom('2026-09-25T22:00+08:00', h(24), { closeOfBusiness: '17:30' }).dueAt)).toBe('2026-09-26T22:00:00+08:00');
  });

  test('a receipt at 24:00 of Thursday counts from Thursday when Thursday is given as day 0', () => {
    // 2026-03-12 is a Thursday: Fri 13 (1), weekend, Mon 16 (2), Tue 17 (3). Without day 0 the instant belongs to Friday, and Wed 18 would be the last day.
    expect(dueFrom('2026-03-13T00:00+08:00', wd(3), { startOn: '2026-03-12' }).dueOn).toBe('2026-03-17');
    expect(dueFrom('2026-03-13T00:00+08:00', wd(3)).dueOn).toBe('2026-03-18');
  });
});

describe("the court's grants", () => {
  test('two more working days are counted on from the old last day', () => {
    // Old last day Sat 11 Oct 2025; Sun; Mon 13 (1), Tue 14 (2).
    expect(dueFrom('2025-09-30', wd(3), { grants: [2] }).dueOn).toBe('2025-10-14');
  });

  test('each grant is counted on from where the one before it ended', () => {
    // Tue 14 as above; Wed 15 (1).
    expect(dueFrom('2025-09-30', wd(3), { grants: [2, 1] }).dueOn).toBe('2025-10-15');
  });

  test('a grant of nothing is refused', () => {
    expect(() => dueFrom('2025-09-30', wd(3), { grants: [0] })).toThrow(InvalidInput);
  });
});

describe('why this date', () => {
  test('every day is told with what it counted for, and a make-up day is counted and marked', () => {
    const term = getTerm(getRuleSet('yunfu-2017'), 'oversight.ask');
    const why = explainDue({ length: term.length, term, startAt: parseInstant('2026-02-13T10:00+08:00'), calendar: SHIPPED_CALENDAR });
    expect(why.cite).toEqual({ ruleSet: 'yunfu-2017', document: '关于进一步完善云浮市执行联动工作机制的实施意见', article: '四.7(4)' });
    expect(why.calendarVersion).toBe(SHIPPED_CALENDAR.version);
    expect(why.days.map(({ day, as, count }) => [day.slice(5), as, count])).toEqual([
      ['02-13', 'event', undefined],
      ['02-14', 'make-up-day', 1],
      ...['02-15', '02-16', '02-17', '02-18', '02-19', '02-20', '02-21', '02-22', '02-23'].map((day) => [day, 'holiday', undefined]),
      ['02-24', 'counted', 2],
      ['02-25', 'counted', 3],
    ]);
    expect(why.days[2]).toEqual({ day: '2026-02-15', weekday: 7, as: 'holiday', kind: 'holiday', name: '春节', certain: true });
  });

  test('a calendar-day term counts days off and shows where it rolled to', () => {
    const why = explainDue({ length: d(7), startAt: parseInstant('2025-07-05T10:00+08:00'), calendar: SHIPPED_CALENDAR });
    // Sat 5 is the event; Sun 6 is day 1; Sat 12 is day 7; Sun 13 off; Mon 14.
    expect(why.days.map(({ day, as, count }) => [day.slice(5), as, count])).toEqual([
      ['07-05', 'event', undefined],
      ['07-06', 'counted', 1],
      ['07-07', 'counted', 2],
      ['07-08', 'counted', 3],
      ['07-09', 'counted', 4],
      ['07-10', 'counted', 5],
      ['07-11', 'counted', 6],
      ['07-12', 'counted', 7],
      ['07-13', 'weekend', undefined],
      ['07-14', 'rolled-to', undefined],
    ]);
  });

  test('the explanation and the bare date agree', () => {
    for (const [from, length] of COUNTED) {
      const input = { length, startAt: parseInstant(`${from}T10:00+08:00`), calendar: SHIPPED_CALENDAR, grants: [1] };
      const { dueOn, dueAt, provisional, days } = explainDue(input);
      expect({ dueOn, dueAt, provisional }).toEqual(due(input));
      expect(days.at(-1)?.day).toBe(dueOn);
    }
  });
});

describe('how late, and how long yet', () => {
  test('an answer on the Sunday after a Friday is 0 working days late, on the Monday 1', () => {
    // 2026-03-13 is a Friday.
    expect(workingDaysLate(SHIPPED_CALENDAR, '2026-03-13', parseInstant('2026-03-15T10:00+08:00'))).toBe(0);
    expect(workingDaysLate(SHIPPED_CALENDAR, '2026-03-13', parseInstant('2026-03-16T10:00+08:00'))).toBe(1);
    expect(workingDaysLate(SHIPPED_CALENDAR, '2026-03-13', parseInstant('2026-03-12T10:00+08:00'))).toBe(0);
  });

  test('an answer on a make-up Saturday after the last day is a working day late', () => {
    expect(workingDaysLate(SHIPPED_CALENDAR, '2025-10-10', parseInstant('2025-10-11T09:00+08:00'))).toBe(1);
  });

  test('working days left are 3 on the eve of the October holiday, 0 on the last day, negative after it', () => {
    expect(workingDaysLeft(SHIPPED_CALENDAR, '2025-10-11', parseInstant('2025-09-30T10:00+08:00'))).toBe(3);
    expect(workingDaysLeft(SHIPPED_CALENDAR, '2025-10-11', parseInstant('2025-10-11T23:59+08:00'))).toBe(0);
    expect(workingDaysLeft(SHIPPED_CALENDAR, '2025-10-11', parseInstant('2025-10-14T10:00+08:00'))).toBe(-2);
  });
});

test.each([0, -1, 1.5, Number.NaN, 10_001])('a term of %p is refused', (n) => {
  expect(() => dueFrom('2025-09-30', wd(n))).toThrow(InvalidInput);
});
