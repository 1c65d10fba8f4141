import { z } from 'zod';
import { instantText, pageOf, pageQuery } from './common';
import { route } from './route';

const notice = z
  .strictObject({ id: z.int(), at: instantText, code: z.string(), matter: z.string().nullable(), details: z.record(z.string(), z.unknown()) })
  .meta({ title: '运行提示' });

export const listOperatorNotices = route({
  method: 'get',
  path: '/operator/notices',
  operationId: 'listOperatorNotices',
  tag: 'operator',
  summary: '运行提示',
  description: 'What the platform found and mended by itself: matters whose workflow had to be started again, anchors written, documents that are damaged. Numbers and codes only, no case content.',
  auth: 'operate',
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: 'Newest first', body: pageOf(notice) } },
  refusals: ['invalid-cursor'],
});

export const readClockState = route({
  method: 'get',
  path: '/operator/clock',
  operationId: 'readClockState',
  tag: 'operator',
  summary: '系统时间',
  auth: 'operate',
  responses: { 200: { description: 'What this process takes the time to be, and whether entries are held', body: z.strictObject({ now: instantText, hold: z.enum(['wall-clock-jumped', 'behind-the-record']).nullable() }) } },
});

export const confirmClock = route({
  method: 'post',
  path: '/operator/clock/confirm',
  operationId: 'confirmClock',
  tag: 'operator',
  summary: '确认系统时间正确',
  description: 'Only after looking at the host’s clock: what was held is recorded with the time it shows now.',
  auth: 'operate',
  responses: { 204: { description: 'Confirmed; every process goes on' } },
});
