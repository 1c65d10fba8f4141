import { z } from 'zod';
import { instant, instantText, line, note, pageOf, pageQuery, uuid } from './common';
import { route } from './route';

const urgency = z.enum(['routine', 'urgent']).meta({ title: '紧急程度' });
const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).meta({ description: 'Codes, numbers and days that the words are made with' });

const notification = z
  .strictObject({
    id: z.string(),
    matter: z.string().meta({ title: '事项编号' }),
    seq: z.int().meta({ description: 'Number of the entry it is about' }),
    message: z.string().meta({ title: '通知', description: 'Stable code' }),
    params,
    title: z.string().meta({ title: '标题' }),
    text: z.string().meta({ title: '内容', description: 'The same words as in the mail' }),
    about: z.strictObject({ kind: z.string(), court: z.string(), unit: z.string(), office: z.string().optional() }),
    urgency,
    at: instantText.meta({ description: 'When it happened' }),
    createdAt: instantText,
    readAt: instantText.nullable(),
  })
  .meta({ title: '通知' });
export type NotificationView = z.infer<typeof notification>;

const counts = { unread: z.int(), unreadUrgent: z.int() };

export const listNotifications = route({
  method: 'get',
  path: '/notifications',
  operationId: 'listNotifications',
  tag: 'notifications',
  summary: '我的通知',
  description: 'What was told to me in the application, newest first. A message is told once, in the transaction of what it tells.',
  auth: 'account',
  query: z.strictObject({ ...pageQuery, unread: z.literal('true').optional().meta({ title: '只看未读' }) }),
  responses: { 200: { description: 'A page, and how many are unread in all', body: pageOf(notification).extend(counts) } },
  refusals: ['invalid-cursor'],
});

export const readNotifications = route({
  method: 'post',
  path: '/notifications/read',
  operationId: 'readNotifications',
  tag: 'notifications',
  summary: '标为已读',
  description: 'Those named, or one and every older one. Others’ notifications are not touched, whatever is named.',
  auth: 'account',
  body: z
    .strictObject({ ids: z.array(uuid).min(1).max(500).optional(), upTo: uuid.optional() })
    .refine((body) => (body.ids === undefined) !== (body.upTo === undefined), { error: '请给出 ids 或 upTo 之一', params: { code: 'one-of' } }),
  responses: { 200: { description: 'How many were unread until now', body: z.strictObject({ marked: z.int(), ...counts }) } },
});

const STATES = ['queued', 'sending', 'collected', 'sent', 'superseded', 'failed', 'no-recipient', 'resolved'] as const;
const CHANNELS = ['mail', 'webhook', 'command', 'telephone', 'none'] as const;

const delivery = z
  .strictObject({
    id: z.string(),
    matter: z.string().nullable().meta({ description: 'null: a digest' }),
    message: z.string(),
    audience: z.string().nullable().meta({ title: '通知对象', description: 'The place whose holder is told; empty for a digest; null for a closed matter (二(四))' }),
    account: z.string().nullable().meta({ description: 'Account id; null where nobody holds the place, and for a closed matter' }),
    channel: z.enum(CHANNELS),
    urgency,
    state: z.enum(STATES).meta({ title: '状态' }),
    reason: z.string().nullable().meta({ title: '原因', description: 'Stable code of the last failure' }),
    attempts: z.int(),
    createdAt: instantText,
    dueAt: instantText,
    nextAttemptAt: instantText.nullable().meta({ description: 'Real time, while it waits for another attempt' }),
    sentAt: instantText.nullable(),
  })
  .meta({ title: '外发通知' });
export type DeliveryView = z.infer<typeof delivery>;

export const listDeliveries = route({
  method: 'get',
  path: '/deliveries',
  operationId: 'listDeliveries',
  tag: 'notifications',
  summary: '外发通知',
  description: 'What left the platform or should have. Codes only, no case content.',
  auth: 'operate',
  query: z.strictObject({ ...pageQuery, state: z.enum(STATES).optional(), channel: z.enum(CHANNELS).optional(), reason: line(60).optional() }),
  responses: { 200: { description: 'Newest first', body: pageOf(delivery) } },
  refusals: ['invalid-cursor'],
});

export const countDeliveries = route({
  method: 'get',
  path: '/deliveries/trouble',
  operationId: 'countDeliveryTrouble',
  tag: 'notifications',
  summary: '未送达通知统计',
  auth: 'operate',
  responses: {
    200: {
      description: 'What reached nobody, by channel and reason',
      body: z.strictObject({ items: z.array(z.strictObject({ state: z.enum(['failed', 'no-recipient']), channel: z.enum(CHANNELS), reason: z.string().nullable(), count: z.int() })) }),
    },
  },
});

export const retryDelivery = route({
  method: 'post',
  path: '/deliveries/{id}/retry',
  operationId: 'retryDelivery',
  tag: 'notifications',
  summary: '重新发送',
  description: 'A failed delivery is sent again; where nobody held the place, it is looked for anew.',
  auth: 'operate',
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'queued: it is on its way again; resolved: somebody was found and told', body: z.strictObject({ state: z.enum(['queued', 'resolved']) }) } },
  refusals: ['unknown-delivery', 'delivery-not-failed', 'still-nobody'],
});

const wanted = z.enum(['all', 'urgent']).default('all').meta({ title: '通知范围' });
const webhookUrl = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((url) => !/^https?:\/\/[^/]*@/.test(url), { error: '地址中不得含有用户名或密码', params: { code: 'credentials-in-url' } })
  .meta({ title: '回调地址' });

export const readEndpoints = route({
  method: 'get',
  path: '/accounts/{id}/endpoints',
  operationId: 'readEndpoints',
  tag: 'notifications',
  summary: '账号的其他通知渠道',
  auth: 'manage-accounts',
  params: z.strictObject({ id: uuid }),
  responses: {
    200: { description: 'Where else the account is told', body: z.strictObject({ items: z.array(z.strictObject({ channel: z.enum(['webhook', 'command']), urgency: z.enum(['all', 'urgent']), url: z.string().optional() })) }) },
  },
  refusals: ['unknown-account'],
});

export const setWebhook = route({
  method: 'put',
  path: '/accounts/{id}/webhook',
  operationId: 'setWebhook',
  tag: 'notifications',
  summary: '设置系统回调',
  description:
    'A unit’s own system is told by POST. Each message bears `Liandong-Signature: t=<unix seconds>,v1=<hex>`, HMAC-SHA-256 over `<t>.<body>`; turn away what is older than `Liandong-Replay-Window` seconds, and what has come before under the same `Liandong-Delivery`.',
  auth: 'manage-accounts',
  params: z.strictObject({ id: uuid }),
  body: z.strictObject({ url: webhookUrl, urgency: wanted }),
  responses: { 200: { description: 'The new secret, shown this once', body: z.strictObject({ secret: z.string() }) } },
  refusals: ['unknown-account'],
});

export const removeWebhook = route({
  method: 'delete',
  path: '/accounts/{id}/webhook',
  operationId: 'removeWebhook',
  tag: 'notifications',
  summary: '取消系统回调',
  auth: 'manage-accounts',
  params: z.strictObject({ id: uuid }),
  responses: { 204: { description: 'None is set' } },
  refusals: ['unknown-account'],
});

export const setCommandChannel = route({
  method: 'put',
  path: '/me/command-channel',
  operationId: 'setCommandChannel',
  tag: 'notifications',
  summary: '同时以短信等方式通知我',
  description: 'Through the program that the platform’s operator has set up: an SMS gateway, a work messenger.',
  auth: 'account',
  body: z.strictObject({ urgency: wanted }),
  responses: { 204: { description: 'Set' } },
});

export const removeCommandChannel = route({
  method: 'delete',
  path: '/me/command-channel',
  operationId: 'removeCommandChannel',
  tag: 'notifications',
  summary: '不再以短信等方式通知我',
  auth: 'account',
  responses: { 204: { description: 'Removed' } },
});

const call = z
  .strictObject({
    id: z.string(),
    by: z.string().meta({ description: 'Account that telephoned' }),
    side: z.string(),
    calledAt: instantText,
    recordedAt: instantText,
    who: z.string().optional().meta({ title: '接听人', description: 'Absent: erased' }),
    remarks: z.string().optional().meta({ title: '说明' }),
  })
  .meta({ title: '电话告知记录' });
export type CallView = z.infer<typeof call>;

export const recordCall = route({
  method: 'post',
  path: '/matters/{id}/telephoned',
  operationId: 'recordTelephoned',
  tag: 'notifications',
  summary: '记录电话告知',
  description: 'Somebody of the other side was told by telephone: who, when, by whom. A record beside the ledger; no term depends on it. Stored sealed.',
  auth: 'account',
  isCommand: true,
  params: z.strictObject({ id: line(40) }),
  body: z.strictObject({ who: line(200).meta({ title: '接听人' }), calledAt: instant.meta({ title: '通话时间' }), remarks: note.optional().meta({ title: '说明' }) }),
  responses: { 201: { description: 'Recorded', body: call } },
  refusals: ['not-found', 'not-permitted', 'time-out-of-range'],
});

export const listCalls = route({
  method: 'get',
  path: '/matters/{id}/telephoned',
  operationId: 'listTelephoned',
  tag: 'notifications',
  summary: '电话告知记录',
  description: 'For the two sides of the matter alone.',
  auth: 'account',
  params: z.strictObject({ id: line(40) }),
  responses: { 200: { description: 'Oldest first', body: z.strictObject({ items: z.array(call) }) } },
  refusals: ['not-found', 'not-permitted'],
});
