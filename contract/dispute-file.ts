import { z } from 'zod';
import { DISPUTE_QUESTIONS } from './dispute';
import { instantText, matterNumber } from './common';
import { attachedDocument } from './documents';
import { route } from './route';

const said = z.strictObject({
  entry: z.int(),
  side: z.string().nullable(),
  body: z.string(),
  at: instantText,
  afterSubmission: z.boolean(),
  text: z.array(z.string()).nullable().meta({ description: 'null where the words were erased' }),
});

const document = z.strictObject({ matter: z.string(), ...attachedDocument.omit({ scanned: true, name: true }).shape });

/** The written file of a dispute, as the committee has it (三(四)). */
const disputeFile = z
  .strictObject({
    number: z.string(),
    question: z.enum(DISPUTE_QUESTIONS),
    questionName: z.string(),
    caseNumber: z.string(),
    openedAt: instantText,
    talksDueOn: z.string(),
    talksProlongedBy: z.array(z.int()).meta({ description: 'Working days' }),
    submittedAt: instantText.nullable().meta({ description: 'When it was really sent; null while the sides negotiate' }),
    because: z.enum(['term-ended', 'declared-failed']).nullable(),
    sides: z.array(z.strictObject({ side: z.string(), body: z.string(), office: z.string().nullable(), name: z.string() })),
    disputed: z.strictObject({
      matter: z.string(),
      kindName: z.string(),
      courtName: z.string(),
      unitName: z.string(),
      entry: z.int().nullable(),
      term: z.string().nullable(),
    }),
    claim: z.array(z.string()).nullable(),
    positions: z.array(said),
    termsProposed: z.array(said),
    documents: z.array(document).meta({ description: 'Of the dispute, and of the disputed matter up to the submission' }),
    ledger: z
      .array(z.strictObject({ seq: z.int(), type: z.string(), name: z.string(), body: z.string(), receivedAt: instantText, recordedAt: instantText, hash: z.string() }))
      .meta({ description: 'The heads of the disputed matter’s entries up to the submission; each hash covers all before it' }),
  })
  .meta({ title: '争议提请书' });
export type DisputeFile = z.output<typeof disputeFile>;

export const readDisputeFile = route({
  method: 'get',
  path: '/matters/{id}/file',
  operationId: 'readDisputeFile',
  tag: 'matters',
  summary: '争议提请书',
  description: 'What both sides said, the documents, the dates and the disputed matter’s ledger. Only for the sides of the dispute and, once it was submitted, the committee; who read it is recorded.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }),
  responses: { 200: { description: 'As data, or as a page to read and print', body: disputeFile, mediaTypes: ['text/html'] } },
  refusals: ['not-found', 'not-permitted'],
});
