import { z } from 'zod';
import { SIDES } from '../domain/access/parties';
import { command, seq } from './command';
import { day, instant, instantText, line, matterNumber, note, pageOf, pageQuery } from './common';
import { route } from './route';

/** What the court may say of the asset when it asks for a seal: then the order is known from the service of its papers on. */
const sealed = { assetNumber: note.optional().meta({ title: '财产登记号码', description: 'Plate or certificate number, as its registry writes it; left out, the queue is joined when the unit answers' }) };
export const SEAL_PARTICULARS = { plain: {}, sealed, body: z.strictObject(sealed) };

export const OUTSIDE_ENDS = ['released', 'expired', 'not-booked'] as const;
export const ENCUMBRANCES = ['mortgage', 'pledge', 'advance-notice', 'other'] as const;
const ASSET_CLASSES = ['vehicle', 'land', 'housing', 'equity'] as const;

const remarks = note.optional().meta({ title: '说明' });
const bookedAt = instant.meta({ title: '登记时间', description: 'As the registry’s book has it' });
const untilOn = day.optional().meta({ title: '到期日', description: 'Left out: as the law has it' });
const waiting = z.boolean().optional().meta({ title: '轮候', description: 'It waits in the registry’s book, whoever stands before it there' });
const seal = z.int().min(1).meta({ title: '查封序号', description: 'Number of the seal in this queue' });

/** Commands of the queue of seals on one asset (四.7(3)). */
export const SEAL_QUEUE_COMMANDS = {
  'confirm-seal': command({ seal, bookedAt, untilOn, waiting }, { remarks }),
  'record-outside-seal': command(
    { bookedAt, servedAt: instant.optional().meta({ title: '送达时间', description: 'If the registry’s book says so' }), untilOn, waiting },
    { court: note.meta({ title: '查封机关' }), caseNumber: note.optional().meta({ title: '案号' }), remarks },
  ),
  'end-outside-seal': command({ seal, how: z.enum(OUTSIDE_ENDS).meta({ title: '终止原因', description: 'not-booked: it does not stand in the book; of a seal of this platform nothing else can be said here' }), endedAt: instant.optional().meta({ title: '终止时间' }) }, { remarks }),
  'record-encumbrance': command({ encumbrance: z.enum(ENCUMBRANCES).meta({ title: '权利负担' }), bookedAt }, { holder: note.meta({ title: '权利人' }), amount: note.optional().meta({ title: '债权数额' }), remarks }),
  'end-encumbrance': command({ entry: seq, endedAt: instant.optional().meta({ title: '注销时间' }) }, { remarks }),
  'settle-seal-order': command({ order: z.array(z.int().min(1)).max(200).meta({ title: '登记簿顺序', description: 'Each seal of the book once, the first first' }) }, { remarks }),
  'record-disposal': command({ extent: z.enum(['whole', 'part']).meta({ title: '处分范围' }), disposedAt: instant.optional().meta({ title: '处分登记时间' }) }, { remarks }),
  'give-waiting-notice': command({ seal }, { number: line(60).optional().meta({ title: '告知书文号' }), remarks }),
  'renew-seal': command({ seal, untilOn }, { remarks }),
} as const;
export type SealQueueCommand = keyof typeof SEAL_QUEUE_COMMANDS;

const orNull = instantText.nullable();
const sealView = z
  .strictObject({
    no: z.int(),
    state: z.string().meta({ description: 'to-confirm: next in line by law, registry to confirm; waiting; in-force; then how it ended' }),
    place: z.int().nullable().meta({ description: 'In the registry’s book; by law where the registry has still to confirm it' }),
    isPlaceByLawOnly: z.boolean(),
    request: z.string().nullable().meta({ description: 'null: of a court outside this platform' }),
    court: z.string().nullable(),
    courtName: z.string().nullable(),
    caseNumber: z.string().nullable(),
    servedAt: orNull,
    bookedAt: orNull,
    sinceAt: instantText,
    untilOn: z.string().nullable(),
    noticedPlace: z.int().nullable().meta({ title: '已书面告知的顺位', description: 'null while a waiting court has still to be told in writing (四.7(3))' }),
  })
  .meta({ title: '查封' });

const sealQueue = z
  .strictObject({
    matter: z.string(),
    assetClass: z.enum(ASSET_CLASSES),
    unit: z.string(),
    unitName: z.string(),
    isRemainder: z.boolean().meta({ description: 'Part of the asset has been disposed of: what stands, stands on the remainder' }),
    seals: z.array(sealView),
    encumbrances: z.array(z.strictObject({ entry: z.int(), encumbrance: z.enum(ENCUMBRANCES), bookedAt: instantText, endedAt: orNull })),
    contradictions: z.array(z.strictObject({ kind: z.enum(['order', 'unknown-ahead']), ahead: z.int().nullable(), behind: z.int() })).meta({ description: 'Where the book stands against the order of service; the registry settles it' }),
  })
  .meta({ title: '轮候查封' });

export const searchSeals = route({
  method: 'post',
  path: '/seals/search',
  operationId: 'searchSeals',
  tag: 'matters',
  summary: '按财产登记号码查询查封顺位',
  description: 'For the courts in the queue and the unit that keeps the registry. In a body, because addresses stand in logs.',
  auth: 'account',
  body: z.strictObject({
    assetClass: z.enum(ASSET_CLASSES).meta({ title: '财产类别' }),
    number: line(200).meta({ title: '登记号码', description: 'Plate, certificate or the company’s registration number, exactly' }),
    holder: line(200).optional().meta({ title: '持有人', description: 'Of shares only: whose they are' }),
  }),
  responses: { 200: { description: 'The queue of the seals on it', body: sealQueue } },
  refusals: ['not-found'],
});

export const readSeals = route({
  method: 'get',
  path: '/matters/{id}/seals',
  operationId: 'readSeals',
  tag: 'matters',
  summary: '查封顺位',
  description: 'Of a queue, or of a request whose seal stands in one.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  responses: { 200: { description: 'The queue', body: sealQueue } },
  refusals: ['not-found'],
});

const listedQueue = z
  .strictObject({
    matter: z.string(),
    stage: z.string(),
    awaitedSides: z.array(z.enum(SIDES)),
    assetClass: z.enum(ASSET_CLASSES),
    unit: z.string(),
    unitName: z.string(),
    isRemainder: z.boolean(),
    inForce: sealView.nullable(),
    toConfirm: z.int().meta({ description: 'Served, and not yet confirmed by the registry' }),
    waiting: z.int(),
    noticesOwed: z.int().meta({ description: 'Courts that wait and have still to be told so in writing (四.7(3))' }),
    contradictions: z.int(),
    own: z.array(sealView).meta({ description: 'Of the officer’s own court, those that live before those that have ended' }),
  })
  .meta({ title: '轮候查封概况' });
export type ListedQueue = z.output<typeof listedQueue>;

export const listSealQueues = route({
  method: 'get',
  path: '/seals',
  operationId: 'listSealQueues',
  tag: 'matters',
  summary: '轮候查封列表',
  description: 'Queues that exist for the officer: of a court those in which it has a seal, of a registry those of its book. What an asset is called stands in none of them: look for it by POST /seals/search.',
  auth: 'account',
  query: z.strictObject({
    ...pageQuery,
    assetClass: z.enum(ASSET_CLASSES).optional(),
    stage: z.enum(['in-order', 'to-confirm', 'contradicted']).optional().meta({ description: 'How the queue stands to the registry’s book' }),
    waitsForMe: z.enum(['true']).optional().meta({ description: 'The registry has still to confirm, settle or tell' }),
    expiresBy: day.optional().meta({ description: 'The seal in force ends on or before this day' }),
  }),
  responses: { 200: { description: 'Newest first', body: pageOf(listedQueue) } },
  refusals: ['invalid-cursor'],
});
export type SealQueueView = z.output<typeof sealQueue>;
