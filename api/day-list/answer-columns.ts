import type { Kind } from '../../domain/catalogue/kinds';
import { measureOf } from '../../domain/catalogue/measures';
import { MEASURE_LIFTED, type ResultField } from '../../domain/catalogue/result-fields';
import { outcomeName, sealName } from '../../matters/wording/words';

/** One cell of an answer. */
export interface Scalar {
  readonly name: string;
  readonly heading: string;
  readonly type: Exclude<ResultField['type'], 'list'> | 'choice';
  /** Of a choice: codes by what people call them. */
  readonly choices?: ReadonlyMap<string, string>;
}

/** An answer as columns of a sheet: what is single, what belongs together, and what there may be several of, a row each. */
export interface Columns {
  readonly scalars: readonly Scalar[];
  readonly groups: readonly { readonly name: string; readonly columns: Columns }[];
  readonly lists: readonly { readonly name: string; readonly label: string; readonly columns: Columns }[];
}

const choicesOf = (codes: readonly string[], nameOf: (code: string) => string): ReadonlyMap<string, string> => new Map(codes.map((code) => [nameOf(code), code]));
const OUTCOMES = choicesOf(['done', 'nothing-found', 'partly-done', 'cannot-be-done'], outcomeName);
const SEALS = choicesOf(['unit', 'department', 'both-sides', 'none'], sealName);

export const OUTCOME_HEADING = `办理结果（${[...OUTCOMES.keys()].join('、')}）`;

/** The columns of an answer to one kind of assistance, its own result among them. */
export function answerColumns(kind: Kind, { isLifting }: { isLifting: boolean }): Columns {
  const result = isLifting && measureOf(kind.id) ? MEASURE_LIFTED : kind.result;
  return {
    scalars: [
      { name: 'outcome', heading: OUTCOME_HEADING, type: 'choice', choices: OUTCOMES },
      { name: 'answerSeal', heading: `加盖印章（${[...SEALS.keys()].join('、')}）`, type: 'choice', choices: SEALS },
      { name: 'legalGround', heading: '不能办理的法律依据', type: 'text' },
      { name: 'remarks', heading: '说明', type: 'text' },
    ],
    groups: [
      {
        name: 'serviceReceipt',
        columns: {
          scalars: [
            { name: 'receivedBy', heading: '送达回证：收件人', type: 'text' },
            { name: 'receivedOn', heading: '送达回证：收件日期', type: 'day' },
            { name: 'remarks', heading: '送达回证：说明', type: 'text' },
          ],
          groups: [],
          lists: [],
        },
      },
      { name: 'result', columns: columnsOf(result, '结果：') },
    ],
    lists: [],
  };
}

function columnsOf(fields: readonly ResultField[], before: string): Columns {
  return {
    scalars: fields.flatMap(({ type, name, label }) => (type === 'list' ? [] : [{ name, heading: `${before}${label}`, type }])),
    groups: [],
    lists: fields.flatMap(({ type, name, label, fields: parts = [] }) => (type === 'list' ? [{ name, label: `${before}${label}`, columns: columnsOf(parts, `${before}${label}：`) }] : [])),
  };
}

/** In the order in which they stand in the sheet. */
export function headingsOf({ scalars, groups, lists }: Columns): string[] {
  return [...scalars.map(({ heading }) => heading), ...[...groups, ...lists].flatMap(({ columns }) => headingsOf(columns))];
}

/** Under which heading a field of the body stands: `result.vehicles.0.plateNumber`. Undefined: under none. */
export function headingAt(columns: Columns, path: string): string | undefined {
  const [name, ...rest] = path.split('.').filter((part) => !/^\d+$/.test(part));
  const part = [...columns.groups, ...columns.lists].find((each) => each.name === name);
  if (part) return rest.length === 0 ? headingsOf(part.columns)[0] : headingAt(part.columns, rest.join('.'));
  return columns.scalars.find((scalar) => scalar.name === name)?.heading;
}
