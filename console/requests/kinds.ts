import { KINDS, type Kind } from '../../domain/catalogue/kinds';
import type { Catalogue } from '../client/queries';
import type { DutyRule } from '../law/queries';

/** An alarm has a page and a hurry of its own. */
const OPENED_HERE: readonly Kind[] = KINDS.filter(({ procedure }) => procedure !== 'emergency');

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Under the unit that does it, as an officer looks for it. */
export function kindChoices(catalogue: Catalogue | undefined): Choice[] {
  const unitName = (id: string): string => catalogue?.units.find((unit) => unit.id === id)?.shortName ?? id;
  return OPENED_HERE.map(({ id, name, unit }) => ({ value: id, label: `${unitName(unit)}：${name}` }));
}

/** What is usually asked first of a debtor: who he is and what he owns. */
export const PROPERTY_QUERIES: readonly Kind['id'][] = ['police.identity-property-query', 'land.query', 'housing.query', 'commerce.query'];

/** The unit that does it, under the name of its office for the whole city, and its other offices that do it too, as of today's catalogue. */
export function bodiesFor(kind: Kind, catalogue: Catalogue | undefined): Choice[] {
  return (catalogue?.units ?? [])
    .filter(({ kinds }) => kinds.includes(kind.id))
    .flatMap(({ id, name, offices }) => {
      const city = `${id}.city`;
      const others = offices.filter((office) => office.id !== city && office.kinds.includes(kind.id)).map((office) => ({ value: office.id, label: office.name }));
      return [{ value: id, label: offices.find((office) => office.id === city)?.name ?? name }, ...others];
    });
}

/** As `GET /calendar/explain` reads it. */
export function termText({ length }: Pick<DutyRule, 'length'>): string {
  return `${length.n}${{ 'working-days': 'wd', 'calendar-days': 'd', hours: 'h', minutes: 'min' }[length.kind]}`;
}

/** What the court has to have done before, with its evidence. Of shares and companies the kind's own fields say it. */
export const PRECONDITIONS: Readonly<Partial<Record<Kind['preconditions'][number], string>>> = {
  'health-checked': '已对被拘留人进行初步健康检查',
  'asset-disposed': '财产已拍卖、变卖或者以物抵债',
  'vehicle-sealed': '车辆已查封',
};
