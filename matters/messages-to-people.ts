/** Channels that leave the platform; each has one deliverer, kept alive by a workflow of its own. */
export const OUTSIDE_CHANNELS = ['mail', 'webhook', 'command'] as const;
export type OutsideChannel = (typeof OUTSIDE_CHANNELS)[number];

/** Names that stand in Temporal histories: permanent. */
export const DELIVERIES_WORKFLOW = 'deliveries';
export function deliveriesWorkflowId(channel: OutsideChannel): string {
  return `deliveries-${channel}`;
}

/** What a deliveries workflow is started with. One object, so that fields can be added. */
export interface DeliveriesInput {
  channel: OutsideChannel;
}

/**
 * What people are told, and with which parameters. Codes, numbers and days only: whatever else a tell carries is not written down.
 * `dueAt` (epoch ms) says the hour of a term that does not end with its day.
 */
interface Params {
  /** Within a body: given by whoever distributes, or passed on by a colleague; `rung` tells one giving from the next. */
  'matter-assigned': { act: string; rung: string };
  'request-opened': { kind?: string; court?: string; unit?: string };
  'delivery-recorded': object;
  'delivery-unrecorded': object;
  'receipt-signed': object;
  'receipt-deemed': { on: string };
  reminder: DueParams & Announced;
  'term-expired': DueParams;
  'target-missed': DueParams;
  escalation: DueParams;
  answered: { outcome: string; lateWorkingDays?: number };
  'answer-contested': object;
  'answer-accepted': object;
  'answer-accepted-by-silence': object;
  'act-recorded': { act: string };
  'notice-published': { notice: string };
  'notice-corrected': { ground: string };
  'notice-withdrawn': { ground: string };
  'delay-notice-given': object;
  'delay-notice-replied': { stance: string };
  'extension-granted': { workingDays: number; dueOn: string; dueAt?: number };
  /** A calendar was published or amended, and the term ends at another time. */
  'calendar-revised': { term: string; oldDueOn: string; oldDueAt?: number; dueOn: string; dueAt?: number };
  'breach-contested': { term: string; ground: string };
  'breach-annulled': { term: string; ground: string };
  'papers-returned': ReturnParams;
  'wrong-unit': ReturnParams;
  'served-again': object;
  'return-accepted': object;
  'return-contested': object;
  'return-unanswered': object;
  'passed-on': object;
  'query-raised': object;
  'query-replied': object;
  'service-time-proposed': object;
  'service-time-settled': { agreed: boolean };
  corrected: object;
  'correction-acknowledged': object;
  withdrawn: object;
  'undoing-opened': { taken: boolean };
  'papers-drafted': object;
  'measure-reported': { taken: boolean };
  'papers-asked': object;
  'papers-sent': object;
  'measure-undone': object;
  'alarm-raised': { happening: string };
  'alarm-unacknowledged': object;
  'call-110-again': object;
  'alarm-acknowledged': Happened;
  'police-under-way': Happened;
  'police-arrived': Happened;
  'emergency-ended': { outcome: string };
  'alarm-withdrawn': object;
  'call-110-recorded': object;
  'call-110-unrecorded': object;
  'call-110-left-unrecorded': object;
  'false-report-recorded': object;
  'false-report-passed': object;
  'false-report-unfounded': object;
  'vehicle-stopped': { stoppedAt: number };
  'stop-acknowledged': object;
  'hand-over-confirmed': { handedOverAt: number };
  'vehicle-handed-over': { handedOverAt: number };
  'watch-extended': { until?: string };
  'watch-ending': { until: string };
  'watch-ended': object;
  'dispute-opened': { question: string };
  'position-stated': object;
  'terms-proposed': object;
  'talks-prolonging-proposed': { workingDays: number };
  'talks-prolonged': { workingDays: number; dueOn: string };
  'talks-failure-proposed': object;
  'dispute-submitted': { question: string };
  'opinion-issued': { proposals: number };
  'proposal-answered': { accepted: boolean };
  'dispute-ended': { question: string; how: string };
  'contact-unreachable': object;
  'contact-tested': object;
  'search-taken-on': object;
  'finding-recorded': { dueOn: string; dueAt?: number };
  'finding-retracted': object;
  'court-told': object;
  'court-alerted': { count: number };
  'finding-acknowledged': object;
  'found-by-court': object;
  'search-cancelled': object;
  'search-withdrawn': object;
  'debtor-admitted': object;
  'admission-refused': object;
  'refusal-accepted': object;
  'brought-again': object;
  'stop-suggested': object;
  'notice-signed': object;
  'notice-deemed': { on: string };
  'stop-decided': { stop: boolean };
  'detention-house-told': object;
  'decision-acknowledged': object;
  'release-ordered': object;
  released: object;
  'release-unrecorded': object;
  'referral-opened': object;
  'referral-accepted': object;
  'case-filed': object;
  'review-extended': { dueOn: string; dueAt?: number };
  'filing-refused': object;
  /** What the court wrote into its request was on what is no longer so. */
  'draft-dropped': object;
  'decision-issued': object;
  'decision-signed': object;
  'decision-deemed': { on: string };
  'decision-accepted': object;
  'oversight-asked': { how: string };
  'oversight-proposed': object;
  'window-closed': { lastDay: string };
  'window-closed-unsubmitted': { lastDay: string };
  'window-reopened': { dueOn: string };
  'brought-to-attention': object;
  'arrest-recorded': object;
  'prosecution-recorded': object;
  'instruction-switched': { on: boolean } & Announced;
  'instruction-revised': Announced;
  /** `untimed`: no first result is owed from the receipt. */
  'oversight-opened': { how: string; untimed?: true };
  'request-signed': { untimed?: true };
  'request-deemed': { on: string; untimed?: true };
  'first-result-reported': object;
  'reasons-demanded': object;
  'reasons-given': object;
  'notified-to-file': object;
  'refusal-joined': object;
  'refusal-found-right': object;
  'seal-to-confirm': { place: number };
  'seal-next-by-law': { place: number };
  'seal-waiting': { place: number };
  'waiting-notice-due': { place: number };
  'waiting-notice-given': { place: number };
  'seal-in-force': { untilOn: string };
  'seal-ended': { how: string };
  'seal-renewed': { untilOn: string };
  'seal-expiring': { untilOn: string };
  'seal-order-changed': object;
  'seal-order-contradicted': object;
  'seal-order-settled': object;
  'card-issued': { colour: string };
  'card-answered': { colour: string };
  'card-withdrawn': { colour: string };
  closed: { closedAs: string };
  /** Of a closed matter, to whoever is not named in it. `lastDay`: of a term that has ended unused. */
  'closed-matter': { stage: string; dueOn?: string; lastDay?: string };
}
/** When the court's standing instruction will act, epoch ms; left out where none will. */
interface Announced {
  willActAt?: number;
}
/** When it happened, epoch ms; it may have been entered later. */
interface Happened {
  happenedAt: number;
}
/** Returned on working day `onDay` of a term of `of`; `again` ends no term. */
interface ReturnParams {
  onDay?: number;
  of?: number;
  again: boolean;
}
interface DueParams {
  term: string;
  dueOn: string;
  rung?: string;
  dueAt?: number;
}

export type MessageCode = keyof Params;
export type MessageParams<Code extends MessageCode> = Params[Code];

/** The parameters of each message, by name. */
const PARAM_NAMES: { readonly [Code in MessageCode]: readonly (keyof Params[Code] & string)[] } = {
  'matter-assigned': ['act', 'rung'],
  'request-opened': ['kind', 'court', 'unit'],
  'delivery-recorded': [],
  'delivery-unrecorded': [],
  'receipt-signed': [],
  'receipt-deemed': ['on'],
  reminder: ['term', 'rung', 'dueOn', 'dueAt', 'willActAt'],
  'term-expired': ['term', 'rung', 'dueOn', 'dueAt'],
  'target-missed': ['term', 'rung', 'dueOn', 'dueAt'],
  escalation: ['term', 'rung', 'dueOn', 'dueAt'],
  answered: ['outcome', 'lateWorkingDays'],
  'answer-contested': [],
  'answer-accepted': [],
  'answer-accepted-by-silence': [],
  'act-recorded': ['act'],
  'notice-published': ['notice'],
  'notice-corrected': ['ground'],
  'notice-withdrawn': ['ground'],
  'delay-notice-given': [],
  'delay-notice-replied': ['stance'],
  'extension-granted': ['workingDays', 'dueOn', 'dueAt'],
  'calendar-revised': ['term', 'oldDueOn', 'oldDueAt', 'dueOn', 'dueAt'],
  'breach-contested': ['term', 'ground'],
  'breach-annulled': ['term', 'ground'],
  'papers-returned': ['onDay', 'of', 'again'],
  'wrong-unit': ['onDay', 'of', 'again'],
  'served-again': [],
  'return-accepted': [],
  'return-contested': [],
  'return-unanswered': [],
  'passed-on': [],
  'query-raised': [],
  'query-replied': [],
  'service-time-proposed': [],
  'service-time-settled': ['agreed'],
  corrected: [],
  'correction-acknowledged': [],
  withdrawn: [],
  'undoing-opened': ['taken'],
  'papers-drafted': [],
  'measure-reported': ['taken'],
  'papers-asked': [],
  'papers-sent': [],
  'measure-undone': [],
  'alarm-raised': ['happening'],
  'alarm-unacknowledged': [],
  'call-110-again': [],
  'alarm-acknowledged': ['happenedAt'],
  'police-under-way': ['happenedAt'],
  'police-arrived': ['happenedAt'],
  'emergency-ended': ['outcome'],
  'alarm-withdrawn': [],
  'call-110-recorded': [],
  'call-110-unrecorded': [],
  'call-110-left-unrecorded': [],
  'false-report-recorded': [],
  'false-report-passed': [],
  'false-report-unfounded': [],
  'vehicle-stopped': ['stoppedAt'],
  'stop-acknowledged': [],
  'hand-over-confirmed': ['handedOverAt'],
  'vehicle-handed-over': ['handedOverAt'],
  'watch-extended': ['until'],
  'watch-ending': ['until'],
  'watch-ended': [],
  'dispute-opened': ['question'],
  'position-stated': [],
  'terms-proposed': [],
  'talks-prolonging-proposed': ['workingDays'],
  'talks-prolonged': ['workingDays', 'dueOn'],
  'talks-failure-proposed': [],
  'dispute-submitted': ['question'],
  'opinion-issued': ['proposals'],
  'proposal-answered': ['accepted'],
  'dispute-ended': ['question', 'how'],
  'contact-unreachable': [],
  'contact-tested': [],
  'search-taken-on': [],
  'finding-recorded': ['dueOn', 'dueAt'],
  'finding-retracted': [],
  'court-told': [],
  'court-alerted': ['count'],
  'finding-acknowledged': [],
  'found-by-court': [],
  'search-cancelled': [],
  'search-withdrawn': [],
  'debtor-admitted': [],
  'admission-refused': [],
  'refusal-accepted': [],
  'brought-again': [],
  'stop-suggested': [],
  'notice-signed': [],
  'notice-deemed': ['on'],
  'stop-decided': ['stop'],
  'detention-house-told': [],
  'decision-acknowledged': [],
  'release-ordered': [],
  released: [],
  'release-unrecorded': [],
  'referral-opened': [],
  'referral-accepted': [],
  'case-filed': [],
  'review-extended': ['dueOn', 'dueAt'],
  'filing-refused': [],
  'draft-dropped': [],
  'decision-issued': [],
  'decision-signed': [],
  'decision-deemed': ['on'],
  'decision-accepted': [],
  'oversight-asked': ['how'],
  'oversight-proposed': [],
  'window-closed': ['lastDay'],
  'window-closed-unsubmitted': ['lastDay'],
  'window-reopened': ['dueOn'],
  'brought-to-attention': [],
  'arrest-recorded': [],
  'prosecution-recorded': [],
  'instruction-switched': ['on', 'willActAt'],
  'instruction-revised': ['willActAt'],
  'oversight-opened': ['how', 'untimed'],
  'request-signed': ['untimed'],
  'request-deemed': ['on', 'untimed'],
  'first-result-reported': [],
  'reasons-demanded': [],
  'reasons-given': [],
  'notified-to-file': [],
  'refusal-joined': [],
  'refusal-found-right': [],
  'seal-to-confirm': ['place'],
  'seal-next-by-law': ['place'],
  'seal-waiting': ['place'],
  'waiting-notice-due': ['place'],
  'waiting-notice-given': ['place'],
  'seal-in-force': ['untilOn'],
  'seal-ended': ['how'],
  'seal-renewed': ['untilOn'],
  'seal-expiring': ['untilOn'],
  'seal-order-changed': [],
  'seal-order-contradicted': [],
  'seal-order-settled': [],
  'card-issued': ['colour'],
  'card-answered': ['colour'],
  'card-withdrawn': ['colour'],
  closed: ['closedAs'],
  'closed-matter': ['stage', 'dueOn', 'lastDay'],
};

export const MESSAGE_CODES = Object.keys(PARAM_NAMES) as readonly MessageCode[];

export function isMessageCode(code: string): code is MessageCode {
  return Object.hasOwn(PARAM_NAMES, code);
}

/** A code of ours: lower-case words, numbers, rungs such as `T-2` and `+1wd`, days. Names of people, numbers of papers and prose are none. */
const CODE = /^[A-Za-z+][A-Za-z0-9+.~-]{0,63}$|^\d{4}-\d{2}-\d{2}$/;

/** What is written down of a message's parameters: the known ones, and of those only codes, numbers, days and yes or no. */
export function keepParams(code: string, params: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const names: readonly string[] = isMessageCode(code) ? PARAM_NAMES[code] : [];
  const kept: Record<string, string | number | boolean> = {};
  for (const name of names) {
    const value = params[name];
    if (typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && CODE.test(value))) kept[name] = value;
  }
  return kept;
}
