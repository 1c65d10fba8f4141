import type { RequestCommand } from '../contract/assistance-request';
import type { Day } from '../domain/calendar/day';
import type { KindId, ServedParty } from '../domain/catalogue/kinds';
import type { CompanyType, CorrectionGround, OwnershipSource, PersonType, WithdrawalGround } from '../domain/catalogue/notices';
import type { DeemedReceiptRule } from '../domain/deadlines/deemed-receipt';
import type { AdvisoryOverrides, RuleSetId } from '../domain/rule-sets';
import type { HostedFacts } from './dispute';
import type { DocumentReference, Facts, SealedReference } from './ledger';
import type { MeasureFacts } from './measures';
import type { PublicationFacts } from './publication';

/** Where an assistance request can stand. */
export type Stage =
  | 'awaiting-delivery'
  | 'awaiting-receipt'
  | 'awaiting-answer'
  /** The papers came back: the unit's clock has ended. */
  | 'returned'
  /** They came back once more: the clock runs on until the court accepts that. */
  | 'returned-again'
  /** They are being served on another unit, as a request of its own. */
  | 'passing-on'
  | 'answered'
  | 'contested'
  | 'awaiting-act'
  /** The unit has done all of it; the court has still to serve its ruling, or to tell the parties (四.17). */
  | 'awaiting-service'
  | 'undoing'
  | 'closed';

export type ServiceMode = 'electronic' | 'window' | 'post' | 'in-person';
export type ClosedAs = 'accepted' | 'accepted-by-silence' | 'withdrawn' | 'passed-on';

/** A paper that the request came with. */
export interface Paper {
  paper: string;
  courtSeal: boolean;
  drafted?: true;
}
/** What a unit misses: a paper of the kind's list, or the court's seal on it. */
export interface Lack {
  paper: string;
  lacks: 'paper' | 'seal';
}
export type ReturnName = 'return-papers' | 'wrong-unit';

/** Entry 1: the request as the court made it. */
export type Opening = {
  procedure: 'assistance-request';
  /** Behaviour of the procedure that this matter keeps for ever. */
  revision: number;
  kind: KindId;
  court: string;
  unit: string;
  office?: string;
  ruleSet: RuleSetId;
  calendarVersion: number;
  caseNumber: string;
  capacity: string;
  dataItems: readonly string[];
  papers: readonly Paper[];
  documents?: readonly DocumentReference[];
  serviceMode: ServiceMode;
  /** Opened by a withdrawal: the court has still to complete and serve the papers. */
  drafted?: true;
  /** The measure that this request lifts, and the request under which it was taken. */
  lifts?: { matter: string; measure: string; /** Where the seal that it lifts stands. */ queue?: string };
  /** Of a seal: under which the queue on its asset is found, where the court has named the asset. */
  asset?: string;
  /** 四.17: how the court knows whose the shares are, in what kind of company, and whose names the public column will show. */
  ownership?: { how: 'query'; matter: string } | { how: 'look-up'; on: Day; source: OwnershipSource };
  companyType?: CompanyType;
  debtorType?: PersonType;
  transfereeType?: PersonType;
  /** The operator's advisory targets in force at the opening, where they differ from the rule set's. */
  advisoryTargets?: AdvisoryOverrides;
  /** The operator's rule of deemed receipt at the opening, where it differs from the rule set's. */
  deemedReceipt?: DeemedReceiptRule;
  /** 24:00 unless the unit has published its close of business. */
  closeOfBusiness?: string;
  /** Debtor, purpose and contact. */
  words: SealedReference;
};

type AnswerFacts = Facts & {
  outcome: AnswerOutcome;
  answerSeal: 'unit' | 'department' | 'both-sides' | 'none';
  /** The ground why it cannot be done stands among the words. */
  hasLegalGround?: true;
  /** The ground itself: ledgers of the first days have it in clear. */
  legalGround?: string;
  measure?: MeasureFacts;
  /** The result is what is published. */
  publication?: PublicationFacts;
};

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = {
  'record-delivery': Facts & { mode: ServiceMode; papers?: readonly { paper: string; courtSeal: boolean }[] };
  'sign-receipt': Facts;
  answer: AnswerFacts;
  'handle-at-window': AnswerFacts;
  'record-act': Facts & { act: 'register' | 'publish'; doneAt?: number };
  'publish-notice': Facts & { publication: PublicationFacts; measure?: MeasureFacts };
  'correct-notice': Facts & { ground: CorrectionGround; publication?: PublicationFacts };
  'withdraw-notice': Facts & { ground: WithdrawalGround };
  'record-service': Facts & { on: ServedParty; servedAt: number; mode: ServiceMode };
  'give-delay-notice': Facts & { expectedOn?: string };
  'reply-to-delay-notice': Facts & { notice: number; stance: 'accepted' | 'contested' };
  'grant-extension': Facts & { workingDays: number; term?: string };
  'return-papers': Facts & { papers: readonly Lack[] };
  /** The unit and office that it should have gone to, as the API found them in the catalogue. */
  'wrong-unit': Facts & { unit: string; office?: string; basis: string };
  'serve-again': Facts & { papers: readonly Paper[]; serviceMode: ServiceMode };
  'serve-on-unit': Facts & { kind: KindId; unit: string; office?: string; closeOfBusiness?: string; serviceMode?: ServiceMode };
  'accept-return': Facts;
  'contest-return': Facts;
  'raise-query': Facts;
  'reply-to-query': Facts & { query: number };
  'accept-answer': Facts;
  'contest-answer': Facts;
  withdraw: Facts;
  'propose-service-time': Facts & { servedAt: number; mode: ServiceMode };
  'confirm-service-time': Facts & { proposal: number; agreed: boolean };
  'report-measure': Facts & { taken: boolean; measure?: MeasureFacts };
  'confirm-undone': Facts;
  'ask-for-papers': Facts;
  'send-papers': Facts & { papers: readonly { paper: string; courtSeal: boolean }[] };
  /** Given by the linked request that undoes a measure, when it has closed. */
  undone: Facts & { measure: string; undone: boolean };
  correct: Facts & { entry: number };
  'acknowledge-correction': Facts & { correction: number };
} & HostedFacts;
export const ANSWER_OUTCOMES = ['done', 'nothing-found', 'partly-done', 'cannot-be-done'] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

/** Whether an answer says that something was done, if not all of it. */
export function hasDoneSomething(outcome: unknown): boolean {
  return outcome === 'done' || outcome === 'partly-done';
}

/** What the clock or the shell adds to the ledger. */
export type EventFacts = {
  'receipt-implied': Facts & { how: 'answer' | 'window' | 'return' };
  'delivery-unrecorded': Facts;
  'receipt-deemed': Facts & { on: Day };
  reminder: Facts & { term: string; rung: string };
  'term-expired': Facts & { term: string; dueOn: string };
  'target-missed': Facts & { term: string; dueOn: string };
  escalation: Facts & { term: string; rung: string };
  'accepted-by-silence': Facts;
  /** The court said nothing to a second return in time. */
  'return-unanswered': Facts;
  /** The request on the other unit is open. */
  'passed-on': Facts & { matter: string };
};

/** An assistance request as its procedure sees it. */
export interface AssistanceRequest {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: ClosedAs;
}

/** Whom a stage awaits, before queries and proposals. */
export function awaitedAt(stage: Stage): 'court' | 'unit' {
  return stage === 'answered' || stage === 'awaiting-delivery' || stage === 'awaiting-service' || stage === 'returned' ? 'court' : 'unit';
}

const FROM_BOTH = ['propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction'] as const;
export const RETURNS = ['return-papers', 'wrong-unit'] as const;

/** What only a withdrawn request waits for. */
export const UNDOING_COMMANDS = ['report-measure', 'confirm-undone', 'ask-for-papers', 'send-papers', 'undone'] as const;

/** 四.17: only of what is public, as far as it is. */
const PUBLISHING = ['publish-notice', 'correct-notice'] as const;

/** Commands offered to each side at each stage: what a person may do now, and nothing else. */
export const OFFERED: Readonly<Record<Stage, Readonly<Record<'court' | 'unit', readonly RequestCommand[]> & { matter?: readonly 'undone'[] }>>> = {
  'awaiting-delivery': {
    court: ['record-delivery', 'record-service', 'withdraw', 'correct', 'acknowledge-correction', 'reply-to-query', 'propose-service-time', 'confirm-service-time'],
    unit: ['sign-receipt', 'answer', 'handle-at-window', 'raise-query', ...RETURNS, ...FROM_BOTH],
  },
  'awaiting-receipt': {
    court: ['withdraw', 'record-service', 'reply-to-query', ...FROM_BOTH],
    unit: ['sign-receipt', 'answer', 'handle-at-window', 'raise-query', ...RETURNS, ...FROM_BOTH],
  },
  'awaiting-answer': {
    court: ['withdraw', 'grant-extension', 'record-service', 'reply-to-query', 'reply-to-delay-notice', ...FROM_BOTH, 'withdraw-notice'],
    unit: ['answer', 'record-act', ...PUBLISHING, 'give-delay-notice', 'raise-query', 'sign-receipt', ...RETURNS, ...FROM_BOTH],
  },
  returned: {
    court: ['serve-again', 'serve-on-unit', 'contest-return', 'withdraw', 'record-service', 'reply-to-query', 'reply-to-delay-notice', 'correct', 'acknowledge-correction'],
    unit: ['correct', 'acknowledge-correction'],
  },
  'returned-again': {
    court: ['accept-return', 'contest-return', 'withdraw', 'grant-extension', 'record-service', 'reply-to-query', 'reply-to-delay-notice', ...FROM_BOTH, 'withdraw-notice'],
    unit: ['answer', 'record-act', ...PUBLISHING, 'give-delay-notice', 'raise-query', 'sign-receipt', ...FROM_BOTH],
  },
  'passing-on': { court: [], unit: [] },
  answered: {
    court: ['accept-answer', 'contest-answer', 'withdraw', 'record-service', 'reply-to-query', 'reply-to-delay-notice', 'correct', 'acknowledge-correction', 'withdraw-notice'],
    unit: ['record-act', ...PUBLISHING, 'correct', 'acknowledge-correction'],
  },
  contested: {
    court: ['accept-answer', 'withdraw', 'grant-extension', 'record-service', 'reply-to-query', 'reply-to-delay-notice', 'correct', 'acknowledge-correction', 'withdraw-notice'],
    unit: ['answer', 'record-act', ...PUBLISHING, 'give-delay-notice', 'raise-query', 'correct', 'acknowledge-correction'],
  },
  'awaiting-act': {
    court: ['withdraw', 'grant-extension', 'record-service', 'reply-to-query', 'reply-to-delay-notice', 'correct', 'acknowledge-correction', 'withdraw-notice'],
    unit: ['record-act', ...PUBLISHING, 'give-delay-notice', 'raise-query', 'correct', 'acknowledge-correction'],
  },
  'awaiting-service': {
    court: ['record-service', 'withdraw', 'reply-to-query', 'reply-to-delay-notice', 'correct', 'acknowledge-correction', 'withdraw-notice'],
    unit: ['correct-notice', 'raise-query', 'correct', 'acknowledge-correction'],
  },
  // Narrowed to what is owed just then.
  undoing: {
    court: ['send-papers', 'reply-to-query', 'correct', 'acknowledge-correction', 'withdraw-notice'],
    unit: ['correct-notice', 'report-measure', 'confirm-undone', 'ask-for-papers', 'raise-query', 'correct', 'acknowledge-correction'],
    matter: ['undone'],
  },
  closed: { court: [], unit: [] },
};
