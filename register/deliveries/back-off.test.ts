import { nextAttemptAt } from './back-off';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The instants of every attempt of a delivery that always fails at once. */
function attempts(): number[] {
  const at = [0];
  for (;;) {
    const next = nextAttemptAt({ attempts: at.length, firstAttemptAt: 0, now: at.at(-1) ?? 0 });
    if (next === undefined) return at;
    at.push(next);
  }
}

test('the first retry comes after a minute, later ones at most six hours apart', () => {
  const at = attempts();
  const gaps = at.slice(1).map((instant, index) => (instant - (at[index] ?? 0)) / MINUTE);
  expect(gaps.slice(0, 11)).toEqual([1, 2, 4, 8, 15, 30, 60, 120, 240, 360, 360]);
  expect(Math.max(...gaps)).toBe(360);
});

test('it is tried for five days, and not longer', () => {
  const last = attempts().at(-1) ?? 0;
  expect(last).toBeLessThanOrEqual(5 * DAY);
  expect(last).toBeGreaterThan(5 * DAY - 360 * MINUTE);
});
