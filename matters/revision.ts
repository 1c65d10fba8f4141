import { type Calendar, changedDays } from '../domain/calendar/calendar';
import { addDays, type Day, dayOf, yearOf } from '../domain/calendar/day';
import type { BreachView, Position, TermView } from './position';
import { beforeGrant, datesOf } from './term-dates';

/** A running term whose last day, or the hour at which it ends, is another under another calendar. */
export interface MovedTerm {
  term: string;
  from: { dueOn: Day; dueAt: number };
  to: { dueOn: Day; dueAt: number };
}

/** What another calendar would move in a matter. Terms that were met or have ended keep their dates; a breach may lose its ground all the same. */
export function movesOf(
  { terms, breaches }: Pick<Position, 'terms' | 'breaches'>,
  calendar: Calendar,
  { closeOfBusiness, now }: { closeOfBusiness?: string; now: number },
): { terms: MovedTerm[]; groundless: BreachView[] } {
  const moved = terms.flatMap((term): MovedTerm[] => {
    const to = datesOf(term, calendar, closeOfBusiness);
    return term.state === 'running' && to.dueAt !== term.dueAt ? [{ term: term.id, from: { dueOn: term.dueOn, dueAt: term.dueAt }, to: { dueOn: to.dueOn, dueAt: to.dueAt } }] : [];
  });
  /** By the date that counted for a breach, without what was granted after it: was the term met or renewed before that, or does it still run? */
  const isGroundless = ({ at }: BreachView, term: TermView): boolean => {
    const renewed = term.grants.findIndex((grant) => typeof grant !== 'number' && grant.agreedAt >= at);
    const renewal = term.grants[renewed];
    const settledAt = typeof renewal === 'object' ? renewal.agreedAt : (term.metAt ?? now);
    return datesOf(renewed === -1 ? term : beforeGrant(term, renewed), calendar, closeOfBusiness).dueAt > settledAt;
  };
  const groundless = breaches.filter((breach) => {
    const term = terms.find(({ id }) => id === breach.term);
    return term !== undefined && isUnjudged(breach) && isGroundless(breach, term);
  });
  return { terms: moved, groundless };
}

/** Not annulled, not listed already, and not one that both sides say never was. */
function isUnjudged({ annulled, isToBeAnnulled, explanation }: BreachView): boolean {
  return annulled === undefined && isToBeAnnulled !== true && explanation !== 'confirmed-in-time';
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

/** The day after which the days of a term were counted: of a deemed receipt, that of the delivery. */
function countedAfter({ startOn, deemedFrom }: TermView): Day {
  return deemedFrom ? dayOf(deemedFrom.deliveredAt) : startOn;
}

/**
 * Whether a matter may have counted a changed day: from the start of its earliest term that runs, was broken, or lapsed and could run again, to its last rung, or to today for what is
 * late; or, where there is none, from its opening to the next thing that happens by itself. It may say yes for a matter in which no date moves, never no for one in which one does.
 */
export function countsAChangedDay({ terms, breaches, nextAlarmAt, particulars }: Pick<Position, 'terms' | 'breaches' | 'nextAlarmAt' | 'particulars'>, change: CalendarChange, { openedOn, today }: { openedOn: Day; today: Day }): boolean {
  const lapsed = (particulars['windowClosed'] as { term?: string } | undefined)?.term;
  const counted = terms.filter(({ id, state }) => state === 'running' || id === lapsed || breaches.some(({ term, annulled }) => term === id && !annulled));
  if (counted.some((term) => term.provisional && change.newlyCertain.some((year) => year >= yearOf(countedAfter(term)) && year <= yearOf(term.dueOn)))) return true;
  const nextOn = nextAlarmAt === undefined ? undefined : dayOf(nextAlarmAt);
  const starts = counted.length > 0 ? counted.map(countedAfter) : [openedOn];
  const ends = [...counted.map(({ dueOn, lateSince }) => (lateSince !== undefined && today > dueOn ? today : dueOn)), ...(nextOn === undefined ? [] : [nextOn])];
  const [from] = [...starts].sort();
  const until = [...ends].sort().at(-1);
  if (from === undefined || until === undefined) return false;
  const last = addDays(until, RUNGS_WITHIN_DAYS);
  return change.days.some((day) => day > from && day <= last);
}
