import type { Calendar, ClassifiedDay, DayKind } from '../calendar/calendar';
import { classifyDay, isWorkingDay } from '../calendar/calendar';
import type { Day, Weekday } from '../calendar/day';
import { addDays, atTimeOfDayMs, dayOf, startOfDayMs, weekdayOf } from '../calendar/day';
import { InvalidInput } from '../invalid-input';
import type { Citation, Term, TermLength } from './term';

const MS_PER = { hours: 3_600_000, minutes: 60_000 } as const;
/** Longer terms are mistakes: some forty years of working days. */
export const LONGEST_TERM = 10_000;

/**
 * Working days added to a term: counted on from the old last day; or, agreed on when the term had run out already, from that agreement, whose day is not
 * counted. By a calendar under which the term had not run out yet, such a new term is counted on from the last day like any other.
 */
export type Grant = number | { workingDays: number; agreedAt: number };

export interface DueInput {
  length: TermLength;
  /** The instant of the event from which the term runs (epoch milliseconds). */
  startAt: number;
  /** The day of the event, day 0, where it is not the day of `startAt`: a deemed receipt happens at 24:00 of its day. */
  startOn?: Day;
  /** What was granted by the court, in its order. */
  grants?: readonly Grant[];
  calendar: Calendar;
  /** The unit's published close of business 'HH:MM', at which its last day ends; 24:00 where there is none. */
  closeOfBusiness?: string;
}

export interface Due {
  /** The last day of the term; for hours and minutes, the day on which they end. */
  dueOn: Day;
  /** The first instant after the term: what is done then or later is late. */
  dueAt: number;
  /** True when a day was counted that no notice covers yet. */
  provisional: boolean;
}

/** What a day was to the count of a term. */
export type DayRole =
  /** The day of the event, never counted. */
  | 'event'
  /** Counted as a working day, or as a calendar day. */
  | 'counted'
  /** A Saturday or Sunday that is worked: counted. */
  | 'make-up-day'
  | 'weekend'
  | 'holiday'
  /** The first working day after a last day that fell on a day off: the last day of a term in calendar days. */
  | 'rolled-to'
  /** A day through which a term in hours or minutes runs by the clock. */
  | 'by-the-clock'
  /** Between a last day and the later day on which a new term was agreed on, that day included: not counted. */
  | 'overdue';

export interface ExplainedDay {
  day: Day;
  weekday: Weekday;
  as: DayRole;
  /** What the calendar says of the day, however it was counted. */
  kind: DayKind;
  /** The holiday's name. */
  name?: string;
  /** The number of the counted day: from 1 for the term, and from 1 again for each grant. */
  count?: number;
  /** Which of the court's grants (from 1) the day belongs to. */
  grant?: number;
  certain: boolean;
}

export interface DueExplained extends Due {
  calendarVersion: number;
  length: TermLength;
  cite?: Citation;
  days: ExplainedDay[];
}

/** When a term ends. Throws InvalidInput for a length, grant or time of day that cannot be. */
export function due(input: DueInput): Due {
  return walk(input);
}

/** When a term ends, and why: every day from the event to the end with what it counted for. */
export function explainDue(input: DueInput & { term?: Term }): DueExplained {
  const days: ExplainedDay[] = [];
  const ends = walk(input, (day) => days.push(day));
  return { ...ends, calendarVersion: input.calendar.version, length: input.length, ...(input.term ? { cite: input.term.cite } : {}), days };
}

/** Goes day by day from the event to the end of the term and of each grant, telling each day to `visit` where someone wants to know why. */
function walk(input: DueInput, visit?: (day: ExplainedDay) => void): Due {
  checkInput(input);
  const { length, startAt, calendar, closeOfBusiness, grants = [] } = input;
  const startOn = input.startOn ?? dayOf(startAt);
  let reached = startOn;
  let dueAt: number | undefined;
  let provisional = false;

  const see = (as: DayRole, classified: ClassifiedDay, count?: number, grant?: number): void => {
    const { kind, name, certain } = classified;
    visit?.({ day: reached, weekday: weekdayOf(reached), as, kind, ...(name === undefined ? {} : { name }), ...(count === undefined ? {} : { count }), ...(grant === undefined ? {} : { grant }), certain });
  };
  const countWorkingDays = (n: number, grant?: number): void => {
    for (let counted = 0; counted < n; ) {
      reached = addDays(reached, 1);
      const classified = classifyDay(calendar, reached);
      if (!classified.certain) provisional = true;
      const isWorked = classified.kind === 'working-day' || classified.kind === 'make-up-day';
      if (isWorked) counted += 1;
      if (visit) see(classified.kind === 'working-day' ? 'counted' : classified.kind, classified, isWorked ? counted : undefined, grant);
    }
  };

  if (visit) see('event', classifyDay(calendar, reached));
  switch (length.kind) {
    case 'working-days':
      countWorkingDays(length.n);
      break;
    case 'calendar-days':
      for (let counted = 1; counted <= length.n; counted += 1) {
        reached = addDays(reached, 1);
        if (visit) see('counted', classifyDay(calendar, reached), counted);
      }
      for (let last = classifyDay(calendar, reached); ; ) {
        if (!last.certain) provisional = true;
        if (last.kind === 'working-day' || last.kind === 'make-up-day') break;
        reached = addDays(reached, 1);
        last = classifyDay(calendar, reached);
        if (visit) see(last.kind === 'weekend' || last.kind === 'holiday' ? last.kind : 'rolled-to', last);
      }
      break;
    case 'hours':
    case 'minutes': {
      dueAt = startAt + length.n * MS_PER[length.kind];
      const lastDay = dayOf(dueAt);
      while (visit && reached < lastDay) {
        reached = addDays(reached, 1);
        see('by-the-clock', classifyDay(calendar, reached));
      }
      reached = lastDay;
      break;
    }
  }
  const endOfReached = (): number => (closeOfBusiness === undefined ? startOfDayMs(addDays(reached, 1)) : atTimeOfDayMs(reached, closeOfBusiness));
  dueAt ??= endOfReached();
  for (const [index, grant] of grants.entries()) {
    if (typeof grant !== 'number' && grant.agreedAt >= dueAt) {
      for (const agreedOn = dayOf(grant.agreedAt); reached < agreedOn; ) {
        reached = addDays(reached, 1);
        if (visit) see('overdue', classifyDay(calendar, reached));
      }
    }
    countWorkingDays(workingDaysOf(grant), index + 1);
    dueAt = endOfReached();
  }
  return { dueOn: reached, dueAt, provisional };
}

function checkInput({ length, startAt, grants = [] }: DueInput): void {
  if (!isTermNumber(length.n)) throw new InvalidInput(`must be a whole number from 1 to ${LONGEST_TERM}`, 'term.n');
  if (!Number.isSafeInteger(startAt)) throw new InvalidInput('must be whole epoch milliseconds', 'start');
  grants.forEach((grant, index) => {
    if (!isTermNumber(workingDaysOf(grant))) throw new InvalidInput(`must be a whole number of working days from 1 to ${LONGEST_TERM}`, `grants[${index}]`);
  });
}

export function workingDaysOf(grant: Grant): number {
  return typeof grant === 'number' ? grant : grant.workingDays;
}

export function isTermNumber(n: number): boolean {
  return Number.isInteger(n) && n >= 1 && n <= LONGEST_TERM;
}

/**
 * How late an answer is: the working days after the last day up to and including the day of the answer.
 * 0 on the last day itself, and for an answer on a day off right after it, which is late all the same.
 */
export function workingDaysLate(calendar: Calendar, dueOn: Day, answeredAt: number): number {
  return countWorkingDaysBetween(calendar, dueOn, dayOf(answeredAt));
}

/** The working days after today up to and including the last day: 0 on the last day, negative by the working days late after it. */
export function workingDaysLeft(calendar: Calendar, dueOn: Day, nowAt: number): number {
  const today = dayOf(nowAt);
  return today <= dueOn ? countWorkingDaysBetween(calendar, today, dueOn) : 0 - countWorkingDaysBetween(calendar, dueOn, today);
}

/** On which working day of a term an instant lies, and how many the term has with what was granted. The day of the event is day 0. */
export function dayOfTerm(calendar: Calendar, { startOn, dueOn }: { startOn: Day; dueOn: Day }, at: number): { onDay: number; of: number } {
  return { onDay: countWorkingDaysBetween(calendar, startOn, dayOf(at)), of: countWorkingDaysBetween(calendar, startOn, dueOn) };
}

/** The working days after one day up to and including another. */
export function countWorkingDaysBetween(calendar: Calendar, after: Day, upTo: Day): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= upTo; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}
