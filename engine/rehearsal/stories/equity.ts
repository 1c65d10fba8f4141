import type { Json } from '../person';
import { hasRung, isClosedAs, isDue, isInTime, isMeasure, isPublic, isStage, isTold, type Stage, type Story } from '../story';

/*
 * Working days of April and May 2026 (国办发明电〔2025〕7号): 27–30 April; 1 to 5 May is the holiday; 6–8; Sat 9 is worked; 11–15; 18–22; 25–29.
 * Every name and number in this story is invented.
 */
const CASE = '（2026）粤5302执666号';
const SALE = '（2025）粤5302执555号';
const COMPANY = { name: '示例贸易有限公司', registrationNumber: '91445300MA00000066' };
const PAPERS = ['ruling', 'publication-notice'];

function request(kind: string, caseNumber: string, papers: readonly string[], more: Json): Json {
  return {
    kind,
    unit: 'commerce',
    caseNumber,
    debtor: { type: 'natural-person', name: '赵不还', idNumber: '445302199001011234' },
    capacity: 'debtor',
    purpose: '控制、处置被执行人的股权',
    papers: papers.map((paper) => ({ paper, courtSeal: true })),
    ...more,
  };
}

/** Of one matter, whose number another names. */
async function numberOf(stage: Stage, name: string): Promise<string> {
  return (await stage.matter(name)).number;
}

const LOOK_UP = { ownership: { how: 'look-up', on: '2026-05-18', source: 'enterprise-credit-system' }, lookedUpBy: '陈文静' };
const SHARES = { company: COMPANY.name, registrationNumber: COMPANY.registrationNumber, holder: '赵不还', capitalCny: 300_000, expiresOn: '2029-05-06' };
const TRANSFER = { company: COMPANY.name, registrationNumber: COMPANY.registrationNumber, transferee: '示例投资有限公司', sharePercent: 30 };

function transfer(companyType: string): Json {
  const particulars = { company: COMPANY, companyType, transferee: { name: TRANSFER.transferee }, transfereeType: 'organisation', ...LOOK_UP };
  return request('commerce.equity-transfer', SALE, ['ruling', 'enforcement-notice', 'transferee-proof'], { particulars });
}

function done(receivedOn: string, result: Json): Json {
  return { outcome: 'done', answerSeal: 'unit', serviceReceipt: { receivedBy: '林晓东', receivedOn }, result };
}

function served(on: string, servedAt: string, evidence: string): Json {
  return { on, servedAt: `${servedAt}:00+08:00`, mode: 'in-person', evidence };
}

/** Shares are frozen over the Labour Day holiday, freed when the debtor has paid, and those of another case are transferred after their sale. */
export const equity: Story = {
  name: 'equity',
  title: { zh: '股权：公示冻结、解除冻结和强制转让', en: 'Shares: a freeze published, lifted, and a forced transfer' },
  from: '2026-04-27T08:30',
  scenes: [
    {
      at: '2026-04-27T09:00',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/requests', body: request('commerce.freeze-notice', CASE, PAPERS, { particulars: { company: COMPANY } }), refused: 'invalid-request' },
      says: { zh: '未查询权属，想直接请求公示冻结', en: 'would have shares frozen without having queried whose they are' },
    },
    {
      at: '2026-04-27T09:30',
      by: 'yuncheng.judge',
      does: { open: 'query', request: request('commerce.query', CASE, ['query-notice'], { dataItems: ['establishment', 'investments'] }) },
      says: { zh: '先请工商局查询登记信息', en: 'asks the commerce office for the register first' },
    },
    {
      at: '2026-04-28T10:00',
      by: 'commerce.desk',
      does: { on: 'query', command: 'answer', body: done('2026-04-27', { companies: [{ ...COMPANY, status: '存续', shareholders: [{ name: '赵不还', sharePercent: 30, capitalCny: 300_000 }] }] }) },
      says: { zh: '答复：被执行人持有股权30%', en: 'answers that the debtor holds 30 per cent' },
    },
    {
      at: '2026-04-29T09:00',
      by: 'yuncheng.judge',
      does: { open: 'freeze', request: async (stage) => request('commerce.freeze-notice', CASE, PAPERS, { particulars: { company: COMPANY, companyType: 'limited-liability', ownership: { how: 'query', matter: await numberOf(stage, 'query') } } }) },
      says: { zh: '凭已答复的查询，请求公示冻结', en: 'on the answered query, asks for the freeze to be published' },
      // Promptly, from the request: Thu 30; 1 to 5 May is the holiday; Wed 6, Thu 7.
      expects: [isDue('freeze', 'serve-ruling', '2026-05-07')],
    },
    {
      at: '2026-04-29T10:00',
      by: 'commerce.desk',
      does: { on: 'freeze', command: 'sign-receipt', body: {} },
      says: { zh: '签收', en: 'signs for the papers' },
      // Thu 30, Wed 6, Thu 7.
      expects: [isDue('freeze', 'publish', '2026-05-07'), isPublic(CASE)],
    },
    {
      at: '2026-04-29T16:00',
      by: 'yuncheng.judge',
      does: { on: 'freeze', command: 'record-service', body: served('debtor', '2026-04-29T15:00', '送达回证，被执行人签收') },
      says: { zh: '向被执行人送达冻结裁定，登记', en: 'has served the ruling on the debtor, and records it' },
    },
    {
      at: '2026-05-07T15:00',
      by: 'commerce.desk',
      does: { on: 'freeze', command: 'publish-notice', body: { notice: { ...SHARES, sharePercent: 3 } } },
      says: { zh: '节后在“司法协助”栏目公示冻结', en: 'after the holiday publishes the freeze, on the last day' },
      expects: [
        isInTime('freeze', 'publish'),
        isMeasure('freeze', 'in-force'),
        isPublic(CASE, 'freeze published'),
        isTold('yuncheng.judge', 'freeze', 'notice-published'),
        // Promptly, from the publication: Fri 8, Sat 9 is worked, Mon 11.
        isDue('freeze', 'answer', '2026-05-11'),
      ],
    },
    {
      at: '2026-05-07T16:00',
      by: 'commerce.desk',
      does: { on: 'freeze', command: 'correct-notice', body: { ground: 'clerical-error', notice: { ...SHARES, sharePercent: 30 }, reason: '股权比例少登一个零' } },
      says: { zh: '股权比例登错，更正；栏目内留有痕迹', en: 'corrects the percentage; the column keeps the trace' },
      expects: [isPublic(CASE, 'freeze published corrected'), isTold('yuncheng.judge', 'freeze', 'notice-corrected')],
    },
    {
      at: '2026-05-08T10:00',
      by: 'commerce.desk',
      does: { on: 'freeze', command: 'answer', body: done('2026-04-29', { ...SHARES, sharePercent: 30, publishedOn: '2026-05-07' }) },
      says: { zh: '答复已公示', en: 'answers that it is published' },
    },
    {
      at: '2026-05-08T11:00',
      by: 'yuncheng.judge',
      does: { on: 'freeze', command: 'accept-answer', body: {} },
      says: { zh: '认可答复；裁定尚未送达市场主体，请求留在法院待办', en: 'accepts; the ruling has not been served on the company, so the request stays with the court' },
      expects: [isStage('freeze', 'awaiting-service'), hasRung('freeze', 'missed'), hasRung('freeze', '+1')],
    },
    {
      at: '2026-05-11T09:00',
      by: 'yuncheng.judge',
      does: { on: 'freeze', command: 'record-service', body: served('company', '2026-05-09T10:00', '送达回证，公司签收') },
      says: { zh: '补登向市场主体送达裁定，请求办结', en: 'records the service on the company, which closes the request' },
      expects: [isClosedAs('freeze', 'accepted'), isMeasure('freeze', 'in-force')],
    },
    {
      at: '2026-05-18T09:00',
      by: 'yuncheng.judge',
      does: { open: 'unfreeze', request: async (stage) => request('commerce.unfreeze-notice', CASE, PAPERS, { particulars: { company: COMPANY }, lifts: await numberOf(stage, 'freeze') }) },
      says: { zh: '被执行人履行完毕，请求公示解除冻结', en: 'the debtor has paid: asks for the end of the freeze to be published' },
      // Tue 19, Wed 20, Thu 21.
      expects: [isDue('unfreeze', 'serve-ruling', '2026-05-21')],
    },
    {
      at: '2026-05-18T10:00',
      by: 'commerce.desk',
      does: { on: 'unfreeze', command: 'handle-at-window', body: done('2026-05-18', { ...SHARES, sharePercent: 30, publishedOn: '2026-05-18' }) },
      says: { zh: '窗口当场签收、公示并答复', en: 'at the window signs, publishes and answers in one' },
      expects: [isPublic(CASE, 'unfreeze published', 'freeze lifted corrected'), isMeasure('freeze', 'lifted')],
    },
    {
      at: '2026-05-18T15:00',
      by: 'yuncheng.judge',
      does: { on: 'unfreeze', command: 'record-service', body: served('debtor', '2026-05-18T14:30', '谈话笔录') },
      says: { zh: '告知被执行人已解除冻结', en: 'tells the debtor' },
    },
    {
      at: '2026-05-18T15:10',
      by: 'yuncheng.judge',
      does: { on: 'unfreeze', command: 'record-service', body: served('applicant', '2026-05-18T14:40', '电话告知记录') },
      says: { zh: '告知申请执行人', en: 'and the applicant' },
    },
    {
      at: '2026-05-18T16:00',
      by: 'yuncheng.judge',
      does: { on: 'unfreeze', command: 'accept-answer', body: {} },
      says: { zh: '认可答复，办结', en: 'accepts, and all is done' },
      expects: [isClosedAs('unfreeze', 'accepted')],
    },
    {
      at: '2026-05-19T09:00',
      by: 'yuncheng.judge',
      does: { asks: 'POST', path: '/requests', body: transfer('joint-stock'), refused: 'invalid-request' },
      says: { zh: '另案股权拍卖成交，误作股份有限公司请求过户', en: 'in another case the shares were sold: a transfer in a joint-stock company is refused' },
    },
    {
      at: '2026-05-19T09:30',
      by: 'yuncheng.judge',
      does: { open: 'transfer', request: transfer('limited-liability') },
      says: { zh: '核对为有限责任公司，请求强制转让登记', en: 'it is a limited liability company: asks for the registration' },
    },
    {
      at: '2026-05-19T10:00',
      by: 'commerce.desk',
      does: { on: 'transfer', command: 'sign-receipt', body: {} },
      says: { zh: '签收', en: 'signs for the papers' },
      // Wed 20, Thu 21, Fri 22.
      expects: [isDue('transfer', 'register', '2026-05-22'), isDue('transfer', 'answer', '2026-05-22')],
    },
    {
      at: '2026-05-20T10:00',
      by: 'commerce.desk',
      does: { on: 'transfer', command: 'record-act', body: { act: 'register' } },
      says: { zh: '直接办理股东变更登记，无须公司申请', en: 'registers the new shareholder directly, without the company' },
      // Promptly, from the registration: Thu 21, Fri 22, Mon 25.
      expects: [isInTime('transfer', 'register'), isDue('transfer', 'publish', '2026-05-25')],
    },
    {
      at: '2026-05-22T16:00',
      by: 'commerce.desk',
      does: { on: 'transfer', command: 'answer', body: done('2026-05-19', { ...TRANSFER, transferor: '赵不还', registeredOn: '2026-05-20' }) },
      says: { zh: '答复', en: 'answers' },
      expects: [isInTime('transfer', 'answer'), isPublic(SALE)],
    },
    {
      at: '2026-05-22T17:00',
      by: 'yuncheng.judge',
      does: { on: 'transfer', command: 'record-service', body: served('transferee', '2026-05-22T16:30', '送达回证') },
      says: { zh: '向受让人送达转让裁定，登记', en: 'has served the ruling on the transferee' },
      // From the request on Tue 19: Wed 20, Thu 21, Fri 22. The debtor or the company is still owed.
      expects: [isDue('transfer', 'serve-ruling', '2026-05-22')],
    },
    {
      at: '2026-05-25T09:00',
      by: 'yuncheng.judge',
      does: { on: 'transfer', command: 'record-service', body: served('debtor', '2026-05-22T17:30', '送达回证') },
      says: { zh: '向被执行人送达，登记', en: 'and on the debtor' },
    },
    {
      at: '2026-05-25T10:00',
      by: 'yuncheng.judge',
      does: { on: 'transfer', command: 'accept-answer', body: {} },
      says: { zh: '认可答复；尚待公示', en: 'accepts; it is still to be published' },
      expects: [isStage('transfer', 'awaiting-act')],
    },
    {
      at: '2026-05-26T10:00',
      by: 'commerce.desk',
      does: { on: 'transfer', command: 'publish-notice', body: { notice: { ...TRANSFER, transferor: '赵不还', registeredOn: '2026-05-20' } } },
      says: { zh: '超过工作目标后公示，负责人已获提醒；请求办结', en: 'publishes after the target, of which its head was told; the request closes' },
      expects: [isTold('commerce.head', 'transfer', 'escalation'), isPublic(SALE, 'transfer published'), isClosedAs('transfer', 'accepted')],
    },
  ],
};
