import { formatInstant } from '../../contract/common';
import type { Day } from '../../domain/calendar/day';
import type { Entry } from '../../matters/ledger';
import type { TermView } from '../../matters/position';
import { CALENDAR_REVISED } from '../../matters/shell-commands';

/** The last days that a term had before each calendar that moved it while it ran, oldest first. `dueBy` counts it by a version of the calendar. */
export async function earlierDaysOf(ledger: readonly Entry[], { startAt, metAt, dueOn }: TermView, dueBy: (version: number) => Promise<Day>): Promise<{ calendarVersion: number; dueOn: Day; revisedAt: string }[]> {
  const revisions = ledger.filter(({ type, receivedAt }) => type === CALENDAR_REVISED && receivedAt >= startAt && (metAt === undefined || receivedAt <= metAt));
  const before = await Promise.all(
    revisions.map(async ({ facts, receivedAt }) => {
      const version = Number(facts['from']);
      return { calendarVersion: version, dueOn: await dueBy(version), revisedAt: formatInstant(receivedAt) };
    }),
  );
  return before.filter((one, index) => one.dueOn !== (before[index + 1]?.dueOn ?? dueOn));
}
