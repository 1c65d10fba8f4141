import { findKind, KIND_IDS, type KindId } from '../catalogue/kinds';
import { deepFreeze } from '../deep-freeze';
import type { DeemedReceiptRule } from '../deadlines/deemed-receipt';
import { UNITS } from '../catalogue/units';
import type { AdvisoryWording, TermLength } from '../deadlines/term';
import { type AdvisoryOverrides, isOfWording, RULE_SETS, type RuleSet, type TermName } from '../rule-sets';

export interface Range {
  min: number;
  max: number;
}

/** A setting that is one whole number; its name says of what. */
export interface CountSetting extends Range {
  title: string;
  unit: 'working-days' | 'calendar-days' | 'hours' | 'minutes' | 'times';
  default: number;
}

/** How long a target may be, in each unit that it may be set in. */
export interface TargetLengths {
  'working-days'?: Range;
  hours?: Range;
  minutes?: Range;
}

/** A target where the law has only a word: a length, and what it is set for. */
export interface TargetSetting {
  title: string;
  lengths: TargetLengths;
  /** null: as its wording's. */
  default: TermLength | null;
  about: { wording: AdvisoryWording } | { kind: KindId } | { term: TermName };
}

/** A setting that is words: a telephone number. */
export interface TextSetting {
  title: string;
  /** null: not known. */
  default: string | null;
}

/** What is set, by name; what is absent stands at its default. */
export type SettingValues = Readonly<Record<string, number | string | TermLength>>;

/** What the operator may set, with the product's own default. Terms of the law are in the rule sets and are set by nobody. */
export const COUNT_SETTINGS = deepFreeze({
  'receipt.deemedAfterWorkingDays': { title: '文书送达后无人签收的，第几个工作日终了视为收到', unit: 'working-days', min: 1, max: 10, default: 1 },
  'emergency.ringDutyDeskAfterMinutes': { title: '暴力抗法警情无人接警的，几分钟后呼叫值班席', unit: 'minutes', min: 1, max: 60, default: 3 },
  'emergency.ringHeadAfterMinutes': { title: '呼叫值班席后仍无人接警的，再过几分钟呼叫单位负责人', unit: 'minutes', min: 1, max: 60, default: 5 },
  'cards.countedCalendarDays': { title: '提出黄牌、红牌建议时，统计最近几日的逾期', unit: 'calendar-days', min: 7, max: 366, default: 30 },
  'cards.yellowFromBreaches': { title: '法定期限逾期达到几次的，建议黄牌', unit: 'times', min: 1, max: 1000, default: 3 },
  'cards.redFromBreaches': { title: '法定期限逾期达到几次的，建议红牌', unit: 'times', min: 1, max: 1000, default: 6 },
  'cards.redAfterYellowCards': { title: '已有几张有效黄牌的，再次达到黄牌标准时建议红牌', unit: 'times', min: 1, max: 100, default: 2 },
  'cards.yellowCardsStandCalendarDays': { title: '黄牌在几日内有效', unit: 'calendar-days', min: 30, max: 3660, default: 365 },
} as const satisfies Readonly<Record<string, CountSetting>>);
export type CountName = keyof typeof COUNT_SETTINGS;

/** The number to call beside 110, of each police office that turns out. */
export const TEXT_SETTINGS: Readonly<Record<string, TextSetting>> = deepFreeze(
  Object.fromEntries(
    UNITS.flatMap(({ offices }) => offices)
      .filter(({ unit, kinds }) => unit === findKind('police.emergency')?.unit && kinds === 'all')
      .map(({ id, name, dutyPhone }) => [dutyPhoneSetting(id), { title: `${name}值班电话`, default: dutyPhone ?? null }]),
  ),
);

const USUAL: TargetLengths = { 'working-days': { min: 1, max: 60 }, hours: { min: 1, max: 240 } };
/** Silence of the court accepts an answer when this has passed: a few hours would be no time to look at it. */
const DAYS_ALONE: TargetLengths = { 'working-days': { min: 1, max: 60 } };
/** 立即出警 and a car at the roadside are matters of minutes. */
const MINUTES_ALONE: TargetLengths = { minutes: { min: 1, max: 600 } };

const WORDING_TITLES: Readonly<Record<AdvisoryWording, string>> = {
  immediately: '文件要求“立即”“马上”办理的事项',
  promptly: '文件要求“及时”办理的事项',
  none: '文件未规定期限的事项',
};

/** Every term without a number of the law's own, by what it asks for. */
const TERM_TITLES: Readonly<Partial<Record<TermName, string>>> = {
  'request.accept-answer': '法院审查答复（逾期视为接受）',
  'request.reply-to-query': '法院答复疑议',
  'request.settle-return': '法院处理退回',
  'request.serve-ruling': '法院送达冻结、转让裁定，解除冻结告知当事人',
  'request.give-delay-notice': '协助单位说明不能按期办结的原因',
  'request.confirm-undone': '协助单位说明、解除措施并确认',
  'request.send-papers': '法院送交解除措施的文书',
  'locate.withdraw-search': '法院撤回协查',
  'locate.confirm-withdrawn': '公安机关确认撤销协查',
  'detention.release': '拘留所释放被拘留人',
  'intercept.notify-court': '公安机关通知法院接收车辆',
  'intercept.acknowledge-stop': '法院确认已知悉车辆被查扣',
  'emergency.turn-out': '公安机关出警',
  'emergency.record-110': '法院补登 110 报警时间和警情编号',
  'emergency.settle-false-report': '公安机关处理谎报警情',
  'referral.file': '公安机关立案',
  'referral.no-decision': '公安机关未作决定的，可提请检察机关监督',
  'refusal-to-perform.accept': '公安机关受理拒不执行判决、裁定案件',
  'oversight.outcome': '检察机关反馈最终监督结果',
  'dispute.coordinate': '政法委协调',
};

/** The targets that may be set: for a word of the law, for one kind of assistance, for one term. The narrower one counts. */
export const TARGET_SETTINGS: Readonly<Record<string, TargetSetting>> = deepFreeze({
  ...Object.fromEntries(
    Object.entries(WORDING_TITLES).map(([wording, title]) => [
      `target.${wording}`,
      { title, lengths: USUAL, default: defaultRuleSet().advisoryDefaults[wording as AdvisoryWording], about: { wording: wording as AdvisoryWording } },
    ]),
  ),
  ...Object.fromEntries(
    KIND_IDS.filter((kind) => RULE_SETS.some(({ duties }) => duties[kind].some(({ term }) => term.force === 'advisory'))).map((kind) => [
      `target.kind.${kind}`,
      { title: findKind(kind)?.name ?? kind, lengths: USUAL, default: null, about: { kind } },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(TERM_TITLES).map(([term, title]) => [
      `target.term.${term}`,
      { title, lengths: lengthsOf(term as TermName), default: ownDefault(term as TermName), about: { term: term as TermName } },
    ]),
  ),
});

/** The name under which the operator sets an office's duty number. */
function dutyPhoneSetting(office: string): string {
  return `emergency.dutyPhone.${office}`;
}

/** The number to call beside 110: the operator's, else the catalogue's; undefined when nobody has entered one. */
export function dutyPhoneInForce(values: SettingValues, office: string): string | undefined {
  const name = dutyPhoneSetting(office);
  const value = values[name];
  return typeof value === 'string' ? value : (TEXT_SETTINGS[name]?.default ?? undefined);
}

/** The number in force. */
export function countInForce(values: SettingValues, name: CountName): number {
  const value = values[name];
  return typeof value === 'number' ? value : COUNT_SETTINGS[name].default;
}

/** What a new matter records of the settings: only what differs from its rule set, and then for as long as it runs. */
export function settingsAtOpening(values: SettingValues, ruleSet: RuleSet): { advisoryTargets?: AdvisoryOverrides; deemedReceipt?: DeemedReceiptRule } {
  const targets: Required<AdvisoryOverrides> = { wordings: {}, kinds: {}, terms: {} };
  for (const [name, { about }] of Object.entries(TARGET_SETTINGS)) {
    const length = values[name];
    if (typeof length !== 'object') continue;
    if ('wording' in about) targets.wordings[about.wording] = length;
    else if ('kind' in about) targets.kinds[about.kind] = length;
    else targets.terms[about.term] = length;
  }
  const advisoryTargets = Object.fromEntries(Object.entries(targets).filter(([, set]) => Object.keys(set).length > 0)) as AdvisoryOverrides;
  const deemedReceipt: DeemedReceiptRule = { workingDaysAfterDelivery: countInForce(values, 'receipt.deemedAfterWorkingDays') };
  return {
    ...(Object.keys(advisoryTargets).length > 0 ? { advisoryTargets } : {}),
    ...(deemedReceipt.workingDaysAfterDelivery === ruleSet.deemedReceipt.workingDaysAfterDelivery ? {} : { deemedReceipt }),
  };
}

function lengthsOf(term: TermName): TargetLengths {
  if (term === 'request.accept-answer') return DAYS_ALONE;
  return ownDefault(term)?.kind === 'minutes' ? MINUTES_ALONE : USUAL;
}

/** The founding document's set; later ones inherit its targets. */
function defaultRuleSet(): RuleSet {
  const [first] = RULE_SETS;
  if (!first) throw new Error('no rule set is shipped');
  return first;
}

function ownDefault(name: TermName): TermLength | null {
  const ruleSet = RULE_SETS.find(({ terms }) => terms[name]);
  const term = ruleSet?.terms[name];
  return !ruleSet || term?.force !== 'advisory' || isOfWording(ruleSet, term) ? null : term.length;
}
