import type { Json } from '../person';
import { areAllDue, isAnnulled, isAnswered, isBreached, isClosedAs, isDue, isInTime, isListedForAnnulment, isProvisional, isTold, type Story } from '../story';

/** Beside the two requests that are told one by one. */
const MANY = 198;

function query(unit: string, caseNumber: string, debtor: string): Json {
  return {
    kind: 'police.identity-property-query',
    unit,
    caseNumber,
    debtor: { type: 'natural-person', name: debtor },
    capacity: 'debtor',
    purpose: '查明被执行人住址和车辆',
    dataItems: ['household', 'vehicles'],
    papers: [{ paper: 'query-notice', courtSeal: true }],
  };
}

const LAND_QUERY: Json = {
  kind: 'land.query',
  unit: 'land.xinxing',
  caseNumber: '（2026）粤5321执902号',
  debtor: { type: 'natural-person', name: '癸某' },
  capacity: 'debtor',
  purpose: '查明被执行人土地房屋',
  dataItems: ['ownership'],
  papers: [{ paper: 'query-notice', courtSeal: true }],
};

function answer(receivedOn: string): Json {
  return { outcome: 'nothing-found', answerSeal: 'department', serviceReceipt: { receivedBy: '司法协助窗口', receivedOn } };
}

const days = (month: string, from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `${month}-${String(from + index).padStart(2, '0')}`);

/** Invented, as the real ones are: three days off from Thursday 31 December, the Sunday after is worked. */
const NOTICE: Json = {
  notice: { title: '国务院办公厅关于2027年部分节假日安排的通知', number: '国办发明电〔2026〕0号', publishedOn: '2026-11-03' },
  holidays: [
    { name: '元旦', days: ['2026-12-31', '2027-01-01', '2027-01-02'] },
    { name: '春节', days: days('2027-02', 5, 12) },
    { name: '清明节', days: days('2027-04', 3, 5) },
    { name: '劳动节', days: days('2027-05', 1, 5) },
    { name: '端午节', days: ['2027-06-09'] },
    { name: '中秋节', days: ['2027-09-15'] },
    { name: '国庆节', days: days('2027-10', 1, 7) },
  ],
  makeUpDays: ['2027-01-03', '2027-01-30', '2027-02-20', '2027-05-08', '2027-09-26', '2027-10-09'],
  reason: '通知早已印发，平台漏登，现予补登',
};

/**
 * 2027 is published while many requests are open: the operator has forgotten to enter the notice, and does so on Saturday 2 January.
 * Until then Thursday 31 December counts as a working day and Sunday 3 January as a weekend; after it, the other way round.
 */
export const calendar: Story = {
  name: 'calendar',
  title: {
    zh: `2027年节假日安排补登：${MANY + 2}件正在办理的事项重新计算期限`,
    en: `2027 is published while ${MANY + 2} requests are open: their dates are counted again`,
  },
  from: '2026-12-28T08:30',
  scenes: [
    {
      at: '2026-12-28T09:00',
      by: 'luoding.judge',
      does: { open: 'moved', request: query('police.luoding', '（2026）粤5381执901号', '壬某') },
      says: { zh: '请公安局协助查询', en: 'asks the police for an identity' },
    },
    {
      at: '2026-12-28T10:00',
      by: 'police.luoding.desk',
      does: { on: 'moved', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书', en: 'signs for the papers' },
      // Tue 29, Wed 30, Thu 31.
      expects: [isDue('moved', 'answer', '2026-12-31'), isProvisional('moved', false)],
    },
    {
      at: '2026-12-28T10:30',
      by: 'luoding.judge',
      does: { openMany: 'many', count: MANY, request: query('police.luoding', '（2026）粤5381执903号', '壬某'), signedBy: 'police.luoding.desk' },
      says: { zh: '又提出同类请求，均已签收', en: 'opens many more like it, all signed for' },
      expects: [areAllDue('many', MANY, '2026-12-31')],
    },
    {
      at: '2026-12-29T09:00',
      by: 'xinxing.judge',
      does: { open: 'provisional', request: LAND_QUERY },
      says: { zh: '请国土部门查询物权登记', en: 'asks the land office for ownership' },
    },
    {
      at: '2026-12-29T10:00',
      by: 'land.xinxing.desk',
      does: { on: 'provisional', command: 'sign-receipt', body: {} },
      says: { zh: '签收文书；期限跨年，暂定', en: 'signs for the papers; the term reaches into a year without a notice' },
      // Wed 30, Thu 31, Fri 1 January is a holiday anyhow, the weekend, Mon 4.
      expects: [isDue('provisional', 'answer', '2027-01-04'), isProvisional('provisional', true)],
    },
    {
      at: '2027-01-01T09:00',
      says: { zh: '期限届满，未答复：记为逾期', en: 'the term has ended without an answer: a breach' },
      expects: [isBreached('moved', 'none')],
    },
    {
      at: '2027-01-02T10:00',
      by: 'operator',
      does: { asks: 'PUT', path: '/calendar/2027?dryRun=true', body: NOTICE, keeps: 'effects' },
      says: { zh: '补登通知之前先行试算：哪些事项的期限会变', en: 'weighs the notice first: which dates would move' },
      // All but the one of the land office, whose Monday stays.
      expects: [isAnswered('effects', 'openMatters', MANY + 1), isDue('moved', 'answer', '2026-12-31')],
    },
    {
      at: '2027-01-02T10:05',
      by: 'operator',
      does: { asks: 'PUT', path: '/calendar/2027', body: NOTICE, attaches: '国办发明电〔2026〕0号', keeps: 'proposal' },
      says: { zh: '附通知原文，提交发布申请', en: 'puts the year forward, with the notice’s file' },
      expects: [isAnswered('proposal', 'state', 'proposed')],
    },
    {
      at: '2027-01-02T10:06',
      by: 'operator',
      does: { asks: 'POST', path: '/calendar/proposals/{proposal}/approve', refused: 'approved-by-the-proposer' },
      says: { zh: '想自行核准', en: 'would approve it as well' },
    },
    {
      at: '2027-01-02T10:10',
      by: 'committee.supervisor',
      does: { asks: 'POST', path: '/calendar/proposals/{proposal}/approve', keeps: 'published' },
      says: { zh: '核对通知原文后核准，即时发布', en: 'holds it against the paper and approves: it is published' },
      expects: [isAnswered('published', 'state', 'published')],
    },
    {
      at: '2027-01-02T10:30',
      says: { zh: '所有涉及的期限已重新计算', en: 'every term that counted a changed day has been counted again' },
      // Tue 29, Wed 30; off from Thu 31 to Sat 2; Sun 3 is worked.
      expects: [
        isDue('moved', 'answer', '2027-01-03'),
        areAllDue('many', MANY, '2027-01-03'),
        isListedForAnnulment('moved'),
        isTold('luoding.judge', 'moved', 'calendar-revised'),
        isTold('police.luoding.desk', 'moved', 'calendar-revised'),
        // Wed 30, Sun 3, Mon 4.
        isDue('provisional', 'answer', '2027-01-04'),
        isProvisional('provisional', false),
      ],
    },
    {
      at: '2027-01-03T09:00',
      by: 'police.luoding.desk',
      does: { on: 'moved', command: 'contest-breach', body: { breach: 'answer', ground: 'calendar', reason: '12月31日放假，不是工作日' } },
      says: { zh: '对逾期记录提出异议', en: 'contests the breach' },
      expects: [isTold('luoding.judge', 'moved', 'breach-contested')],
    },
    {
      at: '2027-01-03T10:00',
      by: 'police.luoding.desk',
      does: { on: 'moved', command: 'answer', body: answer('2026-12-28') },
      says: { zh: '补班的星期日答复：按新的期限不逾期', en: 'answers on the Sunday that is worked: in time' },
      expects: [isInTime('moved', 'answer')],
    },
    {
      at: '2027-01-03T10:30',
      by: 'police.luoding.desk',
      does: { onAll: 'many', command: 'answer', body: answer('2026-12-28') },
      says: { zh: '其余各件一并答复', en: 'answers all the others' },
    },
    {
      at: '2027-01-04T09:00',
      by: 'luoding.judge',
      does: { on: 'moved', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts the answer' },
      expects: [isClosedAs('moved', 'accepted')],
    },
    {
      at: '2027-01-04T09:10',
      by: 'luoding.judge',
      does: { on: 'moved', command: 'annul-breach', body: { breach: 'answer', ground: 'calendar', reason: '放假安排补登' }, refused: 'not-permitted' },
      says: { zh: '承办人自己不能撤销逾期记录', en: 'would annul the breach: not the officer who handles the case' },
    },
    {
      at: '2027-01-04T09:20',
      by: 'luoding.supervisor',
      does: { on: 'moved', command: 'annul-breach', body: { breach: 'answer', ground: 'calendar', reason: '放假安排补登，原期限有误' } },
      says: { zh: '法院监督人员撤销逾期记录；事项虽已办结，记录予以保留', en: 'the court’s supervisor annuls it, on a closed matter; it stays visible' },
      expects: [isAnnulled('moved', 'calendar'), isTold('police.luoding.desk', 'moved', 'breach-annulled')],
    },
    {
      at: '2027-01-04T10:00',
      by: 'land.xinxing.desk',
      does: { on: 'provisional', command: 'answer', body: answer('2026-12-29') },
      says: { zh: '在最后一天答复', en: 'answers on the last day' },
      expects: [isInTime('provisional', 'answer')],
    },
  ],
};
