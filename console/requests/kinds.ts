import { KINDS, type Kind } from '../../domain/catalogue/kinds';
import { getRuleSet } from '../../domain/rule-sets';
import type { Duty } from '../../domain/rule-sets/rule-set';
import type { Catalogue } from '../client/queries';

/** An alarm has a page and a hurry of its own. */
export const OPENED_HERE: readonly Kind[] = KINDS.filter(({ procedure }) => procedure !== 'emergency');

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The unit that does it, and its offices that do it too, as of today's catalogue. */
export function bodiesFor(kind: Kind, catalogue: Catalogue | undefined): Choice[] {
  return (catalogue?.units ?? []).filter(({ kinds }) => kinds.includes(kind.id)).flatMap(({ id, name, offices }) => [{ value: id, label: name }, ...offices.filter(({ kinds }) => kinds.includes(kind.id)).map((office) => ({ value: office.id, label: office.name }))]);
}

/** What the unit will owe from its receipt of the papers, under the rules in force for new matters. */
export function dutiesFrom(kind: Kind, ruleSet: string): readonly Duty[] {
  return getRuleSet(ruleSet).duties[kind.id].filter(({ from }) => from === 'receipt');
}

/** As `GET /calendar/explain` reads it. */
export function termText({ term: { length } }: Duty): string {
  return `${length.n}${{ 'working-days': 'wd', 'calendar-days': 'd', hours: 'h', minutes: 'min' }[length.kind]}`;
}

export const PRECONDITIONS: Readonly<Record<Kind['preconditions'][number], string>> = {
  'ownership-queried': '已查询股权权属（查询答复或查阅记录）',
  'limited-liability-company': '目标公司为有限责任公司',
  'health-checked': '已对被拘留人进行初步健康检查',
  'asset-disposed': '财产已拍卖、变卖或者以物抵债',
  'vehicle-sealed': '车辆已查封',
};
