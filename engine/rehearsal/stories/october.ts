import type { Json } from '../person';
import { hasRung, isBreached, isClosedAs, isDue, isInTime, isLateBy, isStage, isTold, type Stage, type Story } from '../story';

/*
 * Working days of 2026 (国办发明电〔2025〕7号):
 *   28, 29, 30 September; 1 to 7 October is the holiday; 8, 9 and, made up, Saturday 10 October;
 *   12–16, 19–23, 26–30 October; 2–6 and 9 November.
 */

/** Every name and number in this story is invented. */
function request(details: { kind: string; unit: string; caseNumber: string; debtor: string; papers: string[]; dataItems?: string[]; purpose: string }): Json {
  const { papers, debtor, ...rest } = details;
  return {
    ...rest,
    debtor: { type: debtor.endsWith('公司') ? 'organisation' : 'natural-person', name: debtor },
    capacity: 'debtor',
    papers: papers.map((paper) => ({ paper, courtSeal: true })),
  };
}

function answer(outcome: 'done' | 'nothing-found', receivedOn: string, result?: Json): Json {
  return { outcome, answerSeal: 'unit', serviceReceipt: { receivedBy: '司法协助窗口', receivedOn }, ...(result ? { result } : {}) };
}

const HOUSE = { certificateNumber: '粤（2019）云浮市不动产权第0012345号', address: '云浮市云城区示例路1号' };

async function delayNoticeOf(stage: Stage): Promise<Json> {
  const { ledger } = await stage.matter('delay');
  return { notice: ledger.find(({ type }) => type === 'give-delay-notice')?.seq ?? 0, stance: 'accepted' };
}

/** What happens to seven requests between the last days of September and the second week of November. */
export const october: Story = {
  name: 'october',
  title: {
    zh: '国庆假期前后的六个星期：七件协助事项',
    en: 'Six weeks around the October holiday: seven requests for assistance',
  },
  from: '2026-09-28T08:30',
  scenes: [
    {
      at: '2026-09-29T15:30',
      by: 'luoding.judge',
      does: {
        open: 'holiday',
        request: request({ kind: 'police.identity-property-query', unit: 'police.luoding', caseNumber: '（2026）粤5381执101号', debtor: '甲某', papers: ['query-notice'], dataItems: ['household', 'vehicles'], purpose: '查明被执行人住址和车辆' }),
      },
      says: { zh: '请公安局协助查询被执行人身份及财产', en: 'asks the police for the debtor’s identity and property' },
      expects: [isStage('holiday', 'awaiting-receipt')],
    },
    {
      at: '2026-09-30T10:00',
      by: 'police.luoding.desk',
      does: { on: 'holiday', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书', en: 'signs for the papers, on the eve of the holiday' },
      // Day 0 is 30 September; Thu 8, Fri 9, Sat 10 October.
      expects: [isDue('holiday', 'answer', '2026-10-10')],
    },
    {
      at: '2026-09-30T16:40',
      by: 'xinxing.judge',
      does: {
        open: 'deemed',
        request: request({ kind: 'land.query', unit: 'land.xinxing', caseNumber: '（2026）粤5321执202号', debtor: '乙某', papers: ['query-notice'], dataItems: ['ownership', 'mortgages'], purpose: '查明被执行人土地房屋' }),
      },
      says: { zh: '请国土部门查询物权登记，文书进入其收件箱，无人签收', en: 'asks the land office for ownership; the papers lie in its inbox' },
    },
    {
      at: '2026-10-08T09:00',
      by: 'luoding.judge',
      does: {
        open: 'late',
        request: request({ kind: 'housing.query', unit: 'housing.luoding', caseNumber: '（2026）粤5381执303号', debtor: '丙某', papers: ['query-notice'], dataItems: ['ownership', 'contracts-on-file'], purpose: '查明被执行人房屋' }),
      },
      says: { zh: '请住建局查询房产', en: 'asks the housing office about houses' },
    },
    {
      at: '2026-10-09T10:00',
      by: 'housing.luoding.desk',
      does: { on: 'late', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书', en: 'signs for the papers' },
      // "deemed" was delivered on 30 September: the working day after is Thu 8 October, and that is day 0; Fri 9, Sat 10, Mon 12.
      // "late": Sat 10, Mon 12, Tue 13.
      expects: [isDue('deemed', 'answer', '2026-10-12'), isDue('late', 'answer', '2026-10-13')],
    },
    {
      at: '2026-10-10T16:20',
      by: 'police.luoding.desk',
      does: { on: 'holiday', command: 'answer', body: answer('done', '2026-09-30', { household: '罗定市示例镇', vehicles: [{ plateNumber: '粤W00001' }] }) },
      says: { zh: '在期限最后一天（补班的星期六）答复', en: 'answers on the last day, a Saturday that is worked' },
      expects: [isStage('holiday', 'answered'), isInTime('holiday', 'answer')],
    },
    {
      at: '2026-10-12T09:30',
      by: 'luoding.judge',
      does: { on: 'holiday', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts the answer, which closes the request' },
      expects: [isClosedAs('holiday', 'accepted')],
    },
    {
      at: '2026-10-12T09:40',
      by: 'yuncheng.judge',
      does: {
        open: 'delay',
        request: request({ kind: 'commerce.query', unit: 'commerce', caseNumber: '（2026）粤5302执404号', debtor: '示例贸易有限公司', papers: ['query-notice'], dataItems: ['establishment', 'original-files'], purpose: '查明公司登记和原始档案' }),
      },
      says: { zh: '请工商局查询公司登记及原始资料', en: 'asks the commerce office for a company’s registration and original files' },
    },
    {
      at: '2026-10-12T09:41',
      by: 'commerce.system',
      does: { on: 'delay', command: 'sign-receipt', body: {} },
      says: { zh: '工商登记系统自动签收', en: 'the office’s own system signs at once' },
      // Tue 13, Wed 14, Thu 15.
      expects: [isDue('delay', 'answer', '2026-10-15')],
    },
    {
      at: '2026-10-12T10:30',
      by: 'intermediate.judge',
      does: {
        open: 'extension',
        request: request({ kind: 'land.consult', unit: 'land', caseNumber: '（2026）粤53执505号', debtor: '示例置业有限公司', papers: ['court-letter'], purpose: '就拟处置地块的规划条件征询意见' }),
      },
      says: { zh: '就拟处置地块征询国土规划局意见', en: 'asks the land and planning office for its opinion on a plot' },
    },
    {
      at: '2026-10-12T15:00',
      by: 'land.xinxing.desk',
      does: { on: 'deemed', command: 'answer', body: answer('done', '2026-10-12', { properties: [HOUSE] }) },
      says: { zh: '未曾签收，但在视为收到后的期限内答复', en: 'never signed, but answers within the term that ran from the deemed receipt' },
      expects: [isInTime('deemed', 'answer')],
    },
    {
      at: '2026-10-13T09:00',
      by: 'land.desk',
      does: { on: 'extension', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书', en: 'signs for the papers' },
      // 15 working days: 14–16 are 3, 19–23 are 8, 26–30 are 13, 2 and 3 November are 15.
      expects: [isDue('extension', 'answer', '2026-11-03')],
    },
    {
      at: '2026-10-14T09:00',
      says: { zh: '住建局未在 13 日前答复：已告知法院，当日上班时升级', en: 'the housing office has not answered by the 13th: the court knows, and the matter has begun to climb' },
      expects: [isBreached('late', 'none'), hasRung('late', '+1'), isTold('luoding.judge', 'late', 'term-expired'), isTold('housing.head', 'late', 'escalation'), isTold('intermediate.bureau', 'late', 'escalation')],
    },
    {
      at: '2026-10-14T11:00',
      by: 'commerce.desk',
      does: { on: 'delay', command: 'give-delay-notice', body: { expectedOn: '2026-10-16', reason: '原始档案存放于异地库房，需调档' } },
      says: { zh: '说明不能按期办结的理由', en: 'tells the court that it cannot finish in time, and why' },
      // A delay notice explains; it moves nothing.
      expects: [isDue('delay', 'answer', '2026-10-15')],
    },
    {
      at: '2026-10-15T10:00',
      by: 'yuncheng.judge',
      does: { on: 'delay', command: 'reply-to-delay-notice', body: delayNoticeOf },
      says: { zh: '认可该理由（期限不变）', en: 'accepts the reason, which moves no date' },
      expects: [isDue('delay', 'answer', '2026-10-15')],
    },
    {
      at: '2026-10-16T09:00',
      says: { zh: '新兴法院三个工作日内未提异议，视为认可；住建局一事升级至政法委；工商局逾期，但事先说明的理由已获法院认可', en: 'silence has accepted one answer; one matter has reached the committee; one breach is explained, with the court’s consent' },
      expects: [
        // Answered on the 12th; 13, 14 and 15 October passed.
        isClosedAs('deemed', 'accepted-by-silence'),
        // The third working day after the 13th: 14, 15, 16.
        hasRung('late', '+3'),
        isTold('committee.officer', 'late', 'escalation'),
        isBreached('delay', 'notice-accepted'),
      ],
    },
    {
      at: '2026-10-16T09:30',
      by: 'yuncheng.judge',
      does: { on: 'delay', command: 'grant-extension', body: { workingDays: 2, reason: '事后补准' }, refused: 'term-has-ended' },
      says: { zh: '想在期满后补准延期', en: 'would grant more time after the term has ended' },
    },
    {
      at: '2026-10-16T15:00',
      by: 'commerce.desk',
      does: { on: 'delay', command: 'answer', body: answer('done', '2026-10-12', { companies: [{ name: '示例贸易有限公司', registrationNumber: '91445300MA00000000' }] }) },
      says: { zh: '答复，逾期一个工作日', en: 'answers, one working day late' },
      expects: [isLateBy('delay', 'answer', 1)],
    },
    {
      at: '2026-10-19T09:00',
      by: 'yuncheng.judge',
      does: { on: 'delay', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结；逾期记录保留', en: 'accepts; that it was late stays on record' },
      expects: [isClosedAs('delay', 'accepted')],
    },
    {
      at: '2026-10-19T10:00',
      by: 'yuncheng.judge',
      does: {
        open: 'contested',
        request: request({ kind: 'housing.query', unit: 'housing', caseNumber: '（2026）粤5302执606号', debtor: '丁某', papers: ['query-notice'], dataItems: ['ownership'], purpose: '查明被执行人房屋及共有人' }),
      },
      says: { zh: '请住建局查询房产及共有人', en: 'asks the housing office about a house and who shares in it' },
    },
    {
      at: '2026-10-19T11:00',
      by: 'housing.luoding.desk',
      does: { on: 'late', command: 'answer', body: answer('nothing-found', '2026-10-09') },
      says: { zh: '终于答复：查无记录', en: 'answers at last: nothing found' },
      // Due on the 13th: 14, 15, 16 and 19 October.
      expects: [isLateBy('late', 'answer', 4)],
    },
    {
      at: '2026-10-19T15:00',
      by: 'luoding.judge',
      does: { on: 'late', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts the answer' },
      expects: [isClosedAs('late', 'accepted')],
    },
    {
      at: '2026-10-20T09:30',
      by: 'housing.desk',
      does: { on: 'contested', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书', en: 'signs for the papers' },
      // 21, 22, 23 October.
      expects: [isDue('contested', 'answer', '2026-10-23')],
    },
    {
      at: '2026-10-20T10:00',
      by: 'yunan-district.judge',
      does: {
        open: 'withdrawn',
        request: request({ kind: 'police.vehicle-seal', unit: 'police.vehicle-management', caseNumber: '（2026）粤5303执707号', debtor: '戊某', papers: ['ruling', 'enforcement-notice'], purpose: '查封被执行人车辆档案' }),
      },
      says: { zh: '请车管所查封车辆档案', en: 'asks the vehicle office to seal a vehicle’s file' },
    },
    {
      at: '2026-10-20T11:15',
      by: 'yunan-district.judge',
      does: { on: 'withdrawn', command: 'withdraw', body: { reason: '被执行人已履行完毕' } },
      says: { zh: '被执行人已履行，撤回请求', en: 'withdraws: the debtor has paid' },
      // Nobody has said yet whether the file is sealed.
      expects: [isStage('withdrawn', 'undoing')],
    },
    {
      at: '2026-10-20T11:40',
      by: 'police.vehicle-management.desk',
      does: { on: 'withdrawn', command: 'report-measure', body: { taken: false } },
      says: { zh: '答复：尚未查封，撤回即办结', en: 'says that nothing was sealed yet: the request is closed' },
      expects: [isClosedAs('withdrawn', 'withdrawn')],
    },
    {
      at: '2026-10-22T16:00',
      by: 'housing.desk',
      does: { on: 'contested', command: 'answer', body: answer('done', '2026-10-20', { properties: [HOUSE] }) },
      says: { zh: '答复', en: 'answers' },
      expects: [isInTime('contested', 'answer')],
    },
    {
      at: '2026-10-23T10:00',
      by: 'yuncheng.judge',
      does: { on: 'contested', command: 'contest-answer', body: { missing: '缺少共有人及份额' } },
      says: { zh: '提出异议：缺少共有人', en: 'contests: the co-owners are missing' },
      // Promptly, as a target: 26, 27, 28 October.
      expects: [isStage('contested', 'contested'), isDue('contested', 'answer.2', '2026-10-28')],
    },
    {
      at: '2026-10-27T15:00',
      by: 'housing.desk',
      does: { on: 'contested', command: 'answer', body: answer('done', '2026-10-20', { properties: [{ ...HOUSE, owners: [{ name: '丁某', share: '1/2' }, { name: '己某', share: '1/2' }] }] }) },
      says: { zh: '补充后再次答复', en: 'answers again, with the co-owners' },
      expects: [isInTime('contested', 'answer.2')],
    },
    {
      at: '2026-10-28T09:00',
      by: 'yuncheng.judge',
      does: { on: 'contested', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts the second answer' },
      expects: [isClosedAs('contested', 'accepted')],
    },
    {
      at: '2026-10-30T10:00',
      by: 'intermediate.judge',
      does: { on: 'extension', command: 'grant-extension', body: { workingDays: 3, reason: '需现场踏勘' } },
      says: { zh: '同意延长三个工作日', en: 'grants three more working days' },
      // Counted on from 3 November: 4, 5, 6.
      expects: [isDue('extension', 'answer', '2026-11-06')],
    },
    {
      at: '2026-11-06T16:30',
      by: 'land.desk',
      does: { on: 'extension', command: 'answer', body: answer('done', '2026-10-13', { opinion: '该地块规划用途为商服用地，容积率不超过2.5' }) },
      says: { zh: '在延长后的最后一天答复', en: 'answers on the last day of the extended term' },
      expects: [isInTime('extension', 'answer')],
    },
    {
      at: '2026-11-09T09:00',
      by: 'intermediate.judge',
      does: { on: 'extension', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts the answer' },
      expects: [isClosedAs('extension', 'accepted')],
    },
  ],
};
