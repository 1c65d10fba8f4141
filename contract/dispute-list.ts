import { z } from 'zod';
import { instantText, pageOf, pageQuery } from './common';
import { DISPUTE_QUESTIONS } from './dispute';
import { matterSummary } from './matters';
import { route } from './route';

const listedDispute = z
  .strictObject({
    matter: matterSummary,
    question: z.enum(DISPUTE_QUESTIONS),
    questionName: z.string(),
    disputed: z.strictObject({ matter: z.string(), kindName: z.string().nullable().meta({ description: 'null: the disputed matter does not exist for the reader' }) }),
    sides: z.array(z.strictObject({ side: z.string(), body: z.string(), name: z.string(), isOwn: z.boolean(), statements: z.int().meta({ description: 'How often it has stated its position' }) })),
    talks: z
      .strictObject({ dueOn: z.string(), dueAt: instantText, workingDaysLeft: z.int().nullable(), prolongedBy: z.array(z.int()), provisional: z.boolean() })
      .nullable()
      .meta({ title: '磋商期限', description: 'Days left are null once the talks are over' }),
    submittedAt: instantText.nullable(),
    proposalsAwaited: z.int().meta({ description: 'Proposals of the committee that the court has still to answer' }),
  })
  .meta({ title: '争议' });
export type ListedDispute = z.output<typeof listedDispute>;

export const listDisputes = route({
  method: 'get',
  path: '/disputes',
  operationId: 'listDisputes',
  tag: 'matters',
  summary: '争议列表',
  description: 'Disputes that exist for the officer, those whose days run out first ahead. What was said stands in the dispute’s file, and who reads that is recorded.',
  auth: 'account',
  query: z.strictObject({
    ...pageQuery,
    stage: z.enum(['negotiating', 'with-committee', 'opinion-issued', 'closed']).optional(),
    waitsForMe: z.enum(['true']).optional().meta({ description: 'Waiting for the very body or office that the officer belongs to' }),
  }),
  responses: { 200: { description: 'Open ones, unless a stage is asked for', body: pageOf(listedDispute) } },
  refusals: ['invalid-cursor'],
});
