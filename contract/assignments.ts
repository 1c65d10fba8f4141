import { z } from 'zod';
import { instantText, matterNumber, note, uuid } from './common';
import { route } from './route';

const matters = z
  .array(matterNumber)
  .min(1)
  .max(200)
  .refine((given) => new Set(given).size === given.length, { error: '同一事项只能列一次', params: { code: 'matter-given-twice' } })
  .meta({ title: '事项' });
const to = uuid.meta({ title: '交给', description: 'Account of a colleague of the same body or local office (GET /me/colleagues)' });
const handOverNote = note.meta({ title: '交接说明' });

const person = z.strictObject({ account: z.string(), name: z.string() });
export const ASSIGNMENT_ACTS = ['claim', 'assign', 'hand-over', 'give-back'] as const;

/** Who of a body works on its matters: its own affair, which changes no term and stands in no ledger. */
export const shareOut = route({
  method: 'post',
  path: '/assignments',
  operationId: 'shareOut',
  tag: 'matters',
  summary: '认领、分派、移交',
  description: 'Within the body or local office that takes part in the matter, and shown to it alone. `claim`: by whoever may work on it, where nobody has it; `assign`: by head, liaison or enforcement bureau, whoever has it; `hand-over`, with a note: by whoever has it; `give-back`: to the whole body again. Each matter by itself; the same key again does nothing.',
  auth: 'account',
  isCommand: true,
  body: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('claim'), matters }),
    z.strictObject({ act: z.literal('assign'), matters, to, note: handOverNote.optional() }),
    z.strictObject({ act: z.literal('hand-over'), matters, to, note: handOverNote }),
    z.strictObject({ act: z.literal('give-back'), matters, note: handOverNote.optional() }),
  ]),
  responses: {
    200: {
      description: 'One result for each matter, in the order given',
      body: z.strictObject({
        results: z.array(
          z.discriminatedUnion('status', [
            z.strictObject({ status: z.literal('done'), matter: z.string(), assignee: person.nullable() }),
            z.strictObject({ status: z.literal('refused'), matter: z.string(), code: z.string(), title: z.string(), detail: z.string().optional() }),
          ]),
        ),
      }),
    },
  },
  refusals: ['not-found', 'not-permitted', 'closed-matter', 'matter-closed', 'assigned-already', 'not-assigned-to-you', 'colleague-does-not-fit', 'idempotency-key-reused'],
});

export const readAssignments = route({
  method: 'get',
  path: '/matters/{id}/assignments',
  operationId: 'readAssignments',
  tag: 'matters',
  summary: '本单位的办理人与交接记录',
  description: 'For the people of the body or local office alone that takes part in the matter.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  responses: {
    200: {
      description: 'Who has it, what was said in order, and what the officer may do about it',
      body: z.strictObject({
        assignee: person.nullable(),
        history: z.array(z.strictObject({ no: z.int(), act: z.enum(ASSIGNMENT_ACTS), by: person, to: person.nullable(), at: instantText, note: z.string().nullable().meta({ title: '交接说明', description: 'Masked for whoever may not read personal data in the matter' }) })),
        mayDo: z.array(z.enum(ASSIGNMENT_ACTS)),
      }),
    },
  },
  refusals: ['not-found', 'not-permitted', 'closed-matter'],
});

export const listColleagues = route({
  method: 'get',
  path: '/me/colleagues',
  operationId: 'listColleagues',
  tag: 'matters',
  summary: '本单位同事',
  description: 'The people of my own body or local office who may have matters; whether one may have a certain matter is judged when it is given.',
  auth: 'account',
  responses: { 200: { description: 'By name, without me', body: z.strictObject({ items: z.array(person) }) } },
});
