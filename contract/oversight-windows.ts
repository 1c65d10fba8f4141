import { z } from 'zod';
import { instantText, matterNumber, pageOf, pageQuery } from './common';
import { OVERSIGHT_GROUNDS } from './crime-referral';
import { matterSummary } from './matters';
import { route } from './route';

const window = z
  .strictObject({ term: z.string(), startOn: z.string(), dueOn: z.string(), dueAt: instantText, workingDaysLeft: z.int().nullable(), provisional: z.boolean() })
  .meta({ title: '提请监督的期限' });

const listedWindow = z
  .strictObject({
    matter: matterSummary,
    window: window.nullable().meta({ description: 'null: it does not run' }),
    standingInstruction: z
      .strictObject({
        covers: z.string().meta({ description: 'covered, or why it does nothing here: none, withdrawn, not-this-crime, not-valid-then, switched-off, no-window' }),
        status: z.enum(['product-default', 'confirmed', 'withdrawn']).nullable(),
        version: z.int().nullable(),
        willAskAt: instantText.nullable().meta({ description: 'When it asks in the court’s name, if the court says nothing before' }),
      })
      .meta({ title: '常设指令' }),
    draft: z.strictObject({ ground: z.enum(OVERSIGHT_GROUNDS), isAmended: z.boolean() }).nullable(),
    lastDay: z.string().nullable().meta({ description: 'Of a window that has closed unused' }),
  })
  .meta({ title: '提请监督' });
export type ListedWindow = z.output<typeof listedWindow>;

export const listOversightWindows = route({
  method: 'get',
  path: '/oversight-windows',
  operationId: 'listOversightWindows',
  tag: 'matters',
  summary: '提请监督的期限列表',
  description: 'Referrals of suspected crimes whose content the officer reads (二(四)), the soonest first: what is left of the time for asking the procuratorate (四.7(4)), and what the court’s standing instruction will do and when.',
  auth: 'account',
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(['open', 'undecided', 'lapsed', 'asked']).default('open').meta({ description: 'open: a refusal was served; undecided: neither filed nor refused; lapsed: the window closed unused; asked: under oversight' }),
  }),
  responses: { 200: { description: 'Soonest first', body: pageOf(listedWindow) } },
  refusals: ['invalid-cursor'],
});

export const oversightDraft = z
  .strictObject({ title: z.string(), addressee: z.string(), paragraphs: z.array(z.string()), attachments: z.array(z.string()), issuer: z.string(), ground: z.enum(OVERSIGHT_GROUNDS), isAmended: z.boolean() })
  .meta({ title: '提请监督函（草稿）' });

export const readOversightDraft = route({
  method: 'get',
  path: '/matters/{id}/oversight-draft',
  operationId: 'readOversightDraft',
  tag: 'matters',
  summary: '提请监督函（草稿）',
  description: 'As the platform would send it now, with the text that the court wrote into it; without the debtor’s name. For the court that may amend it; who read it is recorded.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  responses: { 200: { description: 'The draft; null where none lies ready, such as once it was asked', body: z.strictObject({ draft: oversightDraft.nullable() }) } },
  refusals: ['not-found', 'not-permitted', 'closed-matter'],
});
