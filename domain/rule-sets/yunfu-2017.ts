import type { KindId } from '../catalogue/kinds';
import { deepFreeze } from '../deep-freeze';
import type { Audience, Ladder } from '../deadlines/ladder';
import type { AdvisoryTerm, AdvisoryWording, Citation, StatutoryTerm, TermLength } from '../deadlines/term';
import type { AdvisoryDefaults, Duty, RuleSet } from './rule-set';

const ID = 'yunfu-2017';
const DOCUMENT = '关于进一步完善云浮市执行联动工作机制的实施意见';
/** Where neither the text nor any law says how long: a target of the product, which the operator may set. */
const PRODUCT_DEFAULT = '产品默认（文件未规定）';

/** The operator's targets where the text has only a word: 立即/马上, 及时, or no word at all. */
const ADVISORY_DEFAULTS: AdvisoryDefaults = {
  immediately: { kind: 'working-days', n: 1 },
  promptly: { kind: 'working-days', n: 3 },
  none: { kind: 'working-days', n: 10 },
};

const WORKING_HOURS = { from: '08:30', to: '17:30' };

function cite(article: string, document = DOCUMENT): Citation {
  return { ruleSet: ID, document, article };
}

function workingDays(n: number): TermLength {
  return { kind: 'working-days', n };
}

function hours(n: number): TermLength {
  return { kind: 'hours', n };
}

function minutes(n: number): TermLength {
  return { kind: 'minutes', n };
}

function statutory(length: TermLength, article: string): StatutoryTerm {
  return { force: 'statutory', length, cite: cite(article) };
}

function advisory(wording: AdvisoryWording, article: string): AdvisoryTerm {
  return { force: 'advisory', wording, length: ADVISORY_DEFAULTS[wording], cite: cite(article) };
}

/** 立即 where lives are at stake or a car stands at the roadside: a target by the clock, nights and days off included. */
function withinMinutes(n: number, article: string, document = DOCUMENT): AdvisoryTerm {
  return { force: 'advisory', wording: 'immediately', length: minutes(n), cite: cite(article, document) };
}

/** The one duty of most kinds: to answer, counted from the receipt of the papers. */
function answerWithin(term: Duty['term']): readonly Duty[] {
  return [{ name: 'answer', from: 'receipt', term }];
}

/** 四.17: publish in the credit-information system within 3 working days of receiving the papers, then answer promptly. */
const PUBLISH_THEN_ANSWER: readonly Duty[] = [
  { name: 'publish', from: 'receipt', term: statutory(workingDays(3), '四.17') },
  { name: 'answer', from: 'publish', term: advisory('promptly', '四.17') },
];

const DUTIES: Readonly<Record<KindId, readonly Duty[]>> = {
  'police.identity-property-query': answerWithin(statutory(workingDays(3), '四.7(1)')),
  'police.locate-debtor': answerWithin(advisory('promptly', '四.7(2)')),
  'police.vehicle-seal': answerWithin(advisory('immediately', '四.7(3)')),
  // 在办结后3个工作日内: the term runs from completion of the transfer, and for registering it there is none.
  'police.vehicle-transfer': [
    { name: 'register', from: 'receipt', term: advisory('none', '四.7(3)') },
    { name: 'answer', from: 'register', term: statutory(workingDays(3), '四.7(3)') },
  ],
  'police.vehicle-intercept': answerWithin(advisory('none', '四.7(3)')),
  'police.emergency': answerWithin(advisory('immediately', '四.7(4)')),
  'police.detention': answerWithin(advisory('immediately', '四.7(4)')),
  'police.crime-referral': answerWithin(advisory('immediately', '四.7(4)')),
  'land.query': answerWithin(statutory(workingDays(3), '四.13')),
  'land.seal': answerWithin(advisory('immediately', '四.13')),
  'land.unseal': answerWithin(advisory('immediately', '四.13')),
  'land.transfer': answerWithin(advisory('immediately', '四.13')),
  'land.consult': answerWithin(statutory(workingDays(15), '四.13')),
  'housing.query': answerWithin(statutory(workingDays(3), '四.14')),
  'housing.seal': answerWithin(advisory('immediately', '四.14')),
  'housing.unseal': answerWithin(advisory('immediately', '四.14')),
  'housing.transfer': answerWithin(advisory('immediately', '四.14')),
  'housing.consult': answerWithin(statutory(workingDays(15), '四.14')),
  'commerce.query': answerWithin(statutory(workingDays(3), '四.17')),
  'commerce.freeze-notice': PUBLISH_THEN_ANSWER,
  'commerce.unfreeze-notice': PUBLISH_THEN_ANSWER,
  'commerce.equity-transfer': [
    { name: 'register', from: 'receipt', term: statutory(workingDays(3), '四.17') },
    { name: 'answer', from: 'receipt', term: statutory(workingDays(3), '四.17') },
    { name: 'publish', from: 'register', term: advisory('promptly', '四.17') },
  ],
  'legal-affairs.urge-performance': answerWithin(advisory('none', '四.18')),
  'justice.query': answerWithin(advisory('none', '四.8')),
  'human-resources.query': answerWithin(advisory('none', '四.12')),
  'human-resources.labour-evidence': answerWithin(advisory('none', '四.12')),
  'state-assets.restriction': answerWithin(advisory('none', '四.16')),
  'development-reform.restriction': answerWithin(advisory('none', '四.9')),
  'audit.supervision': answerWithin(advisory('none', '四.15')),
  'central-bank.credit-record': answerWithin(advisory('none', '四.19')),
  'publicity.coverage': answerWithin(advisory('none', '四.1')),
  'cppcc.member-case': answerWithin(advisory('none', '四.4')),
  'procuratorate.consult': answerWithin(advisory('none', '四.6')),
};

const AT_OPENING = WORKING_HOURS.from;

/** Terms in working or calendar days: reminded two days before, one day before and on the day; a breach climbs to the court, the heads, the committee. */
const DAYS_LADDER: Ladder = [
  { rung: 'T-2', when: { from: 'last-day', workingDays: -2, timeOfDay: AT_OPENING }, audience: ['unit.desk', 'unit.liaison'] },
  { rung: 'T-1', when: { from: 'last-day', workingDays: -1, timeOfDay: AT_OPENING }, audience: ['unit.desk', 'unit.liaison'] },
  { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: ['unit.desk', 'unit.liaison'] },
  { rung: 'breach', when: { from: 'term-end' }, audience: ['court.officer', 'unit.liaison'] },
  { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: ['unit.head', 'court.bureau'] },
  { rung: '+3', when: { from: 'last-day', workingDays: 3, timeOfDay: AT_OPENING }, audience: ['committee'] },
];

/** Terms in hours run through nights and days off, and so do their reminders; what follows a breach waits for working hours. */
const HOURS_LADDER: Ladder = [
  { rung: 'half', when: { from: 'half-way' }, audience: ['unit.desk', 'unit.liaison'], urgency: 'urgent' },
  { rung: 'last-4h', when: { from: 'before-term-end', hours: 4 }, audience: ['unit.desk', 'unit.liaison'], urgency: 'urgent' },
  { rung: 'breach', when: { from: 'term-end' }, audience: ['court.officer', 'unit.liaison'] },
  { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: ['unit.head', 'court.bureau'] },
  { rung: '+3', when: { from: 'last-day', workingDays: 3, timeOfDay: AT_OPENING }, audience: ['committee'] },
];

/** Advisory targets are missed, never breached, and do not climb to the committee. */
const ADVISORY_LADDER: Ladder = [
  { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: ['unit.desk', 'unit.liaison'] },
  { rung: 'missed', when: { from: 'term-end' }, audience: ['court.officer', 'unit.liaison'] },
  { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: ['unit.head'] },
];

/** 四.7(4): the court's own 24 hours. The detention house is told of the breach; it climbs to the enforcement bureau, then to the committee. */
const HOURS_OF_COURT_LADDER: Ladder = [
  { rung: 'half', when: { from: 'half-way' }, audience: ['court.contact'], urgency: 'urgent' },
  { rung: 'last-4h', when: { from: 'before-term-end', hours: 4 }, audience: ['court.contact', 'court.bureau'], urgency: 'urgent' },
  { rung: 'breach', when: { from: 'term-end' }, audience: ['court.officer', 'court.contact', 'court.bureau', 'unit.desk', 'unit.liaison'] },
  { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: ['court.bureau'] },
  { rung: '+3', when: { from: 'last-day', workingDays: 3, timeOfDay: AT_OPENING }, audience: ['committee'] },
];

/** What the court itself owes climbs to its enforcement bureau. */
const ADVISORY_LADDER_OF_COURT: Ladder = [
  { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: ['court.officer'] },
  { rung: 'missed', when: { from: 'term-end' }, audience: ['court.officer'] },
  { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: ['court.bureau'] },
];

/** What is counted in minutes is told at once, to whoever can still act. */
const MINUTES_LADDER: Ladder = [{ rung: 'missed', when: { from: 'term-end' }, audience: ['unit.desk', 'unit.head', 'court.officer'], urgency: 'urgent' }];
const MINUTES_OF_COURT_LADDER: Ladder = [{ rung: 'missed', when: { from: 'term-end' }, audience: ['court.officer', 'court.bureau'], urgency: 'urgent' }];

const BOTH_SIDES = ['opener.party', 'respondent.party'] as const;

/** 三(四): the talks are not late when their term ends; the matter goes to the committee. */
const NEGOTIATION_LADDER: Ladder = [
  { rung: 'T-2', when: { from: 'last-day', workingDays: -2, timeOfDay: AT_OPENING }, audience: BOTH_SIDES },
  { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: BOTH_SIDES },
];

/** The committee is reminded of a target that the text does not set; both sides learn that it was missed. */
const COORDINATION_LADDER: Ladder = [
  { rung: 'T-2', when: { from: 'last-day', workingDays: -2, timeOfDay: AT_OPENING }, audience: ['committee'] },
  { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: ['committee'] },
  { rung: 'missed', when: { from: 'term-end' }, audience: ['committee', ...BOTH_SIDES] },
  { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: ['committee.head'] },
];

/** 四.6, 四.7(4): what the police or a procuratorate owe the court in the matter of a suspected crime. A procuratorate's breach is the committee's to know at once. */
function crimeLadder(side: 'police' | 'procuratorate', alsoOfBreach: readonly Audience[] = []): Ladder {
  const own = [`${side}.desk`, `${side}.liaison`] as const;
  return [
    { rung: 'T-2', when: { from: 'last-day', workingDays: -2, timeOfDay: AT_OPENING }, audience: own },
    { rung: 'T-1', when: { from: 'last-day', workingDays: -1, timeOfDay: AT_OPENING }, audience: own },
    { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: own },
    { rung: 'breach', when: { from: 'term-end' }, audience: ['court.officer', `${side}.liaison`, ...alsoOfBreach] },
    { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: [`${side}.head`, 'court.bureau'] },
    { rung: '+3', when: { from: 'last-day', workingDays: 3, timeOfDay: AT_OPENING }, audience: ['committee'] },
  ];
}

function advisoryCrimeLadder(side: 'police' | 'procuratorate'): Ladder {
  return [
    { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: [`${side}.desk`, `${side}.liaison`] },
    { rung: 'missed', when: { from: 'term-end' }, audience: ['court.officer', `${side}.liaison`] },
    { rung: '+1', when: { from: 'last-day', workingDays: 1, timeOfDay: AT_OPENING }, audience: [`${side}.head`] },
  ];
}

const ASKING = ['court.officer', 'court.bureau'] as const;

/** 四.7(4): the court's right to ask lapses with its last day, and is nobody's breach. It is reminded on each day. */
const WINDOW_LADDER: Ladder = [
  { rung: 'T-2', when: { from: 'last-day', workingDays: -2, timeOfDay: AT_OPENING }, audience: ASKING, urgency: 'urgent' },
  { rung: 'T-1', when: { from: 'last-day', workingDays: -1, timeOfDay: AT_OPENING }, audience: ASKING, urgency: 'urgent' },
  { rung: 'T-0', when: { from: 'last-day', workingDays: 0, timeOfDay: AT_OPENING }, audience: ASKING, urgency: 'urgent' },
];

const REFERRAL = {
  course: 'yunfu-2017',
  policeOf: 'place-of-crime',
  terms: { decide: 'referral.file', issue: 'referral.issue-refusal', ask: 'oversight.ask', propose: 'referral.no-decision', firstResult: 'oversight.first-result' },
} as const;

/** The opinion on perfecting Yunfu's joint enforcement mechanism, in force from the day of its printing. */
export const YUNFU_2017: RuleSet = deepFreeze({
  id: ID,
  name: '云浮市执行联动机制（2017）',
  authority: '云浮市基本解决执行难工作领导小组',
  document: DOCUMENT,
  validFrom: '2017-09-27',
  counting: {
    'working-days': cite('放假与调休上班安排', '国务院办公厅年度部分节假日安排的通知'),
    'calendar-days': cite('第一百零五条', '中华人民共和国刑事诉讼法'),
    hours: cite('四.7(2)、四.7(4)'),
    minutes: cite('文件未规定', PRODUCT_DEFAULT),
  },
  advisoryDefaults: ADVISORY_DEFAULTS,
  workingHours: WORKING_HOURS,
  ladders: { days: DAYS_LADDER, hours: HOURS_LADDER, advisory: ADVISORY_LADDER, advisoryOfCourt: ADVISORY_LADDER_OF_COURT, minutes: MINUTES_LADDER, minutesOfCourt: MINUTES_OF_COURT_LADDER, hoursOfCourt: HOURS_OF_COURT_LADDER, negotiation: NEGOTIATION_LADDER, coordination: COORDINATION_LADDER, police: crimeLadder('police'), advisoryOfPolice: advisoryCrimeLadder('police'), procuratorate: crimeLadder('procuratorate', ['committee']), advisoryOfProcuratorate: advisoryCrimeLadder('procuratorate'), window: WINDOW_LADDER },
  deemedReceipt: { workingDaysAfterDelivery: 1 },
  duties: DUTIES,
  terms: {
    'request.accept-answer': { force: 'advisory', wording: 'none', length: workingDays(3), cite: cite('文件未规定', PRODUCT_DEFAULT) },
    'request.confirm-undone': { force: 'advisory', wording: 'none', length: workingDays(3), cite: cite('文件未规定', PRODUCT_DEFAULT) },
    'request.send-papers': { force: 'advisory', wording: 'none', length: workingDays(3), cite: cite('文件未规定', PRODUCT_DEFAULT) },
    'request.reply-to-query': advisory('promptly', '四.7, 四.13, 四.14, 四.17'),
    // The text has no return; that the court answers one promptly is ours.
    'request.settle-return': { force: 'advisory', wording: 'promptly', length: ADVISORY_DEFAULTS.promptly, cite: cite('文件未规定', PRODUCT_DEFAULT) },
    // 送达裁定、通知当事人, with the request itself (四.17); the text has no number.
    'request.serve-ruling': advisory('promptly', '四.17'),
    'request.give-delay-notice': advisory('promptly', '四.7, 四.13, 四.14, 四.17'),
    'locate.notify-court': statutory(hours(24), '四.7(2)'),
    'locate.withdraw-search': advisory('promptly', '四.7(2)'),
    'locate.confirm-withdrawn': { force: 'advisory', wording: 'promptly', length: ADVISORY_DEFAULTS.promptly, cite: cite('文件未规定', PRODUCT_DEFAULT) },
    'intercept.notify-court': withinMinutes(30, '四.7(3)'),
    'intercept.acknowledge-stop': withinMinutes(60, '文件未规定', PRODUCT_DEFAULT),
    'detention.decide-stop': statutory(hours(24), '四.7(4)'),
    'detention.release': { force: 'advisory', wording: 'immediately', length: ADVISORY_DEFAULTS.immediately, cite: cite('文件未规定', PRODUCT_DEFAULT) },
    'emergency.turn-out': withinMinutes(10, '四.7(4)'),
    'emergency.record-110': { force: 'advisory', wording: 'promptly', length: ADVISORY_DEFAULTS.promptly, cite: cite('文件未规定', PRODUCT_DEFAULT) },
    // 谎报警情，依法查处 (四.7(4)); the text has no number.
    'emergency.settle-false-report': advisory('none', '四.7(4)'),
    'referral.file': advisory('immediately', '四.7(4)'),
    // 有案不立: from the acceptance of the referral, after which an oversight is offered to the court.
    'referral.no-decision': advisory('none', '四.6, 四.7(4)'),
    'referral.issue-refusal': statutory(workingDays(3), '四.7(4)'),
    'oversight.ask': statutory(workingDays(3), '四.7(4)'),
    'oversight.first-result': statutory(workingDays(7), '四.6'),
    'oversight.outcome': advisory('none', '四.6'),
    'dispute.negotiate': statutory(workingDays(7), '三(四)'),
    'dispute.coordinate': advisory('none', '三(四)'),
  },
  referrals: {
    'refusal-to-perform': { name: '拒不执行判决、裁定罪', ...REFERRAL, cite: cite('四.7(4)') },
    'refusal-to-pay-labour': { name: '拒不支付劳动报酬罪', ...REFERRAL, cite: cite('四.7(4)') },
    'unlawful-disposal': { name: '非法处置查封、扣押、冻结的财产罪', ...REFERRAL, cite: cite('四.7(4)') },
    'sham-bankruptcy': { name: '虚假破产罪', ...REFERRAL, cite: cite('四.6') },
    obstruction: { name: '妨害公务罪', ...REFERRAL, cite: cite('四.7(4)') },
  },
  sealValidity: {
    movablesYears: 2,
    immovablesYears: 3,
    otherRightsYears: 3,
    cite: cite('第四百八十五条', '最高人民法院关于适用《中华人民共和国民事诉讼法》的解释'),
  },
  sealQueue: {
    order: 'time-of-service',
    whenLifted: 'next-takes-effect',
    whenDisposedOf: 'those-behind-lapse',
    cites: {
      vehicles: cite('四.7(3)'),
      immovables: cite('第二十条', '最高人民法院、国土资源部、建设部关于依法规范人民法院执行和国土资源房地产管理部门协助执行若干问题的通知（法发〔2004〕5号）'),
    },
  },
});
