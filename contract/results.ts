import { z } from 'zod';
import type { AnswerSeal, Kind } from '../domain/catalogue/kinds';
import { measureOf } from '../domain/catalogue/measures';
import { NOTICE_FIELDS, noticeRuleOf } from '../domain/catalogue/notices';
import { MEASURE_LIFTED, type ResultField } from '../domain/catalogue/result-fields';
import { REQUEST_COMMANDS } from './assistance-request';
import { day, instant, text } from './common';

const LONGEST_LIST = 500;

function fieldSchema(field: ResultField): z.ZodType {
  switch (field.type) {
    case 'text':
      return text(2_000);
    case 'number':
      return z.number();
    case 'day':
      return day;
    case 'instant':
      return instant;
    case 'boolean':
      return z.boolean();
    case 'list':
      return z.array(structure(field.fields ?? [])).max(LONGEST_LIST);
  }
}

function structure(fields: readonly ResultField[]): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      fields.map((field) => {
        const schema = fieldSchema(field).meta({ title: field.label });
        return [field.name, field.required ? schema : schema.optional()];
      }),
    ),
  );
}

/** Seals that an answer may bear where a kind asks for one: a unit's own seal stands for its department's as well. */
const FITTING_SEALS = {
  'unit-or-department': ['unit', 'department'],
  department: ['department', 'unit'],
  'both-sides': ['both-sides'],
  none: ['none', 'unit', 'department', 'both-sides'],
} as const satisfies Readonly<Record<AnswerSeal, readonly string[]>>;

const bodies = new Map<string, z.ZodObject>();

/** The body of a notice of one kind: everything in it is published, but for what the law protects. */
export function noticeBodyFor(kind: Kind, name: 'publish-notice' | 'correct-notice'): z.ZodObject {
  const key = `${kind.id} ${name}`;
  const known = bodies.get(key);
  if (known) return known;
  const rule = noticeRuleOf(kind.id);
  const { plain, sealed } = REQUEST_COMMANDS[name];
  const body = z.strictObject({ ...plain, ...sealed, notice: structure(rule ? NOTICE_FIELDS[rule.kind] : []).meta({ title: '公示内容' }) });
  bodies.set(key, body);
  return body;
}

/** The body of an answer to one kind of assistance: what was done, under whose seal (四.7, 13, 14, 17), and the result in that kind's own structure. */
export function answerBodyFor(kind: Kind, { isLifting = false } = {}): z.ZodObject {
  const fields = isLifting && measureOf(kind.id) ? MEASURE_LIFTED : kind.result;
  const key = fields === kind.result ? kind.id : `${kind.id} lifted`;
  const known = bodies.get(key);
  if (known) return known;
  const result = structure(fields).optional().meta({ title: '结果', description: 'Owed when it is done or partly done' });
  const answerSeal = z.enum(FITTING_SEALS[kind.answerSeal]).meta(REQUEST_COMMANDS.answer.plain.answerSeal.meta() ?? {});
  const body = z.strictObject({ ...REQUEST_COMMANDS.answer.plain, answerSeal, ...REQUEST_COMMANDS.answer.sealed, result });
  bodies.set(key, body);
  return body;
}
