import type { Calendar } from '../calendar/calendar';
import { addWorkingDays } from '../calendar/calendar';
import type { Day } from '../calendar/day';
import { atTimeOfDayMs } from '../calendar/day';
import type { Side } from '../access/parties';

/**
 * Who is told at a body. `party`: whoever acts for it, at a court the officer, at a unit desk and liaison. `contact`: whom the court named to be
 * reached round the clock, else its officer. `holder`: to whom of its people the body has given the matter.
 */
export type Post = 'desk' | 'liaison' | 'head' | 'officer' | 'contact' | 'bureau' | 'party' | 'holder';

/** Who is told when a rung is reached: a post at the body on one side, or the political-legal committee. */
export type Audience = 'committee' | `${Side}.${Post}`;

/** When a rung is reached, relative to a term. */
export type RungTime =
  /** At a time of day, so many working days after the last day (before it when negative). */
  | { from: 'last-day'; workingDays: number; timeOfDay: string }
  /** At the first instant after the term. */
  | { from: 'term-end' }
  /** So many hours before the first instant after the term. */
  | { from: 'before-term-end'; hours: number }
  /** When half of the term has run; left out where the start is not given. */
  | { from: 'half-way' };

/** One rung of the ladder of reminders and escalation. */
export interface LadderRung {
  rung: string;
  when: RungTime;
  audience: readonly Audience[];
  /** Told at once and alone; left out, only a breach is. */
  urgency?: 'urgent';
}

export type Ladder = readonly LadderRung[];

export interface DueRung {
  rung: string;
  /** Epoch milliseconds. */
  at: number;
  audience: readonly Audience[];
  urgency?: 'urgent';
}

const MS_PER_HOUR = 3_600_000;

/** When each rung of a ladder is reached, earliest first; rungs of one instant keep the order of the rule. Rungs that are already past are the caller's to skip. */
export function ladderOf(input: { due: { dueOn: Day; dueAt: number }; startAt?: number; calendar: Calendar; ladder: Ladder }): DueRung[] {
  const { due, startAt, calendar, ladder } = input;
  return ladder
    .flatMap(({ rung, when, audience, urgency }) => {
      const at = rungAt(when, due, startAt, calendar);
      return at === undefined ? [] : [{ rung, at, audience, ...(urgency ? { urgency } : {}) }];
    })
    .sort((a, b) => a.at - b.at);
}

function rungAt(when: RungTime, due: { dueOn: Day; dueAt: number }, startAt: number | undefined, calendar: Calendar): number | undefined {
  switch (when.from) {
    case 'last-day':
      return atTimeOfDayMs(addWorkingDays(calendar, due.dueOn, when.workingDays), when.timeOfDay);
    case 'term-end':
      return due.dueAt;
    case 'before-term-end':
      return due.dueAt - when.hours * MS_PER_HOUR;
    case 'half-way':
      return startAt === undefined ? undefined : Math.floor((startAt + due.dueAt) / 2);
  }
}
