import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { digestFor, nextDigestAt } from './digest-times';

const china = (text: string): number => Date.parse(`${text}+08:00`);
const next = (text: string): number => nextDigestAt(SHIPPED_CALENDAR, china(text));

describe('when digests leave', () => {
  test.each([
    // Friday 9 October 2026 is a working day, Saturday 10 October is worked, Sunday 11 October is not.
    ['2026-10-09T08:29:59', '2026-10-09T08:30'],
    ['2026-10-09T08:30', '2026-10-09T08:30'],
    ['2026-10-09T08:30:01', '2026-10-09T14:00'],
    ['2026-10-09T14:00:01', '2026-10-10T08:30'],
    ['2026-10-10T18:00', '2026-10-12T08:30'],
    // The National Day holiday of 2025 lasted from 1 to 8 October.
    ['2025-09-30T14:00:01', '2025-10-09T08:30'],
  ])('what happens at %s goes at %s', (at, expected) => {
    expect(next(at)).toBe(china(expected));
  });

  test('a rung of 08:30 that is written down ten minutes late still goes with, or right after, the digest of 08:30', () => {
    expect(digestFor(SHIPPED_CALENDAR, china('2026-10-09T08:30'), china('2026-10-09T08:40'))).toBe(china('2026-10-09T08:30'));
  });

  test('after an outage of hours it goes with the next digest from now', () => {
    expect(digestFor(SHIPPED_CALENDAR, china('2026-10-09T08:30'), china('2026-10-09T11:00'))).toBe(china('2026-10-09T14:00'));
    expect(digestFor(SHIPPED_CALENDAR, china('2026-10-09T08:30'), china('2026-10-10T16:00'))).toBe(china('2026-10-12T08:30'));
  });
});
