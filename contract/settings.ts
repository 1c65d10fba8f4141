import { z } from 'zod';
import { COUNT_SETTINGS, type CountSetting, type Range, TARGET_SETTINGS, type TargetLengths, TEXT_SETTINGS } from '../domain/settings/settings';
import { instantText, phone } from './common';
import { route } from './route';

const length = z.strictObject({ kind: z.enum(['working-days', 'calendar-days', 'hours', 'minutes']), n: z.int() });
const value = z.union([z.int(), z.string(), length]).nullable();

const setting = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    isTarget: z.boolean().meta({ description: 'A target is set as {kind, n}, any other setting as a whole number, one without ranges as text' }),
    ranges: z.array(z.strictObject({ unit: z.enum(['working-days', 'calendar-days', 'hours', 'minutes', 'times']), min: z.int(), max: z.int() })),
    default: value.meta({ description: 'null: as the target of its wording' }),
    value: value.meta({ description: 'null: not set, the default is in force' }),
  })
  .meta({ title: '运行设置' });
export type SettingView = z.infer<typeof setting>;

const settings = z.strictObject({
  version: z.int().meta({ description: '0: nothing was ever set' }),
  setAt: instantText.nullable(),
  setBy: z.string().nullable().meta({ description: 'Account id' }),
  items: z.array(setting),
});

export const readSettings = route({
  method: 'get',
  path: '/settings',
  operationId: 'readSettings',
  tag: 'operator',
  summary: '运行设置',
  description: 'What the operator may set where the law says no number, with range, default and what is set. Terms of the law are not among them.',
  auth: 'operate',
  responses: { 200: { description: 'All that may be set', body: settings } },
});

const within = ({ min, max }: Range) => z.int().min(min).max(max);
const countOf = (spec: CountSetting) => within(spec).optional().meta({ title: spec.title });
const targetOf = (title: string, lengths: TargetLengths) => {
  const [first, ...others] = Object.entries(lengths).map(([kind, range]) => z.strictObject({ kind: z.literal(kind as keyof TargetLengths), n: within(range as Range) }));
  if (!first) throw new Error(`${title} can be set in no unit`);
  return (others.length > 0 ? z.discriminatedUnion('kind', [first, ...others]) : first).optional().meta({ title });
};

/** Every known name, and no other. */
const values = z.strictObject({
  ...Object.fromEntries(Object.entries(COUNT_SETTINGS).map(([name, spec]) => [name, countOf(spec)])),
  ...Object.fromEntries(Object.entries(TARGET_SETTINGS).map(([name, { title, lengths }]) => [name, targetOf(title, lengths)])),
  ...Object.fromEntries(Object.entries(TEXT_SETTINGS).map(([name, { title }]) => [name, phone.optional().meta({ title })])),
});

export const changeSettings = route({
  method: 'put',
  path: '/settings',
  operationId: 'changeSettings',
  tag: 'operator',
  summary: '修改运行设置',
  description: 'Replaces all that is set; what is left out goes back to its default. For matters that open from now on: running ones keep what they were opened with.',
  auth: 'operate',
  body: z.strictObject({ version: z.int().min(0).meta({ title: '所依据的版本' }), values }),
  responses: { 200: { description: 'What is in force now', body: settings } },
  refusals: ['settings-changed'],
});
