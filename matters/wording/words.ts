import { CARD_NAMES, type CardColour } from '../../domain/cards/card-rules';
import type { Day } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import { KINDS } from '../../domain/catalogue/kinds';
import { CORRECTION_GROUNDS, WITHDRAWAL_GROUNDS } from '../../domain/catalogue/notices';
import { findOffice, findUnit } from '../../domain/catalogue/units';

/** Names of what is owed, by the last part of a term's name. A term that starts a second time is numbered: `answer.2`. */
const TERM_NAMES: Readonly<Record<string, string>> = {
  answer: '答复',
  register: '办理登记',
  publish: '公示',
  'accept-answer': '审查答复',
  'report-measure': '说明是否已采取措施',
  'confirm-undone': '解除措施并确认',
  'send-papers': '送交解除措施的文书',
  'settle-return': '处理退回',
  'serve-ruling': '送达裁定、告知当事人',
  'reply-to-query': '答复疑议',
  'give-delay-notice': '说明延期原因',
  'notify-court': '通知法院',
  'withdraw-search': '撤销协查',
  'confirm-withdrawn': '确认撤销协查',
  release: '释放被拘留人',
  'decide-stop': '决定是否停止拘留并通知拘留所',
  'turn-out': '出警',
  'record-110': '补登报警情况',
  'settle-false-report': '处理谎报警情',
  'acknowledge-stop': '确认知悉车辆被查扣',
  file: '立案',
  accept: '受理移送',
  review: '审查并决定是否立案',
  'review-extended': '审查并决定是否立案',
  'issue-refusal': '送达不予立案决定书',
  explain: '书面说明不立案、撤案理由',
  ask: '提请监督',
  'give-reasons': '说明不立案理由',
  'file-on-notice': '依通知立案',
  outcome: '反馈最终监督结果',
  'first-result': '反馈初步监督结果',
  negotiate: '磋商',
  coordinate: '协调',
};

const OUTCOMES: Readonly<Record<string, string>> = { done: '已办结', 'nothing-found': '查无记录', 'partly-done': '部分办结', 'cannot-be-done': '不能办理' };
const ACTS: Readonly<Record<string, string>> = { register: '办理登记', publish: '公示' };
const NOTICES: Readonly<Record<string, string>> = { freeze: '股权冻结公示', unfreeze: '股权解除冻结公示', transfer: '股权强制转让登记公示' };
const NOTICE_GROUNDS: Readonly<Record<string, string>> = { ...CORRECTION_GROUNDS, ...WITHDRAWAL_GROUNDS };
const ANNULMENT_GROUNDS: Readonly<Record<string, string>> = { calendar: '工作日历调整', outage: '平台故障', 'recording-error': '记录有误', 'force-majeure': '不可抗力' };
const CLOSINGS: Readonly<Record<string, string>> = {
  accepted: '法院已接受答复',
  'accepted-by-silence': '法院未在规定时间内提出异议，视为接受答复',
  withdrawn: '法院已撤回',
  'passed-on': '法院已改送其他单位',
  ended: '警情处置已结束',
  'handed-over': '车辆已交接',
  'watch-ended': '路面查扣已结束',
  found: '法院已确认收到发现被执行人的通知',
  'search-withdrawn': '协查已撤销',
  served: '被拘留人已释放',
  stopped: '法院决定停止执行拘留',
  refused: '公安机关不予收拘，法院不再送拘',
  indicted: '已提起公诉',
  'not-indicted': '检察机关决定不起诉',
  'decision-accepted': '法院接受不予立案的决定',
  'refusal-found-right': '检察机关认为不立案正确',
  'refusal-right': '检察机关认为不立案正确',
  filed: '公安机关已立案',
};
/** 四.7(4): what happens to officers on the spot. */
export const HAPPENING_NAMES = {
  'violent-resistance': '暴力抗拒执行',
  'storming-the-scene': '冲击执行现场',
  'besieging-or-beating': '围攻殴打执行人员',
  'destroying-equipment': '毁坏执行装备',
  'false-report-against-enforcement': '谎报警情干扰执行',
  other: '其他妨碍执行的情形',
} as const;
const EMERGENCY_OUTCOMES: Readonly<Record<string, string>> = { 'order-restored': '现场秩序已恢复', 'persons-taken-away': '已将违法犯罪嫌疑人员带离', 'calmed-before-arrival': '到场前事态已平息', 'no-incident-found': '到场未发现所报情形' };
/** Matters that are no request for assistance. */
const OTHER_KINDS: Readonly<Record<string, string>> = { dispute: '争议', 'filing-oversight': '立案监督', 'seal-queue': '轮候查封' };
const SEAL_ENDS: Readonly<Record<string, string>> = { released: '已解除', expired: '期限届满未续行，已失效', 'disposed-of': '财产已依该查封处分', lapsed: '财产已整体处分，轮候查封失效', 'not-booked': '登记机关未予登记' };
const QUESTIONS: Readonly<Record<string, string>> = {
  answer: '答复',
  return: '退回文书',
  'wrong-unit': '承办单位',
  'service-time': '送达时间',
  term: '办理期限',
  breach: '逾期',
  ownership: '财产权属',
  'seal-order': '查封顺位',
  other: '其他事项',
};
const OVERSIGHT_GROUNDS: Readonly<Record<string, string>> = { 'conditions-met': '符合立案条件', 'evidence-overlooked': '未审查所移送的证据', 'law-misapplied': '适用法律有误', 'no-decision': '逾期未作决定' };
const DISPUTE_ENDS: Readonly<Record<string, string>> = { agreed: '双方磋商一致', withdrawn: '争议已撤回', coordinated: '政法委已协调' };

/** Of a kind of assistance, or of a matter that is none. */
export function kindName(id: string): string {
  return KINDS.find((kind) => kind.id === id)?.name ?? OTHER_KINDS[id] ?? id;
}

export function courtName(id: string): string {
  return findCourt(id)?.name ?? id;
}

/** The office that a matter lies with, else the unit, by the name it bore on a day. */
export function unitName(unit: string, office: string | undefined, on: Day): string {
  return (office === undefined ? undefined : findOffice(office, on)?.name) ?? findUnit(unit, on)?.name ?? findCourt(unit)?.name ?? unit;
}

export function termName(id: string): string {
  const parts = id.split('.').filter((part) => !/^\d+$/.test(part));
  return TERM_NAMES[parts.at(-1) ?? ''] ?? '办理';
}

export function outcomeName(code: string): string {
  return OUTCOMES[code] ?? code;
}

const SEALS: Readonly<Record<string, string>> = { unit: '单位公章', department: '内设机构章', 'both-sides': '双方签章', none: '未加盖印章' };

/** Whose seal an answer bears. */
export function sealName(code: string): string {
  return SEALS[code] ?? code;
}

export function happeningName(code: string): string {
  return (HAPPENING_NAMES as Readonly<Record<string, string>>)[code] ?? code;
}

export function emergencyOutcomeName(code: string): string {
  return EMERGENCY_OUTCOMES[code] ?? code;
}

export function actName(code: string): string {
  return ACTS[code] ?? code;
}

export function noticeName(code: string): string {
  return NOTICES[code] ?? '公示';
}

export function noticeGroundName(code: string): string {
  return NOTICE_GROUNDS[code] ?? '其他';
}

export function annulmentGroundName(code: string): string {
  return ANNULMENT_GROUNDS[code] ?? '其他';
}

export function closingName(code: string): string {
  return CLOSINGS[code] ?? '已办结';
}

export function sealEndName(code: string): string {
  return SEAL_ENDS[code] ?? '已终止';
}

export function cardName(colour: string): string {
  return CARD_NAMES[colour as CardColour] ?? colour;
}

export function questionName(code: string): string {
  return QUESTIONS[code] ?? code;
}

/** Why the police should have filed. */
export function oversightGroundName(code: string): string {
  return OVERSIGHT_GROUNDS[code] ?? code;
}

export function disputeEndName(code: string): string {
  return DISPUTE_ENDS[code] ?? code;
}
