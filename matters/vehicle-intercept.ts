import type { RequestCommand } from '../contract/assistance-request';
import type { InterceptCommand } from '../contract/vehicle-intercept';
import type { Day } from '../domain/calendar/day';
import type { DeemedReceiptRule } from '../domain/deadlines/deemed-receipt';
import type { AdvisoryOverrides, RuleSetId } from '../domain/rule-sets';
import type { ServiceMode } from './assistance-request';
import type { HostedFacts } from './dispute';
import type { Facts, SealedReference } from './ledger';

/** Where a watch on a vehicle can stand. */
export type Stage = 'awaiting-delivery' | 'awaiting-receipt' | 'watching' | 'stopped' | 'closed';

/** Entry 1: the watch as the court asked for it. */
export type Opening = {
  procedure: 'vehicle-intercept';
  revision: number;
  kind: 'police.vehicle-intercept';
  court: string;
  unit: string;
  office?: string;
  ruleSet: RuleSetId;
  calendarVersion: number;
  caseNumber: string;
  serviceMode: ServiceMode;
  /** The matter by which the vehicle was sealed; the evidence of the seal is among the words. */
  sealMatter?: string;
  watchUntil?: Day;
  advisoryTargets?: AdvisoryOverrides;
  deemedReceipt?: DeemedReceiptRule;
  /** Debtor, vehicle, purpose, evidence of the seal. */
  words: SealedReference;
};

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = {
  'record-delivery': Facts & { mode: ServiceMode };
  'sign-receipt': Facts;
  'report-stopped': Facts & { stoppedAt: number };
  'acknowledge-stop': Facts & { stop: number };
  'confirm-hand-over': Facts & { handedOverAt: number; agreed?: boolean };
  'extend-watch': Facts & { until?: Day };
  'end-watch': Facts;
} & HostedFacts;

/** What the clock or the shell adds to the ledger. */
export type EventFacts = {
  'receipt-deemed': Facts & { on: Day };
  'receipt-implied': Facts & { how: 'report' };
  'watch-ending': Facts & { until: Day };
  'watch-lapsed': Facts & { until: Day };
  reminder: Facts & { term: string; rung: string };
  'term-expired': Facts & { term: string; dueOn: string };
  'target-missed': Facts & { term: string; dueOn: string };
  escalation: Facts & { term: string; rung: string };
};

/** A watch as its procedure sees it. */
export interface VehicleIntercept {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: 'handed-over' | 'watch-ended';
}

const FROM_COURT = ['extend-watch', 'end-watch'] as const;

/** Commands offered to each side at each stage. A vehicle may be stopped more than once until it is handed over. */
export const OFFERED: Readonly<Record<Stage, Readonly<Record<'court' | 'unit', readonly (InterceptCommand | Extract<RequestCommand, 'record-delivery' | 'sign-receipt'>)[]>>>> = {
  'awaiting-delivery': { court: ['record-delivery', ...FROM_COURT], unit: ['sign-receipt', 'report-stopped'] },
  'awaiting-receipt': { court: FROM_COURT, unit: ['sign-receipt', 'report-stopped'] },
  watching: { court: FROM_COURT, unit: ['sign-receipt', 'report-stopped'] },
  stopped: { court: ['acknowledge-stop', 'confirm-hand-over', ...FROM_COURT], unit: ['report-stopped', 'confirm-hand-over'] },
  closed: { court: [], unit: [] },
};
