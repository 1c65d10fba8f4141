import type { Json } from '../person';
import { at, isBreached, isClosedAs, isDue, isInTime, isRecorded, isStage, isTold, type Story } from '../story';

/*
 * Of September 2026 (国办发明电〔2025〕7号): Sunday 20 is worked; 25 to 27 is the Mid-Autumn holiday. Hours run through all of it.
 */

/** Every name and number in this story is invented. */
function search(details: { unit: string; caseNumber: string; debtor: string; contact: Json; proof: { paper: string; particulars: Json } }): Json {
  const { unit, caseNumber, debtor, contact, proof } = details;
  return {
    kind: 'police.locate-debtor',
    unit,
    caseNumber,
    debtor: { type: 'natural-person', name: debtor },
    capacity: 'debtor',
    purpose: '查找被执行人下落',
    papers: [{ paper: 'locate-letter', courtSeal: true }, { paper: proof.paper, courtSeal: true }],
    contact24h: contact,
    particulars: proof.particulars,
  };
}

const FLED = { paper: 'detention-decision', particulars: { ground: 'fled-after-detention-decision', proof: '拘留决定书送达前潜逃' } };
const LARGE_SUM = { paper: 'large-sum-statement', particulars: { ground: 'very-large-sum', proof: '标的额特别巨大，不及时查找将无法执行' } };
const MISSING = {
  paper: 'committee-confirmation',
  particulars: { ground: 'missing-over-three-months', proof: '某村村民委员会2026年9月10日证明', absence: 'missing', docketedOn: '2026-03-02', missingSince: '2026-05-01' },
};


/** Three searches: the court finds the person first; the police find the second on a holiday Friday night; the third finding is entered too late. */
export const searches: Story = {
  name: 'search',
  title: {
    zh: '协查下落：法院先发现而撤销，公安机关星期五夜间发现，节后补登',
    en: 'Three searches: one called off, one that ends on a Friday night, one that was told too late',
  },
  from: '2026-09-14T08:30',
  scenes: [
    {
      at: '2026-09-14T09:00',
      by: 'yuncheng.judge',
      does: { open: 'called-off', request: search({ unit: 'police', caseNumber: '（2026）粤5302执801号', debtor: '庚某', contact: { name: '陈文静', phone: '0766-8000001', username: 'yuncheng.judge' }, proof: FLED }) },
      says: { zh: '以作出拘留决定后潜逃为由请求协查', en: 'asks the police to look for somebody who fled from a decision to detain' },
      // The contact has never been reached but by mail.
      expects: [isStage('called-off', 'awaiting-receipt'), isTold('yuncheng.judge', 'called-off', 'contact-unreachable'), isTold('intermediate.bureau', 'called-off', 'contact-unreachable')],
    },
    {
      at: '2026-09-14T10:00',
      by: 'police.desk',
      does: { on: 'called-off', command: 'record-contact-test', body: { at: at('2026-09-14T09:55'), channel: 'telephone', answeredBy: '陈文静' } },
      says: { zh: '电话测试专门联系人，已接通', en: 'calls the contact, who answers' },
      expects: [isTold('yuncheng.judge', 'called-off', 'contact-tested')],
    },
    {
      at: '2026-09-14T15:00',
      by: 'police.desk',
      does: { on: 'called-off', command: 'take-on', body: {} },
      says: { zh: '受理协查', en: 'takes the search on' },
      expects: [isStage('called-off', 'searching'), isInTime('called-off', 'answer')],
    },
    {
      at: '2026-09-15T09:00',
      by: 'luoding.judge',
      does: { open: 'friday', request: search({ unit: 'police.luoding', caseNumber: '（2026）粤5381执802号', debtor: '辛某', contact: { name: '李敏', phone: '0766-3000002', username: 'luoding.judge' }, proof: MISSING }) },
      says: { zh: '下落不明连续超过三个月，经村委会证实', en: 'asks for somebody missing for more than three months, as the village committee confirms' },
    },
    {
      at: '2026-09-15T09:20',
      by: 'xinxing.judge',
      does: { open: 'late', request: search({ unit: 'police', caseNumber: '（2026）粤5321执803号', debtor: '壬某', contact: { name: '梁海峰', phone: '0766-2000003', username: 'xinxing.judge' }, proof: LARGE_SUM }) },
      says: { zh: '涉案金额特别巨大', en: 'asks for the third: a very large sum' },
    },
    {
      at: '2026-09-15T10:00',
      by: 'police.luoding.desk',
      does: { on: 'friday', command: 'take-on', body: {} },
      says: { zh: '受理协查', en: 'takes it on' },
    },
    {
      at: '2026-09-15T10:10',
      by: 'police.desk',
      does: { on: 'late', command: 'take-on', body: {} },
      says: { zh: '受理协查', en: 'takes it on' },
    },
    {
      at: '2026-09-18T22:40',
      by: 'yuncheng.judge',
      does: { on: 'called-off', command: 'record-found-by-court', body: { foundAt: at('2026-09-18T22:30') } },
      says: { zh: '法院星期五夜间自行发现被执行人', en: 'the court itself finds the person, on a Friday night' },
      // Promptly, as a target: Sun 20 (worked), Mon 21, Tue 22. No 24 hours bind the court.
      expects: [isDue('called-off', 'withdraw-search', '2026-09-22'), isTold('police.desk', 'called-off', 'found-by-court')],
    },
    {
      at: '2026-09-19T08:00',
      by: 'yuncheng.judge',
      does: { on: 'called-off', command: 'cancel-search', body: { ground: 'found-by-court' } },
      says: { zh: '撤销协查', en: 'calls the search off' },
      expects: [isStage('called-off', 'withdrawing'), isInTime('called-off', 'withdraw-search'), isTold('police.liaison', 'called-off', 'search-cancelled')],
    },
    {
      at: '2026-09-19T08:20',
      by: 'police.desk',
      does: { on: 'called-off', command: 'record-found', body: { foundAt: at('2026-09-19T08:10') }, refused: 'not-awaited' },
      says: { zh: '想登记发现，但协查已经撤销', en: 'would record a finding, but nobody is looked for any more' },
    },
    {
      at: '2026-09-19T08:30',
      by: 'police.desk',
      does: { on: 'called-off', command: 'confirm-search-withdrawn', body: { seal: 'department' } },
      says: { zh: '确认撤销协查、撤销布控', en: 'confirms that the search is withdrawn' },
      expects: [isClosedAs('called-off', 'search-withdrawn')],
    },
    {
      at: '2026-09-25T22:10',
      by: 'police.luoding.desk',
      does: { on: 'friday', command: 'record-found', body: { foundAt: at('2026-09-25T22:00'), whereabouts: '罗定市某镇' } },
      says: { zh: '中秋节星期五22时发现被执行人，十分钟后登记', en: 'finds the person at 22:00 on the Friday of the Mid-Autumn holiday, and enters it ten minutes later' },
      // Twenty-four hours by the clock: Sat 26 at 22:00.
      expects: [isDue('friday', 'notify-court', '2026-09-26')],
    },
    {
      at: '2026-09-25T23:30',
      by: 'police.luoding.desk',
      does: { on: 'friday', command: 'notify-court', body: { at: at('2026-09-25T23:10'), channel: 'telephone', told: '李敏', seal: 'department' } },
      says: { zh: '登记已于23时10分电话通知法院', en: 'records having called the court at 23:10' },
      expects: [isStage('friday', 'court-told'), isInTime('friday', 'notify-court'), isTold('luoding.judge', 'friday', 'court-told')],
    },
    {
      at: '2026-09-26T02:40',
      says: { zh: '法院尚未确认：每小时提示一次，与公安机关无关', en: 'the court has not said that it knows: it is alerted every hour, which is no concern of the police' },
      expects: [isRecorded('friday', 'court-alerted', '2026-09-26T00:30'), isTold('luoding.judge', 'friday', 'court-alerted')],
    },
    {
      at: '2026-09-26T02:50',
      by: 'luoding.judge',
      does: { on: 'friday', command: 'acknowledge', body: { timeAgreed: true, seal: 'both-sides' } },
      says: { zh: '确认收到通知，并确认通知时间', en: 'acknowledges, and confirms when it was told' },
      expects: [isClosedAs('friday', 'found')],
    },
    {
      at: '2026-09-28T09:00',
      by: 'police.desk',
      does: { on: 'late', command: 'record-found', body: { foundAt: at('2026-09-25T22:00') } },
      says: { zh: '节后才登记：25日22时即已发现', en: 'enters after the holiday what was found on the 25th at 22:00' },
      // The hours ran from the finding, and ended on Sat 26 at 22:00.
      expects: [isRecorded('late', 'term-expired', '2026-09-26T22:00'), isBreached('late', 'none'), isTold('xinxing.judge', 'late', 'escalation')],
    },
    {
      at: '2026-09-28T09:20',
      by: 'police.desk',
      does: { on: 'late', command: 'notify-court', body: { at: at('2026-09-28T09:15'), channel: 'telephone', told: '梁海峰' } },
      says: { zh: '通知法院', en: 'tells the court' },
    },
    {
      at: '2026-09-28T09:40',
      by: 'xinxing.judge',
      does: { on: 'late', command: 'acknowledge', body: { timeAgreed: true } },
      says: { zh: '确认收到；逾期记录保留', en: 'acknowledges; that it was late stays on record' },
      expects: [isClosedAs('late', 'found'), isBreached('late', 'none')],
    },
  ],
};
