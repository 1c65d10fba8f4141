import { isDay } from '../../domain/calendar/day';
import { KINDS } from '../../domain/catalogue/kinds';
import { PAPER_NAMES } from '../../domain/catalogue/papers';
import type { ResultField } from '../../domain/catalogue/result-fields';
import { UNITS } from '../../domain/catalogue/units';
import { closingName, kindName, termName } from '../../matters/wording/words';
import { choiceName, fieldName } from './choices';
import { dayText, instantText } from './dates';

export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** What people read of an entry's facts. Numbers of rows, hashes and the machine's own marks are left to the ledger. */
const LABELS: Readonly<Record<string, string>> = {
  purpose: '协助目的',
  debtor: '被执行人',
  name: '姓名（名称）',
  idNumber: '证件号码',
  type: '类型',
  capacity: '身份',
  dataItems: '查询项目',
  papers: '法律文书',
  paper: '文书',
  courtSeal: '加盖法院公章',
  documentNumber: '文号',
  contact24h: '24小时联系人',
  phone: '电话',
  reason: '理由',
  remarks: '说明',
  outcome: '办理结果',
  answerSeal: '加盖印章',
  legalGround: '法律依据',
  result: '结果',
  serviceReceipt: '送达回证',
  serviceMode: '送达方式',
  receivedBy: '收件人',
  receivedOn: '收件日期',
  signedBy: '签收人',
  question: '疑议',
  reply: '答复',
  position: '意见',
  missing: '缺少或有误之处',
  evidence: '凭证',
  expectedOn: '预计办结日',
  workingDays: '工作日数',
  rung: '提醒级别',
  term: '期限',
  dueOn: '到期日',
  ground: '原因',
  mode: '方式',
  unit: '单位',
  kind: '事项',
  on: '日期',
  asset: '财产登记号码',
  untilOn: '到期日',
  taken: '已采取措施',
  accepted: '同意',
  closedAs: '办结方式',
};
const LEFT_OUT = new Set(['words', 'documents', 'document', 'as', 'instruction', 'alreadyTold', 'askedAt', 'ref', 'key', 'sha256', 'revision', 'closeOfBusiness', 'calendarVersion', 'version', 'settings', 'overrides', 'deemedReceipt', 'parties', 'preconditions', 'token', 'tokens', 'office', 'ruleSet', 'procedure', 'origin', 'seal', 'sealed', 'terms', 'advisory', 'openedBy', 'caseNumber', 'court']);

/** Fields of results and items of queries, by the names they have in the kinds of assistance. */
const FIELD_LABELS = new Map(KINDS.flatMap(({ result, dataItems }) => [...labelsOf(result), ...dataItems.map(({ id, name }) => [id, name] as const)]));

function labelsOf(fields: readonly ResultField[]): (readonly [string, string])[] {
  return fields.flatMap((field) => [[field.name, field.label] as const, ...labelsOf(field.fields ?? [])]);
}

const CAPACITIES: Readonly<Record<string, string>> = { debtor: '被执行人', 'legal-representative': '法定代表人', principal: '主要负责人', 'directly-responsible': '影响债务履行的直接责任人员', executive: '高级管理人员' };
const PERSONS: Readonly<Record<string, string>> = { 'natural-person': '自然人', organisation: '法人或者其他组织' };
/** A blind index: the machine's own mark of what is sealed. */
const BLIND = /:hmac-sha256:/;
/** A masked code says nothing. */
const MASKED = /＊＊$/;

/** `command`: the act whose facts they are; where two acts mean different things by one field, it decides. */
export function factsOf(facts: Readonly<Record<string, unknown>>, command = ''): Fact[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (LEFT_OUT.has(name) || value === null || value === undefined || value === '') return [];
    const label = LABELS[name] ?? FIELD_LABELS.get(name) ?? fieldName(name, undefined);
    if (label === undefined) return [];
    const text = textOf(name, value, command);
    return text === '' ? [] : [{ label, text }];
  });
}

function textOf(name: string, value: unknown, command: string): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return wordOf(name, value, command);
  if (Array.isArray(value)) return value.map((item) => textOf(name, item, command)).filter((text) => text !== '').join('；');
  if (typeof value === 'object' && value !== null) return factsOf(value as Record<string, unknown>, command).map(({ label, text }) => `${label}：${text}`).join('，');
  return '';
}

function wordOf(name: string, value: string, command: string): string {
  if (BLIND.test(value)) return '';
  if (MASKED.test(value)) return name === 'type' || name === 'capacity' ? '' : value;
  if (name === 'term') return termName(value);
  if (name === 'paper') return (PAPER_NAMES as Readonly<Record<string, string>>)[value] ?? value;
  if (name === 'unit') return bodyName(value);
  if (name === 'capacity') return CAPACITIES[value] ?? value;
  if (name === 'type') return PERSONS[value] ?? value;
  if (name === 'dataItems') return FIELD_LABELS.get(value) ?? value;
  if (name === 'kind') return kindName(value);
  if (name === 'closedAs') return closingName(value);
  if (isDay(value)) return dayText(value);
  if (/^\d{4}-\d\d-\d\dT.*\+08:00$/.test(value)) return instantText(value);
  return choiceName(command, name, value) ?? value;
}

function bodyName(id: string): string {
  for (const unit of UNITS) {
    if (unit.id === id) return unit.name;
    const office = unit.offices.find((each) => each.id === id);
    if (office) return office.name;
  }
  return id;
}
