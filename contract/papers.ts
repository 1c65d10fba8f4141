import { z } from 'zod';
import { OFFICIAL_PAPER_IDS, type OfficialPaperId } from '../domain/catalogue/official-papers';
import { day, instantText, matterNumber, note, reference, uuid } from './common';
import { DOCUMENT_TYPE_NAMES } from './documents';
import { route } from './route';

const again = {
  newVersionOf: uuid.optional().meta({ title: '重新制作哪一份', description: 'A paper of this matter, by its id: the number stays, the version is the next' }),
  reason: note.optional().meta({ title: '重新制作的理由', description: 'Required with newVersionOf, and only with it' }),
};
const tasks = z.array(note).min(1).max(20).meta({ title: '协助事项' });
const rulings = z.array(reference).max(10).default([]).meta({ title: '所附法律文书', description: 'Each with its number, e.g. （2026）粤5302执123号之一执行裁定书' });

/** What an officer adds to what the matter itself says, by paper. */
const shapes = z.discriminatedUnion('paper', [
  z.strictObject({ paper: z.literal('query-notice'), ...again, remarks: note.optional() }),
  z.strictObject({ paper: z.literal('enforcement-notice'), ...again, tasks, rulings }),
  z.strictObject({ paper: z.literal('publication-notice'), ...again, tasks, rulings }),
  z.strictObject({ paper: z.literal('service-receipt'), ...again, documents: z.array(reference).min(1).max(20).optional().meta({ title: '送达文书', description: 'Left out: the papers of the request' }), place: reference.optional().meta({ title: '送达地点' }) }),
  z.strictObject({ paper: z.literal('urging-letter'), ...again, demand: note.optional().meta({ title: '督办要求' }), answerBy: day.optional().meta({ title: '反馈期限' }) }),
  z.strictObject({
    paper: z.literal('waiting-seal-notice'),
    ...again,
    asset: reference.meta({ title: '财产登记号码' }),
    place: z.int().min(1).max(999).meta({ title: '轮候顺位' }),
    ahead: z.array(z.strictObject({ court: reference.meta({ title: '查封法院' }), caseNumber: reference.optional().meta({ title: '案号' }), untilOn: day.optional().meta({ title: '查封期限至' }) })).max(50).default([]).meta({ title: '在先查封' }),
  }),
  z.strictObject({
    paper: z.literal('oversight-request'),
    ...again,
    about: z.enum(['not-filed', 'not-pursued', 'undecided']).default('not-filed').meta({ title: '提请监督的情形', description: 'Refused; refused after a filing (撤销案件, 不追究刑事责任); or neither filed nor decided (有案不立), which names no decision' }),
    decision: reference.optional().meta({ title: '决定书文号' }),
    receivedOn: day.optional().meta({ title: '收到日期' }),
    grounds: note.meta({ title: '理由' }),
  }),
  z.strictObject({ paper: z.literal('dispute-submission'), ...again }),
]);

const makePaperBody = shapes
  .refine((body) => body.paper !== 'oversight-request' || [body.decision, body.receivedOn].every((said) => (said === undefined) === (body.about === 'undecided')), { path: ['decision'], error: '提请监督公安机关的决定的，应当写明决定书文号和收到日期；有案不立的，没有决定书', params: { code: 'decision-as-situation' } })
  .refine((body) => (body.newVersionOf === undefined) === (body.reason === undefined), { path: ['reason'], error: '重新制作的，应当指明哪一份并说明理由', params: { code: 'version-needs-reason' } });
export type MakePaperBody = z.output<typeof makePaperBody>;

/** What an officer fills in for a paper, whether it is made for the first time or anew. */
export function paperFields(paper: OfficialPaperId): z.ZodType {
  const shape = shapes.options.find((option) => option.shape.paper.value === paper)?.shape;
  if (!shape) throw new Error(`no form for ${paper}`);
  return z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => name !== 'paper' && !(name in again))));
}

const paperVersion = z.strictObject({
  version: z.int(),
  document: z.string().meta({ description: 'Downloaded as any document of the matter' }),
  sha256: z.string(),
  bytes: z.int(),
  mediaType: z.enum(DOCUMENT_TYPE_NAMES),
  madeAt: instantText,
  reason: z.string().nullable().meta({ description: 'Why it was made anew; only where personal data may be read' }),
  erased: z.boolean(),
});

export const paper = z
  .strictObject({
    id: z.string(),
    paper: z.enum(OFFICIAL_PAPER_IDS),
    name: z.string(),
    number: z.string().meta({ examples: ['粤5302执协〔2026〕12号'] }),
    issuer: z.string().meta({ description: 'Court, unit or local office' }),
    drawnAt: instantText.meta({ description: 'When its number was drawn' }),
    versions: z.array(paperVersion).meta({ description: 'Oldest first' }),
  })
  .meta({ title: '制发文书' });

const makeable = z
  .strictObject({
    paper: z.enum(OFFICIAL_PAPER_IDS),
    name: z.string(),
    isOnce: z.boolean().meta({ description: 'A matter has one of it: a second is a new version of the first' }),
    schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of what the officer fills in, without paper, newVersionOf and reason' }),
  })
  .meta({ title: '可以制作的文书' });

export const makePaper = route({
  method: 'post',
  path: '/matters/{id}/papers',
  operationId: 'makePaper',
  tag: 'documents',
  summary: '按模板制作文书',
  description:
    'Writes the paper as DOCX in the layout of GB/T 9704, under a number that is drawn once, and keeps it as version 1. A paper that the matter has already is not written again by itself: newVersionOf and a reason make its next version. ' +
    'It is the issuing body’s own until an act carries the signed and sealed copy.',
  auth: 'account',
  isCommand: true,
  params: z.strictObject({ id: matterNumber }),
  body: makePaperBody,
  responses: { 201: { description: 'Made and kept', body: paper } },
  refusals: ['not-found', 'not-permitted', 'paper-of-no-use-here', 'paper-made-already', 'no-such-paper', 'paper-words-erased', 'idempotency-key-reused', 'too-many-loose-documents', 'document-infected', 'scan-unavailable', 'documents-unavailable'],
});

export const listMatterPapers = route({
  method: 'get',
  path: '/matters/{id}/papers',
  operationId: 'listMatterPapers',
  tag: 'documents',
  summary: '本单位制作和收到的文书',
  description: 'The papers that the officer’s own body or office had written in the matter, with all versions; for the procuratorate, in an oversight, the request of the court as it was submitted.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  responses: { 200: { description: 'In the order of their numbers’ drawing', body: z.strictObject({ items: z.array(paper), mayMake: z.array(makeable).meta({ description: 'What this officer may have written in this matter' }) }) } },
  refusals: ['not-found'],
});
