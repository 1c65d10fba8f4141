import type { DISPUTE_QUESTIONS, DisputeCommand } from '../contract/dispute';
import type { Party, Side } from '../domain/access/parties';
import type { KindId } from '../domain/catalogue/kinds';
import type { AdvisoryOverrides, RuleSetId } from '../domain/rule-sets';
import type { Facts, SealedReference } from './ledger';

/** Where a dispute can stand. */
export type Stage = 'negotiating' | 'with-committee' | 'opinion-issued' | 'closed';
export type ClosedAs = 'agreed' | 'withdrawn' | 'coordinated';
export type Question = (typeof DISPUTE_QUESTIONS)[number];

/** What in the disputed matter a dispute is about. */
export type Subject = {
  question: Question;
  /** An entry of the disputed matter. */
  entry?: number;
  /** A term of the disputed matter. */
  term?: string;
};

/** Entry 1: the dispute as one side opened it, on the matter that `origin` names. Court, unit and case are that matter's. */
export type Opening = Subject & {
  procedure: 'dispute';
  revision: number;
  kind: 'dispute';
  court: string;
  unit: string;
  office?: string;
  ruleSet: RuleSetId;
  caseNumber: string;
  /** Opener, respondent, and the court whose request it is where that is neither. */
  parties: readonly Party[];
  disputedKind: KindId;
  origin: { matter: string; seq: number; as: string };
  /** The legal instant of the act by which a side opened it, from which the talks run; what the clock opens begins when it is really made. Epoch ms. */
  raisedAt?: number;
  advisoryTargets?: AdvisoryOverrides;
  /** What the opener claims: the words of the act that opened it. */
  words?: SealedReference;
};

/** What the committee's opinion puts to the court: nobody but the court changes what it asks for (二(三)). */
export type Proposal = { kind: 'new-term'; workingDays: number } | { kind: 'other-unit'; unit: string } | { kind: 'other' };

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = {
  'state-position': Facts;
  agree: Facts & { proposal?: number };
  'prolong-talks': Facts & { workingDays: number };
  'declare-failed': Facts;
  'withdraw-dispute': Facts;
  'issue-opinion': Facts & { number: string; metOn: string; proposals: readonly Proposal[] };
  'accept-proposal': Facts & { proposal: number };
  'dissent-from-proposal': Facts & { proposal: number };
  /** The disputed matter says that the question answered itself there. */
  'settle-dispute': Facts & { how: 'agreed' | 'withdrawn' };
};

/** What the clock or the shell adds to the ledger. */
export type EventFacts = {
  /** 三(四): counts when it is really made, whenever that was due. */
  'submitted-to-committee': Facts & { because: 'term-ended' | 'declared-failed'; submittedAt: number };
  reminder: Facts & { term: string; rung: string };
  'target-missed': Facts & { term: string; dueOn: string };
  escalation: Facts & { term: string; rung: string };
};

/** A dispute as its procedure sees it. */
export interface Dispute {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: ClosedAs;
}

const IN_TALKS = ['state-position', 'agree', 'prolong-talks', 'declare-failed'] as const;
const BESIDE_COORDINATION = ['state-position', 'agree'] as const;
const ON_PROPOSALS = ['accept-proposal', 'dissent-from-proposal'] as const;
const FROM_DISPUTED = ['settle-dispute'] as const;

/** Commands ever offered to each side at each stage; proposals are answered by the one side that is the court whose request it is. */
export const OFFERED: Readonly<Record<Stage, Readonly<Partial<Record<Side, readonly (DisputeCommand | 'settle-dispute')[]>>>>> = {
  negotiating: { opener: [...IN_TALKS, 'withdraw-dispute'], respondent: IN_TALKS, court: ['state-position'], matter: FROM_DISPUTED },
  'with-committee': { opener: BESIDE_COORDINATION, respondent: BESIDE_COORDINATION, court: ['state-position'], committee: ['issue-opinion'], matter: FROM_DISPUTED },
  'opinion-issued': { opener: ON_PROPOSALS, respondent: ON_PROPOSALS, court: ON_PROPOSALS, matter: FROM_DISPUTED },
  closed: {},
};

/** What a matter on which disputes are opened takes beside its own commands. */
export type HostedFacts = {
  'open-dispute': Facts & Subject & { respondent?: string };
  /** From the dispute: `opened` is the entry here that opened it. */
  'dispute-ended': Facts & { opened: number; question: Question; how: ClosedAs };
  /** From the dispute: a proposal of the committee that the court has accepted. */
  'apply-proposal': Facts & { opened: number; proposal: Proposal };
};

type OfferedAtStage<Name extends string> = Readonly<Partial<Record<Side, readonly Name[]>>>;

/** What disputes add to a stage of a matter between a court and a unit, as long as it is open. */
export function withDisputes<Name extends string>(offered: OfferedAtStage<Name>): OfferedAtStage<Name | keyof HostedFacts> {
  const { court = [], unit = [], matter = [] } = offered;
  return { ...offered, court: [...court, 'open-dispute'], unit: [...unit, 'open-dispute'], matter: [...matter, 'dispute-ended', 'apply-proposal'] };
}

/** The same for everything that such a matter ever offers. */
export function withDisputesEverywhere<Name extends string>(offered: Readonly<Record<string, OfferedAtStage<Name>>>): Readonly<Record<string, OfferedAtStage<Name | keyof HostedFacts>>> {
  return Object.fromEntries(Object.entries(offered).map(([stage, names]) => [stage, stage === 'closed' ? names : withDisputes(names)]));
}
