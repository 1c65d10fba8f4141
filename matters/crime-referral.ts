import type { CRIME_REFERRAL_COMMANDS } from '../contract/crime-referral';
import type { Party, Side } from '../domain/access/parties';
import type { Day } from '../domain/calendar/day';
import type { PlaceId } from '../domain/catalogue/places';
import type { CrimeId } from '../domain/rule-sets';
import type { StandingInstruction } from '../domain/standing-instructions/standing-instruction';
import type { CommandFacts as RequestFacts, EventFacts as RequestEvents, Opening as RequestOpening } from './assistance-request';
import type { Facts } from './ledger';
import type { REVISE_INSTRUCTION } from './revise-instruction';

/**
 * Where a referral can stand. `refusing`: the police have decided, the written decision is not served yet; `decision-served`: the court has not
 * received it yet; `decision-received`: the court may accept it or ask the procuratorate; `window-closed`: its right to ask has lapsed.
 */
export type Stage = 'awaiting-delivery' | 'awaiting-acceptance' | 'deciding' | 'refusing' | 'decision-served' | 'decision-received' | 'window-closed' | 'under-oversight' | 'filed' | 'arrested' | 'in-prosecution' | 'closed';

export type ClosedAs = 'indicted' | 'not-indicted' | 'decision-accepted' | 'refusal-found-right' | 'withdrawn';

/** Entry 1: the referral as the court made it. The documents of its evidence stand among `documents`, their catalogue among the words. */
export type Opening = Omit<RequestOpening, 'procedure'> & {
  procedure: 'crime-referral';
  crime: CrimeId;
  placeOfCrime: PlaceId;
  parties: readonly Party[];
  /** As it stood on that day. */
  standingInstruction: StandingInstruction | null;
};

/** Why the police should have filed, in the court's request. */
export type Ground = 'conditions-met' | 'evidence-overlooked' | 'law-misapplied' | 'no-decision';

/** How the oversight came about. */
export type AskedHow = 'by-court' | 'by-standing-instruction' | 'late-pointer';

type FromRequest = 'record-delivery' | 'withdraw' | 'give-delay-notice' | 'reply-to-delay-notice' | 'raise-query' | 'reply-to-query' | 'correct' | 'acknowledge-correction';
type Command = keyof typeof CRIME_REFERRAL_COMMANDS | FromRequest;

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = Pick<RequestFacts, FromRequest> & {
  accept: Facts;
  'file-case': Facts;
  'decide-not-to-file': Facts & { decidedAt: number };
  'issue-decision': Facts;
  'extend-review': Facts & { because: 'major' | 'difficult' | 'complex' };
  'sign-decision': Facts;
  'accept-decision': Facts;
  'ask-oversight': Facts;
  'amend-draft': Facts & { ground: Ground };
  'bring-to-attention': Facts;
  'record-arrest': Facts & { arrestedOn: Day };
  'record-prosecution': Facts & { transferredOn: Day };
  'decide-not-to-prosecute': Facts & { decidedAt: number };
  'end-referral': Facts & { outcome: 'indicted' | 'not-indicted' };
  'switch-off-instruction': Facts;
  'switch-on-instruction': Facts;
  /** From the platform. */
  [REVISE_INSTRUCTION]: Facts & { standingInstruction: StandingInstruction | null };
  /** From the oversight. */
  'oversight-ended': Facts & { how: 'filed' | 'refusal-right' };
};

/** What the clock or the shell adds to the ledger. */
export type EventFacts = Pick<RequestEvents, 'receipt-implied' | 'delivery-unrecorded' | 'receipt-deemed' | 'reminder' | 'term-expired' | 'target-missed' | 'escalation'> & {
  'decision-receipt-implied': Facts;
  'decision-receipt-deemed': Facts & { on: Day };
  /** By standing instruction of the court; made when `askedAt` says. */
  'asked-by-standing-instruction': Facts & { instruction: string; version: number; lastDay: Day; askedAt: number };
  /** `unsubmitted`: the standing instruction should have asked before, and an outage kept it from doing so. */
  'window-closed': Facts & { lastDay: Day; unsubmitted?: { instruction: string; version: number } };
  /** By a calendar published since it ends later: it runs on if that lay ahead at `countedAt`. */
  'window-counted-again': Facts & { lastDay: Day; before: Day; countedAt: number };
  /** 有案不立: the days have passed in which a decision could be expected. */
  'oversight-proposed': Facts;
  /** What the oversight had to be told before its number was known here. */
  'oversight-told': Facts;
};

/** A referral as its procedure sees it. */
export interface CrimeReferral {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: ClosedAs;
}

const INSTRUCTION = ['switch-off-instruction', 'switch-on-instruction'] as const;
const ALWAYS = ['correct', 'acknowledge-correction'] as const;
const REPLYING = ['reply-to-query', 'reply-to-delay-notice', ...ALWAYS] as const;
const BY_COURT = ['withdraw', ...INSTRUCTION, ...REPLYING] as const;
const BY_POLICE = ['raise-query', ...ALWAYS] as const;
/** 四.7, last paragraph: from when something is owed. */
const OWING = ['give-delay-notice', ...BY_POLICE] as const;
/** 四.6: neither filing nor deciding can be brought to the procuratorate at any time from acceptance. */
const ASKING = ['ask-oversight', 'amend-draft'] as const;
const DECIDING = ['accept', 'file-case', 'decide-not-to-file'] as const;
const AFTER_FILING = ['decide-not-to-prosecute', 'end-referral'] as const;

type Given = Command | 'oversight-ended';

type Offered = Readonly<Partial<Record<Side, readonly Given[]>>>;

/** Commands ever offered to each side at each stage. */
export const OFFERED: Readonly<Record<Stage, Offered>> = {
  'awaiting-delivery': { court: ['record-delivery', ...BY_COURT], police: [...DECIDING, ...BY_POLICE] },
  'awaiting-acceptance': { court: BY_COURT, police: [...DECIDING, ...BY_POLICE] },
  deciding: { court: [...ASKING, ...BY_COURT], police: [...DECIDING, 'extend-review', ...OWING] },
  refusing: { court: [...ASKING, ...BY_COURT], police: ['issue-decision', 'file-case', ...OWING] },
  'decision-served': { court: ['sign-decision', 'accept-decision', ...ASKING, ...BY_COURT], police: ['file-case', ...BY_POLICE] },
  'decision-received': { court: ['accept-decision', ...ASKING, 'sign-decision', ...BY_COURT], police: ['file-case', ...BY_POLICE] },
  // A signature after a deemed receipt is evidence, whatever has lapsed since.
  'window-closed': { court: ['accept-decision', 'bring-to-attention', 'sign-decision', 'withdraw', ...REPLYING], police: ['file-case', ...BY_POLICE] },
  'under-oversight': { court: ['sign-decision', 'withdraw', ...REPLYING], police: ['file-case', 'decide-not-to-file', 'issue-decision', ...OWING, 'accept', 'extend-review'], matter: ['oversight-ended'] },
  filed: { court: BY_COURT, police: ['record-arrest', 'record-prosecution', ...AFTER_FILING, ...BY_POLICE] },
  arrested: { court: BY_COURT, police: ['record-prosecution', ...AFTER_FILING, ...BY_POLICE] },
  'in-prosecution': { court: BY_COURT, police: [...AFTER_FILING, ...BY_POLICE] },
  closed: {},
};

/** Referrals opened before this revision took acceptance and extended review from the police as soon as the court had asked. */
const REVIEWED_UNDER_OVERSIGHT_SINCE = 2;
const UNDER_OVERSIGHT_BEFORE: Offered = { ...OFFERED['under-oversight'], police: ['file-case', 'decide-not-to-file', 'issue-decision', ...OWING] };

export function offeredAt(stage: Stage, revision: number): Offered {
  return stage === 'under-oversight' && revision < REVIEWED_UNDER_OVERSIGHT_SINCE ? UNDER_OVERSIGHT_BEFORE : OFFERED[stage];
}

const AWAITED: Readonly<Record<Stage, readonly Side[]>> = {
  'awaiting-delivery': ['court'],
  'awaiting-acceptance': ['police'],
  deciding: ['police'],
  refusing: ['police'],
  'decision-served': ['court'],
  'decision-received': ['court'],
  'window-closed': ['court'],
  'under-oversight': ['procuratorate'],
  filed: ['police'],
  arrested: ['police'],
  'in-prosecution': ['police'],
  closed: [],
};

/** Whom a stage awaits. */
export function awaitedAt(stage: Stage): readonly Side[] {
  return AWAITED[stage];
}
