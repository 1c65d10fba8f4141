/** How long a term is. Working days and calendar days leave out the day of the event; hours and minutes run by the clock. */
export type TermLength = { kind: 'working-days'; n: number } | { kind: 'calendar-days'; n: number } | { kind: 'hours'; n: number } | { kind: 'minutes'; n: number };

export type TermKind = TermLength['kind'];

/** Where a number stands in the law. */
export interface Citation {
  ruleSet: string;
  document: string;
  article: string;
}

/** A term that the law fixes: not kept, it is breached. */
export interface StatutoryTerm {
  force: 'statutory';
  length: TermLength;
  cite: Citation;
}

/** Words of the law that carry no number: 立即/马上, 及时, or no word at all. */
export type AdvisoryWording = 'immediately' | 'promptly' | 'none';

/** A target that the operator sets where the law gives no number: it can be missed, never breached. */
export interface AdvisoryTerm {
  force: 'advisory';
  wording: AdvisoryWording;
  length: TermLength;
  cite: Citation;
}

export type Term = StatutoryTerm | AdvisoryTerm;
