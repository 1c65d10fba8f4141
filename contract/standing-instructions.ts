import { z } from 'zod';
import { type CourtId, COURTS } from '../domain/catalogue/courts';
import type { CrimeId } from '../domain/rule-sets';
import { CRIME_IDS } from '../domain/standing-instructions/standing-instruction';
import { day, instantText, line, note, uuid } from './common';
import { DOCUMENT_TYPE_NAMES } from './documents';
import { route } from './route';

const crime = z.enum(CRIME_IDS as [CrimeId, ...CrimeId[]]);
const status = z.enum(['product-default', 'confirmed', 'withdrawn']).meta({ description: 'product-default: 产品默认，尚未经法院确认. It acts like a confirmed one until the court’s head confirms or withdraws it' });
const person = z.strictObject({ account: z.string(), name: z.string() });

const instructionVersion = z
  .strictObject({
    id: z.string(),
    version: z.int(),
    status,
    statusName: z.string(),
    judge: person.nullable().meta({ title: '负责法官' }),
    file: z.strictObject({ document: z.string(), sha256: z.string(), bytes: z.int(), mediaType: z.string() }).nullable().meta({ title: '签署的文件', description: 'null: the act of the head who set it is the signature' }),
    crimes: z.array(z.strictObject({ id: crime, name: z.string() })).meta({ title: '适用罪名' }),
    validFrom: day,
    validTo: day.nullable().meta({ description: 'The last day; null: until it is withdrawn' }),
    reason: z.string().nullable().meta({ description: 'Why it was withdrawn' }),
    setBy: person.nullable().meta({ description: 'null: the product' }),
    setAt: instantText.nullable(),
  })
  .meta({ title: '常设指令的一个版本' });
export type InstructionVersionView = z.input<typeof instructionVersion>;

const instruction = z
  .strictObject({
    court: z.string(),
    version: z.int(),
    status,
    statusName: z.string(),
    isInForce: z.boolean().meta({ description: 'Whether it acts for the court today' }),
    validFrom: day,
    validTo: day.nullable(),
    judges: z.array(z.strictObject({ username: z.string(), name: z.string() })).nullable().meta({ description: 'Who may be named as its judge; null for whoever may not change it' }),
    versions: z.array(instructionVersion).nullable().meta({ description: 'Newest first; null for supervisors, who read only that it exists' }),
  })
  .meta({ title: '常设指令', description: 'Under which the request for supervision is submitted for the court at the opening of the last working day of its window (四.6, 四.7(4))' });

const court = z.enum(COURTS.map(({ id }) => id) as [CourtId, ...CourtId[]]);
const params = z.strictObject({ court });

const confirmed = z.strictObject({
  status: z.literal('confirmed'),
  judge: line(60).meta({ title: '负责法官账号', description: 'User name of an officer of the court' }),
  document: uuid.optional().meta({ title: '签署的文件', description: 'Uploaded before (POST /documents) by the same account' }),
  crimes: z
    .array(crime)
    .min(1)
    .refine((given) => new Set(given).size === given.length, { error: '同一罪名只能填一次', params: { code: 'crime-given-twice' } })
    .meta({ title: '适用罪名' }),
  validFrom: day.meta({ title: '生效日期' }),
  validTo: day.optional().meta({ title: '失效日期' }),
});
const withdrawn = z.strictObject({ status: z.literal('withdrawn'), reason: note.meta({ title: '理由' }) });
const change = z.discriminatedUnion('status', [
  confirmed.refine(({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo, { path: ['validTo'], error: '失效日期早于生效日期', params: { code: 'ends-before-it-begins' } }),
  withdrawn,
]);

export const readStandingInstruction = route({
  method: 'get',
  path: '/courts/{court}/standing-instruction',
  operationId: 'readStandingInstruction',
  tag: 'standing-instructions',
  summary: '法院的常设指令',
  description: 'Whole for the people of that court; supervisors read that there is one.',
  auth: 'account',
  params,
  responses: { 200: { description: 'What holds, with every version', body: instruction } },
  refusals: ['not-permitted', 'not-found'],
});

export const changeStandingInstruction = route({
  method: 'put',
  path: '/courts/{court}/standing-instruction',
  operationId: 'changeStandingInstruction',
  tag: 'standing-instructions',
  summary: '确认、替换或者撤回常设指令',
  description: 'By the head of that court alone. The same again changes nothing. One that begins later is refused while the one before acts until then: referrals carry one alone. Every open referral of the court is told.',
  auth: 'account',
  params,
  body: z.strictObject({ version: z.int().min(0).meta({ title: '所依据的版本' }), change }),
  responses: { 200: { description: 'What holds now', body: instruction } },
  refusals: ['not-permitted', 'standing-instruction-changed', 'instruction-begins-too-late', 'document-not-free'],
});

export const downloadStandingInstruction = route({
  method: 'get',
  path: '/courts/{court}/standing-instruction/versions/{version}/document',
  operationId: 'downloadStandingInstruction',
  tag: 'standing-instructions',
  summary: '下载签署的文件',
  description: 'For the people of that court; recorded before the first byte.',
  auth: 'account',
  params: z.strictObject({ court, version: z.string().regex(/^[1-9]\d{0,8}$/).transform(Number) }),
  responses: { 200: { description: 'The file', mediaTypes: DOCUMENT_TYPE_NAMES, headers: { 'Content-Disposition': 'attachment, with the name of the file' } } },
  refusals: ['not-permitted', 'not-found', 'document-damaged'],
});
