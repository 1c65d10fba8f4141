import type { LOCATE_COMMANDS } from '../contract/locate-debtor';
import type { CommandFacts as RequestFacts, EventFacts as RequestEvents, Opening as RequestOpening } from './assistance-request';
import type { HostedFacts } from './dispute';
import type { Facts } from './ledger';

/** Where a search for a debtor can stand. */
export type Stage = 'awaiting-delivery' | 'awaiting-receipt' | 'awaiting-answer' | 'searching' | 'answered' | 'found' | 'court-told' | 'withdrawing' | 'closed';

export type ClosedAs = 'found' | 'search-withdrawn' | 'accepted' | 'accepted-by-silence';

/** Entry 1: the search as the court asked for it. */
export type Opening = Omit<RequestOpening, 'procedure'> & {
  procedure: 'locate-debtor';
  ground: string;
  /** Something beside mail has reached the court's contact, or somebody has telephoned. */
  contactTested: boolean;
};

type FromRequest = 'record-delivery' | 'sign-receipt' | 'answer' | 'accept-answer' | 'contest-answer' | 'give-delay-notice' | 'reply-to-delay-notice' | 'raise-query' | 'reply-to-query' | 'correct' | 'acknowledge-correction';
type Command = FromRequest | keyof typeof LOCATE_COMMANDS;
export type CancelGround = 'found-by-court' | 'performed' | 'no-longer-needed';

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = Pick<RequestFacts, FromRequest> & {
  'take-on': Facts;
  'record-found': Facts & { foundAt: number };
  'retract-finding': Facts;
  'notify-court': Facts & { at: number; channel: string; seal?: string };
  'record-found-by-court': Facts & { foundAt: number };
  'cancel-search': Facts & { ground: CancelGround };
  'confirm-search-withdrawn': Facts & { seal?: string };
  'record-contact-test': Facts & { at: number; channel: string };
  acknowledge: Facts & { timeAgreed?: boolean; seal?: string };
} & HostedFacts;

/** What the clock or the shell adds to the ledger. */
export type EventFacts = Pick<RequestEvents, 'receipt-implied' | 'delivery-unrecorded' | 'receipt-deemed' | 'reminder' | 'term-expired' | 'target-missed' | 'escalation' | 'accepted-by-silence'> & {
  'court-alerted': Facts & { term: 'acknowledge'; count: number };
};

/** A search as its procedure sees it. */
export interface LocateDebtor {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: ClosedAs;
}

/** Whom a stage awaits, before queries. */
export function awaitedAt(stage: Stage): 'court' | 'unit' {
  return stage === 'awaiting-delivery' || stage === 'answered' || stage === 'court-told' ? 'court' : 'unit';
}

const ALWAYS = ['correct', 'acknowledge-correction', 'record-contact-test'] as const;
const BY_COURT = ['cancel-search', 'record-found-by-court', 'reply-to-query', 'reply-to-delay-notice', ...ALWAYS] as const;
const BY_POLICE = ['record-found', 'raise-query', ...ALWAYS] as const;

/** Commands offered to each side at each stage: what a person may do now, and nothing else. */
export const OFFERED: Readonly<Record<Stage, Readonly<Record<'court' | 'unit', readonly Command[]>>>> = {
  'awaiting-delivery': { court: ['record-delivery', ...BY_COURT], unit: ['sign-receipt', 'take-on', 'answer', ...BY_POLICE] },
  'awaiting-receipt': { court: BY_COURT, unit: ['sign-receipt', 'take-on', 'answer', ...BY_POLICE] },
  'awaiting-answer': { court: BY_COURT, unit: ['take-on', 'answer', 'give-delay-notice', 'sign-receipt', ...BY_POLICE] },
  searching: { court: BY_COURT, unit: ['answer', 'give-delay-notice', ...BY_POLICE] },
  answered: { court: ['accept-answer', 'contest-answer', ...BY_COURT], unit: BY_POLICE },
  found: { court: BY_COURT, unit: ['notify-court', 'retract-finding', 'give-delay-notice', 'raise-query', ...ALWAYS] },
  'court-told': { court: ['acknowledge', 'reply-to-query', 'reply-to-delay-notice', ...ALWAYS], unit: ['retract-finding', ...ALWAYS] },
  withdrawing: { court: ['reply-to-query', 'reply-to-delay-notice', ...ALWAYS], unit: ['confirm-search-withdrawn', 'raise-query', ...ALWAYS] },
  closed: { court: [], unit: [] },
};
