import type { Day } from '../calendar/day';
import type { KindId } from '../catalogue/kinds';
import type { DeemedReceiptRule } from '../deadlines/deemed-receipt';
import type { Ladder } from '../deadlines/ladder';
import type { AdvisoryWording, Citation, Term, TermKind, TermLength } from '../deadlines/term';

export type RuleSetId = 'yunfu-2017' | 'judicial-opinion-2025';

/** What a duty asks for: an answer to the court, an entry in the unit's own register, a publication. */
export type DutyName = 'answer' | 'register' | 'publish';

/** One thing a kind of assistance obliges the unit to do, and from what its term runs: the receipt of the papers, or another duty done. */
export interface Duty {
  name: DutyName;
  from: 'receipt' | 'register' | 'publish';
  term: Term;
}

/** The terms that do not belong to a kind's own duties. */
export type TermName =
  | 'request.accept-answer'
  | 'request.reply-to-query'
  | 'request.give-delay-notice'
  | 'request.confirm-undone'
  | 'request.send-papers'
  | 'request.settle-return'
  | 'request.serve-ruling'
  | 'locate.notify-court'
  | 'locate.withdraw-search'
  | 'locate.confirm-withdrawn'
  | 'intercept.notify-court'
  | 'intercept.acknowledge-stop'
  | 'detention.decide-stop'
  | 'detention.release'
  | 'emergency.turn-out'
  | 'emergency.record-110'
  | 'emergency.settle-false-report'
  | 'referral.file'
  | 'referral.no-decision'
  | 'referral.issue-refusal'
  | 'oversight.ask'
  | 'oversight.first-result'
  | 'oversight.outcome'
  | 'dispute.negotiate'
  | 'dispute.coordinate'
  | 'refusal-to-perform.accept'
  | 'refusal-to-perform.review'
  | 'refusal-to-perform.review-extended'
  | 'refusal-to-perform.explain'
  | 'refusal-to-perform.give-reasons'
  | 'refusal-to-perform.file-on-notice';

/** The targets the operator may set where the law has only a word: 立即/马上, 及时, or none. */
export type AdvisoryDefaults = Readonly<Record<AdvisoryWording, TermLength>>;

export type CrimeId = 'refusal-to-perform' | 'refusal-to-pay-labour' | 'unlawful-disposal' | 'sham-bankruptcy' | 'obstruction';

/** The terms of a referral's course, by the names they bear in the rule set; what is left out has none. */
export interface ReferralTerms {
  /** For the police to take the papers, from their delivery. */
  accept?: TermName;
  /** For the police to file or to refuse, from acceptance. */
  decide: TermName;
  /** In its place, when it was extended before it ended. */
  decideExtended?: TermName;
  /** For the police to serve the written refusal on the court, from deciding it. */
  issue: TermName;
  /** For the court to ask the procuratorate, from its receipt of that refusal. */
  ask?: TermName;
  /** After which the court is offered to ask though nothing was decided; without one, when the term to decide has run out. */
  propose?: TermName;
  /** For the procuratorate to report a first result to the court, from its receipt of the request. */
  firstResult?: TermName;
  /** For the police to give the procuratorate their reasons, and to file when it has so notified them. */
  giveReasons?: TermName;
  fileOnNotice?: TermName;
}

/** How a referral of one crime runs under a rule set. */
export interface ReferralRule {
  name: string;
  /** Which procedure is followed: the founding document's, or the joint opinion's. */
  course: 'yunfu-2017' | 'judicial-opinion-2025';
  /** Which police take it: those of the place of the crime, or of the executing court's place. */
  policeOf: 'place-of-crime' | 'place-of-court';
  terms: ReferralTerms;
  cite: Citation;
}

/** How long a seal lasts, in years, before it has to be renewed. */
export interface SealValidity {
  movablesYears: number;
  immovablesYears: number;
  otherRightsYears: number;
  cite: Citation;
}

/** In what order several courts' seals on one asset stand. */
export interface SealQueueRule {
  order: 'time-of-service';
  whenLifted: 'next-takes-effect';
  whenDisposedOf: 'those-behind-lapse';
  cites: { vehicles: Citation; immovables: Citation };
}

/** Every number of the law under one authority. Released once, never changed: a matter keeps the set under which it began. */
export interface RuleSet {
  id: RuleSetId;
  name: string;
  authority: string;
  document: string;
  validFrom: Day;
  validTo?: Day;
  /** The set whose terms stand wherever this one says nothing. */
  inherits?: RuleSetId;
  /** By which rule terms of each length are counted. */
  counting: Readonly<Record<TermKind, Citation>>;
  advisoryDefaults: AdvisoryDefaults;
  /** When reminders and escalations are sent; no term depends on it. */
  workingHours: { from: string; to: string };
  /** By what a term is; talks and coordination of a dispute (三(四)) have ladders of their own. */
  ladders: { days: Ladder; hours: Ladder; advisory: Ladder; advisoryOfCourt: Ladder; minutes: Ladder; minutesOfCourt: Ladder; hoursOfCourt: Ladder; negotiation: Ladder; coordination: Ladder; police: Ladder; advisoryOfPolice: Ladder; procuratorate: Ladder; advisoryOfProcuratorate: Ladder; window: Ladder };
  deemedReceipt: DeemedReceiptRule;
  duties: Readonly<Record<KindId, readonly Duty[]>>;
  terms: Readonly<Partial<Record<TermName, Term>>>;
  referrals: Readonly<Record<CrimeId, ReferralRule>>;
  sealValidity: SealValidity;
  sealQueue: SealQueueRule;
}

/** The ladder that a term climbs: statutory terms in days or in hours, advisory targets, and those in minutes each have their own. */
export function ladderFor(ruleSet: RuleSet, term: Term): Ladder {
  if (term.force === 'advisory') return term.length.kind === 'minutes' ? ruleSet.ladders.minutes : ruleSet.ladders.advisory;
  return term.length.kind === 'hours' ? ruleSet.ladders.hours : ruleSet.ladders.days;
}

/** The ladder that a court's own term climbs: to its enforcement bureau, and from a statutory term to the committee. */
export function courtLadderFor(ruleSet: RuleSet, term: Term): Ladder {
  if (term.force === 'statutory') return ruleSet.ladders.hoursOfCourt;
  return term.length.kind === 'minutes' ? ruleSet.ladders.minutesOfCourt : ruleSet.ladders.advisoryOfCourt;
}

/** The ladder that a term climbs in the matter of a suspected crime, by who owes it. */
export function crimeLadderFor({ ladders }: RuleSet, side: 'police' | 'procuratorate', term: Term): Ladder {
  if (side === 'police') return term.force === 'advisory' ? ladders.advisoryOfPolice : ladders.police;
  return term.force === 'advisory' ? ladders.advisoryOfProcuratorate : ladders.procuratorate;
}
