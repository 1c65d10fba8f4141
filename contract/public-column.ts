import { z } from 'zod';
import { NOTICE_KINDS } from '../domain/catalogue/notices';
import { instantText, line, pageOf, pageQuery, uuid } from './common';
import { route } from './route';

/** How long caches may keep what the public reads; a withdrawn notice is gone from them after it. */
const MAX_AGE_SECONDS = 300;
export const RSS = 'application/rss+xml';

const trace = z.strictObject({ at: instantText, ground: z.string(), groundName: z.string() });

/** 四.17: 公开登载人民法院要求协助执行的事项. */
export const publicNotice = z
  .strictObject({
    id: uuid,
    kind: z.enum(NOTICE_KINDS),
    kindName: z.string(),
    state: z.enum(['published', 'withdrawn']).meta({ description: 'Of one that the court had taken out, only that it was there, and why it is not' }),
    court: z.string(),
    courtName: z.string(),
    unitName: z.string(),
    caseNumber: z.string(),
    publishedAt: instantText,
    liftedAt: instantText.nullable().meta({ description: 'Of a freeze: when its end was published' }),
    ended: z
      .strictObject({ at: instantText, how: z.enum(['released', 'expired', 'disposed-of', 'lapsed', 'not-booked']), howName: z.string() })
      .nullable()
      .meta({ description: 'Of a freeze that stands no more without an end of it having been published: since when, and why' }),
    content: z.record(z.string(), z.union([z.string(), z.number()])).nullable().meta({ description: 'Company, holder, shares, by the names of the fields; null where it was withdrawn, or erased' }),
    lines: z.array(z.strictObject({ label: z.string(), text: z.string() })).meta({ description: 'The same, to be read' }),
    corrections: z.array(trace).meta({ description: 'Oldest first; what is shown is the last' }),
    withdrawn: trace.nullable(),
  })
  .meta({ title: '司法协助公示' });

const filters = {
  kind: z.enum(NOTICE_KINDS).optional(),
  court: line(64).optional(),
  company: line(200).optional().meta({ title: '市场主体', description: 'Name or registration number, exactly' }),
};

export const listPublicNotices = route({
  method: 'get',
  path: '/public/judicial-assistance',
  operationId: 'listPublicNotices',
  tag: 'public',
  summary: '司法协助公示栏目',
  description: 'Freezes of shares, their ends, and forced transfers, newest first (四.17). Without signing in. As RSS where the caller asks for it (Accept: application/rss+xml). No identity or telephone number is ever shown.',
  auth: 'public',
  maxAgeSeconds: MAX_AGE_SECONDS,
  query: z.strictObject({ ...pageQuery, ...filters }),
  responses: { 200: { description: 'A page of the column', body: pageOf(publicNotice), mediaTypes: [RSS], headers: { ETag: 'Of this page; 304 to If-None-Match' } } },
  refusals: ['invalid-cursor', 'too-many-requests'],
});

export const readPublicFeed = route({
  method: 'get',
  path: '/public/judicial-assistance.rss',
  operationId: 'readPublicFeed',
  tag: 'public',
  summary: '司法协助公示栏目（RSS）',
  auth: 'public',
  maxAgeSeconds: MAX_AGE_SECONDS,
  query: z.strictObject({ ...pageQuery, ...filters }),
  responses: { 200: { description: 'RSS 2.0', mediaTypes: [RSS] } },
  refusals: ['invalid-cursor', 'too-many-requests'],
});

export const readPublicNotice = route({
  method: 'get',
  path: '/public/judicial-assistance/{id}',
  operationId: 'readPublicNotice',
  tag: 'public',
  summary: '一条公示',
  auth: 'public',
  maxAgeSeconds: MAX_AGE_SECONDS,
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'The notice', body: publicNotice } },
  refusals: ['not-found', 'too-many-requests'],
});
