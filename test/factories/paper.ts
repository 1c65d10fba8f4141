import type { PaperFacts } from '../../papers/facts';

export const PAPER_FACTS: PaperFacts = {
  number: '粤5302执协〔2026〕12号',
  issuerName: '云浮市云城区人民法院',
  addresseeName: '云浮市公安局',
  on: '2026-03-02',
  matter: {
    number: 'AR-2026-000123',
    kindName: '查封车辆档案',
    caseNumber: '（2026）粤5302执123号',
    courtName: '云浮市云城区人民法院',
    unitName: '云浮市公安局',
    openedOn: '2026-02-25',
    dataItemNames: ['户籍', '车辆登记'],
    paperNames: ['执行裁定书', '协助执行通知书'],
    terms: [
      { name: '答复', dueOn: '2026-03-05', isLate: false, isStatutory: true },
      { name: '办理登记', dueOn: '2026-02-27', isLate: true, isStatutory: false },
    ],
    within: { answer: '自收到之日起3个工作日内', publish: '自收到之日起3个工作日内', firstResult: '自收到之日起7个工作日内' },
  },
  people: { debtorName: '赵不还', debtorIdNumber: '445302199001011234', officers: [{ name: '孙承办', workCardNo: '粤云执001', enforcementPermitNo: '粤云公务001' }] },
};
