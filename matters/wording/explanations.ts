import type { Citation, Term, TermLength } from '../../domain/deadlines/term';
import { getTerm, type RuleSet } from '../../domain/rule-sets';

/** What a page may ask the meaning of. */
export const EXPLAINED = [
  'statutory',
  'advisory',
  'working-day',
  'provisional',
  'deemed-receipt',
  'receipt',
  'breach',
  'breach-classes',
  'delay-notice',
  'query',
  'return',
  'extension',
  'answer-accepted',
  'liaison',
  'dispute',
  'locate',
  'detention-stop',
  'oversight-window',
  'oversight',
  'standing-instruction',
  'closed-matter',
  'seal-queue',
  'seal-validity',
  'card',
] as const;
export type Explained = (typeof EXPLAINED)[number];

export interface Explanation {
  id: Explained;
  word: string;
  text: string;
  /** Where it stands; undefined where it is the platform's own word. */
  cite?: Citation;
}

const UNITS: Readonly<Record<TermLength['kind'], string>> = { 'working-days': '个工作日', 'calendar-days': '日', hours: '小时', minutes: '分钟' };

/** '3 个工作日'. */
export function lengthText({ kind, n }: TermLength): string {
  return `${n} ${UNITS[kind]}`;
}

/** The words of the law that pages use, each with the numbers of the rule set and the article where it gives one. */
export function explanationsOf(ruleSet: RuleSet): Explanation[] {
  const { advisoryDefaults, counting, deemedReceipt, sealQueue, sealValidity } = ruleSet;
  const of = (term: Term): string => lengthText(term.length);
  const article = (where: string): Citation => ({ ruleSet: ruleSet.id, document: getTerm(ruleSet, 'dispute.negotiate').cite.document, article: where });
  const [negotiate, notify, stop, ask, first, silence, delay] = [
    getTerm(ruleSet, 'dispute.negotiate'),
    getTerm(ruleSet, 'locate.notify-court'),
    getTerm(ruleSet, 'detention.decide-stop'),
    getTerm(ruleSet, 'oversight.ask'),
    getTerm(ruleSet, 'oversight.first-result'),
    getTerm(ruleSet, 'request.accept-answer'),
    getTerm(ruleSet, 'request.give-delay-notice'),
  ];
  const isForAllCrimes = Object.values(ruleSet.referrals).every(({ terms }) => terms.firstResult !== undefined);
  return [
    { id: 'statutory', word: '规定期限', text: '规则写明天数或者小时数的期限。期满未办的，记为逾期。各事项的期限和条文见“帮助”。' },
    { id: 'advisory', word: '工作目标', text: `规则没有写明数字的，由平台设定目标：“立即”为 ${lengthText(advisoryDefaults.immediately)}，“及时”为 ${lengthText(advisoryDefaults.promptly)}，未写期限的为 ${lengthText(advisoryDefaults.none)}。超过目标的，只作提醒，不是逾期。` },
    { id: 'working-day', word: '工作日', text: '扣除周末和节假日，计入调休上班日。起算当日不计入，自次一工作日起算，至最后一日二十四时为止。', cite: counting['working-days'] },
    { id: 'provisional', word: '暂定', text: '到期日落在节假日安排尚未公布的年份，先按周末和法定节假日推算；公布后自动重新计算，并通知各方。', cite: counting['working-days'] },
    { id: 'receipt', word: '签收', text: '协助单位收到法律文书。除另有规定外，办理期限自收到之日起算，当日不计入。' },
    { id: 'deemed-receipt', word: '视为收到', text: `文书送达后无人签收的，自送达后第 ${deemedReceipt.workingDaysAfterDelivery} 个工作日终了，视为收到。以此为起算日的逾期，单独列示。` },
    { id: 'breach', word: '逾期', text: '规定期限届满仍未办理。自期限届满的下一刻起记载，告知法院和单位联系人；逾期天数按工作日计算。工作目标不会逾期。' },
    { id: 'breach-classes', word: '逾期的性质', text: '每一次逾期只归入一类：已撤销、待撤销、单位有异议、最后一日平台有故障、起算日为视为收到之日，以上都不是的为一般逾期。各类分别列示，不作合计。' },
    { id: 'delay-notice', word: '延期说明', text: '不能按期办结的，单位应当及时向法院说明理由。说明不改变期限；只有法院在期限届满前明示同意，才可延长。', cite: delay.cite },
    { id: 'extension', word: '延长期限', text: '只有法院可以在期限届满前明示延长，自原到期日起接续计算工作日。' },
    { id: 'query', word: '疑议', text: '单位对协助请求有疑问的，及时向法院提出，由法院答复。期限不因此停止。' },
    { id: 'return', word: '退回', text: '缺少该事项应有的文书、印章，或者不属本单位办理的，可以在期限内退回一次并说明理由。补正后的文书收到时，期限重新起算；原期限仍可查看。' },
    { id: 'answer-accepted', word: '视为接受答复', text: `法院收到答复后 ${of(silence)}内未提出异议的，视为接受。提出异议的，转为争议。` },
    { id: 'liaison', word: '固定联系人', text: '每个单位一名，业务沟通通过固定联系人进行；疑议、延期说明、退回和争议都会抄送。', cite: article('三(二)') },
    { id: 'dispute', word: '争议', text: `双方先行磋商；${of(negotiate)}内未达成一致的，书面提交市政法委统一协调。争议不停止任何期限。`, cite: negotiate.cite },
    { id: 'locate', word: '发现后通知', text: `公安机关发现被执行人的，自发现时起 ${of(notify)}内通知法院，按时钟连续计算，包括夜间和节假日。`, cite: notify.cite },
    { id: 'detention-stop', word: '建议停止执行拘留', text: `法院收到《建议停止执行拘留通知书》后 ${of(stop)}内，决定是否停止执行，并通知拘留所。`, cite: stop.cite },
    { id: 'oversight-window', word: '提请监督的期限', text: `法院收到《不予立案决定书》后 ${of(ask)}内，可以提请同级检察机关监督。期满后仍可移送线索，但不设反馈期限。`, cite: ask.cite },
    { id: 'oversight', word: '立案监督', text: `检察机关收到提请后 ${of(first)}内反馈初步结果${isForAllCrimes ? '' : '（拒不执行判决、裁定案件另有规定，不设此期限）'}；直至公安机关立案，或者认定不立案正确，方告终结。`, cite: first.cite },
    { id: 'standing-instruction', word: '常设指令', text: '法院预先作出的指示：提请监督期限的最后一个工作日开始时，平台以法院名义自动提请。由法院负责人确认、修改或者撤回，也可以对单个事项停用。' },
    { id: 'closed-matter', word: '不公开事项', text: '涉嫌犯罪的移送和立案监督。内容只有各方指定的人员可以查看，其他人员只看到编号、阶段和日期。', cite: article('二(四)') },
    { id: 'seal-queue', word: '轮候查封', text: '同一财产已被查封的，后到的查封依登记的先后轮候，并书面告知法院。在先的查封解除后，次序在前的自动生效。', cite: sealQueue.cites.vehicles },
    { id: 'seal-validity', word: '查封期限', text: `动产不超过 ${sealValidity.movablesYears} 年，不动产不超过 ${sealValidity.immovablesYears} 年，其他财产权不超过 ${sealValidity.otherRightsYears} 年；期满前应当续行。`, cite: sealValidity.cite },
    { id: 'card', word: '黄牌、红牌', text: '规则只提出建议，由具名的人员决定是否给予。只计未说明理由，或者说明了理由而法院不同意的逾期；单位有异议、已撤销、平台故障日的不计。' },
  ];
}
