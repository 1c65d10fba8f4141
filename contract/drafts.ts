import { z } from 'zod';
import { instantText, uuid } from './common';
import { route } from './route';

const MOST_CHARACTERS = 64_000;

const content = z
  .record(z.string().max(100), z.unknown())
  .refine((value) => JSON.stringify(value).length <= MOST_CHARACTERS, { error: '草稿过大', params: { code: 'too-large' } })
  .meta({ title: '内容', description: 'As whoever keeps it writes it down; stored sealed, and read by nobody but the account that kept it' });

const draft = z
  .strictObject({ id: z.string(), version: z.int(), keptAt: instantText.meta({ description: 'Real time, in a rehearsal too' }), content: z.record(z.string(), z.unknown()) })
  .meta({ title: '草稿' });
export type DraftView = z.input<typeof draft>;

export const listDrafts = route({
  method: 'get',
  path: '/drafts',
  operationId: 'listDrafts',
  tag: 'drafts',
  summary: '本人尚未发起的协助请求草稿',
  auth: 'keep-drafts',
  responses: { 200: { description: 'The account’s own, latest first', body: z.strictObject({ items: z.array(draft) }) } },
});

export const keepDraft = route({
  method: 'put',
  path: '/drafts/{id}',
  operationId: 'keepDraft',
  tag: 'drafts',
  summary: '保存草稿',
  description: 'In place of the version named; 0 for a new one, whose id the caller chooses. At most 20 an account. What nobody has kept again within 30 days is removed.',
  auth: 'keep-drafts',
  params: z.strictObject({ id: uuid }),
  body: z.strictObject({ version: z.int().min(0).meta({ title: '所依据的版本' }), content }),
  responses: { 200: { description: 'Kept', body: draft } },
  refusals: ['draft-changed', 'too-many-drafts'],
});

export const throwDraftAway = route({
  method: 'delete',
  path: '/drafts/{id}',
  operationId: 'throwDraftAway',
  tag: 'drafts',
  summary: '删除草稿',
  auth: 'keep-drafts',
  params: z.strictObject({ id: uuid }),
  responses: { 204: { description: 'Gone' } },
});
