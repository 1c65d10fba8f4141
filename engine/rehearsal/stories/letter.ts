import type { Json } from '../person';
import { isClosedAs, isDocument, isDue, isInTime, isPaper, isStage, type Story } from '../story';

/*
 * Working days of March 2026: Monday to Friday; no holiday.
 * Every name and number in this story is invented.
 */
const CASE = '（2026）粤5302执808号';

const QUERY: Json = {
  kind: 'housing.query',
  unit: 'housing',
  caseNumber: CASE,
  debtor: { type: 'natural-person', name: '赵不还', idNumber: '445302199001011234' },
  capacity: 'debtor',
  purpose: '查明被执行人房产',
  dataItems: ['ownership', 'mortgages'],
  papers: [{ paper: 'query-notice', courtSeal: true }],
  serviceMode: 'in-person',
};

/** Two officers bring a notice by hand: written from its template, signed and sealed, served, answered under the unit's seal, and found again. */
export const letter: Story = {
  name: 'letter',
  title: { zh: '一纸通知：从模板到盖章答复', en: 'A letter: from template to sealed answer' },
  from: '2026-03-16T08:30',
  scenes: [
    {
      at: '2026-03-16T09:00',
      by: 'yuncheng.judge',
      does: { open: 'query', request: QUERY },
      says: { zh: '发起房产查询，由执行人员当面送达', en: 'asks for the debtor’s houses, by officers in person' },
      expects: [isStage('query', 'awaiting-delivery')],
    },
    {
      at: '2026-03-16T09:10',
      by: 'housing.desk',
      does: { asks: 'POST', path: '/matters/{query}/papers', body: { paper: 'query-notice' }, refused: 'not-permitted' },
      says: { zh: '住建局不能代法院制作通知书', en: 'the unit has no notice of the court written' },
    },
    {
      at: '2026-03-16T09:20',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/matters/{query}/papers', body: { paper: 'query-notice' }, keeps: 'notice' },
      says: { zh: '按模板制作协助查询通知书，自动编号', en: 'has the notice written from its template, under its own number' },
      expects: [isPaper('yuncheng.judge', 'query', '粤5302执查〔2026〕1号', 1)],
    },
    {
      at: '2026-03-16T09:30',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/matters/{query}/papers', body: { paper: 'query-notice' }, refused: 'paper-made-already' },
      says: { zh: '再次制作须说明理由', en: 'it is not written again by itself' },
    },
    {
      at: '2026-03-16T09:40',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/matters/{query}/papers', body: { paper: 'query-notice', newVersionOf: '{notice}', reason: '补充备注', remarks: '请一并提供合同备案信息' } },
      says: { zh: '补充备注，重新制作，文号不变，原件仍在', en: 'has it written anew for a reason: the number stays, and both versions' },
      expects: [isPaper('yuncheng.judge', 'query', '粤5302执查〔2026〕1号', 2), isPaper('housing.desk', 'query', 'none', 0)],
    },
    {
      at: '2026-03-16T09:50',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/matters/{query}/papers', body: { paper: 'service-receipt' } },
      says: { zh: '制作送达回证', en: 'and the receipt of service' },
    },
    {
      at: '2026-03-16T15:00',
      by: 'yuncheng.judge',
      does: { on: 'query', command: 'record-delivery', body: { mode: 'in-person', evidence: '窗口当面送达' }, carries: '协助查询通知书（已签章）' },
      says: { zh: '签发、盖章、当面送达，扫描件附于送达记录', en: 'signs, seals and serves it; the scan goes with the record of service' },
      expects: [isDocument('query', 'record-delivery'), isStage('query', 'awaiting-receipt')],
    },
    {
      at: '2026-03-16T15:10',
      by: 'housing.desk',
      does: { on: 'query', command: 'sign-receipt', body: {}, carries: '送达回证（已签收）' },
      says: { zh: '签收，交回送达回证', en: 'signs, and hands the receipt back' },
      // Tue 17, Wed 18, Thu 19.
      expects: [isDue('query', 'answer', '2026-03-19')],
    },
    {
      at: '2026-03-18T11:00',
      by: 'housing.desk',
      does: {
        on: 'query',
        command: 'answer',
        body: {
          outcome: 'done',
          answerSeal: 'department',
          serviceReceipt: { receivedBy: '赵敏仪', receivedOn: '2026-03-16' },
          result: { properties: [{ certificateNumber: '粤（2019）云浮市不动产权第0000808号', address: '云浮市云城区某路8号', owners: [{ name: '赵不还', share: '全部' }] }] },
        },
        carries: '查询结果（已加盖业务专用章）',
      },
      says: { zh: '加盖业务专用章答复，附查询结果', en: 'answers under its department’s seal, with the sealed result' },
      expects: [isInTime('query', 'answer'), isDocument('query', 'answer')],
    },
    {
      at: '2026-03-18T16:00',
      by: 'yuncheng.judge',
      does: { on: 'query', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，文书全部在卷', en: 'accepts: every paper that went out or came in is in the file' },
      expects: [isClosedAs('query', 'accepted'), isDocument('query', 'record-delivery', 'sign-receipt', 'answer')],
    },
  ],
};
