import type { FILING_OVERSIGHT_COMMANDS } from '../contract/filing-oversight';
import type { Party, Side } from '../domain/access/parties';
import type { Day } from '../domain/calendar/day';
import type { DeemedReceiptRule } from '../domain/deadlines/deemed-receipt';
import type { AdvisoryOverrides, CrimeId, RuleSetId } from '../domain/rule-sets';
import type { CommandFacts as RequestFacts } from './assistance-request';
import type { AskedHow, Ground } from './crime-referral';
import type { Facts, SealedReference } from './ledger';

/** Where the oversight of a filing can stand; the first result is reported beside these. */
export type Stage = 'awaiting-receipt' | 'examining' | 'reasons-demanded' | 'reasons-given' | 'notified' | 'closed';

export type ClosedAs = 'filed' | 'refusal-right' | 'withdrawn';

/** Entry 1: the request of the court, or its late pointer, on the referral that `origin` names. */
export type Opening = {
  procedure: 'filing-oversight';
  revision: number;
  kind: 'filing-oversight';
  court: string;
  unit: string;
  office?: string;
  ruleSet: RuleSetId;
  caseNumber: string;
  parties: readonly Party[];
  crime: CrimeId;
  how: AskedHow;
  ground: Ground;
  /** The entry of the referral that is the refusal's; none where nothing was decided. */
  refusal?: number;
  origin: { matter: string; seq: number; as: string };
  advisoryTargets?: AdvisoryOverrides;
  deemedReceipt?: DeemedReceiptRule;
  /** What the court wrote: the words of its request, or of the draft that it amended. */
  words?: SealedReference;
};

type FromRequest = 'give-delay-notice' | 'reply-to-delay-notice' | 'raise-query' | 'reply-to-query' | 'correct' | 'acknowledge-correction';

/** Facts of each command as the ledger keeps them. */
export type CommandFacts = Pick<RequestFacts, FromRequest> & {
  'sign-request': Facts;
  'report-first-result': Facts & { result: 'reasons-to-be-demanded' | 'examining-further' | 'evidence-asked' };
  'demand-reasons': Facts;
  'give-reasons': Facts;
  'notify-to-file': Facts;
  'find-refusal-right': Facts;
  'file-case': Facts;
  /** From the referral. */
  'referral-filed': Facts;
  'refusal-joined': Facts & { refusal: number };
  'referral-withdrawn': Facts;
};

/** What the clock or the shell adds to the ledger. */
export type EventFacts = {
  'request-receipt-implied': Facts;
  'request-receipt-deemed': Facts & { on: Day };
  reminder: Facts & { term: string; rung: string };
  'term-expired': Facts & { term: string; dueOn: string };
  'target-missed': Facts & { term: string; dueOn: string };
  escalation: Facts & { term: string; rung: string };
};

/** An oversight as its procedure sees it. */
export interface FilingOversight {
  stage: Stage;
  opening: Opening;
  commands: CommandFacts;
  events: EventFacts;
  closedAs: ClosedAs;
}

type Given = keyof typeof FILING_OVERSIGHT_COMMANDS | FromRequest | 'file-case' | 'referral-filed' | 'refusal-joined' | 'referral-withdrawn';

const FROM_REFERRAL = ['referral-filed', 'refusal-joined', 'referral-withdrawn'] as const;
const EXAMINING = ['report-first-result', 'demand-reasons', 'find-refusal-right'] as const;
const ALWAYS = ['correct', 'acknowledge-correction'] as const;
/** The police may file whenever they come to it. */
const POLICE = ['file-case', ...ALWAYS] as const;
const OWING_POLICE = ['give-delay-notice', ...POLICE] as const;
/** What is in doubt about the court's request, the court says. */
const PROCURATORATE = ['raise-query', ...ALWAYS] as const;
const OWING_PROCURATORATE = ['give-delay-notice', ...PROCURATORATE] as const;
const COURT = ['reply-to-query', 'reply-to-delay-notice', ...ALWAYS] as const;

/** Commands ever offered to each side at each stage. */
export const OFFERED: Readonly<Record<Stage, Readonly<Partial<Record<Side, readonly Given[]>>>>> = {
  'awaiting-receipt': { court: COURT, procuratorate: ['sign-request', ...EXAMINING, ...PROCURATORATE], police: POLICE, matter: FROM_REFERRAL },
  examining: { court: COURT, procuratorate: [...EXAMINING, 'sign-request', ...OWING_PROCURATORATE], police: POLICE, matter: FROM_REFERRAL },
  'reasons-demanded': { court: COURT, procuratorate: ['report-first-result', 'notify-to-file', 'sign-request', ...OWING_PROCURATORATE], police: ['give-reasons', ...OWING_POLICE], matter: FROM_REFERRAL },
  'reasons-given': { court: COURT, procuratorate: ['report-first-result', 'notify-to-file', 'find-refusal-right', 'sign-request', ...OWING_PROCURATORATE], police: POLICE, matter: FROM_REFERRAL },
  notified: { court: COURT, procuratorate: ['sign-request', ...PROCURATORATE], police: OWING_POLICE, matter: FROM_REFERRAL },
  closed: {},
};

/** Whom a stage awaits. */
export function awaitedAt(stage: Stage): readonly Side[] {
  if (stage === 'closed') return [];
  return stage === 'reasons-demanded' || stage === 'notified' ? ['police'] : ['procuratorate'];
}
