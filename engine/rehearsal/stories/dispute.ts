import type { Json } from '../person';
import { hasRung, isClosedAs, isDue, isRecorded, isStage, isTold, type Stage, type Story } from '../story';

/*
 * Working days of 2026 (国办发明电〔2025〕7号):
 *   22, 23, 24, 27, 28, 29, 30 April; 1 to 5 May is the holiday; 6, 7, 8 and, made up, Saturday 9 May;
 *   11–15, 18–22, 25 May.
 */

const HOUSE = { certificateNumber: '粤（2019）云浮市不动产权第0054321号', address: '云浮市云城区示例路2号' };

/** Every name and number in this story is invented. */
function answer(result: Json): Json {
  return { outcome: 'done', answerSeal: 'unit', serviceReceipt: { receivedBy: '司法协助窗口', receivedOn: '2026-04-22' }, result };
}

async function onProposal(stage: Stage, proposal: number, words: Json = {}): Promise<Json> {
  const { stage: where } = await stage.matter('dispute');
  if (where !== 'opinion-issued') throw new Error(`the dispute is ${where}`);
  return { proposal, ...words };
}

/** A contested answer: seven working days of talks run out over the May holiday, and the committee has the file by itself. */
export const dispute: Story = {
  name: 'dispute',
  title: {
    zh: '五一假期中的争议：磋商未成，自动提请政法委协调，法院采纳一项建议',
    en: 'A dispute over the May holiday: no agreement, by itself to the committee, and a proposal that the court accepts',
  },
  from: '2026-04-22T08:30',
  scenes: [
    {
      at: '2026-04-22T09:00',
      by: 'yuncheng.judge',
      does: {
        open: 'request',
        request: {
          kind: 'land.query',
          unit: 'land',
          caseNumber: '（2026）粤5302执909号',
          debtor: { type: 'natural-person', name: '辛某' },
          capacity: 'debtor',
          purpose: '查明被执行人不动产及查封情况',
          papers: [{ paper: 'query-notice', courtSeal: true }],
          dataItems: ['ownership', 'mortgages'],
        },
      },
      says: { zh: '请国土规划局查询不动产登记', en: 'asks the land office for ownership and mortgages' },
    },
    {
      at: '2026-04-22T10:00',
      by: 'land.desk',
      does: { on: 'request', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书', en: 'signs for the papers' },
      // Thu 23, Fri 24, Mon 27.
      expects: [isDue('request', 'answer', '2026-04-27')],
    },
    {
      at: '2026-04-24T16:00',
      by: 'land.desk',
      does: { on: 'request', command: 'answer', body: answer({ properties: [HOUSE] }) },
      says: { zh: '答复', en: 'answers' },
    },
    {
      at: '2026-04-27T10:00',
      by: 'yuncheng.judge',
      does: { on: 'request', command: 'contest-answer', body: { missing: '缺少抵押登记情况' }, opens: 'dispute' },
      says: { zh: '对答复提出异议，争议随之自动提起', en: 'contests the answer, which opens a dispute by itself' },
      expects: [
        isStage('request', 'contested'),
        // Promptly, as a target: 28, 29, 30 April. The dispute stops no clock.
        isDue('request', 'answer.2', '2026-04-30'),
        isStage('dispute', 'negotiating'),
        // 28, 29, 30 April; 6, 7, 8 and Saturday 9 May.
        isDue('dispute', 'negotiate', '2026-05-09'),
        isTold('land.liaison', 'dispute', 'dispute-opened'),
      ],
    },
    {
      at: '2026-04-28T15:00',
      by: 'land.liaison',
      does: { on: 'dispute', command: 'state-position', body: { position: '抵押登记档案尚在整合，现阶段只能提供权属信息。' }, carries: '关于抵押登记档案整合情况的说明' },
      says: { zh: '提出书面意见并附说明', en: 'states its position, with a paper' },
      expects: [isTold('yuncheng.judge', 'dispute', 'position-stated')],
    },
    {
      at: '2026-04-29T09:00',
      by: 'yuncheng.judge',
      does: { on: 'dispute', command: 'state-position', body: { position: '抵押情况直接影响财产处置，协助通知书已列明，应当一并查询。' } },
      says: { zh: '提出书面意见', en: 'states the court’s' },
    },
    {
      at: '2026-04-30T10:00',
      by: 'land.liaison',
      does: { on: 'dispute', command: 'withdraw-dispute', body: { reason: '希望撤回' }, refused: 'not-permitted' },
      says: { zh: '想撤回对方提起的争议', en: 'would withdraw what it did not open' },
    },
    {
      at: '2026-05-07T11:00',
      by: 'land.liaison',
      does: { on: 'dispute', command: 'prolong-talks', body: { workingDays: 3, reason: '正在核对档案' } },
      says: { zh: '提议延长磋商；一方提议不改变期限', en: 'proposes to prolong the talks; one side alone moves nothing' },
      expects: [isDue('dispute', 'negotiate', '2026-05-09'), isTold('yuncheng.judge', 'dispute', 'talks-prolonging-proposed')],
    },
    {
      at: '2026-05-10T00:00',
      says: { zh: '九日（补班的星期六）届满未能一致：零时自动提请政法委；请求的时限照常计算', en: 'no agreement by the end of Saturday the 9th: the file is with the committee; the request’s own clock ran on' },
      expects: [
        isRecorded('dispute', 'submitted-to-committee', '2026-05-10T00:00'),
        isStage('dispute', 'with-committee'),
        isTold('committee.officer', 'dispute', 'dispute-submitted'),
        isTold('land.liaison', 'dispute', 'dispute-submitted'),
        isTold('yuncheng.judge', 'dispute', 'dispute-submitted'),
        // 11–15 and 18–22 May.
        isDue('dispute', 'coordinate', '2026-05-22'),
        hasRung('request', 'missed'),
      ],
    },
    {
      at: '2026-05-11T09:00',
      by: 'yuncheng.judge',
      does: { on: 'dispute', command: 'withdraw-dispute', body: { reason: '拟自行磋商' }, refused: 'not-awaited' },
      says: { zh: '提请之后不能再撤回', en: 'is too late to withdraw it' },
    },
    {
      at: '2026-05-15T10:00',
      by: 'committee.officer',
      does: {
        on: 'dispute',
        command: 'issue-opinion',
        body: {
          meeting: '执行联动争议协调会',
          number: '云政法协〔2026〕3号',
          metOn: '2026-05-14',
          bindsUnits: '国土规划局应当提供抵押登记情况，档案未整合的，以纸质档案为准。',
          proposals: [
            { kind: 'new-term', workingDays: 5 },
            { kind: 'other-unit', unit: 'land.yuncheng' },
          ],
        },
        carries: '协调意见',
      },
      says: { zh: '作出协调意见，对法院提出两项建议', en: 'issues its signed opinion, with two proposals to the court' },
      expects: [isStage('dispute', 'opinion-issued'), isTold('yuncheng.judge', 'dispute', 'opinion-issued'), isTold('land.liaison', 'dispute', 'opinion-issued')],
    },
    {
      at: '2026-05-18T09:00',
      by: 'yuncheng.judge',
      does: { on: 'dispute', command: 'accept-proposal', body: (stage) => onProposal(stage, 1) },
      says: { zh: '采纳：给予五个工作日的新期限', en: 'accepts the new term of five working days' },
    },
    {
      at: '2026-05-18T09:30',
      by: 'yuncheng.judge',
      does: { on: 'dispute', command: 'dissent-from-proposal', body: (stage) => onProposal(stage, 2, { reasons: '档案由市局保管，改由分局办理反而延误。' }) },
      says: { zh: '不采纳改由分局办理的建议，说明理由，争议办结', en: 'dissents from the other office, with reasons, which ends the dispute' },
      expects: [isClosedAs('dispute', 'coordinated'), isTold('committee.officer', 'dispute', 'proposal-answered')],
    },
    {
      at: '2026-05-18T10:00',
      says: { zh: '请求据此有了新期限，并记载争议的结果', en: 'the request has its new term, and says how the dispute ended' },
      expects: [
        // The target of 30 April had been missed: counted from the acceptance, 19, 20, 21, 22, 25 May.
        isDue('request', 'answer.2', '2026-05-25'),
        isTold('land.desk', 'request', 'extension-granted'),
        isRecorded('request', 'dispute-ended', '2026-05-18T09:30'),
      ],
    },
    {
      at: '2026-05-25T15:00',
      by: 'land.desk',
      does: { on: 'request', command: 'answer', body: answer({ properties: [{ ...HOUSE, mortgages: [{ mortgagee: '示例银行', amountCny: 1_000_000 }] }] }) },
      says: { zh: '在新期限的最后一天补充答复', en: 'answers again on the last day of the new term' },
      expects: [isStage('request', 'answered')],
    },
    {
      at: '2026-05-26T09:00',
      by: 'yuncheng.judge',
      does: { on: 'request', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts the answer' },
      expects: [isClosedAs('request', 'accepted')],
    },
  ],
};
