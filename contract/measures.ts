import { z } from 'zod';
import { MEASURE_KINDS } from '../domain/catalogue/measures';
import { instantText, line, matterNumber, note, pageOf } from './common';
import { route } from './route';

const state = z.enum(['in-force', 'waiting', 'lifting', 'lifted', 'expired']).meta({ description: 'waiting: behind another court’s seal; lifting: withdrawn, and being undone; expired: its last day has passed' });

export const measure = z
  .strictObject({
    matter: z.string().meta({ description: 'The request under which it was taken' }),
    key: z.string(),
    kind: z.enum(MEASURE_KINDS),
    court: z.string(),
    unit: z.string(),
    office: z.string().nullable(),
    caseNumber: z.string(),
    state,
    sinceAt: instantText,
    untilOn: z.string().nullable(),
    liftedAt: instantText.nullable(),
    liftedBy: z.string().nullable().meta({ description: 'The request that lifted it, where it was another' }),
    asset: z.string().nullable().meta({ description: 'Masked; null where personal data may not be read, or where the measure is against the person' }),
  })
  .meta({ title: '措施' });

export const searchMeasures = route({
  method: 'post',
  path: '/measures/search',
  operationId: 'searchMeasures',
  tag: 'matters',
  summary: '按被执行人或财产查找措施',
  description: 'What is in force, or was, of the matters that exist for the officer. In a body, because addresses stand in logs.',
  auth: 'account',
  body: z
    .strictObject({
      debtor: z.strictObject({ name: note.optional(), idNumber: line(40).optional() }).optional(),
      asset: line(200).optional().meta({ title: '财产登记号码', description: 'Certificate, plate or registration number, exactly' }),
      states: z.array(state).min(1).optional(),
      limit: z.int().min(1).max(100).default(20),
      cursor: z.string().max(500).optional(),
    })
    .refine(({ debtor, asset }) => asset !== undefined || debtor?.name !== undefined || debtor?.idNumber !== undefined, { error: '请填写姓名、证件号码或者财产登记号码' }),
  responses: { 200: { description: 'The newest first', body: pageOf(measure) } },
  refusals: ['invalid-cursor'],
});

export const listMatterMeasures = route({
  method: 'get',
  path: '/matters/{id}/measures',
  operationId: 'listMatterMeasures',
  tag: 'matters',
  summary: '事项所采取的措施',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  responses: { 200: { description: 'What the request has put in force', body: z.strictObject({ items: z.array(measure) }) } },
  refusals: ['not-found'],
});

export const withdrawCase = route({
  method: 'post',
  path: '/cases/withdraw',
  operationId: 'withdrawCase',
  tag: 'commands',
  summary: '撤回案件的全部协助请求',
  description: 'Gives `withdraw` to each open assistance request of the officer’s own court in the case, each under the key of this call: the same call again gives the same answer for those.',
  auth: 'account',
  isCommand: true,
  body: z.strictObject({ caseNumber: line(60).meta({ title: '执行案号' }), reason: note.meta({ title: '撤回理由' }) }),
  responses: {
    200: {
      description: 'How each was decided; `pending` will be',
      body: z.strictObject({
        items: z.array(z.strictObject({ matter: z.string(), command: z.string(), status: z.enum(['accepted', 'pending', 'refused']), code: z.string().nullable() })),
      }),
    },
  },
  refusals: ['not-permitted'],
});
