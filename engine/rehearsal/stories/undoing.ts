import type { Json } from '../person';
import { hasRung, isClosedAs, isDue, isInTime, isMeasure, isStage, isTold, type Story } from '../story';

/*
 * Working days of June 2026 (国办发明电〔2025〕7号): 15–18; 19 to 21 is the Dragon Boat holiday; 22–26.
 * Every name and number in this story is invented.
 */
const CASE = '（2026）粤5302执888号';
const CERTIFICATE = '粤（2020）云浮市不动产权第0088888号';
const COMPANY = '示例贸易有限公司';

function request(kind: string, unit: string, papers: readonly string[], more: Json = {}): Json {
  return {
    kind,
    unit,
    caseNumber: CASE,
    debtor: { type: 'organisation', name: '示例实业有限公司' },
    capacity: 'debtor',
    purpose: '控制被执行人财产',
    papers: sealed(papers),
    ...more,
  };
}

function sealed(papers: readonly string[]): Json[] {
  return papers.map((paper) => ({ paper, courtSeal: true }));
}

function done(receivedOn: string, result: Json): Json {
  return { outcome: 'done', answerSeal: 'unit', serviceReceipt: { receivedBy: '司法协助窗口', receivedOn }, result };
}

/** Four units have sealed, frozen and restricted; the parties settle, and the court withdraws over the Dragon Boat holiday. */
export const undoing: Story = {
  name: 'undoing',
  title: { zh: '和解之后：四个单位解除已采取的措施', en: 'After a settlement: four units undo what they did' },
  from: '2026-06-15T08:30',
  scenes: [
    {
      at: '2026-06-15T09:00',
      by: 'yuncheng.judge',
      does: { open: 'seal', request: request('land.seal', 'land', ['ruling', 'enforcement-notice']) },
      says: { zh: '请国土部门查封土地、房屋', en: 'asks the land office to seal a house' },
    },
    {
      at: '2026-06-15T09:10',
      by: 'yuncheng.judge',
      does: {
        open: 'freeze',
        request: request('commerce.freeze-notice', 'commerce', ['ruling', 'publication-notice'], { particulars: { company: { name: COMPANY }, ownership: { how: 'look-up', on: '2026-06-12', source: 'enterprise-credit-system' }, lookedUpBy: '陈文静' } }),
      },
      says: { zh: '请工商局公示冻结股权', en: 'asks the commerce office to publish a freeze of shares' },
    },
    {
      at: '2026-06-15T09:20',
      by: 'yuncheng.judge',
      does: { open: 'vehicle', request: request('police.vehicle-seal', 'police.vehicle-management', ['ruling', 'enforcement-notice']) },
      says: { zh: '请车管所查封车辆档案', en: 'asks the vehicle office to seal a vehicle' },
    },
    {
      at: '2026-06-15T09:30',
      by: 'yuncheng.judge',
      does: { open: 'restriction', request: request('state-assets.restriction', 'state-assets', ['court-letter']) },
      says: { zh: '请国资委限制被执行人参与国有资产交易', en: 'asks the state-assets commission for restrictions' },
    },
    {
      at: '2026-06-15T11:00',
      by: 'land.desk',
      does: { on: 'seal', command: 'answer', body: done('2026-06-15', { certificateNumber: CERTIFICATE, waiting: false, sealedOn: '2026-06-15', expiresOn: '2029-06-14' }) },
      says: { zh: '已查封，答复', en: 'has sealed it, and answers' },
      expects: [isMeasure('seal', 'in-force')],
    },
    {
      at: '2026-06-15T15:00',
      by: 'police.vehicle-management.desk',
      does: { on: 'vehicle', command: 'answer', body: done('2026-06-15', { plateNumber: '粤W00088', waiting: true, placeInQueue: 2, sealedOn: '2026-06-15' }) },
      says: { zh: '已轮候查封，答复', en: 'has queued the seal behind another court’s, and answers' },
      expects: [isMeasure('vehicle', 'waiting')],
    },
    {
      at: '2026-06-16T10:00',
      by: 'commerce.desk',
      does: { on: 'freeze', command: 'answer', body: done('2026-06-16', { company: COMPANY, registrationNumber: '91445300MA00000088', publishedOn: '2026-06-16' }) },
      says: { zh: '已公示冻结，答复', en: 'has published the freeze, and answers' },
      expects: [isMeasure('freeze', 'in-force')],
    },
    {
      at: '2026-06-16T16:00',
      by: 'state-assets.desk',
      does: { on: 'restriction', command: 'answer', body: done('2026-06-16', { measures: '限制参与国有资产交易', since: '2026-06-16' }) },
      says: { zh: '已采取限制措施，答复', en: 'has put the restriction in force, and answers' },
    },
    {
      at: '2026-06-17T10:00',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/cases/withdraw', body: { caseNumber: CASE, reason: '双方达成执行和解并已履行' }, opens: { unseal: 'seal', unfreeze: 'freeze' } },
      says: { zh: '当事人和解并履行完毕，撤回全案协助请求', en: 'the parties have settled: withdraws every request of the case' },
      expects: [
        ...['seal', 'freeze', 'vehicle', 'restriction'].map((name) => isStage(name, 'undoing')),
        isTold('land.desk', 'seal', 'undoing-opened'),
        // Thu 18; 19 to 21 is the holiday; Mon 22, Tue 23.
        isDue('restriction', 'confirm-undone', '2026-06-23'),
        // The text knows no kind that unseals a vehicle: the court owes its papers first.
        isDue('vehicle', 'send-papers', '2026-06-23'),
      ],
    },
    {
      at: '2026-06-17T14:00',
      by: 'yuncheng.judge',
      does: { on: 'unseal', command: 'withdraw', body: { reason: '不再需要' }, refused: 'undoing-owed' },
      says: { zh: '想一并撤回解封请求', en: 'would withdraw the unseal request that the platform has drafted' },
    },
    {
      at: '2026-06-17T14:10',
      by: 'yuncheng.judge',
      does: { on: 'unseal', command: 'record-delivery', body: { mode: 'electronic', papers: sealed(['ruling', 'enforcement-notice']), evidence: '平台送达' } },
      says: { zh: '补全解封裁定和协助执行通知书，送达', en: 'completes the drafted papers, and serves them' },
      expects: [isStage('unseal', 'awaiting-receipt')],
    },
    {
      at: '2026-06-17T14:20',
      by: 'yuncheng.judge',
      does: { on: 'unfreeze', command: 'record-delivery', body: { mode: 'electronic', papers: sealed(['ruling', 'publication-notice']), evidence: '平台送达' } },
      says: { zh: '补全解除冻结的文书，送达', en: 'the same for the unfreezing' },
    },
    {
      at: '2026-06-17T15:00',
      by: 'land.desk',
      does: { on: 'unseal', command: 'sign-receipt', body: {} },
      says: { zh: '签收解封文书', en: 'signs for the unseal papers' },
      // Immediately: the target is one working day, Thu 18.
      expects: [isDue('unseal', 'answer', '2026-06-18')],
    },
    {
      at: '2026-06-17T15:30',
      by: 'commerce.desk',
      does: { on: 'unfreeze', command: 'sign-receipt', body: {} },
      says: { zh: '签收解除冻结文书', en: 'signs for the unfreeze papers' },
      // Thu 18, Mon 22, Tue 23.
      expects: [isDue('unfreeze', 'publish', '2026-06-23')],
    },
    {
      at: '2026-06-17T16:00',
      by: 'state-assets.desk',
      does: { on: 'restriction', command: 'ask-for-papers', body: { reason: '请出具解除限制的函' } },
      says: { zh: '请法院先出具解除函', en: 'asks for the court’s letter first' },
      // Thu 18, Mon 22, Tue 23.
      expects: [isDue('restriction', 'send-papers', '2026-06-23'), isTold('yuncheng.judge', 'restriction', 'papers-asked')],
    },
    {
      at: '2026-06-18T09:00',
      by: 'police.vehicle-management.desk',
      does: { on: 'vehicle', command: 'confirm-undone', body: { remarks: '已解除' }, refused: 'not-awaited' },
      says: { zh: '法院文书未到，不能确认解除', en: 'may not confirm before the court’s papers are there' },
    },
    {
      at: '2026-06-18T10:00',
      by: 'land.desk',
      does: { on: 'unseal', command: 'answer', body: done('2026-06-17', { certificateNumber: CERTIFICATE, unsealedOn: '2026-06-18' }) },
      says: { zh: '已解封，答复', en: 'has unsealed it, and answers' },
      expects: [isStage('seal', 'undoing'), isMeasure('seal', 'lifted')],
    },
    {
      at: '2026-06-18T11:00',
      by: 'yuncheng.judge',
      does: { on: 'unseal', command: 'accept-answer', body: {} },
      says: { zh: '认可答复', en: 'accepts, which closes the unseal request' },
      expects: [isClosedAs('unseal', 'accepted')],
    },
    {
      at: '2026-06-18T11:10',
      says: { zh: '原查封请求随之办结', en: 'and with it the sealing request that was withdrawn' },
      expects: [isClosedAs('seal', 'withdrawn')],
    },
    {
      at: '2026-06-22T09:30',
      by: 'yuncheng.judge',
      does: { on: 'vehicle', command: 'send-papers', body: { papers: sealed(['ruling', 'enforcement-notice']) } },
      says: { zh: '向车管所送交解除查封的文书', en: 'sends the vehicle office its papers' },
      // Tue 23, Wed 24, Thu 25.
      expects: [isDue('vehicle', 'confirm-undone', '2026-06-25')],
    },
    {
      at: '2026-06-22T10:00',
      by: 'yuncheng.judge',
      does: { on: 'restriction', command: 'send-papers', body: { papers: sealed(['court-letter']) } },
      says: { zh: '向国资委出具解除函', en: 'sends the commission its letter' },
      // A fresh target, from the letter: Tue 23, Wed 24, Thu 25.
      expects: [isDue('restriction', 'confirm-undone.2', '2026-06-25')],
    },
    {
      at: '2026-06-22T15:00',
      by: 'police.vehicle-management.desk',
      does: { on: 'vehicle', command: 'confirm-undone', body: { remarks: '轮候查封已解除' } },
      says: { zh: '解除轮候查封，确认', en: 'lifts the queued seal, and confirms it' },
      expects: [isClosedAs('vehicle', 'withdrawn'), isMeasure('vehicle', 'lifted')],
    },
    {
      at: '2026-06-22T16:00',
      by: 'yuncheng.judge',
      does: { on: 'unfreeze', command: 'record-service', body: { on: 'applicant', servedAt: '2026-06-22T15:30:00+08:00', mode: 'electronic', evidence: '短信告知记录' } },
      says: { zh: '告知申请执行人已解除冻结，登记', en: 'tells the applicant of the unfreezing, and records it' },
    },
    {
      at: '2026-06-22T16:10',
      by: 'yuncheng.judge',
      does: { on: 'unfreeze', command: 'record-service', body: { on: 'debtor', servedAt: '2026-06-22T15:40:00+08:00', mode: 'electronic', evidence: '短信告知记录' } },
      says: { zh: '告知被执行人，登记', en: 'the same for the debtor' },
      // From the delivery of the drafted papers on Wed 17: Thu 18; 19 to 21 is the holiday; Mon 22, Tue 23.
      expects: [isDue('unfreeze', 'serve-ruling', '2026-06-23'), isInTime('unfreeze', 'serve-ruling')],
    },
    {
      at: '2026-06-23T09:00',
      by: 'commerce.desk',
      does: { on: 'unfreeze', command: 'answer', body: done('2026-06-17', { company: COMPANY, registrationNumber: '91445300MA00000088', publishedOn: '2026-06-23' }) },
      says: { zh: '已公示解除冻结，答复', en: 'has published the unfreezing on the last day, and answers' },
    },
    {
      at: '2026-06-23T10:00',
      by: 'yuncheng.judge',
      does: { on: 'unfreeze', command: 'accept-answer', body: {} },
      says: { zh: '认可答复', en: 'accepts' },
    },
    {
      at: '2026-06-26T09:00',
      says: { zh: '国资委未在目标时限内确认，已升级；请求尚不能办结', en: 'the commission has not confirmed: the target is missed, its head knows, and the request stays open' },
      expects: [isClosedAs('freeze', 'withdrawn'), hasRung('restriction', '+1'), isTold('state-assets.head', 'restriction', 'escalation'), isStage('restriction', 'undoing'), isMeasure('restriction', 'lifting')],
    },
    {
      at: '2026-06-26T10:00',
      by: 'state-assets.desk',
      does: { on: 'restriction', command: 'confirm-undone', body: { remarks: '限制已解除' } },
      says: { zh: '解除限制，确认', en: 'lifts the restriction at last, and confirms it' },
      expects: [isClosedAs('restriction', 'withdrawn'), ...['seal', 'freeze', 'vehicle', 'restriction'].map((name) => isMeasure(name, 'lifted'))],
    },
  ],
};
