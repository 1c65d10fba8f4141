import { at, isClosedAs, isInTime, isRecorded, isStage, isTold, type Story } from '../story';
import { opening, REFUSED } from './referral-scenes';

export const referralFiled: Story = {
  name: 'referral-filed',
  title: { zh: '移送涉嫌犯罪：公安机关立即立案，批捕、起诉', en: 'A suspected crime is referred and filed at once, and followed to the indictment' },
  from: '2026-02-09T08:30',
  scenes: [
    ...opening('2026-02-09', '（2026）粤5302执921号', '丑某'),
    {
      at: '2026-02-10T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'file-case', body: { decisionNumber: '云公立字〔2026〕9号' } },
      says: { zh: '立案', en: 'files the case' },
      expects: [isStage('referral', 'filed'), isInTime('referral', 'file'), isTold('yuncheng.judge', 'referral', 'case-filed')],
    },
    {
      at: '2026-03-09T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'record-arrest', body: { arrestedOn: '2026-03-09' } },
      says: { zh: '登记批准逮捕', en: 'records the arrest' },
      expects: [isStage('referral', 'arrested')],
    },
    {
      at: '2026-05-11T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'record-prosecution', body: { transferredOn: '2026-05-11' } },
      says: { zh: '移送审查起诉', en: 'passes it on for prosecution' },
      expects: [isStage('referral', 'in-prosecution')],
    },
    {
      at: '2026-06-15T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'end-referral', body: { outcome: 'indicted' } },
      says: { zh: '登记提起公诉，办结', en: 'records the indictment' },
      expects: [isClosedAs('referral', 'indicted')],
    },
  ],
};

export const referralAccepted: Story = {
  name: 'referral-accepted',
  title: { zh: '不予立案，法院接受决定', en: 'Refused, and the court accepts the refusal' },
  from: '2026-02-09T08:30',
  scenes: [
    ...opening('2026-02-09', '（2026）粤5302执922号', '寅某'),
    ...REFUSED,
    {
      at: '2026-02-13T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'accept-decision', body: {}, refused: 'not-permitted' },
      says: { zh: '想代法院接受', en: 'would accept it in the court’s place' },
    },
    {
      at: '2026-02-13T11:00',
      by: 'yuncheng.judge',
      does: { on: 'referral', command: 'accept-decision', body: {} },
      says: { zh: '接受不予立案的决定，办结', en: 'accepts it' },
      expects: [isClosedAs('referral', 'decision-accepted'), isTold('police.yuncheng.desk', 'referral', 'decision-accepted')],
    },
  ],
};

/*
 * Working days of January 2026: 5–9, 12–16, 19–23.
 */
export const referralUndecided: Story = {
  name: 'referral-undecided',
  title: { zh: '有案不立：既未立案也未决定，法院提请监督', en: 'Neither filed nor refused: the court may ask, and never loses that' },
  from: '2026-01-05T08:30',
  scenes: [
    ...opening('2026-01-05', '（2026）粤5302执926号', '午某'),
    {
      at: '2026-01-20T08:00',
      says: { zh: '十个工作日内未作决定：向法院提示可以提请监督', en: 'ten working days without a decision: the court is offered to ask' },
      // Tue 6 to Fri 9, 12–16, Mon 19.
      expects: [isRecorded('referral', 'oversight-proposed', '2026-01-20T00:00'), isTold('yuncheng.judge', 'referral', 'oversight-proposed')],
    },
    {
      at: '2026-01-21T09:00',
      by: 'yuncheng.judge',
      does: { on: 'referral', command: 'ask-oversight', body: {}, opens: 'oversight' },
      says: { zh: '提请监督', en: 'asks' },
      expects: [isStage('referral', 'under-oversight')],
    },
    {
      at: '2026-01-22T09:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'decide-not-to-file', body: { decidedAt: at('2026-01-22T09:00'), reasons: '证据不足' } },
      says: { zh: '此后决定不予立案', en: 'refuses after all' },
    },
    {
      at: '2026-01-22T10:00',
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'issue-decision', body: { decisionNumber: '云公不立字〔2026〕3号', reasons: '证据不足' }, carries: '不予立案决定书' },
      says: { zh: '送达决定书，并入正在进行的监督', en: 'serves the refusal, which joins the oversight that runs' },
      expects: [isStage('referral', 'under-oversight')],
    },
    {
      at: '2026-01-22T10:05',
      says: { zh: '监督中已有该决定书', en: 'the oversight has the refusal' },
      expects: [isRecorded('oversight', 'refusal-joined', '2026-01-22T10:00'), isTold('procuratorate.yuncheng.prosecutor', 'oversight', 'refusal-joined')],
    },
    {
      at: '2026-01-28T10:00',
      by: 'procuratorate.yuncheng.prosecutor',
      does: { on: 'oversight', command: 'find-refusal-right', body: { reasons: '现有证据不足以认定有能力履行' } },
      says: { zh: '认为不立案正确', en: 'finds the refusal right' },
      expects: [isClosedAs('oversight', 'refusal-right')],
    },
    {
      at: '2026-01-28T10:05',
      says: { zh: '移送办结', en: 'the referral ends with it' },
      expects: [isClosedAs('referral', 'refusal-found-right')],
    },
  ],
};
