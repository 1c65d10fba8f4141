import { SHIPPED_CALENDAR } from '../calendar/calendar';
import { formatInstant, parseInstant } from '../calendar/day';
import { getRuleSet, getTerm, ladderFor } from '../rule-sets';
import { deemedReceipt } from './deemed-receipt';
import { due } from './due';
import type { DueRung } from './ladder';
import { ladderOf } from './ladder';
import type { Term } from './term';

const RULES = getRuleSet('yunfu-2017');
const calendar = SHIPPED_CALENDAR;

const climb = (term: Term, start: string): DueRung[] => {
  const startAt = parseInstant(start);
  return ladderOf({ due: due({ length: term.length, startAt, calendar }), startAt, calendar, ladder: ladderFor(RULES, term) });
};
const shown = (rungs: readonly DueRung[]): string[] => rungs.map(({ rung, at }) => `${rung} ${formatInstant(at)}`);

test('a query received on the eve of the October holiday is reminded on 9, 10 and 11 October, is in breach at 24:00 and climbs on working days at 08:30', () => {
  const duty = RULES.duties['police.identity-property-query'][0];
  if (!duty) throw new Error('no duty');
  // Last day Sat 11 Oct 2025. +1 is Mon 13, +3 is Wed 15.
  expect(shown(climb(duty.term, '2025-09-30T10:00+08:00'))).toEqual([
    'T-2 2025-10-09T08:30:00+08:00',
    'T-1 2025-10-10T08:30:00+08:00',
    'T-0 2025-10-11T08:30:00+08:00',
    'breach 2025-10-12T00:00:00+08:00',
    '+1 2025-10-13T08:30:00+08:00',
    '+3 2025-10-15T08:30:00+08:00',
  ]);
});

test('a breach is told to the court and the liaison, then to the head and the enforcement bureau, then to the committee', () => {
  const told = Object.fromEntries(RULES.ladders.days.map(({ rung, audience }) => [rung, audience]));
  expect(told['breach']).toEqual(['court.officer', 'unit.liaison']);
  expect(told['+1']).toEqual(['unit.head', 'court.bureau']);
  expect(told['+3']).toEqual(['committee']);
});

test('a term of 24 hours is reminded at half time and four hours before its end, weekend or not', () => {
  // Found Fri 25 Sep 2026 22:00 (Mid-Autumn). The end is Sat 22:00; the next working days are Mon 28 and, third, Wed 30.
  expect(shown(climb(getTerm(RULES, 'locate.notify-court'), '2026-09-25T22:00+08:00'))).toEqual([
    'half 2026-09-26T10:00:00+08:00',
    'last-4h 2026-09-26T18:00:00+08:00',
    'breach 2026-09-26T22:00:00+08:00',
    '+1 2026-09-28T08:30:00+08:00',
    '+3 2026-09-30T08:30:00+08:00',
  ]);
});

test('an advisory target is missed, never breached, and does not reach the committee', () => {
  const rungs = climb(getTerm(RULES, 'request.accept-answer'), '2026-03-10T10:00+08:00');
  // Tue 10 Mar; Wed 11 (1), Thu 12 (2), Fri 13 (3); +1 is Mon 16.
  expect(shown(rungs)).toEqual(['T-0 2026-03-13T08:30:00+08:00', 'missed 2026-03-14T00:00:00+08:00', '+1 2026-03-16T08:30:00+08:00']);
  expect(rungs.flatMap(({ audience }) => audience)).not.toContain('committee');
});

test('a target in minutes is told once, at its end, at once, to whoever can still act', () => {
  const rungs = climb(getTerm(RULES, 'emergency.turn-out'), '2026-09-30T23:55+08:00');
  // Ten minutes: five to midnight, five of the first day of the holiday.
  expect(shown(rungs)).toEqual(['missed 2026-10-01T00:05:00+08:00']);
  expect(rungs).toEqual([expect.objectContaining({ audience: ['unit.desk', 'unit.head', 'court.officer'], urgency: 'urgent' })]);
});

describe('papers nobody signs for', () => {
  test('delivered on Thursday they count as received at 24:00 of Friday, and Friday is day 0', () => {
    // 2026-03-12 is a Thursday.
    const { on, at } = deemedReceipt(calendar, parseInstant('2026-03-12T09:00+08:00'));
    expect([on, formatInstant(at)]).toEqual(['2026-03-13', '2026-03-14T00:00:00+08:00']);
    // Mon 16 (1), Tue 17 (2), Wed 18 (3).
    expect(due({ length: { kind: 'working-days', n: 3 }, startAt: at, startOn: on, calendar }).dueOn).toBe('2026-03-18');
  });

  test('delivered on the eve of the October holiday of 2025 they count as received on 9 October', () => {
    expect(deemedReceipt(calendar, parseInstant('2025-09-30T23:59+08:00')).on).toBe('2025-10-09');
  });

  test('delivered in a holiday they count as received on the first working day after it', () => {
    expect(deemedReceipt(calendar, parseInstant('2025-10-03T12:00+08:00')).on).toBe('2025-10-09');
  });
});
