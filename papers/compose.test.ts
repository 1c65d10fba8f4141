import type { MakePaperBody } from '../contract/papers';
import { getOfficialPaper, hasUseFor, OFFICIAL_PAPER_IDS, paperNumber } from '../domain/catalogue/official-papers';
import { PAPER_FACTS } from '../test/factories/paper';
import { composePaper } from './compose';
import type { PaperDescription } from './description';
import type { PaperFacts } from './facts';
import { ordinal, plainDay } from './wording';

const FIELDS: { [Id in Exclude<MakePaperBody['paper'], 'dispute-submission'>]: Extract<MakePaperBody, { paper: Id }> } = {
  'query-notice': { paper: 'query-notice' },
  'enforcement-notice': { paper: 'enforcement-notice', tasks: ['查封车辆档案', '不予办理过户'], rulings: ['（2026）粤5302执123号之一执行裁定书'] },
  'publication-notice': { paper: 'publication-notice', tasks: ['冻结股权'], rulings: [] },
  'service-receipt': { paper: 'service-receipt' },
  'urging-letter': { paper: 'urging-letter', answerBy: '2026-03-10' },
  'waiting-seal-notice': { paper: 'waiting-seal-notice', asset: '粤W12345', place: 2, ahead: [{ court: '罗定市人民法院', caseNumber: '（2025）粤5381执9号', untilOn: '2027-05-01' }] },
  'oversight-request': { paper: 'oversight-request', about: 'not-filed', decision: '云公不立字〔2026〕3号', receivedOn: '2026-03-02', grounds: '有能力履行而拒不履行' },
};

const compose = (id: keyof typeof FIELDS, over: Partial<PaperFacts> = {}): PaperDescription => composePaper({ ...PAPER_FACTS, ...over }, FIELDS[id]);
const textOf = ({ head, number, title, addressee, blocks, attachments, signature }: PaperDescription): string =>
  [head.text, number, title, addressee ?? '', ...blocks.flatMap((block) => (block.type === 'table' ? block.rows.flat() : [block.text])), ...attachments, signature?.issuer ?? ''].join('\n');

describe('who may be named', () => {
  test.each(Object.keys(FIELDS) as (keyof typeof FIELDS)[])('%s says of people what its entry in the catalogue allows, and no more', (id) => {
    const { personal } = getOfficialPaper(id);
    const text = textOf(compose(id));
    expect(text.includes('赵不还')).toBe(personal.includes('debtor-name'));
    expect(text.includes('445302199001011234')).toBe(personal.includes('debtor-id-number'));
    expect(text.includes('孙承办')).toBe(personal.includes('officers'));
  });

  test('an identity number stands on the notices alone, by which the unit has to find the person', () => {
    expect(OFFICIAL_PAPER_IDS.filter((id) => getOfficialPaper(id).personal.includes('debtor-id-number'))).toEqual(['query-notice', 'enforcement-notice', 'publication-notice']);
  });
});

test('the same facts give the same paper', () => {
  for (const id of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) expect(compose(id)).toEqual(compose(id));
});

test('a query names case, debtor and what is asked, and the time of the law', () => {
  expect(textOf(compose('query-notice'))).toContain('本院在执行（2026）粤5302执123号一案中，因执行工作需要，依照《中华人民共和国民事诉讼法》第二百五十三条的规定，请协助查询被执行人赵不还（证件号码445302199001011234）的下列信息：户籍、车辆登记。');
  expect(textOf(compose('query-notice'))).toContain('请自收到之日起3个工作日内将查询结果及送达回证反馈本院。');
});

test('a notice numbers what is to be carried out, and has its ruling and the receipt attached', () => {
  const { blocks, attachments, title, addressee } = compose('enforcement-notice');
  expect([title, addressee, attachments]).toEqual(['协助执行通知书', '云浮市公安局', ['（2026）粤5302执123号之一执行裁定书', '送达回证']]);
  expect(blocks.slice(1, 3)).toEqual([{ type: 'text', text: '一、查封车辆档案' }, { type: 'text', text: '二、不予办理过户' }]);
});

test('a receipt is a form without addressee or signature, with the papers of the request unless others are named', () => {
  const receipt = compose('service-receipt');
  expect([receipt.addressee, receipt.signature]).toEqual([undefined, undefined]);
  expect(textOf(receipt)).toContain('1. 执行裁定书　1份\n2. 协助执行通知书　1份');
  expect(textOf(composePaper(PAPER_FACTS, { paper: 'service-receipt', documents: ['拘留决定书'] }))).not.toContain('执行裁定书');
});

test('a letter that urges tells a term of the law from a target, and says 本院 only in its own matter', () => {
  const text = textOf(compose('urging-letter'));
  expect(text).toContain('一、答复：期限至2026年3月5日，期限尚未届满。');
  expect(text).toContain('二、办理登记：目标期限至2026年2月27日，已超过目标期限。');
  expect(text).toContain('请于2026年3月10日前书面反馈办理情况。');
  expect(text).toContain('本院于2026年2月25日');
  expect(textOf(compose('urging-letter', { issuerName: '云浮市中级人民法院' }))).toContain('云浮市云城区人民法院于2026年2月25日');
});

test('nothing of a template stands on a paper as it was programmed', () => {
  for (const id of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) expect(textOf(compose(id))).not.toMatch(/\$\{|undefined|\[object/);
  expect(textOf(compose('oversight-request'))).toContain(`请${PAPER_FACTS.matter.within.firstResult}将初步监督结果反馈本院。`);
});

test('the request to the procuratorate says what was decided; where nothing was, it names no decision', () => {
  const about = (fields: Partial<(typeof FIELDS)['oversight-request']>): PaperDescription => composePaper(PAPER_FACTS, { ...FIELDS['oversight-request'], ...fields });
  expect(textOf(about({ about: 'not-pursued' }))).toContain('不追究刑事责任（撤销案件）决定书');
  const undecided = about({ about: 'undecided', decision: undefined, receivedOn: undefined });
  expect(undecided.title).toBe('关于（2026）粤5302执123号案有案不立的提请监督函');
  expect(textOf(undecided)).toContain('至今既未立案，也未向本院送达不予立案决定书，经研究认为应当立案');
  expect(undecided.attachments).toEqual(['涉嫌犯罪案件移送材料']);
});

test('a court that waits is told its place, and who is ahead', () => {
  expect(textOf(compose('waiting-seal-notice'))).toContain('顺位为第2位。');
  expect(textOf(compose('waiting-seal-notice'))).toContain('一、罗定市人民法院，（2025）粤5381执9号，期限至2027年5月1日。');
});

test('numbers: a court’s by its 法院代字, another body’s by its name, without 第 and without zeros', () => {
  expect(paperNumber({ letters: '执协' }, { id: 'court.yuncheng', name: '云浮市云城区人民法院' }, 2026, 12)).toBe('粤5302执协〔2026〕12号');
  expect(paperNumber({ letters: '执督' }, { id: 'court.intermediate', name: '云浮市中级人民法院' }, 2026, 1)).toBe('粤53执督〔2026〕1号');
  expect(paperNumber({ letters: '轮候' }, { id: 'police', name: '云浮市公安局' }, 2026, 3)).toBe('云浮市公安局轮候〔2026〕3号');
  expect(new Set(OFFICIAL_PAPER_IDS.map((id) => getOfficialPaper(id).letters)).size).toBe(OFFICIAL_PAPER_IDS.length);
});

test.each<[string, string, string[]]>([
  ['police.identity-property-query', 'assistance-request', ['query-notice', 'service-receipt', 'urging-letter']],
  ['police.vehicle-seal', 'assistance-request', ['enforcement-notice', 'service-receipt', 'urging-letter', 'waiting-seal-notice']],
  ['commerce.freeze-notice', 'assistance-request', ['publication-notice', 'service-receipt', 'urging-letter', 'waiting-seal-notice']],
  ['land.unseal', 'assistance-request', ['enforcement-notice', 'service-receipt', 'urging-letter']],
  ['police.crime-referral', 'crime-referral', ['service-receipt', 'urging-letter', 'oversight-request']],
  ['police.emergency', 'emergency', []],
  ['dispute', 'dispute', ['dispute-submission']],
])('%s has a use for these papers alone', (kind, procedure, papers) => {
  expect(OFFICIAL_PAPER_IDS.filter((paper) => hasUseFor({ kind, procedure }, paper))).toEqual(papers);
});

test('days and ordinals as officials write them', () => {
  expect(plainDay('2026-03-02')).toBe('2026年3月2日');
  expect([1, 10, 11, 19, 20].map(ordinal)).toEqual(['一', '十', '十一', '十九', '二十']);
});
