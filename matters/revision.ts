import { type Calendar, changedDays } from '../domain/calendar/calendar';
import { addDays, type Day, dayOf, yearOf } from '../domain/calendar/day';
import { type Due, due } from '../domain/deadlines/due';
import type { BreachView, Position, TermView } from './position';

/** A running term whose last day, or the hour at which it ends, is another under another calendar. */
export interface MovedTerm {
  term: string;
  from: { dueOn: Day; dueAt: number };
  to: { dueOn: Day; dueAt: number };
}

/** When a term ends if its days are counted by another calendar. A unit's published close of business ends its own terms alone. */
function recount({ length, startAt, startOn, grants, side }: TermView, calendar: Calendar, closeOfBusiness: string | undefined): Due {
  return due({ length, startAt, startOn, grants, calendar, ...(closeOfBusiness !== undefined && side === 'unit' ? { closeOfBusiness } : {}) });
}

/** What another calendar would move in a matter. Terms that were met or have ended keep their dates; a breach may lose its ground all the same. */
export function movesOf(
  { terms, breaches }: Pick<Position, 'terms' | 'breaches'>,
  calendar: Calendar,
  { closeOfBusiness, now }: { closeOfBusiness?: string; now: number },
): { terms: MovedTerm[]; groundless: BreachView[] } {
  const moved = terms.flatMap((term): MovedTerm[] => {
    const to = recount(term, calendar, closeOfBusiness);
    return term.state === 'running' && to.dueAt !== term.dueAt ? [{ term: term.id, from: { dueOn: term.dueOn, dueAt: term.dueAt }, to: { dueOn: to.dueOn, dueAt: to.dueAt } }] : [];
  });
  const groundless = breaches.filter((breach) => {
    const term = terms.find(({ id }) => id === breach.term);
    return term !== undefined && breach.at >= term.dueAt && recount(term, calendar, closeOfBusiness).dueAt > (term.metAt ?? now);
  });
  return { terms: moved, groundless };
}

/** What one calendar sees otherwise than another. */
export interface CalendarChange {
  /** Days that are worked now and were not, or the other way round, in order. */
  days: readonly Day[];
  /** Years that no notice covered before. */
  newlyCertain: readonly number[];
}

/** Rungs lie up to three working days before and behind a last day; with the longest holidays in between that is less than this. */
const RUNGS_WITHIN_DAYS = 20;

export function changeBetween(before: Calendar, after: Calendar): CalendarChange {
  const covered = before.years.map(({ year }) => year);
  return { days: changedDays(before, after), newlyCertain: after.years.map(({ year }) => year).filter((year) => !covered.includes(year)) };
}

/**
 * Whether a matter may have counted a changed day: from the start of its earliest running term to its last rung, or to today for what is late; or,
 * where no term runs, from its opening to the next thing that happens by itself. It may say yes for a matter in which no date moves, never no for one in which one does.
 */
export function countsAChangedDay({ terms, nextAlarmAt }: Pick<Position, 'terms' | 'nextAlarmAt'>, change: CalendarChange, { openedOn, today }: { openedOn: Day; today: Day }): boolean {
  const running = terms.filter(({ state }) => state === 'running');
  if (running.some(({ provisional, startOn, dueOn }) => provisional && change.newlyCertain.some((year) => year >= yearOf(startOn) && year <= yearOf(dueOn)))) return true;
  const nextOn = nextAlarmAt === undefined ? undefined : dayOf(nextAlarmAt);
  const starts = running.length > 0 ? running.map(({ startOn }) => startOn) : [openedOn];
  const ends = [...running.map(({ dueOn, lateSince }) => (lateSince !== undefined && today > dueOn ? today : dueOn)), ...(nextOn === undefined ? [] : [nextOn])];
  const [from] = [...starts].sort();
  const until = [...ends].sort().at(-1);
  if (from === undefined || until === undefined) return false;
  const last = addDays(until, RUNGS_WITHIN_DAYS);
  return change.days.some((day) => day > from && day <= last);
}
