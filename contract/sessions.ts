import { z } from 'zod';
import { channels, passwordInput, roles } from './accounts';
import { instantText } from './common';
import { route } from './route';

const me = z
  .strictObject({
    accountId: z.string(),
    kind: z.enum(['person', 'machine']),
    username: z.string(),
    displayName: z.string(),
    roles,
    body: z.string().nullable(),
    bodyName: z.string().nullable(),
    office: z.string().nullable(),
    officeName: z.string().nullable(),
    mustChangePassword: z.boolean(),
    channels,
    now: instantText.meta({ description: 'The time of the law: in a rehearsal, the rehearsal’s' }),
    isRehearsal: z.boolean(),
    ruleSet: z.string().meta({ description: 'Under which new matters begin' }),
    hasBeenShownAround: z.boolean().meta({ description: 'Whether the first-visit tour of the console was seen, or skipped' }),
    temporalUi: z.string().nullable().meta({ description: 'Where workflows are looked at: add a matter’s number. Null where it is not known, and for those whom it does not concern' }),
  })
  .meta({ title: '当前账号' });
export type Me = z.infer<typeof me>;

export const openSession = route({
  method: 'post',
  path: '/sessions',
  operationId: 'openSession',
  tag: 'sessions',
  summary: '登录',
  description: 'Transport "cookie" sets an HttpOnly cookie for a browser; "bearer" hands a token to a program.',
  auth: 'public',
  body: z.strictObject({ username: z.string().max(200), password: passwordInput, transport: z.enum(['cookie', 'bearer']).default('cookie') }),
  responses: {
    201: { description: 'Signed in', body: z.strictObject({ expiresAt: instantText, mustChangePassword: z.boolean(), token: z.string().optional() }) },
  },
  refusals: ['bad-credentials', 'one-time-password-ended', 'too-many-attempts'],
});

export const closeSession = route({
  method: 'delete',
  path: '/sessions/current',
  operationId: 'closeSession',
  tag: 'sessions',
  summary: '退出登录',
  auth: 'account',
  allowsOneTimePassword: true,
  responses: { 204: { description: 'Signed out' } },
});

export const readMe = route({
  method: 'get',
  path: '/me',
  operationId: 'readMe',
  tag: 'sessions',
  summary: '当前账号',
  auth: 'account',
  allowsOneTimePassword: true,
  responses: { 200: { description: 'Who is signed in', body: me } },
});

export const changeMyPassword = route({
  method: 'post',
  path: '/me/password',
  operationId: 'changeMyPassword',
  tag: 'sessions',
  summary: '修改密码',
  description: 'Every other session of the account ends.',
  auth: 'account',
  allowsOneTimePassword: true,
  body: z.strictObject({
    currentPassword: passwordInput,
    newPassword: passwordInput.refine((value) => Array.from(value).length >= 12, { error: '至少 12 个字符', params: { code: 'too-short' } }),
  }),
  responses: { 204: { description: 'Changed' } },
  refusals: ['wrong-password', 'unchanged-password', 'password-is-username', 'one-time-password-ended', 'too-many-attempts'],
});

export const chooseMyChannels = route({
  method: 'put',
  path: '/me/channels',
  operationId: 'chooseMyChannels',
  tag: 'sessions',
  summary: '选择提醒方式',
  auth: 'account',
  body: channels,
  responses: { 204: { description: 'Chosen' } },
});

export const endMyTour = route({
  method: 'put',
  path: '/me/tour',
  operationId: 'endMyTour',
  tag: 'sessions',
  summary: '不再显示首次导览',
  auth: 'account',
  body: z.strictObject({}),
  responses: { 204: { description: 'Remembered' } },
});
