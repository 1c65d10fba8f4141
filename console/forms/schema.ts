import dayjs, { type Dayjs } from 'dayjs';

/** What of JSON Schema the API's own documents use. */
export interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** What a field of the body is called, by its path as the API names it; what has no name in Chinese is left out. */
export function labelAt(schema: Schema, path: string, nameOf: (field: string, title: string | undefined) => string | undefined): string {
  let at: Schema | undefined = schema;
  const labels = path.split('.').flatMap((part) => {
    if (/^\d+$/.test(part)) {
      at = at?.items;
      return [`第 ${Number(part) + 1} 项`];
    }
    const shapes: readonly (Schema | undefined)[] = [at, ...(at?.oneOf ?? []), ...(at?.anyOf ?? [])];
    at = shapes.flatMap((shape) => shape?.properties?.[part] ?? [])[0];
    return nameOf(part, at?.title) ?? [];
  });
  return labels.join('，');
}

export type FieldKind = 'choice' | 'day' | 'instant' | 'line' | 'prose' | 'number' | 'yes-no' | 'list' | 'group' | 'one-of' | 'documents' | 'document' | 'order' | 'left-out';

export const LONGEST_LINE = 200;

export function kindOf(name: string, schema: Schema): FieldKind {
  // Files that are carried; a list of mere titles is a list.
  if (name === 'documents' && schema.items?.type !== 'string') return 'documents';
  if (name === 'order') return 'order';
  if (name === 'document' && schema.format === 'uuid') return 'document';
  if (schema.enum) return 'choice';
  if (schema.oneOf ?? schema.anyOf) return 'one-of';
  switch (schema.type) {
    case 'boolean':
      return 'yes-no';
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return schema.items ? 'list' : 'left-out';
    case 'object':
      return schema.properties ? 'group' : 'left-out';
    case 'string':
      if (schema.format === 'date') return 'day';
      if (schema.format === 'date-time') return 'instant';
      return (schema.maxLength ?? LONGEST_LINE) > LONGEST_LINE ? 'prose' : 'line';
    default:
      return 'left-out';
  }
}

/** The body that the API reads: days and instants as text (UTC+8, whatever zone the browser is in), nothing for what was left empty. */
export function bodyFrom(schema: Schema, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const value = valueFrom(name, field, values[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function valueFrom(name: string, schema: Schema, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return schema.const ?? undefined;
  if (dayjs.isDayjs(value)) return schema.format === 'date' ? dayText(value) : instantOf(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown): unknown => (schema.items ? valueFrom(name, schema.items, item) : item)).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value === 'object') {
    const group = schema.properties ? schema : branchFor(schema, value as Record<string, unknown>);
    if (!group) return value;
    const body = bodyFrom(group, value as Record<string, unknown>);
    return Object.keys(body).length === 0 ? undefined : body;
  }
  return value;
}

/** Of several shapes the one whose fixed fields are as given. */
export function branchFor(schema: Schema, value: Readonly<Record<string, unknown>> | undefined): Schema | undefined {
  const branches = schema.oneOf ?? schema.anyOf ?? [];
  return branches.find((branch) => Object.entries(branch.properties ?? {}).every(([name, field]) => field.const === undefined || field.const === value?.[name]));
}

function dayText(value: Dayjs): string {
  return value.format('YYYY-MM-DD');
}

/** As the API reads it: what was picked is Beijing time, whatever zone the browser is in. */
export function instantOf(value: Dayjs): string {
  return `${value.format('YYYY-MM-DDTHH:mm:ss')}+08:00`;
}
