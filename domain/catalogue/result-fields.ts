import { deepFreeze } from '../deep-freeze';

/** One thing a query may ask for. */
export interface DataItem {
  id: string;
  name: string;
}

/** One field of an answer's result; `list` is a list of objects made of `fields`. */
export interface ResultField {
  name: string;
  label: string;
  type: 'text' | 'number' | 'day' | 'instant' | 'boolean' | 'list';
  fields?: readonly ResultField[];
  required: boolean;
  /** True when the value can tell something about a person: kept sealed and shown masked. */
  personal: boolean;
}

interface FieldOptions {
  required?: boolean;
  personal?: boolean;
}

function field(type: ResultField['type'], name: string, label: string, { required = false, personal = false }: FieldOptions): ResultField {
  return { name, label, type, required, personal };
}

export const text = (name: string, label: string, options: FieldOptions = {}): ResultField => field('text', name, label, options);
export const number = (name: string, label: string, options: FieldOptions = {}): ResultField => field('number', name, label, options);
export const day = (name: string, label: string, options: FieldOptions = {}): ResultField => field('day', name, label, options);
const instant = (name: string, label: string, options: FieldOptions = {}): ResultField => field('instant', name, label, options);
export const boolean = (name: string, label: string, options: FieldOptions = {}): ResultField => field('boolean', name, label, options);

/** A list says something about a person exactly when one of its fields does. */
export function list(name: string, label: string, fields: readonly ResultField[], options: Pick<FieldOptions, 'required'> = {}): ResultField {
  return { ...field('list', name, label, { ...options, personal: fields.some(({ personal }) => personal) }), fields };
}

const PERSONAL = { personal: true };
const REQUIRED = { required: true };
const REQUIRED_PERSONAL = { required: true, personal: true };

/** 四.7(1): what the police's population and other systems can be asked for. */
export const IDENTITY_DATA_ITEMS: readonly DataItem[] = deepFreeze([
  { id: 'household', name: '户籍' },
  { id: 'identity-number', name: '身份证号码' },
  { id: 'permanent-residence', name: '常住' },
  { id: 'temporary-residence', name: '暂住' },
  { id: 'lodging', name: '住宿（宾馆入住）' },
  { id: 'exit-entry', name: '出入境' },
  { id: 'rail-tickets', name: '购买高铁车票' },
  { id: 'air-tickets', name: '机票' },
  { id: 'vehicles', name: '车辆登记' },
  { id: 'photo', name: '电子照片' },
  { id: 'place-of-sentence', name: '具体服刑地' },
]);

export const IDENTITY_AND_PROPERTY: readonly ResultField[] = deepFreeze([
  text('household', '户籍', PERSONAL),
  text('identityNumber', '身份证号码', PERSONAL),
  text('permanentResidence', '常住地址', PERSONAL),
  text('temporaryResidence', '暂住地址', PERSONAL),
  list('lodgings', '住宿（宾馆入住）', [text('hotel', '宾馆', REQUIRED_PERSONAL), text('address', '地址', PERSONAL), day('from', '入住日期', PERSONAL), day('to', '离店日期', PERSONAL)]),
  list('exitsAndEntries', '出入境', [text('direction', '出境或入境', REQUIRED_PERSONAL), day('on', '日期', REQUIRED_PERSONAL), text('port', '口岸', PERSONAL)]),
  list('railTickets', '购买高铁车票', [text('train', '车次', REQUIRED_PERSONAL), day('on', '日期', REQUIRED_PERSONAL), text('from', '出发站', PERSONAL), text('to', '到达站', PERSONAL)]),
  list('airTickets', '机票', [text('flight', '航班', REQUIRED_PERSONAL), day('on', '日期', REQUIRED_PERSONAL), text('from', '出发地', PERSONAL), text('to', '目的地', PERSONAL)]),
  list('vehicles', '车辆登记', [
    text('plateNumber', '号牌号码', REQUIRED_PERSONAL),
    text('vehicleIdentificationNumber', '车辆识别代号', PERSONAL),
    text('model', '品牌型号'),
    day('registeredOn', '登记日期'),
    text('status', '状态'),
    list('mortgages', '抵押', [text('mortgagee', '抵押权人', REQUIRED), number('amountCny', '债权金额（元）')]),
    list('seals', '查封', [text('court', '查封机关', REQUIRED), text('caseNumber', '案号'), day('expiresOn', '到期日期')]),
  ]),
  text('photo', '电子照片（文件编号）', PERSONAL),
  text('placeOfSentence', '具体服刑地', PERSONAL),
  text('remarks', '说明', PERSONAL),
]);

/** 四.13 and 四.14: planning files, current plans and rights in land and houses; rights in houses. */
export const REAL_ESTATE_DATA_ITEMS: Readonly<Record<'land' | 'housing', readonly DataItem[]>> = deepFreeze({
  land: [
    { id: 'ownership', name: '物权登记' },
    { id: 'mortgages', name: '抵押' },
    { id: 'seals', name: '查封' },
    { id: 'planning-files', name: '规划档案' },
    { id: 'current-plans', name: '现行规划' },
    { id: 'other', name: '各项相关事项' },
  ],
  housing: [
    { id: 'ownership', name: '房屋产权' },
    { id: 'mortgages', name: '抵押' },
    { id: 'seals', name: '查封' },
    { id: 'contracts-on-file', name: '合同备案' },
    { id: 'other', name: '其他房屋信息' },
  ],
});

export const REAL_ESTATE: readonly ResultField[] = deepFreeze([
  list('properties', '不动产', [
    text('certificateNumber', '权证号', REQUIRED_PERSONAL),
    text('address', '坐落', REQUIRED_PERSONAL),
    text('use', '用途'),
    number('areaSquareMetres', '面积（平方米）'),
    list('owners', '权利人', [text('name', '姓名或名称', REQUIRED_PERSONAL), text('share', '份额')]),
    list('mortgages', '抵押', [text('mortgagee', '抵押权人', REQUIRED), number('amountCny', '债权金额（元）'), day('registeredOn', '登记日期'), day('expiresOn', '到期日期')]),
    list('seals', '查封', [text('court', '查封机关', REQUIRED), text('caseNumber', '案号'), day('servedOn', '送达日期'), day('expiresOn', '到期日期'), boolean('waiting', '轮候查封')]),
    text('planning', '规划情况'),
  ]),
  text('remarks', '说明', PERSONAL),
]);

/** What a unit reports of a seal it has put on an asset. */
export const SEAL_ON_ASSET: readonly ResultField[] = deepFreeze([
  boolean('waiting', '轮候查封', REQUIRED),
  number('placeInQueue', '轮候顺位'),
  list('earlierSeals', '在先查封', [text('court', '查封机关', REQUIRED), text('caseNumber', '案号'), day('expiresOn', '到期日期')]),
  day('sealedOn', '查封日期', REQUIRED),
  instant('bookedAt', '登记簿登记时间'),
  day('expiresOn', '到期日期'),
  text('remarks', '说明', PERSONAL),
]);

export const SEAL_LIFTED: readonly ResultField[] = deepFreeze([
  day('unsealedOn', '解封日期', REQUIRED),
  list('sealsInForce', '仍在的查封', [text('court', '查封机关', REQUIRED), text('caseNumber', '案号'), day('expiresOn', '到期日期')]),
  text('remarks', '说明', PERSONAL),
]);

/** What a unit reports that was asked to lift what it took under a kind whose measure no other kind undoes. */
export const MEASURE_LIFTED: readonly ResultField[] = deepFreeze([day('liftedOn', '解除日期', REQUIRED), text('remarks', '说明', PERSONAL)]);

export const TRANSFER: readonly ResultField[] = deepFreeze([
  text('transferor', '原权利人', PERSONAL),
  text('transferee', '受让人', REQUIRED_PERSONAL),
  day('registeredOn', '过户日期', REQUIRED),
  text('newCertificateNumber', '新权证号', PERSONAL),
  text('remarks', '说明', PERSONAL),
]);

/** 四.17: a company's founding, changes and end, its investments and penalties, and the original files. */
export const COMPANY_DATA_ITEMS: readonly DataItem[] = deepFreeze([
  { id: 'establishment', name: '设立登记' },
  { id: 'changes', name: '变更登记' },
  { id: 'deregistration', name: '注销登记' },
  { id: 'investments', name: '对外投资' },
  { id: 'penalties', name: '受处罚情况' },
  { id: 'original-files', name: '原始资料' },
]);

export const COMPANY: readonly ResultField[] = deepFreeze([
  list('companies', '市场主体', [
    text('name', '名称', REQUIRED),
    text('registrationNumber', '注册号或统一社会信用代码', REQUIRED),
    text('status', '登记状态'),
    text('legalRepresentative', '法定代表人', PERSONAL),
    number('registeredCapitalCny', '注册资本（元）'),
    day('establishedOn', '成立日期'),
    day('deregisteredOn', '注销日期'),
    list('shareholders', '股东', [text('name', '姓名或名称', REQUIRED_PERSONAL), number('sharePercent', '股权比例（%）'), number('capitalCny', '出资额（元）')]),
    list('changes', '变更登记', [text('item', '事项', REQUIRED), day('on', '日期')]),
    list('freezes', '股权冻结', [text('court', '冻结机关', REQUIRED), text('caseNumber', '案号'), day('expiresOn', '到期日期')]),
  ]),
  list('investments', '对外投资', [text('company', '被投资企业', REQUIRED_PERSONAL), number('sharePercent', '股权比例（%）'), number('capitalCny', '出资额（元）')]),
  list('penalties', '受处罚情况', [text('decision', '处罚决定', REQUIRED), day('on', '日期')]),
  text('remarks', '说明', PERSONAL),
]);

const SHARES = [
  text('company', '股权所在市场主体', REQUIRED),
  text('registrationNumber', '注册号或统一社会信用代码'),
  number('sharePercent', '股权比例（%）'),
  number('capitalCny', '出资额（元）'),
];
const PUBLICATION_NUMBER = text('publicationNumber', '公示编号');
const EXPIRES_ON = day('expiresOn', '冻结到期日期');

export const FREEZE: readonly ResultField[] = deepFreeze([
  ...SHARES.slice(0, 2),
  text('holder', '被执行人', PERSONAL),
  ...SHARES.slice(2),
  day('publishedOn', '公示日期', REQUIRED),
  PUBLICATION_NUMBER,
  EXPIRES_ON,
  text('remarks', '说明', PERSONAL),
]);

/** 四.17: what the public column says of a freeze or of its end; nothing else of an answer is published. */
export const FREEZE_NOTICE: readonly ResultField[] = deepFreeze([...SHARES.slice(0, 2), text('holder', '被执行人', REQUIRED_PERSONAL), ...SHARES.slice(2), PUBLICATION_NUMBER, EXPIRES_ON]);

/** 四.17: 公示股东变更登记信息. */
export const TRANSFER_NOTICE: readonly ResultField[] = deepFreeze([
  ...SHARES.slice(0, 2),
  text('transferor', '原股东', REQUIRED_PERSONAL),
  text('transferee', '受让人', REQUIRED_PERSONAL),
  ...SHARES.slice(2),
  day('registeredOn', '变更登记日期', REQUIRED),
  PUBLICATION_NUMBER,
]);
