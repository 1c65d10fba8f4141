import type { Calendar } from '../domain/calendar/calendar';
import type { Day } from '../domain/calendar/day';
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
