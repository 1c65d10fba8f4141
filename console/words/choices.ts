import { findKind } from '../../domain/catalogue/kinds';
import { COMPANY_TYPES, CORRECTION_GROUNDS, OWNERSHIP_SOURCES, WITHDRAWAL_GROUNDS } from '../../domain/catalogue/notices';
import { CITY_PLACES } from '../../domain/catalogue/places';
import { RULE_SETS } from '../../domain/rule-sets';
import { annulmentGroundName, outcomeName, oversightGroundName, questionName, sealName } from '../../matters/wording/words';

const MODES = { electronic: '电子送达', window: '窗口递交', post: '邮寄', 'in-person': '直接送达' };
const CHANNELS = { telephone: '电话', 'in-person': '当面', fax: '传真', platform: '平台', other: '其他' };
const named = (codes: readonly string[], nameOf: (code: string) => string): Readonly<Record<string, string>> => Object.fromEntries(codes.map((code) => [code, nameOf(code)]));
const SEALS = named(['unit', 'department', 'both-sides', 'none'], sealName);

/** What each choice of a form is called, by the field that offers it; where two commands mean different things by one field, by both. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  outcome: named(['done', 'nothing-found', 'partly-done', 'cannot-be-done'], outcomeName),
  'end-emergency.outcome': { 'order-restored': '现场秩序已恢复', 'persons-taken-away': '已将违法犯罪嫌疑人员带离', 'calmed-before-arrival': '到场前事态已平息', 'no-incident-found': '到场未发现所报情形' },
  'end-referral.outcome': { indicted: '已提起公诉', 'not-indicted': '决定不起诉' },
  answerSeal: SEALS,
  seal: SEALS,
  mode: MODES,
  serviceMode: MODES,
  channel: CHANNELS,
  act: { register: '办理登记', publish: '公示' },
  on: { applicant: '申请执行人', debtor: '被执行人', company: '股权所在公司', transferee: '受让人' },
  stance: { accepted: '同意', contested: '有异议' },
  result: { 'reasons-to-be-demanded': '将要求说明不立案理由', 'examining-further': '继续审查', 'evidence-asked': '要求补充证据材料' },
  lacks: { paper: '缺少文书', seal: '缺少法院印章' },
  basis: { 'registered-with-district': '在县（市、区）登记', 'not-our-place': '不属本地管辖', 'not-our-task': '不属本单位职责' },
  because: { major: '重大', difficult: '疑难', complex: '复杂' },
  question: named(['answer', 'return', 'wrong-unit', 'service-time', 'term', 'breach', 'ownership', 'seal-order', 'other'], questionName),
  'contest-breach.ground': named(['calendar', 'outage', 'recording-error', 'force-majeure'], annulmentGroundName),
  'annul-breach.ground': named(['calendar', 'outage', 'recording-error', 'force-majeure'], annulmentGroundName),
  'amend-draft.ground': named(['conditions-met', 'evidence-overlooked', 'law-misapplied', 'no-decision'], oversightGroundName),
  'issue-opinion.kind': { 'new-term': '调整办理期限', 'other-unit': '改由其他单位办理', other: '其他建议' },
  'cancel-search.ground': { 'found-by-court': '法院已自行发现', performed: '被执行人已履行', 'no-longer-needed': '不再需要' },
  how: { released: '已解除', expired: '期限届满失效', 'not-booked': '登记簿上没有该查封' },
  encumbrance: { mortgage: '抵押', pledge: '质押', 'advance-notice': '预告登记', other: '其他' },
  extent: { whole: '全部', part: '部分' },
  'correct-notice.ground': CORRECTION_GROUNDS,
  'withdraw-notice.ground': WITHDRAWAL_GROUNDS,
  'open-request.ground': Object.fromEntries((findKind('police.locate-debtor')?.grounds ?? []).map(({ id, name }) => [id, name])),
  'open-request.how': { query: '已答复的查询事项', 'look-up': '法院自行查阅' },
  crime: Object.fromEntries(RULE_SETS.flatMap(({ referrals }) => Object.entries(referrals).map(([id, { name }]) => [id, name]))),
  placeOfCrime: Object.fromEntries(CITY_PLACES.map(({ id, fullName }) => [id, fullName])),
  absence: { missing: '下落不明', 'away-for-years': '长年在外' },
  source: OWNERSHIP_SOURCES,
  companyType: COMPANY_TYPES,
  about: { 'not-filed': '不予立案', 'not-pursued': '撤销案件或者不追究刑事责任', undecided: '既未立案也未作出决定' },
  transfereeType: { 'natural-person': '自然人', organisation: '法人或者其他组织' },
};

/** Undefined: this choice has no Chinese name yet; a test holds that none is missing. */
export function choiceName(command: string, field: string, code: string): string | undefined {
  return (CHOICES[`${command}.${field}`] ?? CHOICES[field])?.[code];
}

/** Fields whose schema bears no title. */
const FIELDS: Readonly<Record<string, string>> = {
  remarks: '说明',
  agreed: '是否认可',
  proposal: '针对哪一条提议',
  correction: '针对哪一条更正',
  stop: '哪一次查扣',
  entry: '针对哪一条记录',
  report: '哪一条登记',
  notice: '哪一条延期说明',
  query: '哪一条疑议',
  term: '哪一期限',
  servedAt: '实际送达时间',
  stance: '意见',
  kind: '建议种类',
  paper: '文书名称',
  courtSeal: '已加盖法院公章',
  receivedBy: '收件人',
  receivedOn: '收件日期',
  documents: '所附文书',
  document: '文书',
  title: '标题',
  how: '方式',
};

export const fieldName = (field: string, title: string | undefined): string | undefined => title ?? FIELDS[field];
