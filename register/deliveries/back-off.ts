const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** How long after each failed attempt the next one comes; the last step repeats. */
const STEPS_MINUTES = [1, 2, 4, 8, 15, 30, 60, 120, 240, 360] as const;
const GIVE_UP_AFTER_MS = 5 * MS_PER_DAY;

/** When a delivery that failed `attempts` times is tried again, or undefined: given up, for the operator to see. All in real time. */
export function nextAttemptAt(failed: { attempts: number; firstAttemptAt: number; now: number }): number | undefined {
  const stepMinutes = STEPS_MINUTES[Math.min(failed.attempts, STEPS_MINUTES.length) - 1] ?? STEPS_MINUTES[0];
  const next = failed.now + stepMinutes * MS_PER_MINUTE;
  return next <= failed.firstAttemptAt + GIVE_UP_AFTER_MS ? next : undefined;
}
