import { deepFreeze } from '../deep-freeze';
import type { PaperRequirement } from './papers';
import { requirePaper } from './papers';
import type { DataItem, ResultField } from './result-fields';
import { COMPANY, COMPANY_DATA_ITEMS, FREEZE, IDENTITY_AND_PROPERTY, IDENTITY_DATA_ITEMS, REAL_ESTATE, REAL_ESTATE_DATA_ITEMS, SEAL_ON_ASSET, SEAL_LIFTED, TRANSFER, boolean, day, list, number, text } from './result-fields';
import type { UnitId } from './units';

/** Every kind of assistance the founding document knows. */
export const KIND_IDS = Object.freeze([
  'police.identity-property-query',
  'police.locate-debtor',
  'police.vehicle-seal',
  'police.vehicle-transfer',
  'police.vehicle-intercept',
  'police.emergency',
  'police.detention',
  'police.crime-referral',
  'land.query',
  'land.seal',
  'land.unseal',
  'land.transfer',
  'land.consult',
  'housing.query',
  'housing.seal',
  'housing.unseal',
  'housing.transfer',
  'housing.consult',
  'commerce.query',
  'commerce.freeze-notice',
  'commerce.unfreeze-notice',
  'commerce.equity-transfer',
  'legal-affairs.urge-performance',
  'justice.query',
  'human-resources.query',
  'human-resources.labour-evidence',
  'state-assets.restriction',
  'development-reform.restriction',
  'audit.supervision',
  'central-bank.credit-record',
  'publicity.coverage',
  'cppcc.member-case',
  'procuratorate.consult',
] as const);

export type KindId = (typeof KIND_IDS)[number];

/** The legal procedure under which a kind runs. */
export type Procedure = 'assistance-request' | 'locate-debtor' | 'detention' | 'emergency' | 'vehicle-intercept' | 'crime-referral';

/** What must be so, and be shown, before a request of the kind can be opened. */
export type Precondition =
  /** 四.17: ownership was looked up in the public system, or queried and answered, and that is recorded. */
  | 'ownership-queried'
  /** 四.17: the company is a 有限责任公司. */
  | 'limited-liability-company'
  /** 四.7(4): the court made the preliminary health check. */
  | 'health-checked'
  /** 四.7(3): the vehicle was auctioned, sold or set off. */
  | 'asset-disposed'
  /** 四.7(3): the vehicle to be stopped is sealed. */
  | 'vehicle-sealed';

/** Whose seal the answer carries. */
export type AnswerSeal = 'unit-or-department' | 'department' | 'both-sides' | 'none';

/** One of several grounds on which a request of a kind may rest, with its proof. */
export interface Ground {
  id: string;
  name: string;
  proof: PaperRequirement;
}

/** Whom the court serves its ruling on, or tells of an unfreezing. */
export const SERVED_PARTIES = deepFreeze(['applicant', 'debtor', 'company', 'transferee'] as const);
export type ServedParty = (typeof SERVED_PARTIES)[number];

export interface Kind {
  id: KindId;
  name: string;
  clause: string;
  unit: UnitId;
  procedure: Procedure;
  papers: readonly PaperRequirement[];
  /** Exactly one of these must be named and proven; empty where a kind needs no ground. */
  grounds: readonly Ground[];
  /** True where the court must name a contact who can be reached round the clock. */
  needsContact24h: boolean;
  preconditions: readonly Precondition[];
  /** 四.17: one of each of these groups is served with the court's ruling, or told. Recorded and owed until it is, never a precondition of the request. */
  courtServes: readonly (readonly ServedParty[])[];
  /** What may be asked for; a request names at least one where the list is not empty, and gets no other. */
  dataItems: readonly DataItem[];
  /** The structure of the answer's result. */
  result: readonly ResultField[];
  answerSeal: AnswerSeal;
}

type KindDetails = Pick<Kind, 'id' | 'name' | 'clause' | 'unit' | 'papers'> & Partial<Kind>;

/** The two papers that go with every request but an alarm; the officers carry them, so no seal of the court is looked for on them. */
const OFFICER_PAPERS: readonly PaperRequirement[] = [requirePaper(['id-card']), requirePaper(['enforcement-permit'])];

function kind(details: KindDetails): Kind {
  return {
    procedure: 'assistance-request',
    grounds: [],
    needsContact24h: false,
    preconditions: [],
    courtServes: [],
    dataItems: [],
    result: [],
    answerSeal: 'unit-or-department',
    ...details,
    papers: details.id === 'police.emergency' ? [] : [...details.papers, ...OFFICER_PAPERS],
  };
}

const POLICE_KINDS: readonly Kind[] = [
  kind({
    id: 'police.identity-property-query',
    name: '协助查询身份信息及财产',
    clause: '四.7(1)',
    unit: 'police',
    papers: [requirePaper(['query-notice'], true)],
    dataItems: IDENTITY_DATA_ITEMS,
    result: IDENTITY_AND_PROPERTY,
  }),
  kind({
    id: 'police.locate-debtor',
    name: '协助查找被执行人下落',
    clause: '四.7(2)',
    unit: 'police',
    procedure: 'locate-debtor',
    papers: [requirePaper(['locate-letter'], true)],
    grounds: [
      { id: 'fled-after-detention-decision', name: '作出拘留决定后潜逃', proof: requirePaper(['detention-decision']) },
      { id: 'missing-over-three-months', name: '立案执行后下落不明连续超过3个月或长年在外', proof: requirePaper(['committee-confirmation']) },
      { id: 'very-large-sum', name: '涉案金额特别巨大，不及时查找将导致案件无法执行', proof: requirePaper(['large-sum-statement']) },
    ],
    needsContact24h: true,
    result: [boolean('found', '是否发现', { required: true }), day('foundOn', '发现日期'), text('whereabouts', '下落', { personal: true }), text('remarks', '说明')],
    answerSeal: 'both-sides',
  }),
  kind({
    id: 'police.vehicle-seal',
    name: '查封车辆档案',
    clause: '四.7(3)',
    unit: 'police',
    papers: [requirePaper(['ruling']), requirePaper(['enforcement-notice'])],
    result: [
      text('plateNumber', '号牌号码', { required: true, personal: true }),
      text('vehicleIdentificationNumber', '车辆识别代号', { personal: true }),
      boolean('inspectionHeld', '已限制年检'),
      ...SEAL_ON_ASSET,
    ],
    answerSeal: 'department',
  }),
  kind({
    id: 'police.vehicle-transfer',
    name: '车辆过户',
    clause: '四.7(3)',
    unit: 'police',
    papers: [requirePaper(['ruling'], true), requirePaper(['enforcement-notice'], true)],
    preconditions: ['asset-disposed'],
    result: [text('plateNumber', '号牌号码', { required: true, personal: true }), ...TRANSFER],
    answerSeal: 'department',
  }),
  kind({
    id: 'police.vehicle-intercept',
    name: '路面查扣车辆',
    clause: '四.7(3)',
    unit: 'police',
    procedure: 'vehicle-intercept',
    papers: [requirePaper(['ruling']), requirePaper(['enforcement-notice'])],
    preconditions: ['vehicle-sealed'],
    result: [text('plateNumber', '号牌号码', { required: true, personal: true }), text('stoppedAtPlace', '查扣地点'), text('keptAt', '停放地点'), text('remarks', '说明')],
  }),
  kind({
    id: 'police.emergency',
    name: '暴力抗法出警',
    clause: '四.7(4)',
    unit: 'police',
    procedure: 'emergency',
    papers: [],
    needsContact24h: true,
    result: [text('measures', '采取的措施', { required: true }), boolean('falseReport', '谎报警情'), text('remarks', '说明')],
    answerSeal: 'none',
  }),
  kind({
    id: 'police.detention',
    name: '司法拘留收押',
    clause: '四.7(4)',
    unit: 'police',
    procedure: 'detention',
    papers: [requirePaper(['detention-decision'])],
    preconditions: ['health-checked'],
    result: [
      boolean('admitted', '是否收拘', { required: true }),
      day('admittedOn', '收拘日期'),
      text('refusalNotice', '不予收拘通知书文号'),
      text('stopAdvice', '建议停止执行拘留通知书文号'),
      text('healthReason', '身体原因', { personal: true }),
    ],
  }),
  kind({
    id: 'police.crime-referral',
    name: '移送涉嫌犯罪',
    clause: '四.7(4)',
    unit: 'police',
    procedure: 'crime-referral',
    papers: [requirePaper(['evidence-volume']), requirePaper(['evidence-catalogue'])],
    result: [boolean('filed', '是否立案', { required: true }), day('decidedOn', '决定日期'), text('decisionNumber', '决定书文号'), text('reasons', '理由')],
  }),
];

/** 四.13 and 四.14 say nearly the same of land and of housing; only the land query's papers must carry the court's seal. */
function realEstateKinds(unit: 'land' | 'housing', clause: string, asset: string, isQuerySealed: boolean): Kind[] {
  const papers = [requirePaper(['judgment', 'ruling']), requirePaper(['enforcement-notice'])];
  const property = [text('certificateNumber', '权证号', { required: true, personal: true }), text('address', '坐落', { personal: true })];
  return [
    kind({ id: `${unit}.query`, name: `${asset}查询`, clause, unit, papers: [requirePaper(['query-notice'], isQuerySealed)], dataItems: REAL_ESTATE_DATA_ITEMS[unit], result: REAL_ESTATE }),
    kind({ id: `${unit}.seal`, name: `${asset}查封`, clause, unit, papers, result: [...property, ...SEAL_ON_ASSET] }),
    kind({ id: `${unit}.unseal`, name: `${asset}解封`, clause, unit, papers, result: [...property, ...SEAL_LIFTED] }),
    kind({ id: `${unit}.transfer`, name: `${asset}强制过户`, clause, unit, papers, result: [...property, ...TRANSFER] }),
    kind({ id: `${unit}.consult`, name: `${asset}其他查询、征询意见`, clause, unit, papers: [requirePaper(['court-letter'])], result: [text('opinion', '答复意见', { required: true }), list('attachments', '附件', [text('title', '名称', { required: true })])] }),
  ];
}

const COMMERCE_KINDS: readonly Kind[] = [
  kind({ id: 'commerce.query', name: '工商登记信息查询', clause: '四.17', unit: 'commerce', papers: [requirePaper(['query-notice'], true)], dataItems: COMPANY_DATA_ITEMS, result: COMPANY }),
  kind({
    id: 'commerce.freeze-notice',
    name: '股权、其他投资权益冻结公示',
    clause: '四.17',
    unit: 'commerce',
    papers: [requirePaper(['ruling']), requirePaper(['publication-notice'])],
    preconditions: ['ownership-queried'],
    courtServes: [['debtor'], ['company']],
    result: FREEZE,
  }),
  kind({
    id: 'commerce.unfreeze-notice',
    name: '股权、其他投资权益解除冻结公示',
    clause: '四.17',
    unit: 'commerce',
    papers: [requirePaper(['ruling']), requirePaper(['publication-notice'])],
    // 解除冻结的，应当通知当事人: both parties to the enforcement.
    courtServes: [['applicant'], ['debtor']],
    result: FREEZE,
  }),
  kind({
    id: 'commerce.equity-transfer',
    name: '股权强制转让登记',
    clause: '四.17',
    unit: 'commerce',
    papers: [requirePaper(['effective-instrument-copy', 'ruling'], true), requirePaper(['enforcement-notice'], true), requirePaper(['transferee-proof'], true)],
    preconditions: ['ownership-queried', 'limited-liability-company'],
    // 向受让人、被执行人或者……市场主体: the transferee, and one of the other two.
    courtServes: [['transferee'], ['debtor', 'company']],
    result: [
      text('company', '公司名称', { required: true }),
      text('registrationNumber', '注册号或统一社会信用代码', { required: true }),
      text('transferor', '原股东', { personal: true }),
      text('transferee', '受让人', { required: true, personal: true }),
      number('sharePercent', '股权比例（%）'),
      number('capitalCny', '出资额（元）'),
      day('registeredOn', '变更登记日期', { required: true }),
      day('publishedOn', '公示日期'),
    ],
  }),
];

const LETTER_OR_NOTICE = [requirePaper(['court-letter', 'court-notice'])];
const MEASURE_TAKEN = [text('measures', '采取的措施', { required: true }), day('since', '起始日期'), day('until', '截止日期'), text('remarks', '说明')];
const REPLY = [text('reply', '答复', { required: true }), text('remarks', '说明')];

/** The kinds for which the text sets no number of days. */
const ADVISORY_KINDS: readonly Kind[] = [
  kind({ id: 'legal-affairs.urge-performance', name: '督促行政单位履行义务', clause: '四.18', unit: 'legal-affairs', papers: LETTER_OR_NOTICE, result: MEASURE_TAKEN }),
  kind({
    id: 'justice.query',
    name: '司法信息查询',
    clause: '四.8',
    unit: 'justice',
    papers: LETTER_OR_NOTICE,
    dataItems: [
      { id: 'notarial-records', name: '公证信息' },
      { id: 'lawyer-registration', name: '律师及律师事务所登记' },
      { id: 'community-correction', name: '社区矫正信息' },
      { id: 'other', name: '其他司法信息' },
    ],
    result: [list('records', '查询结果', [text('item', '事项', { required: true }), text('content', '内容', { required: true, personal: true })])],
  }),
  kind({
    id: 'human-resources.query',
    name: '社会保障信息查询',
    clause: '四.12',
    unit: 'human-resources',
    papers: LETTER_OR_NOTICE,
    dataItems: [
      { id: 'insured-status', name: '参保状态' },
      { id: 'employer', name: '参保单位' },
      { id: 'contributions', name: '缴费记录' },
      { id: 'benefits', name: '待遇领取' },
    ],
    result: [
      list('insurances', '参保信息', [
        text('insurance', '险种', { required: true }),
        text('employer', '参保单位', { personal: true }),
        text('status', '参保状态'),
        number('contributionBaseCny', '缴费基数（元）', { personal: true }),
        number('monthlyBenefitCny', '月待遇（元）', { personal: true }),
        day('paidUntil', '缴费截止日期'),
      ]),
    ],
  }),
  kind({
    id: 'human-resources.labour-evidence',
    name: '提供劳动争议执行案件证明材料',
    clause: '四.12',
    unit: 'human-resources',
    papers: LETTER_OR_NOTICE,
    result: [list('documents', '证明材料', [text('title', '名称', { required: true }), text('content', '内容', { personal: true })])],
  }),
  kind({ id: 'state-assets.restriction', name: '被执行人事项限制', clause: '四.16', unit: 'state-assets', papers: LETTER_OR_NOTICE, result: MEASURE_TAKEN }),
  kind({ id: 'development-reform.restriction', name: '失信被执行人限制', clause: '四.9', unit: 'development-reform', papers: LETTER_OR_NOTICE, result: MEASURE_TAKEN }),
  kind({ id: 'audit.supervision', name: '对失信国有企业和金融机构审计监督', clause: '四.15', unit: 'audit', papers: LETTER_OR_NOTICE, result: MEASURE_TAKEN }),
  kind({ id: 'central-bank.credit-record', name: '失信信息纳入信用档案', clause: '四.19', unit: 'central-bank', papers: LETTER_OR_NOTICE, result: MEASURE_TAKEN }),
  kind({ id: 'publicity.coverage', name: '执行联动报道', clause: '四.1', unit: 'publicity', papers: LETTER_OR_NOTICE, result: REPLY }),
  kind({ id: 'cppcc.member-case', name: '协助办理涉政协委员执行案件', clause: '四.4', unit: 'cppcc', papers: LETTER_OR_NOTICE, result: REPLY }),
  kind({ id: 'procuratorate.consult', name: '咨询、查询、协调', clause: '四.6', unit: 'procuratorate', papers: LETTER_OR_NOTICE, result: REPLY }),
];

/** The kinds of assistance, in the order of the founding document. */
export const KINDS: readonly Kind[] = deepFreeze([
  ...POLICE_KINDS,
  ...realEstateKinds('land', '四.13', '土地、房屋', true),
  ...realEstateKinds('housing', '四.14', '房产', false),
  ...COMMERCE_KINDS,
  ...ADVISORY_KINDS,
]);

/** The kind of that id; undefined when there is none. */
export function findKind(id: string): Kind | undefined {
  return KINDS.find((candidate) => candidate.id === id);
}
