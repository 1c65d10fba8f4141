import type { Party } from '../domain/access/parties';
import type { Day } from '../domain/calendar/day';
import type { DeemedFrom } from '../domain/deadlines/deemed-receipt';
import type { Grant } from '../domain/deadlines/due';
import type { TermLength } from '../domain/deadlines/term';
import type { Side } from './ledger';
import type { LiftView, MeasureView } from './measures';
import type { PublicationView } from './publication';

/** A running, met or missed term as people see it. All instants epoch ms, days UTC+8. */
export interface TermView {
  id: string;
  name: string;
  /** Who owes it. */
  side: Side;
  force: 'statutory' | 'advisory';
  length: TermLength;
  /** The article that sets it, e.g. `四.7(1)`. */
  article: string;
  startAt: number;
  /** Day of the event, which is not counted. */
  startOn: Day;
  /** Where that is a deemed receipt: its day was counted, and a revised calendar moves it as well. */
  deemedFrom?: DeemedFrom;
  /** Extensions and new terms, in the order they were granted. */
  grants: readonly Grant[];
  dueOn: Day;
  /** First instant after the term. */
  dueAt: number;
  provisional: boolean;
  calendarVersion: number;
  state: 'running' | 'met' | 'ended';
  metAt?: number;
  /** Set for ever once the term ran out unmet. */
  lateSince?: number;
  /** Working days after the last day up to and including the day on which it was met; 0 on a weekend, still late. Where new terms were agreed on when it was late: those up to each agreement, and those after the last new one. */
  lateWorkingDays?: number;
}

/** What somebody said of a breach: the entry, its legal instant, the ground. */
export interface SaidOfBreach {
  seq: number;
  at: number;
  ground: string;
}

/** A statutory term that ran out. Its class is told apart and never added up silently. */
export interface BreachView {
  term: string;
  at: number;
  /** `confirmed-in-time`: both sides say that it was met within the term and only recorded late. */
  explanation: 'none' | 'notice-unanswered' | 'notice-accepted' | 'notice-contested' | 'confirmed-in-time';
  restsOnDeemedReceipt: boolean;
  contested?: SaidOfBreach;
  /** It stays visible, and counts as none. */
  annulled?: SaidOfBreach;
  /** It rested on a date that a revised calendar moved: listed for annulment until somebody annuls it. */
  isToBeAnnulled?: true;
}

/** Whether something is late: an advisory target is missed, only a statutory term is breached. */
export type Lateness = 'none' | 'advisory-missed' | 'breached';

/** Another matter that this one is linked with, and as what. */
export interface LinkView {
  matter: string;
  /** What the link is for: `dispute`, `undoing`, `re-served` … */
  as: string;
  /** Which of those that this matter opened: the key it was opened with. */
  key?: string;
}

/** Where a matter stands: for display, lists and figures. The workflow decides; this is what it last wrote. */
export interface Position {
  /** Last entry this position follows from. */
  seq: number;
  stage: string;
  awaitedSides: readonly Side[];
  /** Commands offered to each side at this stage. */
  offered: Readonly<Partial<Record<Side, readonly string[]>>>;
  /** Who takes part. */
  parties: readonly Party[];
  /** The calendar that its running terms are counted with. */
  calendarVersion: number;
  /** Matters that this one opened or that were opened for it, by number. */
  links: readonly LinkView[];
  /** What it has put in force against the debtor, and what it has lifted of other matters'. */
  measures?: readonly MeasureView[];
  lifts?: readonly LiftView[];
  /** What stands in the public column because of it. */
  publication?: PublicationView;
  terms: readonly TermView[];
  breaches: readonly BreachView[];
  /** The earliest running term's last day and first instant after it. */
  dueOn?: Day;
  dueAt?: number;
  nextAlarmAt?: number;
  provisional: boolean;
  lateness: Lateness;
  closedAs?: string;
  closedAt?: number;
  /** What only this kind of matter shows (open queries, receipt, outcome …): codes and instants. */
  particulars: Readonly<Record<string, unknown>>;
}
