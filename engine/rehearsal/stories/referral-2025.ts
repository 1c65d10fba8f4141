import { at, isClosedAs, isDue, isInTime, isStage, isTold, isUnbroken, type Story } from '../story';
import { EVIDENCE, refer } from './referral-scenes';

/*
 * 法发〔2025〕8号 counts in days by the calendar; a last day on a day off moves to the first working day after it. In 2026 (国办发明电〔2025〕7号) the
 * holiday is 1–7 October, and Saturday 10 October is made up.
 */
export const referral2025: Story = {
  name: 'referral-2025',
  title: { zh: '依法发〔2025〕8号移送：审查期限延长至三十日，末日逢国庆假期', en: 'A referral under the opinion of 2025: a review of thirty days that ends in a holiday' },
  from: '2026-09-03T08:30',
  ruleSet: 'judicial-opinion-2025',
  scenes: [
    {
      at: '2026-09-03T09:00',
      by: 'yuncheng.judge',
      does: { open: 'referral', request: { ...refer('（2026）粤5302执927号', '未某'), particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding' } }, evidence: EVIDENCE },
      says: { zh: '行为发生在罗定，仍移送执行法院所在地的公安机关', en: 'the act was done in Luoding; the police of the executing court’s place take it all the same' },
      expects: [isStage('referral', 'awaiting-acceptance'), isTold('police.yuncheng.desk', 'referral', 'referral-opened')],
    },
    {
      at: '2026-09-03T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'accept', body: { receivedBy: '法制大队值班民警', receiptNumber: '云公受字〔2026〕9号' } },
      says: { zh: '接受并出具回执，七日内审查', en: 'accepts against a receipt; seven days of review' },
      // 4 September is the first day, Thursday 10 the seventh.
      expects: [isDue('referral', 'review', '2026-09-10')],
    },
    {
      at: '2026-09-09T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'extend-review', body: { because: 'complex', reason: '资金流向涉及多个账户' } },
      says: { zh: '案情复杂，审查期限延长至三十日', en: 'extends the review to thirty days, in place of the seven' },
      // 30 September is the 27th day, Saturday 3 October the 30th, within the holiday: Thursday 8 October.
      expects: [isDue('referral', 'review-extended', '2026-10-08')],
    },
    {
      at: '2026-10-03T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'decide-not-to-file', body: { decidedAt: at('2026-10-03T09:30'), reasons: '认为不属于情节严重' } },
      says: { zh: '假期中决定不予立案，七日内书面说明', en: 'decides within the holiday not to file; seven days to say so in writing' },
      // 4 October is the first day, Saturday 10 the seventh: made up, so it stays.
      expects: [isInTime('referral', 'review-extended'), isStage('referral', 'refusing'), isDue('referral', 'explain', '2026-10-10')],
    },
    {
      at: '2026-10-10T15:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'issue-decision', body: { decisionNumber: '云公不立字〔2026〕9号', reasons: '不属于情节严重' }, carries: '不予立案决定书' },
      says: { zh: '补班的星期六，书面函告', en: 'on the Saturday that is made up: the written refusal' },
      expects: [isInTime('referral', 'explain'), isStage('referral', 'decision-served')],
    },
    {
      at: '2026-10-19T09:00',
      by: 'yuncheng.judge',
      does: { on: 'referral', command: 'ask-oversight', body: {}, opens: 'oversight' },
      says: { zh: '该意见未设提请期限：九日后提请监督', en: 'asks after nine days: the opinion sets no window' },
      expects: [isStage('referral', 'under-oversight'), isTold('procuratorate.yuncheng.prosecutor', 'oversight', 'oversight-opened')],
    },
    {
      at: '2026-10-26T10:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'demand-reasons', body: { documentNumber: '云检要求说明〔2026〕9号' } },
      says: { zh: '要求公安机关七日内书面说明不立案的理由', en: 'demands the reasons in writing within seven days' },
      // 27 October is the first day, Monday 2 November the seventh.
      expects: [isStage('oversight', 'reasons-demanded'), isDue('oversight', 'give-reasons', '2026-11-02')],
    },
    {
      at: '2026-10-28T10:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'notify-to-file', body: { documentNumber: '云检通立〔2026〕8号' }, carries: '通知立案书', refused: 'reasons-awaited' },
      says: { zh: '说明期限未满，不能先行通知立案', en: 'would have the case filed before the police were heard' },
      expects: [isStage('oversight', 'reasons-demanded')],
    },
    {
      at: '2026-11-02T16:00',
      by: 'police.yuncheng.desk',
      does: { on: 'oversight', command: 'give-reasons', body: { reasons: '认为转移数额不大' }, carries: '不立案理由说明书' },
      says: { zh: '末日说明理由', en: 'the police give their reasons on the last day' },
      expects: [isInTime('oversight', 'give-reasons'), isStage('oversight', 'reasons-given')],
    },
    {
      at: '2026-11-03T10:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'notify-to-file', body: { documentNumber: '云检通立〔2026〕9号' }, carries: '通知立案书' },
      says: { zh: '理由不成立，通知公安机关十五日内立案', en: 'finds them wanting: the police are to file within fifteen days' },
      // 4 November is the first day, Wednesday 18 the fifteenth.
      expects: [isStage('oversight', 'notified'), isDue('oversight', 'file-on-notice', '2026-11-18')],
    },
    {
      at: '2026-11-18T11:00',
      by: 'police.yuncheng.desk',
      does: { on: 'oversight', command: 'file-case', body: { decisionNumber: '云公立字〔2026〕99号' } },
      says: { zh: '末日立案；该意见不设初步结果的期限，自始至终无一逾期', en: 'files on the last day; the opinion asks for no first result, and nothing was ever late' },
      expects: [isClosedAs('oversight', 'filed'), isUnbroken('oversight')],
    },
    {
      at: '2026-11-18T11:05',
      says: { zh: '移送随之进入侦查', en: 'and the referral follows' },
      expects: [isStage('referral', 'filed'), isTold('yuncheng.judge', 'referral', 'case-filed')],
    },
  ],
};
