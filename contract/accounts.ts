import { z } from 'zod';
import { ROLES } from '../domain/access/permissions';
import { instantText, isSafeText, line, pageOf, pageQuery, uuid } from './common';
import { route } from './route';

/** Taken as typed: neither trimmed nor changed. */
export const passwordInput = z.string().min(1).max(256).refine(isSafeText, { error: '含有控制字符或残缺字符', params: { code: 'unsafe-text' } });

const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/)
  .meta({ title: '用户名', description: 'Lower-case letters, digits, dot, hyphen, underscore' });

export const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length).meta({ title: '角色' });

export const channels = z
  .strictObject({
    routine: z.enum(['digest', 'single', 'in-app']).meta({ title: '一般提醒', description: 'Collected at 08:30 and 14:00, each by itself, or in the application alone' }),
    urgent: z.enum(['single', 'in-app']).meta({ title: '紧急提醒' }),
  })
  .meta({ title: '提醒方式' });

const cardNo = z.string().regex(/^[\p{Script=Han}A-Za-z0-9()（）-]{3,40}$/u);

const profile = z
  .strictObject({
    workCardNo: cardNo.optional().meta({ title: '执行人员工作证号' }),
    enforcementPermitNo: cardNo.optional().meta({ title: '执行公务证号' }),
    mail: z.email().max(200).optional().meta({ title: '电子邮箱' }),
    phone: z.string().trim().regex(/^\+?[0-9][0-9 -]{4,19}$/).optional().meta({ title: '电话' }),
  })
  .meta({ title: '证件与联系方式', description: 'Stored sealed' });

const body = line(64).nullable().meta({ title: '所属单位', description: 'Id of a court or unit; null for the operator' });
const office = line(80).nullable().meta({ title: '所属部门', description: 'Id of a local office or sub-department; null: the body itself' });

const account = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['person', 'machine']),
    username: z.string(),
    displayName: z.string(),
    roles,
    body: z.string().nullable(),
    office: z.string().nullable(),
    profile,
    active: z.boolean(),
    mustChangePassword: z.boolean(),
    createdAt: instantText,
  })
  .meta({ title: '账号' });
export type AccountView = z.infer<typeof account>;

/** Shown this once. */
const issued = {
  oneTimePassword: z.string().optional().meta({ title: '一次性密码' }),
  token: z.string().optional().meta({ title: '系统令牌' }),
};

const REFUSALS = ['unknown-body', 'unknown-office', 'role-does-not-fit'];

export const listAccounts = route({
  method: 'get',
  path: '/accounts',
  operationId: 'listAccounts',
  tag: 'accounts',
  summary: '账号列表',
  auth: 'manage-accounts',
  query: z.strictObject({ ...pageQuery, body: line(64).optional(), role: z.enum(ROLES).optional(), active: z.enum(['true', 'false']).optional() }),
  responses: { 200: { description: 'Accounts by user name', body: pageOf(account) } },
  refusals: ['invalid-cursor'],
});

export const createAccount = route({
  method: 'post',
  path: '/accounts',
  operationId: 'createAccount',
  tag: 'accounts',
  summary: '新建账号',
  description: 'A person gets a one-time password, a machine a token; either is shown this once.',
  auth: 'manage-accounts',
  body: z.strictObject({ kind: z.enum(['person', 'machine']).default('person'), username, displayName: line(60), roles, body, office: office.default(null), profile: profile.optional() }),
  responses: { 201: { description: 'Created', body: z.strictObject({ account, ...issued }), headers: { Location: 'Where the account is' } } },
  refusals: [...REFUSALS, 'username-taken'],
});

export const readAccount = route({
  method: 'get',
  path: '/accounts/{id}',
  operationId: 'readAccount',
  tag: 'accounts',
  summary: '账号',
  auth: 'manage-accounts',
  params: z.strictObject({ id: uuid }),
  responses: { 200: { description: 'The account', body: account } },
  refusals: ['unknown-account'],
});

export const changeAccount = route({
  method: 'patch',
  path: '/accounts/{id}',
  operationId: 'changeAccount',
  tag: 'accounts',
  summary: '修改、停用或重置账号',
  description: 'A deactivation, a move or a reset ends every session of the account.',
  auth: 'manage-accounts',
  params: z.strictObject({ id: uuid }),
  body: z
    .strictObject({
      displayName: line(60).optional(),
      roles: roles.optional(),
      body: body.optional(),
      office: office.optional(),
      profile: profile.optional(),
      active: z.boolean().optional(),
      resetSecret: z.literal(true).optional().meta({ description: 'A new one-time password for a person, a new token for a machine' }),
    })
    .refine((change) => Object.keys(change).length > 0, { error: '没有要修改的内容', params: { code: 'empty' } }),
  responses: { 200: { description: 'Changed', body: z.strictObject({ account, ...issued }) } },
  refusals: [...REFUSALS, 'unknown-account', 'last-operator'],
});
