import type { Calendar } from '../domain/calendar/calendar';
import { receiptFrom } from '../domain/deadlines/deemed-receipt';
import { due, workingDaysLate } from '../domain/deadlines/due';
import type { TermView } from './position';

/** What a term is counted from. A unit's published close of business ends its own terms alone. */
export type CountedTerm = Pick<TermView, 'length' | 'side' | 'startAt' | 'startOn' | 'deemedFrom' | 'grants'>;
export type TermDates = Pick<TermView, 'startAt' | 'startOn' | 'dueOn' | 'dueAt' | 'provisional'>;

/** When a term begins and ends by a calendar. Day 0 of a deemed receipt was counted as well as the days after it. */
export function datesOf({ length, side, startAt, startOn, deemedFrom, grants }: CountedTerm, calendar: Calendar, closeOfBusiness: string | undefined): TermDates {
  const deemed = deemedFrom && receiptFrom(calendar, deemedFrom);
  const start = deemed ? { startAt: deemed.at, startOn: deemed.on } : { startAt, startOn };
  const ends = due({ length, ...start, grants, calendar, ...(closeOfBusiness !== undefined && side === 'unit' ? { closeOfBusiness } : {}) });
  return { ...start, ...ends, provisional: ends.provisional || deemed?.provisional === true };
}

/** From when on whoever owes it may say that it cannot be kept: from the delivery of papers that were deemed received, which no calendar moves. */
export function explainedSince(term: Pick<TermView, 'startAt' | 'deemedFrom'> | undefined): number | undefined {
  return term?.deemedFrom?.deliveredAt ?? term?.startAt;
}

/** The term as it stood before the grant at an index. */
export function beforeGrant<T extends CountedTerm>(term: T, index: number): T {
  return { ...term, grants: term.grants.slice(0, index) };
}

/**
 * How late a term was by a calendar up to an instant: each time that it had run out, until a new term was agreed on, and the last time until that instant.
 * Undefined when it never had. A new term takes no lateness away; one that by this calendar was agreed on in time leaves none.
 */
export function latenessUntil(term: CountedTerm, at: number, calendar: Calendar, closeOfBusiness: string | undefined): { since: number; workingDays: number } | undefined {
  const renewals = term.grants.flatMap((grant, index) => (typeof grant === 'number' ? [] : [{ until: grant.agreedAt, term: beforeGrant(term, index) }]));
  return [...renewals, { until: at, term }].reduce<{ since: number; workingDays: number } | undefined>((late, { until, term: counted }) => {
    const { dueOn, dueAt } = datesOf(counted, calendar, closeOfBusiness);
    const end = Math.min(until, at);
    if (end < dueAt) return late;
    return { since: late?.since ?? dueAt, workingDays: (late?.workingDays ?? 0) + workingDaysLate(calendar, dueOn, end) };
  }, undefined);
}
