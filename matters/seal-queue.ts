import type { ENCUMBRANCES, OUTSIDE_ENDS, SealQueueCommand } from '../contract/seal-queue';
import type { Day } from '../domain/calendar/day';
import type { RuleSetId } from '../domain/rule-sets';
import type { AssetClass } from '../domain/seals/validity';
import type { Contradiction, SealState } from '../domain/seals/queue';
import type { Facts, Side } from './ledger';

/** How the queue stands to the registry's book. It is never closed: who seals the asset next finds it. */
export type Stage = 'in-order' | 'to-confirm' | 'contradicted' | 'closed';

/** Entry 1: the queue of the seals on one asset, opened by the first request that was served. What the asset is called stands in no entry. */
export type Opening = {
  procedure: 'seal-queue';
  revision: number;
  kind: 'seal-queue';
  /** Of the first request. */
  court: string;
  unit: string;
  office?: string;
  ruleSet: RuleSetId;
  calendarVersion: number;
  /** It belongs to no one case. */
  caseNumber: '';
  assetClass: AssetClass;
  origin: { matter: string; seq: number; as: string };
};

/** That a seal stands in the registry's book, as the unit said in the request. */
export interface Booked {
  bookedAt: number;
  /** The unit said when it was booked; else it is only known to stand there by then. */
  isStated: boolean;
  untilOn?: Day;
  waiting?: true;
}

/** What a request is to the queue, all of it: a later one takes the place of an earlier, whichever of them comes first. */
export interface SealReport {
  /** The entry of the request that it follows from. */
  step: number;
  happenedAt: number;
  court: string;
  caseNumber: string;
  /** Account of whoever asked for the seal. */
  officer: string;
  unit: string;
  office?: string;
  servedAt?: number;
  booked?: Booked;
  over?: 'released' | 'not-booked';
}

/** A request has lifted a seal: the one that another request put there, else the same court's in the same case. */
export interface ReleaseReport {
  happenedAt: number;
  court: string;
  caseNumber: string;
  of?: string;
}

export type OutsideEnd = (typeof OUTSIDE_ENDS)[number];
export type Encumbrance = (typeof ENCUMBRANCES)[number];

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = {
  'report-seal': Facts & SealReport;
  'report-release': Facts & ReleaseReport;
  'confirm-seal': Facts & { seal: number; bookedAt: number; untilOn?: Day; waiting?: boolean };
  'record-outside-seal': Facts & { bookedAt: number; servedAt?: number; untilOn?: Day; waiting?: boolean };
  'end-outside-seal': Facts & { seal: number; how: OutsideEnd; endedAt?: number };
  'record-encumbrance': Facts & { encumbrance: Encumbrance; bookedAt: number };
  'end-encumbrance': Facts & { entry: number; endedAt?: number };
  'settle-seal-order': Facts & { order: readonly number[] };
  'record-disposal': Facts & { extent: 'whole' | 'part'; disposedAt?: number };
  'give-waiting-notice': Facts & { seal: number };
  'renew-seal': Facts & { seal: number; untilOn?: Day };
};

/** What the clock adds to the ledger. */
export type EventFacts = {
  'seal-expiring': Facts & { seal: number; untilOn: Day; term: string; daysLeft: number };
  'seal-expired': Facts & { seal: number; untilOn: Day };
};

/** A queue as its procedure sees it. */
export interface SealQueueMatter {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: never;
}

/** A seal as the queue shows it. */
export interface SealView {
  no: number;
  state: SealState;
  /** Of one that lives: in the book, or by law until the registry has confirmed it. */
  place?: number;
  /** The request under which it was served; none: a court's outside the platform. */
  request?: string;
  court?: string;
  caseNumber?: string;
  servedAt?: number;
  bookedAt?: number;
  sinceAt: number;
  untilOn?: Day;
  /** The place of which its court was told in writing last (四.7(3)). */
  noticedPlace?: number;
  /** The entry that brought it, whose words name an outside court. */
  entry: number;
}

/** Whether a court has had seals in a queue, and none of them stands any more: what has come since is no business of its (二(四)). */
export function hasLeft(seals: readonly SealView[], court: string | null): boolean {
  const own = seals.filter((seal) => seal.court !== undefined && seal.court === court);
  return own.length > 0 && own.every(({ place }) => place === undefined);
}

export interface EncumbranceView {
  entry: number;
  encumbrance: Encumbrance;
  bookedAt: number;
  endedAt?: number;
}

/** What a queue shows beside its position. */
export type SealQueueParticulars = {
  assetClass: AssetClass;
  seals: readonly SealView[];
  encumbrances: readonly EncumbranceView[];
  contradictions: readonly Contradiction[];
  /** Part of the asset has been disposed of. */
  isRemainder: boolean;
};

const FROM_UNIT = ['confirm-seal', 'record-outside-seal', 'end-outside-seal', 'record-encumbrance', 'end-encumbrance', 'settle-seal-order', 'record-disposal', 'give-waiting-notice'] as const;
const OFFERED_ALWAYS: Readonly<Partial<Record<Side, readonly (SealQueueCommand | 'report-seal' | 'report-release')[]>>> = { court: ['renew-seal'], unit: FROM_UNIT, matter: ['report-seal', 'report-release'] };

/** Commands offered to each side at each stage. */
export const OFFERED: Readonly<Record<Stage, typeof OFFERED_ALWAYS>> = { 'in-order': OFFERED_ALWAYS, 'to-confirm': OFFERED_ALWAYS, contradicted: OFFERED_ALWAYS, closed: {} };
