import { z } from 'zod';
import { day, instantText, line, pageOf, pageQuery } from './common';
import { matterSummary } from './matters';
import { route } from './route';

const period = {
  from: day.optional().meta({ title: '起始日期', description: 'Left out: the first day of this month' }),
  to: day.optional().meta({ title: '截止日期', description: 'The last day, in it; left out: today' }),
};
const filters = {
  ...period,
  unit: line(64).optional().meta({ title: '单位' }),
  kind: line(64).optional().meta({ title: '事项类别' }),
  court: line(64).optional().meta({ title: '法院' }),
  office: line(80).optional().meta({ title: '部门' }),
};

/** Named from the general to the particular: `breach.unit` holds `breach.unit.plain`, which holds `breach.unit.plain.none`. */
const cell = z
  .string()
  .max(80)
  .regex(/^(opened|open|answered|owed|breach|missed|returned|closed)(\.[a-z0-9-]+)*$/)
  .meta({ title: '统计项', examples: ['answered.statutory.late', 'breach.unit.plain', 'returned.2.3'] });

const number = z
  .strictObject({
    count: z.int(),
    list: z.strictObject({ cell, from: day, to: day, unit: z.string().optional(), kind: z.string().optional() }).meta({ description: 'What GET /figures/matters is to be asked for, beside the filters given, to see behind the number' }),
  })
  .meta({ title: '数目' });
export type FigureNumber = z.input<typeof number>;

const answers = z.strictObject({
  inTime: number,
  late: number,
  owed: number.meta({ title: '逾期未办复', description: 'Late, and not answered until the end of the period, or now; also when it was closed in the period without an answer. Whoever never answers is in the share all the same' }),
  share: z.number().nullable().meta({ title: '按期率', description: 'inTime among inTime, late and owed; null: none of them' }),
});

export const BREACH_CLASSES = ['plain', 'deemed-receipt', 'outage', 'contested', 'to-be-annulled', 'annulled'] as const;
export type BreachClass = (typeof BREACH_CLASSES)[number];

const figures = z
  .strictObject({
    from: day,
    to: day,
    unit: z.string().nullable(),
    kind: z.string().nullable(),
    court: z.string().nullable(),
    office: z.string().nullable(),
    opened: number.meta({ title: '收到', description: 'Opened in the period' }),
    answered: number.meta({ title: '办复', description: 'First answered in the period' }),
    open: number.meta({ title: '未结', description: 'Open at the end of the period, or now' }),
    statutory: answers.extend({ setAside: number.meta({ title: '逾期记录已撤销或经双方确认按期', description: 'Late on record, and annulled, or confirmed by both sides to have been in time; in no share' }) }).meta({ title: '规定期限' }),
    advisory: answers.meta({ title: '工作目标', description: 'Answers that no term of the law bound: a target of the platform’s operator' }),
    workingDays: z
      .strictObject({ measured: z.int(), median: z.int().nullable(), ninetieth: z.int().nullable() })
      .meta({ title: '办理用时（工作日）', description: 'From receipt to the first answer, in whole working days by each matter’s own calendar; nearest rank' }),
    breaches: z
      .array(z.strictObject({ side: z.string(), class: z.enum(BREACH_CLASSES), cause: z.string(), ...number.shape }))
      .meta({ title: '逾期', description: 'Statutory terms that ran out in the period, by who owed them. Each stands in one class alone, the first that fits of: annulled, to be annulled, contested, outage, deemed receipt, plain. They are not added up' }),
    missedTargets: z.array(z.strictObject({ side: z.string(), ...number.shape })).meta({ title: '超过工作目标' }),
    returned: z.array(z.strictObject({ onDay: z.int(), of: z.int(), ...number.shape })).meta({ title: '退回', description: 'The papers came back on day n of a term of m working days' }),
    openBy: z.array(z.strictObject({ unit: z.string(), unitName: z.string(), kind: z.string(), kindName: z.string(), ...number.shape })).meta({ title: '各单位、各类别未结' }),
    months: z
      .array(
        z.strictObject({
          month: z.string().meta({ examples: ['2026-03'] }),
          opened: number,
          answered: number,
          inTime: number,
          late: number,
          setAside: number,
          breaches: z.array(z.strictObject({ class: z.enum(BREACH_CLASSES), ...number.shape })).meta({ description: 'Those that units owed' }),
        }),
      )
      .meta({ title: '按月', description: 'Months in UTC+8, cut to the period; statutory terms alone' }),
    closedMatters: z.strictObject({ opened: number, open: number }).nullable().meta({ title: '不公开事项', description: 'Suspected crimes, by number and dates alone and in no other number; null where figures are narrowed down' }),
  })
  .meta({ title: '督办统计' });
export type Figures = z.input<typeof figures>;

const counted = z
  .strictObject({
    matter: matterSummary,
    cell,
    term: z.string().nullable().meta({ description: 'Where terms are counted: which one' }),
    at: instantText.meta({ title: '时间', description: 'When it was opened, answered, returned, or ran out' }),
    workingDays: z.int().nullable().meta({ title: '用时（工作日）', description: 'Of an answer: from receipt' }),
  })
  .meta({ title: '统计项中的事项' });
export type CountedView = z.input<typeof counted>;

const format = z.enum(['csv', 'xlsx']).default('csv').meta({ title: '格式' });
export const FILE_TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
const file = { description: 'The file', mediaTypes: Object.values(FILE_TYPES), headers: { 'Content-Disposition': 'attachment, with the name of the file' } };

export const readFigures = route({
  method: 'get',
  path: '/figures',
  operationId: 'readFigures',
  tag: 'figures',
  summary: '督办统计',
  description: 'For the committee, supervisors and the intermediate court’s bureau of the whole city; for a basic court’s bureau and the head of a court or unit of their own. Disputes and queues of seals are not counted.',
  auth: 'account',
  query: z.strictObject(filters),
  responses: { 200: { description: 'The figures', body: figures } },
  refusals: ['not-permitted', 'period-too-long'],
});

export const listFigureMatters = route({
  method: 'get',
  path: '/figures/matters',
  operationId: 'listFigureMatters',
  tag: 'figures',
  summary: '统计项中的事项',
  description: 'What stands behind one number: as many rows as it says, with the same filters.',
  auth: 'account',
  query: z.strictObject({ ...filters, cell, ...pageQuery }),
  responses: { 200: { description: 'Latest first', body: pageOf(counted) } },
  refusals: ['not-permitted', 'period-too-long', 'invalid-cursor'],
});

export const exportFigures = route({
  method: 'get',
  path: '/figures/export',
  operationId: 'exportFigures',
  tag: 'figures',
  summary: '导出督办统计',
  auth: 'account',
  query: z.strictObject({ ...filters, format }),
  responses: { 200: file },
  refusals: ['not-permitted', 'period-too-long'],
});

export const exportFigureMatters = route({
  method: 'get',
  path: '/figures/matters/export',
  operationId: 'exportFigureMatters',
  tag: 'figures',
  summary: '导出统计项中的事项',
  description: 'All rows; recorded before the first byte.',
  auth: 'account',
  query: z.strictObject({ ...filters, cell, format }),
  responses: { 200: file },
  refusals: ['not-permitted', 'period-too-long'],
});
