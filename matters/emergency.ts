import type { EmergencyCommand } from '../contract/emergency';
import type { AdvisoryOverrides, RuleSetId } from '../domain/rule-sets';
import type { HostedFacts } from './dispute';
import type { Facts, SealedReference } from './ledger';

/** Where an emergency can stand. `ended`: the police have gone, but a false report is not dealt with yet, or 110 is not on record. */
export type Stage = 'unacknowledged' | 'acknowledged' | 'under-way' | 'arrived' | 'ended' | 'closed';

/** A call to 110, as the court says. */
export interface Call110 {
  calledAt: number;
  incidentNumber?: string;
}

/** Entry 1: the alarm as it came from the field. */
export type Opening = {
  procedure: 'emergency';
  revision: number;
  kind: 'police.emergency';
  court: string;
  unit: string;
  office?: string;
  ruleSet: RuleSetId;
  calendarVersion: number;
  /** Empty where the officer in the field did not say. */
  caseNumber: string;
  happening: string;
  call110?: Call110;
  /** The number that was shown; absent where none was known. */
  dutyPhone?: string;
  /** The operator's settings in force at the opening: minutes without an answer until the duty desk is rung, and then until the head is. */
  ringDutyDeskAfterMinutes: number;
  ringHeadAfterMinutes: number;
  advisoryTargets?: AdvisoryOverrides;
  /** Place, coordinates, officer and what is said beside. */
  words: SealedReference;
};

/** What happened may be entered later than it happened. */
type Happened = Facts & { at?: number };

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = {
  'acknowledge-alarm': Happened;
  'under-way': Happened;
  arrived: Happened;
  'end-emergency': Happened & { outcome: string };
  'record-110': Facts & Call110;
  'record-false-report': Facts & { reportedAt?: number };
  'pass-to-punishment': Facts & { report: number; punishmentCase: string };
  'declare-unfounded': Facts & { report: number };
  withdraw: Facts;
} & HostedFacts;

/** What the clock adds to the ledger. */
export type EventFacts = {
  'duty-desk-rung': Facts;
  'head-rung': Facts;
  'call-110-left-unrecorded': Facts;
  reminder: Facts & { term: string; rung: string };
  'term-expired': Facts & { term: string; dueOn: string };
  'target-missed': Facts & { term: string; dueOn: string };
  escalation: Facts & { term: string; rung: string };
};

/** An emergency as its procedure sees it. */
export interface Emergency {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: 'ended' | 'withdrawn';
}

const FROM_COURT = ['record-110', 'record-false-report'] as const;
const FROM_POLICE = ['record-false-report', 'pass-to-punishment', 'declare-unfounded'] as const;

/** Commands offered to each side at each stage. Whoever is on the road already need not go back to acknowledge. */
export const OFFERED: Readonly<Record<Stage, Readonly<Record<'court' | 'unit', readonly (EmergencyCommand | 'withdraw')[]>>>> = {
  unacknowledged: { court: [...FROM_COURT, 'withdraw'], unit: ['acknowledge-alarm', 'under-way', 'arrived', ...FROM_POLICE] },
  acknowledged: { court: [...FROM_COURT, 'withdraw'], unit: ['under-way', 'arrived', 'end-emergency', ...FROM_POLICE] },
  'under-way': { court: [...FROM_COURT, 'withdraw'], unit: ['arrived', 'end-emergency', ...FROM_POLICE] },
  arrived: { court: FROM_COURT, unit: ['end-emergency', ...FROM_POLICE] },
  ended: { court: FROM_COURT, unit: FROM_POLICE },
  closed: { court: [], unit: [] },
};
