import { at, isClosedAs, isDue, isInTime, isRecorded, isStage, isTold, type Scene, type Story } from '../story';
import { EVIDENCE, opening, refer, REFUSED, SIGNED } from './referral-scenes';

/*
 * Working days of 2026 (国办发明电〔2025〕7号): 9–13 February and, made up, Saturday 14; 15–23 February is the holiday; 24–27 and, made up,
 * Saturday 28 February; 2–6 March.
 */

export const referralSilent: Story = {
  name: 'referral-silent',
  title: { zh: '春节期间法院未作表示：依常设指令提请监督', en: 'A court silent over the Spring Festival: asked by its standing instruction' },
  from: '2026-02-09T08:30',
  scenes: [
    ...opening('2026-02-09', '（2026）粤5302执923号', '卯某'),
    ...REFUSED,
    SIGNED,
    {
      at: '2026-02-24T09:00',
      says: { zh: '每个工作日提醒法院，并告知常设指令将于25日0时代为提请', en: 'the court is reminded on each day, and told that the instruction will ask as the 25th begins' },
      expects: [isStage('referral', 'decision-received'), isTold('yuncheng.judge', 'referral', 'reminder')],
    },
    {
      at: '2026-02-25T00:00',
      says: { zh: '最后一个工作日开始，依常设指令提交提请监督函', en: 'the last working day opens: the request goes out by standing instruction of the court' },
      expects: [isRecorded('referral', 'asked-by-standing-instruction', '2026-02-25T00:00'), isStage('referral', 'under-oversight'), isTold('yuncheng.judge', 'referral', 'oversight-asked')],
    },
    {
      at: '2026-02-25T09:00',
      by: 'yuncheng.judge',
      does: { on: 'referral', command: 'ask-oversight', body: {}, refused: 'not-awaited' },
      says: { zh: '想自行提请——已经提请', en: 'would ask, and is told that it was done' },
    },
    {
      at: '2026-02-25T09:10',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/matters/search', body: { debtor: { name: '卯某' } }, opens: { oversight: 'referral' } },
      says: { zh: '查找：立案监督已经建立', en: 'looks, and finds the oversight that was opened' },
      expects: [isStage('oversight', 'awaiting-receipt')],
    },
    {
      at: '2026-02-25T10:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'sign-request', body: {} },
      says: { zh: '检察机关签收', en: 'signs for the request' },
      // Thu 26, Fri 27, Sat 28 made up, Mon 2, Tue 3, Wed 4, Thu 5 March.
      expects: [isDue('oversight', 'first-result', '2026-03-05')],
    },
    {
      at: '2026-03-05T16:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'report-first-result', body: { result: 'reasons-to-be-demanded', details: '拟要求公安机关说明不立案理由' } },
      says: { zh: '第七个工作日反馈初步结果，监督继续', en: 'reports a first result on the seventh working day; the oversight goes on' },
      expects: [isInTime('oversight', 'first-result'), isStage('oversight', 'examining'), isTold('yuncheng.judge', 'oversight', 'first-result-reported')],
    },
    {
      at: '2026-03-06T09:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'demand-reasons', body: { documentNumber: '云检要求说明〔2026〕1号' } },
      says: { zh: '要求说明不立案理由', en: 'demands the reasons' },
      expects: [isStage('oversight', 'reasons-demanded')],
    },
    {
      at: '2026-03-09T15:00',
      by: 'police.yuncheng.desk',
      does: { on: 'oversight', command: 'give-reasons', body: { reasons: '认为转移存款发生在判决前' }, carries: '不立案理由说明书' },
      says: { zh: '书面说明理由', en: 'gives them in writing' },
      expects: [isStage('oversight', 'reasons-given')],
    },
    {
      at: '2026-03-11T09:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'notify-to-file', body: { documentNumber: '云检通立〔2026〕1号' }, carries: '通知立案书' },
      says: { zh: '理由不能成立，通知立案', en: 'does not accept them, and tells the police to file' },
      expects: [isStage('oversight', 'notified')],
    },
    {
      at: '2026-03-12T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'oversight', command: 'file-case', body: { decisionNumber: '云公立字〔2026〕12号' } },
      says: { zh: '依通知立案，监督终结', en: 'files, which ends the oversight' },
      expects: [isClosedAs('oversight', 'filed')],
    },
    {
      at: '2026-03-12T10:05',
      says: { zh: '移送随之进入立案侦查', en: 'the referral has followed it' },
      expects: [isStage('referral', 'filed')],
    },
  ],
};

const SWITCHED_OFF: Scene = {
  at: '2026-02-13T11:00',
  by: 'yuncheng.judge',
  does: { on: 'referral', command: 'switch-off-instruction', body: { reason: '本案是否提请由合议庭自行决定' } },
  says: { zh: '本案停用常设指令，说明理由', en: 'switches the standing instruction off for this matter, with its reason' },
};

export const referralAsked: Story = {
  name: 'referral-asked',
  title: { zh: '第三个工作日提请监督；第四个工作日提请被拒绝', en: 'Asked on the third working day; on the fourth it is too late' },
  from: '2026-02-09T08:30',
  scenes: [
    ...opening('2026-02-09', '（2026）粤5302执924号', '辰某'),
    {
      at: '2026-02-09T11:00',
      by: 'yuncheng.judge',
      does: { open: 'late', request: refer('（2026）粤5302执925号', '巳某'), evidence: EVIDENCE },
      says: { zh: '另案移送', en: 'refers another' },
    },
    {
      at: '2026-02-09T11:30',
      by: 'police.yuncheng.desk',
      does: { on: 'late', command: 'decide-not-to-file', body: { decidedAt: at('2026-02-09T11:30'), reasons: '证据不足' } },
      says: { zh: '另案决定不予立案', en: 'decides against the other at once' },
    },
    ...REFUSED,
    {
      at: '2026-02-12T15:30',
      by: 'police.yuncheng.desk',
      does: { on: 'late', command: 'issue-decision', body: { decisionNumber: '云公不立字〔2026〕2号', reasons: '证据不足' }, carries: '不予立案决定书' },
      says: { zh: '另案送达决定书', en: 'serves that refusal too' },
    },
    SIGNED,
    SWITCHED_OFF,
    {
      at: '2026-02-13T11:30',
      by: 'yuncheng.judge',
      does: { on: 'late', command: 'sign-decision', body: {} },
      says: { zh: '签收另案决定书', en: 'signs for the other' },
      expects: [isDue('late', 'ask', '2026-02-25')],
    },
    {
      at: '2026-02-13T11:40',
      by: 'yuncheng.judge',
      does: { on: 'late', command: 'switch-off-instruction', body: { reason: '合议庭意见未定' } },
      says: { zh: '另案也停用常设指令', en: 'switches it off there too' },
    },
    {
      at: '2026-02-25T16:00',
      by: 'yuncheng.judge',
      does: { on: 'referral', command: 'ask-oversight', body: {}, opens: 'oversight' },
      says: { zh: '第三个工作日提请监督', en: 'asks on the third working day' },
      expects: [isStage('referral', 'under-oversight'), isInTime('referral', 'ask'), isTold('procuratorate.yuncheng.prosecutor', 'oversight', 'oversight-opened')],
    },
    {
      at: '2026-02-26T09:00',
      by: 'yuncheng.judge',
      does: { on: 'late', command: 'ask-oversight', body: {}, refused: 'window-closed' },
      says: { zh: '第四个工作日提请：期限已过', en: 'asks in the other on the fourth: too late, and is told why' },
      expects: [isRecorded('late', 'window-closed', '2026-02-26T00:00'), isStage('late', 'window-closed')],
    },
    {
      at: '2026-02-26T10:00',
      by: 'yuncheng.judge',
      does: { on: 'late', command: 'bring-to-attention', body: { clue: '被执行人判决后转移存款' }, opens: 'pointer' },
      says: { zh: '移送线索，不设期限', en: 'points the procuratorate to it all the same, without a term' },
      expects: [isStage('pointer', 'awaiting-receipt')],
    },
  ],
};
