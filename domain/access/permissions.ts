import type { OfficialPaperId } from '../catalogue/official-papers';

/** What an account is. One person may hold several; a machine holds only `system`. */
export const ROLES = [
  'court-officer',
  'enforcement-bureau',
  'liaison',
  'desk-officer',
  'unit-head',
  'committee-officer',
  'prosecutor',
  'supervisor',
  'operator',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Where the officer's body stands to a matter. `assisting-unit`: the very unit or local office it lies with; `superior-unit`: the unit to which
 * that office belongs; `disputing-party`: either side of a dispute; `coordinating-committee`: the committee to which it was submitted;
 * `supervising-procuratorate`: the procuratorate of the court's level and place, once it was asked to supervise the filing of a case;
 * `superior`: the intermediate court over the basic courts, and the committee.
 */
export const RELATIONS = ['requesting-court', 'assisting-unit', 'disputing-party', 'coordinating-committee', 'supervising-procuratorate', 'superior-unit', 'superior', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

export const COMMANDS = [
  'open-request',
  'withdraw',
  'grant-extension',
  'reply-to-query',
  'reply-to-delay-notice',
  'accept-answer',
  'contest-answer',
  'serve-again',
  'serve-on-unit',
  'accept-return',
  'contest-return',
  'record-delivery',
  'sign-receipt',
  'answer',
  'handle-at-window',
  'record-act',
  'publish-notice',
  'correct-notice',
  'withdraw-notice',
  'record-service',
  'give-delay-notice',
  'raise-query',
  'return-papers',
  'wrong-unit',
  'report-measure',
  'confirm-undone',
  'ask-for-papers',
  'send-papers',
  'propose-service-time',
  'confirm-service-time',
  'correct',
  'acknowledge-correction',
  'contest-breach',
  'annul-breach',
  'acknowledge-alarm',
  'under-way',
  'arrived',
  'end-emergency',
  'record-110',
  'record-false-report',
  'pass-to-punishment',
  'declare-unfounded',
  'report-stopped',
  'acknowledge-stop',
  'confirm-hand-over',
  'extend-watch',
  'end-watch',
  'open-dispute',
  'state-position',
  'agree',
  'prolong-talks',
  'declare-failed',
  'withdraw-dispute',
  'issue-opinion',
  'accept-proposal',
  'dissent-from-proposal',
  'take-on',
  'record-found',
  'retract-finding',
  'notify-court',
  'record-found-by-court',
  'cancel-search',
  'confirm-search-withdrawn',
  'record-contact-test',
  'acknowledge',
  'admit',
  'refuse-admission',
  'suggest-stop',
  'sign-notice',
  'decide-stop',
  'tell-detention-house',
  'record-release',
  'bring-again',
  'close-refused',
  'accept',
  'file-case',
  'decide-not-to-file',
  'issue-decision',
  'extend-review',
  'record-arrest',
  'record-prosecution',
  'decide-not-to-prosecute',
  'end-referral',
  'sign-decision',
  'accept-decision',
  'ask-oversight',
  'amend-draft',
  'bring-to-attention',
  'switch-off-instruction',
  'switch-on-instruction',
  'sign-request',
  'report-first-result',
  'demand-reasons',
  'give-reasons',
  'notify-to-file',
  'find-refusal-right',
  'confirm-seal',
  'record-outside-seal',
  'end-outside-seal',
  'record-encumbrance',
  'end-encumbrance',
  'settle-seal-order',
  'record-disposal',
  'give-waiting-notice',
  'renew-seal',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** What is not about one matter. */
export type Facility = 'manage-accounts' | 'decode-payloads' | 'run-rehearsal' | 'operate' | 'approve-calendar' | 'upload-documents' | 'name-officers' | 'instruct-beforehand' | 'keep-drafts';

/** What a body is, as far as roles go. */
export type BodyKind = 'court' | 'committee' | 'procuratorate' | 'unit' | 'none';

interface Permission {
  readonly role: Role;
  readonly relation: Relation;
  /** `masked`: without personal data. Left out: such a matter does not exist for this role. */
  readonly reads?: 'whole' | 'masked';
  readonly commands: readonly CommandName[];
}

/** 四.7(3), 四.7(4): what is done and said about a vehicle at the roadside, and about violence against officers. */
const COURT_ON_THE_SPOT = ['record-110', 'record-false-report', 'acknowledge-stop', 'confirm-hand-over', 'extend-watch', 'end-watch'] as const;
const POLICE_ON_THE_SPOT = ['acknowledge-alarm', 'under-way', 'arrived', 'end-emergency', 'record-false-report', 'pass-to-punishment', 'declare-unfounded', 'report-stopped', 'confirm-hand-over'] as const;
/** 四.7(2), 四.7(4): people looked for and people detained. */
const COURT_ON_PEOPLE: readonly CommandName[] = ['cancel-search', 'record-found-by-court', 'acknowledge', 'record-contact-test', 'sign-notice', 'decide-stop', 'tell-detention-house', 'bring-again', 'close-refused', 'contest-breach'];
const POLICE_ON_PEOPLE: readonly CommandName[] = ['take-on', 'record-found', 'retract-finding', 'notify-court', 'confirm-search-withdrawn', 'record-contact-test', 'acknowledge', 'admit', 'refuse-admission', 'suggest-stop', 'record-release'];

/** 四.6, 四.7(4): suspected crimes. 二(三): to accept a refusal, or to ask the procuratorate, is the court's and nobody else's. */
const COURT_ON_CRIMES: readonly CommandName[] = ['sign-decision', 'accept-decision', 'ask-oversight', 'amend-draft', 'bring-to-attention', 'switch-off-instruction', 'switch-on-instruction'];
const POLICE_ON_CRIMES: readonly CommandName[] = ['accept', 'file-case', 'decide-not-to-file', 'issue-decision', 'extend-review', 'record-arrest', 'record-prosecution', 'decide-not-to-prosecute', 'end-referral', 'give-reasons'];
const PROCURATORATE_ON_CRIMES: readonly CommandName[] = ['sign-request', 'report-first-result', 'demand-reasons', 'notify-to-file', 'find-refusal-right', 'give-delay-notice', 'raise-query', 'correct', 'acknowledge-correction', 'contest-breach'];

/** 四.17: the unit publishes and puts right; the court serves its ruling, and nobody else has a notice withdrawn (二(三)). */
const COURT_ON_EQUITY: readonly CommandName[] = ['record-service', 'withdraw-notice'];
const UNIT_ON_EQUITY: readonly CommandName[] = ['publish-notice', 'correct-notice'];

/** 四.7(3), 法发〔2004〕5号 art. 20: the unit says what stands in its registry's book; a court renews its own seal. */
const UNIT_ON_SEALS: readonly CommandName[] = ['confirm-seal', 'record-outside-seal', 'end-outside-seal', 'record-encumbrance', 'end-encumbrance', 'settle-seal-order', 'record-disposal', 'give-waiting-notice'];
const COURT_ON_SEALS = ['renew-seal'] as const;

/** What a body does on its side of a dispute. */
const NEGOTIATING: readonly CommandName[] = ['state-position', 'agree', 'prolong-talks', 'declare-failed', 'withdraw-dispute'];
/** 二(三): the court alone answers what an opinion asks of it; where it is no side of the dispute itself, it is heard all the same. */
const COURT_IN_DISPUTE = ['open-dispute', 'state-position', 'accept-proposal', 'dissent-from-proposal'] as const;

/**
 * The whole of it: what stands in no row is refused.
 * 二(三): nobody but the court changes what it asks for. 二(四): personal data only for the two sides. 三(二): dealings go through the fixed liaison.
 */
const PERMISSIONS: readonly Permission[] = [
  {
    role: 'court-officer',
    relation: 'requesting-court',
    reads: 'whole',
    commands: ['open-request', 'withdraw', 'grant-extension', 'reply-to-query', 'reply-to-delay-notice', 'accept-answer', 'contest-answer', 'serve-again', 'serve-on-unit', 'accept-return', 'contest-return', 'record-delivery', 'send-papers', 'propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction', ...COURT_ON_THE_SPOT, ...COURT_IN_DISPUTE, ...COURT_ON_PEOPLE, ...COURT_ON_CRIMES, ...COURT_ON_EQUITY, ...COURT_ON_SEALS],
  },
  {
    role: 'enforcement-bureau',
    relation: 'requesting-court',
    reads: 'whole',
    commands: ['annul-breach', 'open-request', 'withdraw', 'grant-extension', 'reply-to-query', 'reply-to-delay-notice', 'accept-answer', 'contest-answer', 'serve-again', 'serve-on-unit', 'accept-return', 'contest-return', 'record-delivery', 'send-papers', 'propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction', ...COURT_ON_THE_SPOT, ...COURT_IN_DISPUTE, ...COURT_ON_PEOPLE, ...COURT_ON_CRIMES, ...COURT_ON_EQUITY, ...COURT_ON_SEALS],
  },
  // Whoever names officers in a closed matter sees that there is one.
  { role: 'unit-head', relation: 'requesting-court', reads: 'masked', commands: [] },
  { role: 'enforcement-bureau', relation: 'superior', reads: 'masked', commands: [] },
  {
    role: 'liaison',
    relation: 'assisting-unit',
    reads: 'whole',
    commands: ['sign-receipt', 'answer', 'record-act', 'give-delay-notice', 'raise-query', 'return-papers', 'wrong-unit', 'report-measure', 'confirm-undone', 'ask-for-papers', 'propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction', 'contest-breach', ...POLICE_ON_THE_SPOT, 'open-dispute', ...POLICE_ON_PEOPLE, ...POLICE_ON_CRIMES, ...UNIT_ON_EQUITY, ...UNIT_ON_SEALS],
  },
  { role: 'liaison', relation: 'superior-unit', reads: 'masked', commands: ['give-delay-notice', 'raise-query', 'open-dispute'] },
  {
    role: 'desk-officer',
    relation: 'assisting-unit',
    reads: 'whole',
    commands: ['sign-receipt', 'answer', 'handle-at-window', 'record-act', 'give-delay-notice', 'raise-query', 'return-papers', 'wrong-unit', 'report-measure', 'confirm-undone', 'ask-for-papers', 'propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction', 'contest-breach', ...POLICE_ON_THE_SPOT, ...POLICE_ON_PEOPLE, ...POLICE_ON_CRIMES, ...UNIT_ON_EQUITY, ...UNIT_ON_SEALS],
  },
  { role: 'unit-head', relation: 'assisting-unit', reads: 'whole', commands: ['give-delay-notice', 'raise-query', 'contest-breach', ...POLICE_ON_THE_SPOT, 'open-dispute'] },
  { role: 'unit-head', relation: 'superior-unit', reads: 'masked', commands: [] },
  { role: 'committee-officer', relation: 'superior', reads: 'masked', commands: [] },
  {
    role: 'prosecutor',
    relation: 'assisting-unit',
    reads: 'whole',
    commands: ['sign-receipt', 'answer', 'record-act', 'give-delay-notice', 'raise-query', 'return-papers', 'wrong-unit', 'report-measure', 'confirm-undone', 'ask-for-papers', 'propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction', 'contest-breach', 'open-dispute'],
  },
  { role: 'supervisor', relation: 'requesting-court', reads: 'masked', commands: ['annul-breach'] },
  { role: 'supervisor', relation: 'assisting-unit', reads: 'masked', commands: [] },
  { role: 'supervisor', relation: 'superior-unit', reads: 'masked', commands: [] },
  { role: 'supervisor', relation: 'superior', reads: 'masked', commands: [] },
  { role: 'supervisor', relation: 'other', reads: 'masked', commands: [] },
  { role: 'system', relation: 'assisting-unit', reads: 'whole', commands: ['sign-receipt', 'answer', 'record-act', 'report-measure', 'confirm-undone', ...UNIT_ON_EQUITY, 'confirm-seal', 'record-outside-seal', 'end-outside-seal'] },

  // 三(四): the two sides of a dispute, and the committee once it has been submitted. Only the court answers what touches its request (二(三)).
  { role: 'court-officer', relation: 'disputing-party', reads: 'whole', commands: [...NEGOTIATING, 'accept-proposal', 'dissent-from-proposal'] },
  { role: 'enforcement-bureau', relation: 'disputing-party', reads: 'whole', commands: [...NEGOTIATING, 'accept-proposal', 'dissent-from-proposal'] },
  { role: 'liaison', relation: 'disputing-party', reads: 'whole', commands: NEGOTIATING },
  { role: 'desk-officer', relation: 'disputing-party', reads: 'whole', commands: ['state-position'] },
  { role: 'unit-head', relation: 'disputing-party', reads: 'whole', commands: NEGOTIATING },
  { role: 'prosecutor', relation: 'disputing-party', reads: 'whole', commands: NEGOTIATING },
  { role: 'supervisor', relation: 'disputing-party', reads: 'masked', commands: [] },
  { role: 'committee-officer', relation: 'coordinating-committee', reads: 'whole', commands: ['issue-opinion'] },
  { role: 'unit-head', relation: 'coordinating-committee', reads: 'whole', commands: [] },
  { role: 'supervisor', relation: 'coordinating-committee', reads: 'masked', commands: [] },

  // 四.6: the designated people of the procuratorate that was asked to supervise.
  { role: 'prosecutor', relation: 'supervising-procuratorate', reads: 'whole', commands: PROCURATORATE_ON_CRIMES },
  { role: 'liaison', relation: 'supervising-procuratorate', reads: 'masked', commands: [] },
  { role: 'unit-head', relation: 'supervising-procuratorate', reads: 'masked', commands: [] },
  { role: 'supervisor', relation: 'supervising-procuratorate', reads: 'masked', commands: [] },
];

const FACILITIES: Readonly<Record<Facility, readonly Role[]>> = {
  'manage-accounts': ['operator'],
  'decode-payloads': ['supervisor'],
  'run-rehearsal': ['operator'],
  operate: ['operator'],
  // Somebody else than whoever entered the notice.
  'approve-calendar': ['operator', 'supervisor'],
  // 二(四): who of a body's own people takes part in a closed matter, is its head's to say.
  'name-officers': ['unit-head'],
  // 二(三): and what is done in a court's name before its window closes.
  'instruct-beforehand': ['unit-head'],
  // Whoever may ask a unit for assistance.
  'keep-drafts': ['court-officer', 'enforcement-bureau'],
  // Whoever has acts that can carry them.
  'upload-documents': ['court-officer', 'enforcement-bureau', 'liaison', 'desk-officer', 'unit-head', 'committee-officer', 'prosecutor', 'supervisor', 'system', 'operator'],
};

/** Who has which paper written for his body, by role and relation. 二(三): the court's own papers are the court's; 三(四): the dispute's, its sides'. */
const PAPER_MAKERS: Readonly<Record<OfficialPaperId, readonly (readonly [Role, Relation])[]>> = {
  'query-notice': [['court-officer', 'requesting-court'], ['enforcement-bureau', 'requesting-court']],
  'enforcement-notice': [['court-officer', 'requesting-court'], ['enforcement-bureau', 'requesting-court']],
  'publication-notice': [['court-officer', 'requesting-court'], ['enforcement-bureau', 'requesting-court']],
  'service-receipt': [['court-officer', 'requesting-court'], ['enforcement-bureau', 'requesting-court']],
  // 四.5: the intermediate court's bureau runs the mechanism day by day, and urges in the basic courts' matters too.
  'urging-letter': [['enforcement-bureau', 'requesting-court'], ['enforcement-bureau', 'superior']],
  'waiting-seal-notice': [['liaison', 'assisting-unit'], ['desk-officer', 'assisting-unit']],
  'oversight-request': [['court-officer', 'requesting-court'], ['enforcement-bureau', 'requesting-court']],
  'dispute-submission': [['court-officer', 'disputing-party'], ['enforcement-bureau', 'disputing-party'], ['liaison', 'disputing-party'], ['unit-head', 'disputing-party'], ['prosecutor', 'disputing-party']],
};

/** Which bodies can have an officer with that role. A machine belongs to the unit whose system it is. */
const HOLDERS: Readonly<Record<Role, readonly BodyKind[]>> = {
  'court-officer': ['court'],
  'enforcement-bureau': ['court'],
  liaison: ['court', 'committee', 'procuratorate', 'unit'],
  'desk-officer': ['procuratorate', 'unit'],
  'unit-head': ['court', 'committee', 'procuratorate', 'unit'],
  'committee-officer': ['committee'],
  prosecutor: ['procuratorate'],
  supervisor: ['court', 'committee'],
  operator: ['none'],
  system: ['procuratorate', 'unit'],
};

export function canHold(role: Role, body: BodyKind): boolean {
  return HOLDERS[role].includes(body);
}

export function mayCommand(role: Role, command: CommandName, relation: Relation): boolean {
  return findPermission(role, relation)?.commands.includes(command) ?? false;
}

/** Whether such a matter exists for this role at all. */
export function mayRead(role: Role, relation: Relation): boolean {
  return findPermission(role, relation)?.reads !== undefined;
}

/** Whether this role may ask for personal data in such a matter; they are masked until revealed with a reason. */
export function mayReadPersonalData(role: Role, relation: Relation): boolean {
  return findPermission(role, relation)?.reads === 'whole';
}

export function mayMakePaper(role: Role, paper: OfficialPaperId, relation: Relation): boolean {
  return PAPER_MAKERS[paper].some(([maker, stands]) => maker === role && stands === relation);
}

export function mayUse(role: Role, facility: Facility): boolean {
  return FACILITIES[facility].includes(role);
}

function findPermission(role: Role, relation: Relation): Permission | undefined {
  return PERMISSIONS.find((permission) => permission.role === role && permission.relation === relation);
}
