import { z } from 'zod';
import { day, instantText, pageOf, pageQuery } from './common';
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

const channel = z
  .strictObject({
    channel: z.enum(['mail', 'webhook', 'command']),
    waiting: z.int().meta({ title: '待发', description: 'Due, and not sent yet' }),
    retrying: z.int().meta({ title: '重试中' }),
    oldestDueAt: instantText.nullable().meta({ title: '最早一条应发时间' }),
    reasons: z.array(z.string()).meta({ title: '最近失败原因', description: 'Stable codes, most frequent first' }),
    failed: z.int().meta({ title: '发送失败', description: 'Given up: GET /deliveries?state=failed lists them, POST /deliveries/{id}/retry sends one again' }),
  })
  .meta({ title: '通知渠道' });

export const listChannels = route({
  method: 'get',
  path: '/operator/channels',
  operationId: 'listChannels',
  tag: 'operator',
  summary: '邮件、回调等渠道的运行情况',
  auth: 'operate',
  responses: { 200: { description: 'Each channel that leaves the platform', body: z.strictObject({ items: z.array(channel) }) } },
});

const validity = {
  validFrom: day.meta({ title: '生效日期' }),
  validTo: day.nullable().meta({ title: '失效日期', description: 'The last day; null: in force' }),
  succeededBy: z.string().nullable().meta({ title: '承继单位' }),
  isInForce: z.boolean(),
};
const holder = z.strictObject({ account: z.string(), name: z.string(), office: z.string().nullable() });
const listedUnit = z
  .strictObject({
    id: z.string(),
    no: z.int().nullable(),
    name: z.string(),
    clause: z.string(),
    ...validity,
    offices: z.array(z.strictObject({ id: z.string(), name: z.string(), place: z.string(), ...validity })),
    liaisons: z.array(holder).meta({ title: '固定联系人', description: 'Accounts that hold the place now; none: what has to be told to it reaches nobody' }),
    heads: z.array(holder).meta({ title: '单位负责人' }),
  })
  .meta({ title: '单位沿革' });

export const listOperatorUnits = route({
  method: 'get',
  path: '/operator/units',
  operationId: 'listOperatorUnits',
  tag: 'operator',
  summary: '单位、部门的沿革与固定联系人',
  description: 'Every unit and office that there was, is or will be, with its validity and successor, and who is liaison and head there. Accounts change who that is.',
  auth: 'operate',
  responses: { 200: { description: 'In the order of the founding document', body: z.strictObject({ items: z.array(listedUnit) }) } },
});
