import { z } from 'zod';
import { CARD_COLOURS } from '../domain/cards/card-rules';
import { day, instantText, line, note, pageOf, pageQuery, uuid } from './common';
import { DOCUMENT_TYPE_NAMES } from './documents';
import { route } from './route';

const colour = z.enum(CARD_COLOURS).meta({ title: '黄牌或红牌' });
const person = z.strictObject({ account: z.string(), name: z.string(), body: z.string() });

const basis = z
  .strictObject({
    from: instantText,
    until: instantText,
    breaches: z.array(z.strictObject({ matter: z.string(), term: z.string(), at: instantText, class: z.string(), cause: z.string() })).meta({ title: '逾期', description: 'Those that count: unexplained, or with an explanation that the court rejected; on receipt or deemed receipt. Neither contested nor annulled, nor on a day of an outage' }),
    yellowCards: z.int().meta({ title: '有效黄牌', description: 'That stood then' }),
    rule: z.strictObject({ countedCalendarDays: z.int(), yellowFromBreaches: z.int(), redFromBreaches: z.int(), redAfterYellowCards: z.int(), yellowCardsStandCalendarDays: z.int() }).meta({ title: '规则', description: 'The product’s own, set by the operator: the founding document knows no cards' }),
    proposed: colour.nullable().meta({ description: 'null: the rule proposes none' }),
  })
  .meta({ title: '依据' });

const card = z
  .strictObject({
    id: z.string(),
    number: z.string().meta({ title: '编号', examples: ['CD-2026-000001'] }),
    unit: z.string(),
    unitName: z.string(),
    colour,
    colourName: z.string(),
    state: z.enum(['standing', 'withdrawn']).meta({ title: '状态' }),
    reason: z.string().meta({ title: '理由' }),
    file: z.strictObject({ document: z.string(), sha256: z.string(), bytes: z.int(), mediaType: z.string() }).meta({ title: '文书' }),
    issuedBy: person,
    issuedAt: instantText,
    basis,
    entries: z.array(z.strictObject({ seq: z.int(), type: z.enum(['statement', 'withdrawal']), text: z.string(), by: person, at: instantText })).meta({ title: '说明与撤回', description: 'In order; nothing is changed or removed' }),
    mayAnswer: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .meta({ title: '黄牌、红牌' });
export type CardView = z.input<typeof card>;

const proposal = z
  .strictObject({
    unit: z.string(),
    unitName: z.string(),
    colour,
    colourName: z.string(),
    counted: z.array(z.strictObject({ class: z.string(), cause: z.string(), count: z.int() })).meta({ title: '逾期分类', description: 'By class and cause, not added up' }),
    basis,
    from: day,
    to: day,
  })
  .meta({ title: '黄牌、红牌建议' });

const params = z.strictObject({ id: uuid });

export const listCards = route({
  method: 'get',
  path: '/cards',
  operationId: 'listCards',
  tag: 'cards',
  summary: '黄牌、红牌',
  description: 'All of them for those who issue them and for supervisors; its own for a unit’s head and liaison.',
  auth: 'account',
  query: z.strictObject({ ...pageQuery, number: line(40).optional().meta({ title: '编号' }), unit: line(64).optional(), colour: colour.optional(), state: z.enum(['standing', 'withdrawn']).optional() }),
  responses: { 200: { description: 'Newest first', body: pageOf(card) } },
  refusals: ['not-permitted', 'invalid-cursor'],
});

export const listCardProposals = route({
  method: 'get',
  path: '/cards/proposals',
  operationId: 'listCardProposals',
  tag: 'cards',
  summary: '黄牌、红牌建议',
  description: 'What the rule proposes now, from the breaches since a unit’s last card. Nobody is given a card by it.',
  auth: 'account',
  responses: { 200: { description: 'Most breaches first', body: z.strictObject({ items: z.array(proposal) }) } },
  refusals: ['not-permitted'],
});

export const issueCard = route({
  method: 'post',
  path: '/cards',
  operationId: 'issueCard',
  tag: 'cards',
  summary: '给予黄牌、红牌',
  description: 'By name, for the committee or the intermediate court’s bureau. The unit’s head is told, its liaison copied.',
  auth: 'account',
  isCommand: true,
  body: z.strictObject({ unit: line(64).meta({ title: '单位' }), colour, reason: note.meta({ title: '理由' }), document: uuid.meta({ title: '文书', description: 'Uploaded before (POST /documents) by the same account' }) }),
  responses: { 201: { description: 'Issued', body: card, headers: { Location: 'Where the card is' } } },
  refusals: ['not-permitted', 'unit-gets-no-card', 'document-not-free', 'idempotency-key-reused'],
});

export const readCard = route({
  method: 'get',
  path: '/cards/{id}',
  operationId: 'readCard',
  tag: 'cards',
  summary: '一张黄牌、红牌',
  auth: 'account',
  params,
  responses: { 200: { description: 'The card with all that followed', body: card } },
  refusals: ['not-found'],
});

export const downloadCardDocument = route({
  method: 'get',
  path: '/cards/{id}/document',
  operationId: 'downloadCardDocument',
  tag: 'cards',
  summary: '下载黄牌、红牌文书',
  description: 'Recorded before the first byte.',
  auth: 'account',
  params,
  responses: { 200: { description: 'The file', mediaTypes: DOCUMENT_TYPE_NAMES, headers: { 'Content-Disposition': 'attachment, with the name of the file' } } },
  refusals: ['not-found', 'document-damaged'],
});

export const answerCard = route({
  method: 'post',
  path: '/cards/{id}/statement',
  operationId: 'answerCard',
  tag: 'cards',
  summary: '对黄牌、红牌作出说明',
  description: 'By the unit’s head or liaison. Whoever issued it is told.',
  auth: 'account',
  isCommand: true,
  params,
  body: z.strictObject({ text: note.meta({ title: '说明' }) }),
  responses: { 200: { description: 'The card with the statement', body: card } },
  refusals: ['not-found', 'not-permitted', 'card-withdrawn-already', 'idempotency-key-reused'],
});

export const withdrawCard = route({
  method: 'post',
  path: '/cards/{id}/withdrawal',
  operationId: 'withdrawCard',
  tag: 'cards',
  summary: '撤回黄牌、红牌',
  description: 'By the body that issued it. It stays on record and counts no more.',
  auth: 'account',
  isCommand: true,
  params,
  body: z.strictObject({ reason: note.meta({ title: '理由' }) }),
  responses: { 200: { description: 'The card, withdrawn', body: card } },
  refusals: ['not-found', 'not-permitted', 'card-withdrawn-already', 'idempotency-key-reused'],
});
