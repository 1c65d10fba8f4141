import type { Calendar } from '../domain/calendar/calendar';
import type { CommandMessage, Entry } from './ledger';

/** Names that stand in Temporal histories: permanent. */
export const TASK_QUEUE = 'liandong';
export const ACT_UPDATE = 'act';
/** Tells a run how many entries the register holds: one that knows fewer reads them. */
export const CATCH_UP_UPDATE = 'catch-up';
export const SET_CLOCK_UPDATE = 'set-clock';
export const COMPLETE_SIGNAL = 'complete';

/** The workflow type of each kind of matter, and the prefix of its numbers (`AR-2026-000123`). */
export const PROCEDURES = {
  'assistance-request': { workflowType: 'assistanceRequest', numberPrefix: 'AR' },
  emergency: { workflowType: 'emergency', numberPrefix: 'EM' },
  'vehicle-intercept': { workflowType: 'vehicleIntercept', numberPrefix: 'VI' },
  dispute: { workflowType: 'dispute', numberPrefix: 'DI' },
  'locate-debtor': { workflowType: 'locateDebtor', numberPrefix: 'LD' },
  detention: { workflowType: 'detention', numberPrefix: 'DT' },
  'crime-referral': { workflowType: 'crimeReferral', numberPrefix: 'CR' },
  'filing-oversight': { workflowType: 'filingOversight', numberPrefix: 'FO' },
  'seal-queue': { workflowType: 'sealQueue', numberPrefix: 'SQ' },
} as const;
export type Procedure = keyof typeof PROCEDURES;

/**
 * The clock that a rehearsal matter lives by: virtual time `virtualAt` at real time `realAt`, advancing `speed` virtual ms per real ms (0: paused).
 * Absent in earnest: then the clock is the server's.
 */
export interface RehearsalClock {
  virtualAt: number;
  realAt: number;
  speed: number;
}

/** What a matter's workflow is started with. One object, so that fields can be added. */
export interface MatterInput {
  /** The matter's number, which is also its workflow id. */
  matter: string;
  /** The ledger so far; entry 1 is the opening. */
  ledger: readonly Entry[];
  /** The slice of the calendar that it was opened with. */
  calendar: Calendar;
  /** Those that took its place, by the entries `calendar-revised` of the ledger. */
  calendars?: readonly Calendar[];
  rehearsal?: RehearsalClock;
  /** Whether the unverified signal `complete` is heard. */
  isSignalAllowed?: boolean;
  /** The register holds the position that follows from the ledger. */
  isPositionWritten?: boolean;
  /** Carried over when the history is continued as new: the position is written already, these commands still wait, and the register is known to hold so many entries. */
  continued?: { queue: readonly CommandMessage[]; signals: number; registerSeq?: number };
}

/** The signal for people and systems that speak only signals: joins the same queue, unverified. */
export interface CompleteSignal {
  officer: string;
  outcome: string;
  result?: string;
}
