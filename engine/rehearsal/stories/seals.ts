import type { Json } from '../person';
import { areSeals, isClosedAs, isMeasure, isRecorded, isStage, isTold, type Story } from '../story';

/*
 * Movables stand sealed for two years (art. 485). Reminders go out thirty and seven days before the last day, at 08:30: before 30 June 2026 on 31 May and on 23 June,
 * before 30 September on 31 August and on 23 September. Every name and number in this story is invented.
 */
const CAR = '粤W66666';
const DESK = 'police.vehicle-management.desk';
const PAPERS = ['ruling', 'enforcement-notice'].map((paper) => ({ paper, courtSeal: true }));

function seal(caseNumber: string, name: string, more: Json = {}): Json {
  return {
    kind: 'police.vehicle-seal',
    unit: 'police.vehicle-management',
    caseNumber,
    debtor: { type: 'natural-person', name },
    capacity: 'debtor',
    purpose: '查封被执行人名下车辆',
    papers: PAPERS,
    particulars: { assetNumber: CAR },
    ...more,
  };
}

/** Booked on the day of service, behind a court of another city. */
function booked(at: string): Json {
  return { outcome: 'done', answerSeal: 'department', serviceReceipt: { receivedBy: '周志刚', receivedOn: '2026-03-02' }, result: { plateNumber: CAR, waiting: true, sealedOn: '2026-03-02', bookedAt: `2026-03-02T${at}:00+08:00` } };
}

/** Three courts want one car. The registry's book decides; each waits its turn, through an expiry, a renewal, a release and a sale of part of it. */
export const seals: Story = {
  name: 'seals',
  title: { zh: '三家法院与一辆车：轮候查封', en: 'Three courts and one car: the queue of seals' },
  from: '2026-03-02T08:30',
  scenes: [
    { at: '2026-03-02T09:00', by: 'yuncheng.judge', does: { open: 'first', request: seal('（2026）粤5302执661号', '赵不还') }, says: { zh: '云城区法院请求查封车辆档案', en: 'the court of Yuncheng asks for a car to be sealed' } },
    { at: '2026-03-02T09:10', by: 'luoding.judge', does: { open: 'second', request: seal('（2026）粤5381执662号', '赵不还') }, says: { zh: '罗定市法院请求查封同一辆车', en: 'the court of Luoding asks for the same car' } },
    { at: '2026-03-02T09:20', by: 'xinxing.judge', does: { open: 'third', request: seal('（2026）粤5321执663号', '赵不还') }, says: { zh: '新兴县法院也请求查封', en: 'and so does the court of Xinxing' } },
    { at: '2026-03-02T09:30', by: DESK, does: { on: 'first', command: 'sign-receipt', body: {}, opens: 'queue' }, says: { zh: '车管所签收云城的文书，轮候队列建立', en: 'the vehicle registry signs for Yuncheng’s papers: the queue on the car is opened' } },
    { at: '2026-03-02T09:40', by: DESK, does: { on: 'second', command: 'sign-receipt', body: {} }, says: { zh: '签收罗定的文书', en: 'signs for Luoding’s' } },
    { at: '2026-03-02T09:50', by: DESK, does: { on: 'third', command: 'sign-receipt', body: {} }, says: { zh: '签收新兴的文书', en: 'and for Xinxing’s' } },
    {
      at: '2026-03-02T10:00',
      says: { zh: '按送达先后排列，登记机关确认前均不生效', en: 'by law they stand in the order of service; nothing is in force before the registry confirms' },
      expects: [isStage('queue', 'to-confirm'), areSeals('queue', '1 to-confirm 1', '2 to-confirm 2', '3 to-confirm 3'), isTold('xinxing.judge', 'queue', 'seal-next-by-law')],
    },
    {
      at: '2026-03-02T10:30',
      by: DESK,
      does: { on: 'queue', command: 'record-outside-seal', body: { bookedAt: '2026-01-15T10:00:00+08:00', untilOn: '2026-06-30', court: '广州市天河区人民法院', caseNumber: '（2025）粤0106执7号' } },
      says: { zh: '登记簿上已有外市法院在先查封，车管所补登', en: 'the book shows an earlier seal of another city’s court: the registry records it with its time' },
    },
    { at: '2026-03-02T11:00', by: DESK, does: { on: 'first', command: 'answer', body: booked('10:35') }, says: { zh: '答复云城：已登记，轮候', en: 'answers Yuncheng: booked, waiting' } },
    { at: '2026-03-02T11:10', by: DESK, does: { on: 'second', command: 'answer', body: booked('10:40') }, says: { zh: '答复罗定：已登记，轮候', en: 'answers Luoding' } },
    { at: '2026-03-02T11:20', by: DESK, does: { on: 'third', command: 'answer', body: booked('10:45') }, says: { zh: '答复新兴：已登记，轮候', en: 'answers Xinxing' } },
    {
      at: '2026-03-02T11:30',
      says: { zh: '各院均获告知顺位', en: 'each court was told its place' },
      expects: [
        isStage('queue', 'in-order'),
        areSeals('queue', '1 waiting 2', '2 waiting 3', '3 waiting 4', '4 in-force 1 until 2026-06-30'),
        isTold('yuncheng.judge', 'queue', 'seal-waiting'),
        isTold('luoding.judge', 'queue', 'seal-waiting'),
        isMeasure('first', 'waiting'),
      ],
    },
    {
      at: '2026-07-01T09:00',
      says: { zh: '外市法院到期未续，云城的查封于零时自动生效', en: 'the outside seal was not renewed: at midnight Yuncheng’s takes effect by itself' },
      // In force from 1 July 2026 on: two years.
      expects: [isRecorded('queue', 'seal-expiring', '2026-05-31T08:30'), isRecorded('queue', 'seal-expired', '2026-07-01T00:00'), areSeals('queue', '1 in-force 1 until 2028-07-01', '2 waiting 2', '3 waiting 3', '4 expired until 2026-06-30'), isTold('yuncheng.judge', 'queue', 'seal-in-force')],
    },
    {
      at: '2026-07-01T10:00',
      by: DESK,
      does: { on: 'queue', command: 'confirm-seal', body: { seal: 1, bookedAt: '2026-03-02T10:35:00+08:00', untilOn: '2026-09-30', remarks: '裁定查封至9月30日' } },
      says: { zh: '云城的裁定只封至9月30日，车管所据以登记', en: 'Yuncheng’s ruling says 30 September, and so the registry books it' },
      expects: [areSeals('queue', '1 in-force 1 until 2026-09-30', '2 waiting 2', '3 waiting 3', '4 expired until 2026-06-30')],
    },
    {
      at: '2026-09-23T09:00',
      says: { zh: '到期前三十日、七日提醒云城续封', en: 'Yuncheng was reminded thirty days and seven days before' },
      expects: [isTold('yuncheng.judge', 'queue', 'seal-expiring')],
    },
    { at: '2026-09-24T09:00', by: 'luoding.judge', does: { on: 'queue', command: 'renew-seal', body: { seal: 1 }, refused: 'seal-of-another-court' }, says: { zh: '罗定不能为云城续封', en: 'Luoding cannot renew for Yuncheng' } },
    {
      at: '2026-09-24T10:00',
      by: 'yuncheng.judge',
      does: { on: 'queue', command: 'renew-seal', body: { seal: 1, untilOn: '2027-09-30' } },
      says: { zh: '云城续封一年，顺位不变', en: 'Yuncheng renews for a year and keeps its place' },
      expects: [areSeals('queue', '1 in-force 1 until 2027-09-30', '2 waiting 2', '3 waiting 3', '4 expired until 2026-06-30'), isTold(DESK, 'queue', 'seal-renewed')],
    },
    {
      at: '2026-10-20T09:00',
      by: 'yuncheng.judge',
      does: { open: 'lift', request: async (stage) => seal('（2026）粤5302执661号', '赵不还', { lifts: (await stage.matter('first')).number }) },
      says: { zh: '债务清偿，云城请求解除查封', en: 'the debt is paid: Yuncheng asks for its seal to be lifted' },
    },
    {
      at: '2026-10-20T10:00',
      by: DESK,
      does: { on: 'lift', command: 'handle-at-window', body: { outcome: 'done', answerSeal: 'department', serviceReceipt: { receivedBy: '周志刚', receivedOn: '2026-10-20' }, result: { liftedOn: '2026-10-20' } } },
      says: { zh: '窗口当场解除', en: 'the registry lifts it at the window' },
    },
    {
      at: '2026-10-20T10:30',
      says: { zh: '同一时刻罗定的查封生效，期限两年', en: 'at the same instant Luoding’s took effect, for two years' },
      expects: [areSeals('queue', '1 released until 2027-09-30', '2 in-force 1 until 2028-10-20', '3 waiting 2', '4 expired until 2026-06-30'), isTold('luoding.judge', 'queue', 'seal-in-force'), isMeasure('first', 'lifted'), isMeasure('second', 'in-force')],
    },
    {
      at: '2026-11-16T10:00',
      by: DESK,
      does: { on: 'queue', command: 'record-disposal', body: { extent: 'part', remarks: '罗定处分被执行人所占一半份额' } },
      says: { zh: '罗定处分该车一半份额，车管所登记', en: 'Luoding has sold half of it, and the registry records that' },
      // In force on the remainder from 16 November 2026 on.
      expects: [areSeals('queue', '1 released until 2027-09-30', '2 disposed-of until 2028-10-20', '3 in-force 1 until 2028-11-16', '4 expired until 2026-06-30'), isTold('xinxing.judge', 'queue', 'seal-in-force'), isClosedAs('second', 'accepted-by-silence'), isClosedAs('queue', 'open')],
    },
  ],
};
