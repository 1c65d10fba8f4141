import * as fc from 'fast-check';

/** One thing that happens to a matter. Numbers are turned into instants and facts where it is played. */
export type Happening<Side extends string> = Give<Side> | Move | { type: 'restart'; lacking: number };
export interface Give<Side extends string> {
  type: 'give';
  command: number;
  side: Side;
  choice: number;
}
export interface Move {
  type: 'advance' | 'leap';
  by: number;
  toAlarm: -1 | 0 | 1 | undefined;
}

interface Habits<Side extends string> {
  /** A side that stands here twice acts twice as often. */
  sides: readonly Side[];
  /** How long nothing happens, from and to, in ms; one of them is chosen. */
  pauses: readonly { min: number; max: number }[];
  advanceWeight: number;
  maxLength: number;
}

export function happenings<Side extends string>({ sides, pauses, advanceWeight, maxLength }: Habits<Side>): fc.Arbitrary<Happening<Side>[]> {
  const move = (type: Move['type']): fc.Arbitrary<Move> =>
    fc.record({ type: fc.constant(type), by: fc.oneof(...pauses.map((pause) => fc.integer(pause))), toAlarm: fc.oneof(fc.constant(undefined), fc.constantFrom(-1 as const, 0 as const, 1 as const)) });
  return fc.array(
    fc.oneof(
      { weight: 10, arbitrary: fc.record({ type: fc.constant('give' as const), command: fc.nat(9_999), side: fc.constantFrom(...sides), choice: fc.nat(999) }) },
      { weight: advanceWeight, arbitrary: move('advance') },
      { weight: 2, arbitrary: move('leap') },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const), lacking: fc.nat(3) }) },
    ),
    { minLength: 3, maxLength, size: 'max' },
  );
}

/** Where the clock stands after a move: at the next alarm, a millisecond beside it, or simply later. */
export function momentAfter({ by, toAlarm }: Move, nextAlarmAt: number | undefined, now: number): number {
  return toAlarm !== undefined && nextAlarmAt !== undefined ? Math.max(now, nextAlarmAt + toAlarm) : now + by;
}
