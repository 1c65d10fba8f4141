import type { Json } from '../person';
import { hasRung, isBreached, isClosedAs, isDue, isInTime, isLateBy, isReturnedOn, isStage, isTold, type Story } from '../story';

/*
 * Working days of 2026 (国办发明电〔2025〕7号):
 *   Fri 13 and, made up, Saturday 14 February; 15 to 23 February is the holiday; 24–27 and, made up, Saturday 28 February;
 *   2–6, 9–13 March.
 */

/** Every name and number in this story is invented. */
function query(kind: string, unit: string, caseNumber: string, debtor: string, dataItems: string[]): Json {
  return {
    kind,
    unit,
    caseNumber,
    debtor: { type: debtor.endsWith('公司') ? 'organisation' : 'natural-person', name: debtor },
    capacity: 'debtor',
    purpose: '查明被执行人财产状况',
    papers: [{ paper: 'query-notice', courtSeal: true }],
    dataItems,
  };
}

function answer(receivedOn: string, result: Json): Json {
  return { outcome: 'done', answerSeal: 'unit', serviceReceipt: { receivedBy: '司法协助窗口', receivedOn }, result };
}

const SEAL_MISSING = { papers: [{ paper: 'query-notice', lacks: 'seal' }], reason: '所收协助查询通知书未见法院公章' };
const SEALED = { papers: [{ paper: 'query-notice', courtSeal: true }], remarks: '已加盖公章' };
const HOUSE = { certificateNumber: '粤（2020）云浮市不动产权第0067890号', address: '罗定市示例路3号' };

/** Papers that come back around the Spring Festival: for a missing seal, twice, and from the wrong unit. */
export const returns: Story = {
  name: 'returns',
  title: {
    zh: '春节前后的退回：缺少公章、再次退回、应由其他单位办理',
    en: 'Returns around the Spring Festival: a missing seal, a second return, a wrong unit',
  },
  from: '2026-02-13T08:30',
  scenes: [
    {
      at: '2026-02-13T09:00',
      by: 'xinxing.judge',
      does: { open: 'seal', request: query('land.query', 'land.xinxing', '（2026）粤5321执801号', '甲某', ['ownership', 'mortgages']) },
      says: { zh: '请国土部门查询物权登记', en: 'asks the land office for ownership' },
    },
    {
      at: '2026-02-13T10:00',
      by: 'land.xinxing.desk',
      does: { on: 'seal', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书', en: 'signs for the papers' },
      // Sat 14, Tue 24, Wed 25.
      expects: [isDue('seal', 'answer', '2026-02-25')],
    },
    {
      at: '2026-02-24T10:00',
      by: 'land.xinxing.desk',
      does: { on: 'seal', command: 'return-papers', body: SEAL_MISSING },
      says: { zh: '节后首日发现缺少公章，退回：三个工作日中的第二日', en: 'finds the seal missing on the first day after the holiday, and returns: day 2 of 3' },
      expects: [isStage('seal', 'returned'), isReturnedOn('seal', 'answer', 2, 3), isTold('xinxing.judge', 'seal', 'papers-returned')],
    },
    {
      at: '2026-02-24T15:00',
      by: 'xinxing.judge',
      does: { on: 'seal', command: 'serve-again', body: SEALED },
      says: { zh: '补盖公章后重新送达', en: 'has it sealed and serves it again' },
      expects: [isStage('seal', 'awaiting-receipt')],
    },
    {
      at: '2026-02-25T09:00',
      by: 'land.xinxing.desk',
      does: { on: 'seal', command: 'sign-receipt', body: {} },
      says: { zh: '签收补正后的文书，期限另行起算', en: 'signs for the completed set, which has a term of its own' },
      // Thu 26, Fri 27 and Saturday 28, which is worked.
      expects: [isDue('seal', 'answer.2', '2026-02-28'), isReturnedOn('seal', 'answer', 2, 3)],
    },
    {
      at: '2026-02-28T11:00',
      by: 'land.xinxing.desk',
      does: { on: 'seal', command: 'answer', body: answer('2026-02-25', { properties: [HOUSE] }) },
      says: { zh: '在期限最后一天（补班的星期六）答复', en: 'answers on the last day, a Saturday that is worked' },
      expects: [isInTime('seal', 'answer.2')],
    },
    {
      at: '2026-03-02T09:00',
      by: 'xinxing.judge',
      does: { on: 'seal', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结；首次期限用去的天数保留', en: 'accepts; how much of the first term was used stays on record' },
      expects: [isClosedAs('seal', 'accepted'), isReturnedOn('seal', 'answer', 2, 3)],
    },
    {
      at: '2026-03-02T10:00',
      by: 'yuncheng.judge',
      does: { open: 'again', request: query('commerce.query', 'commerce', '（2026）粤5302执802号', '示例实业有限公司', ['establishment']) },
      says: { zh: '请工商局查询公司登记', en: 'asks the commerce office for a company’s registration' },
    },
    {
      at: '2026-03-02T10:01',
      by: 'commerce.system',
      does: { on: 'again', command: 'sign-receipt', body: {} },
      says: { zh: '自动签收', en: 'its system signs' },
      // Tue 3, Wed 4, Thu 5.
      expects: [isDue('again', 'answer', '2026-03-05')],
    },
    {
      at: '2026-03-03T10:00',
      by: 'commerce.desk',
      does: { on: 'again', command: 'return-papers', body: SEAL_MISSING },
      says: { zh: '以缺少公章退回', en: 'returns the papers for a missing seal' },
      expects: [isReturnedOn('again', 'answer', 1, 3)],
    },
    {
      at: '2026-03-03T16:00',
      by: 'yuncheng.judge',
      does: { on: 'again', command: 'serve-again', body: SEALED },
      says: { zh: '重新送达', en: 'serves them again' },
    },
    {
      at: '2026-03-04T09:00',
      by: 'commerce.system',
      does: { on: 'again', command: 'sign-receipt', body: {} },
      says: { zh: '签收', en: 'signs' },
      // Thu 5, Fri 6, Mon 9.
      expects: [isDue('again', 'answer.2', '2026-03-09')],
    },
    {
      at: '2026-03-05T10:00',
      by: 'commerce.desk',
      does: { on: 'again', command: 'return-papers', body: SEAL_MISSING },
      says: { zh: '再次退回：期限不停', en: 'returns them once more, which stops no clock' },
      expects: [isStage('again', 'returned-again'), isDue('again', 'answer.2', '2026-03-09'), isTold('commerce.liaison', 'again', 'papers-returned')],
    },
    {
      at: '2026-03-05T15:00',
      by: 'yuncheng.judge',
      does: { on: 'again', command: 'contest-return', body: { reason: '重新送达的文书已加盖公章' }, opens: 'dispute' },
      says: { zh: '对再次退回提出异议，争议随之提起', en: 'contests the second return, which is a dispute from now on' },
      expects: [isStage('again', 'awaiting-answer'), isStage('dispute', 'negotiating'), isTold('commerce.desk', 'again', 'return-contested')],
    },
    {
      at: '2026-03-06T09:00',
      by: 'luoding.judge',
      does: { open: 'elsewhere', request: query('housing.query', 'housing', '（2026）粤5381执803号', '乙某', ['ownership']) },
      says: { zh: '请市住建局查询房产', en: 'asks the city’s housing office about a house' },
    },
    {
      at: '2026-03-06T10:00',
      by: 'housing.desk',
      does: { on: 'elsewhere', command: 'wrong-unit', body: { unit: 'housing.luoding', basis: 'registered-with-district', reason: '该房产在罗定市登记' } },
      says: { zh: '未签收即退回：房产在罗定市登记，视为当日收到', en: 'returns them unsigned, which is their receipt: the house is registered in Luoding' },
      expects: [isStage('elsewhere', 'returned'), isReturnedOn('elsewhere', 'answer', 0, 3), isTold('luoding.judge', 'elsewhere', 'wrong-unit')],
    },
    {
      at: '2026-03-06T11:00',
      by: 'luoding.judge',
      does: { on: 'elsewhere', command: 'serve-on-unit', body: { unit: 'housing.luoding' }, opens: 'there' },
      says: { zh: '一步改送罗定市住建局：另立一件关联请求，本件办结', en: 'serves the same papers on Luoding’s office: a request of its own, and this one closes' },
      expects: [isStage('there', 'awaiting-receipt')],
    },
    {
      at: '2026-03-06T15:00',
      by: 'housing.luoding.desk',
      does: { on: 'there', command: 'sign-receipt', body: {} },
      says: { zh: '签收', en: 'signs for them' },
      // Mon 9, Tue 10, Wed 11.
      expects: [isDue('there', 'answer', '2026-03-11'), isClosedAs('elsewhere', 'passed-on')],
    },
    {
      at: '2026-03-10T09:00',
      says: { zh: '工商局的期限照常届满：已逾期并升级', en: 'the commerce office’s clock ran on: it is late, and the matter climbs' },
      expects: [isBreached('again', 'none'), hasRung('again', '+1')],
    },
    {
      at: '2026-03-10T15:00',
      by: 'commerce.desk',
      does: { on: 'again', command: 'answer', body: answer('2026-03-04', { companies: [{ name: '示例实业有限公司', registrationNumber: '91445300MA00000001' }] }) },
      says: { zh: '答复，逾期一个工作日', en: 'answers, one working day late' },
      expects: [isLateBy('again', 'answer.2', 1)],
    },
    {
      at: '2026-03-11T10:00',
      by: 'yuncheng.judge',
      does: { on: 'again', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结；退回的争议随之了结', en: 'accepts the answer, and with it the dispute about the return ends' },
      expects: [isClosedAs('again', 'accepted')],
    },
    {
      at: '2026-03-11T16:00',
      by: 'housing.luoding.desk',
      does: { on: 'there', command: 'answer', body: answer('2026-03-06', { properties: [HOUSE] }) },
      says: { zh: '按期答复', en: 'answers in time' },
      expects: [isInTime('there', 'answer'), isClosedAs('dispute', 'agreed')],
    },
    {
      at: '2026-03-12T09:00',
      by: 'luoding.judge',
      does: { on: 'there', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts the answer' },
      expects: [isClosedAs('there', 'accepted')],
    },
  ],
};
