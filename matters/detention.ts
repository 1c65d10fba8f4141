import type { DETENTION_COMMANDS } from '../contract/detention';
import type { CommandFacts as RequestFacts, EventFacts as RequestEvents, Opening as RequestOpening } from './assistance-request';
import type { Day } from '../domain/calendar/day';
import type { HostedFacts } from './dispute';
import type { Facts } from './ledger';

/**
 * Where a detention can stand. `stop-suggested`: the advice has not reached the court yet; `deciding`: it has; `stopped`: the court stops what was
 * never begun; `release-owed`: the court has ended a detention that is being served.
 */
export type Stage = 'awaiting-delivery' | 'awaiting-receipt' | 'awaiting-admission' | 'admitted' | 'refused' | 'stop-suggested' | 'deciding' | 'stopped' | 'release-owed' | 'closed';

export type ClosedAs = 'served' | 'stopped' | 'refused' | 'withdrawn';

/** Entry 1: the detention as the court asked for it. */
export type Opening = Omit<RequestOpening, 'procedure'> & {
  procedure: 'detention';
  detentionDays: number;
};

type FromRequest = 'record-delivery' | 'sign-receipt' | 'withdraw' | 'give-delay-notice' | 'reply-to-delay-notice' | 'raise-query' | 'reply-to-query' | 'propose-service-time' | 'confirm-service-time' | 'correct' | 'acknowledge-correction';
type Command = FromRequest | keyof typeof DETENTION_COMMANDS | 'acknowledge';

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = Pick<RequestFacts, FromRequest> & {
  admit: Facts & { admittedAt: number };
  'refuse-admission': Facts;
  'suggest-stop': Facts;
  'sign-notice': Facts;
  'decide-stop': Facts & { stop: boolean };
  'tell-detention-house': Facts & { at: number; channel: string };
  acknowledge: Facts & { timeAgreed?: boolean };
  'record-release': Facts & { releasedAt: number };
  'bring-again': Facts;
  'close-refused': Facts;
} & HostedFacts;

/** What the clock or the shell adds to the ledger. */
export type EventFacts = Pick<RequestEvents, 'receipt-implied' | 'delivery-unrecorded' | 'receipt-deemed' | 'reminder' | 'term-expired' | 'target-missed' | 'escalation'> & {
  'notice-implied': Facts;
  'notice-deemed': Facts & { on: Day };
  'release-unrecorded': Facts;
};

/** A detention as its procedure sees it. */
export interface Detention {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: ClosedAs;
}

/** Whom a stage awaits, before queries and proposals. */
export function awaitedAt(stage: Stage): 'court' | 'unit' {
  return stage === 'awaiting-delivery' || stage === 'refused' || stage === 'stop-suggested' || stage === 'deciding' ? 'court' : 'unit';
}

const ALWAYS = ['correct', 'acknowledge-correction'] as const;
const BY_COURT = ['withdraw', 'reply-to-query', 'reply-to-delay-notice', ...ALWAYS] as const;
const AT_THE_DOOR = ['admit', 'refuse-admission', 'suggest-stop'] as const;
const SERVICE_TIME = ['propose-service-time', 'confirm-service-time'] as const;

/** Commands offered to each side at each stage: what a person may do now, and nothing else. */
export const OFFERED: Readonly<Record<Stage, Readonly<Record<'court' | 'unit', readonly Command[]>>>> = {
  'awaiting-delivery': { court: ['record-delivery', ...BY_COURT], unit: ['sign-receipt', ...AT_THE_DOOR, 'raise-query', ...ALWAYS] },
  'awaiting-receipt': { court: BY_COURT, unit: ['sign-receipt', ...AT_THE_DOOR, 'raise-query', ...ALWAYS] },
  'awaiting-admission': { court: BY_COURT, unit: [...AT_THE_DOOR, 'sign-receipt', 'give-delay-notice', 'raise-query', 'acknowledge', ...ALWAYS] },
  admitted: { court: BY_COURT, unit: ['suggest-stop', 'record-release', 'raise-query', 'acknowledge', ...ALWAYS] },
  refused: { court: ['bring-again', 'close-refused', 'reply-to-query', 'reply-to-delay-notice', ...ALWAYS], unit: ALWAYS },
  'stop-suggested': { court: ['sign-notice', 'decide-stop', ...SERVICE_TIME, 'reply-to-query', ...ALWAYS], unit: ['record-release', ...SERVICE_TIME, 'raise-query', ...ALWAYS] },
  deciding: { court: ['decide-stop', 'tell-detention-house', 'sign-notice', ...SERVICE_TIME, 'reply-to-query', ...ALWAYS], unit: ['record-release', ...SERVICE_TIME, 'raise-query', ...ALWAYS] },
  stopped: { court: ALWAYS, unit: ['acknowledge', 'raise-query', ...ALWAYS] },
  'release-owed': { court: ['reply-to-query', 'reply-to-delay-notice', ...ALWAYS], unit: ['acknowledge', 'record-release', 'give-delay-notice', 'raise-query', ...ALWAYS] },
  closed: { court: [], unit: [] },
};
