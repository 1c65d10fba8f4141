import type { Lack, ReturnName } from './assistance-request';
import type { Position, TermView } from './position';

/** How much of a term had run when the papers came back, in working days. */
export interface UsedTerm {
  term: string;
  returnedOnDay: number;
  /** Until the clock ended: more than the day of the return where the clock ran on at first. */
  usedDays: number;
  of: number;
}

/** `to-be-accepted`: it ends no clock by itself. `disputed`: the court contests it, or let a second one lie. `lapsed`: the unit went on all the same. */
export type ReturnState = 'ended-clock' | 'to-be-accepted' | 'accepted' | 'disputed' | 'lapsed';

/** Papers that came back, as a request's particulars keep them for ever. */
export interface PapersReturned {
  seq: number;
  name: ReturnName;
  at: number;
  lacks: readonly Lack[];
  state: ReturnState;
  terms: readonly UsedTerm[];
}

/** "Returned on day n of m", of a term that a return has ended. */
export function returnedOf({ id }: TermView, particulars: Position['particulars']): { onDay: number; usedDays: number; of: number } | null {
  const returns = (particulars['returns'] ?? []) as readonly PapersReturned[];
  const used = returns.filter(({ state }) => state === 'ended-clock' || state === 'accepted').flatMap(({ terms }) => terms.filter(({ term }) => term === id)).at(-1);
  return used ? { onDay: used.returnedOnDay, usedDays: used.usedDays, of: used.of } : null;
}
