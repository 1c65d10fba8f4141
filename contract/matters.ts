import { z } from 'zod';
import { SIDES } from '../domain/access/parties';
import { openRequestBody } from './assistance-request';
import { COMMAND_NAMES, COMMANDS, type CommandName } from './commands';
import { day, instantText, line, matterNumber, note, pageOf, pageQuery, reference, uuid } from './common';
import { route, type RouteSpec } from './route';

const side = z.enum(SIDES);
const seq = z.int().min(1);
const force = z.enum(['statutory', 'advisory']);
const countedIn = z.enum(['working-days', 'calendar-days', 'hours', 'minutes']);

export const matterSummary = z
  .strictObject({
    number: z.string(),
    isContentShown: z.boolean().meta({ description: 'false: a closed matter (a suspected crime) in which the reader is not named: number, stage and dates are all there is, whatever says more is null or empty' }),
    kind: z.string().nullable(),
    kindName: z.string(),
    court: z.string().nullable(),
    unit: z.string().nullable(),
    office: z.string().nullable(),
    caseNumber: z.string().nullable(),
    stage: z.string(),
    awaitedSides: z.array(side),
    openedAt: instantText,
    dueOn: z.string().nullable(),
    dueAt: instantText.nullable(),
    workingDaysLeft: z.int().nullable().meta({ description: 'Until the earliest due day of an open matter, as of now; 0 on the day itself, negative when late' }),
    dueForce: force.nullable().meta({ description: 'Of the term that ends then: one that the law fixes, or a target of the platform. Null: none runs' }),
    dueCountedIn: countedIn.nullable().meta({ description: 'Hours and minutes run by the clock, on every day' }),
    provisional: z.boolean(),
    lateness: z.enum(['none', 'advisory-missed', 'breached']),
    closedAs: z.string().nullable(),
    closedAt: instantText.nullable(),
    assignee: z.strictObject({ account: z.string(), name: z.string() }).nullable().meta({ title: '办理人', description: 'Whom of the reader’s own body or local office it was given to; null: nobody, nobody who is still there, or the reader’s takes no part' }),
    isUnread: z.boolean().meta({ title: '未读', description: 'Somebody else has written in it since I last saw it' }),
    mayClaim: z.boolean().meta({ title: '可以认领', description: 'Nobody of the reader’s own body or local office has it, or nobody who is still there, and the reader may work on it' }),
  })
  .meta({ title: '事项' });

const term = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    side,
    force,
    countedIn,
    article: z.string(),
    startAt: instantText,
    startOn: z.string(),
    grants: z.array(z.int()),
    dueOn: z.string(),
    dueAt: instantText,
    provisional: z.boolean(),
    calendarVersion: z.int(),
    state: z.enum(['running', 'met', 'ended']),
    metAt: instantText.nullable(),
    lateSince: instantText.nullable(),
    lateWorkingDays: z.int().nullable(),
    returned: z
      .strictObject({ onDay: z.int(), usedDays: z.int(), of: z.int() })
      .nullable()
      .meta({ title: '退回时已计天数', description: 'The papers came back on that working day of so many (day 0 is the day of receipt), when so many had been used; set for ever on the term that a return ended' }),
    workingDaysLeft: z.int().nullable().meta({ description: 'Of a running term, as of now; negative when late' }),
  })
  .meta({ title: '期限' });

const saidOfBreach = z.strictObject({ seq: z.int(), at: instantText, ground: z.string() });
const breach = z
  .strictObject({
    term: z.string(),
    at: instantText,
    explanation: z.string(),
    restsOnDeemedReceipt: z.boolean(),
    duringOutage: z.boolean().meta({ description: 'The platform was recorded to be down on the last day of the term' }),
    contested: saidOfBreach.nullable(),
    annulled: saidOfBreach.nullable().meta({ description: 'It counts as no breach, and stays visible' }),
    isToBeAnnulled: z.boolean().meta({ description: 'It rested on a date that a revised calendar moved' }),
  })
  .meta({ title: '逾期' });

const entry = z
  .strictObject({
    seq: z.int(),
    type: z.string(),
    by: z.strictObject({ kind: z.string(), body: z.string(), side: side.nullable(), role: z.string().nullable() }),
    receivedAt: instantText,
    recordedAt: instantText,
    facts: z.record(z.string(), z.unknown()),
    words: z.unknown().meta({ description: 'Masked; POST …/reveal shows them, with a reason, and it is recorded' }),
  })
  .meta({ title: '记录' });

export const matterView = z
  .strictObject({
    ...matterSummary.shape,
    ruleSet: z.string().nullable(),
    calendarVersion: z.int(),
    terms: z.array(term),
    breaches: z.array(breach),
    parties: z.array(z.strictObject({ side, body: z.string(), office: z.string().nullable() })).meta({ title: '各方' }),
    links: z.array(z.strictObject({ matter: z.string(), as: z.string(), key: z.string().nullable().meta({ description: 'Of a matter that this one opened: what for, and by which entry (`dispute:4`)' }) })).meta({ title: '关联事项', description: 'Matters that this one opened or that it was opened for; each exists for the officer only if it does in the lists' }),
    nextAlarmAt: instantText.nullable(),
    particulars: z.record(z.string(), z.unknown()),
    ledger: z.array(entry),
    mayDo: z.array(z.strictObject({ command: z.string(), href: z.string(), schema: z.record(z.string(), z.unknown()) })).meta({ title: '现在可以做什么' }),
  })
  .meta({ title: '事项全貌' });

export const matterFilters = {
  mine: z.enum(['true', 'false']).optional().meta({ description: 'Only what I opened' }),
  assigned: z.enum(['me', 'nobody']).optional().meta({ description: 'Within my own body or local office: what I have (what I opened, until it was given to somebody), or what nobody has' }),
  unread: z.enum(['true']).optional().meta({ description: 'Only what I have not read to its end' }),
  unit: line(64).optional(),
  court: line(64).optional(),
  kind: line(64).optional(),
  stage: line(40).optional(),
  open: z.enum(['true', 'false']).optional(),
  awaiting: side.optional(),
  waitsForMe: z.enum(['true']).optional().meta({ description: 'Open, and waiting for the very body or office that the officer belongs to' }),
  dueBefore: day.optional().meta({ description: 'Due on or before this day' }),
  overdue: z.enum(['true', 'false']).optional().meta({ description: 'true: open, and a term that the law fixes has run out unmet; false: nothing has run out that runs. A missed target alone is neither' }),
  toAnnul: z.enum(['true']).optional().meta({ description: 'With a breach that rested on a date which a revised calendar moved' }),
  caseNumber: line(60).optional(),
  text: line(60).optional().meta({ description: 'In the number or the case number' }),
};
export const matterOrder = z.enum(['newest', 'due']).default('newest');

export const listMatters = route({
  method: 'get',
  path: '/matters',
  operationId: 'listMatters',
  tag: 'matters',
  summary: '事项列表',
  auth: 'account',
  query: z.strictObject({ ...pageQuery, ...matterFilters, order: matterOrder }),
  responses: { 200: { description: 'Matters that exist for the officer', body: pageOf(matterSummary) } },
  refusals: ['invalid-cursor'],
});

export const searchMatters = route({
  method: 'post',
  path: '/matters/search',
  operationId: 'searchMatters',
  tag: 'matters',
  summary: '按被执行人查找事项',
  description: 'By name or identity number, exactly. In a body, because addresses stand in logs.',
  auth: 'account',
  body: z.strictObject({
    debtor: z.strictObject({ name: note.optional(), idNumber: line(40).optional() }).refine((debtor) => debtor.name !== undefined || debtor.idNumber !== undefined, { error: '请填写姓名或证件号码' }),
    limit: z.int().min(1).max(100).default(20),
    cursor: z.string().max(500).optional(),
  }),
  responses: { 200: { description: 'Matters that exist for the officer', body: pageOf(matterSummary) } },
  refusals: ['invalid-cursor'],
});

export const countMatters = route({
  method: 'get',
  path: '/matters/counts',
  operationId: 'countMatters',
  tag: 'matters',
  summary: '事项数目',
  auth: 'account',
  responses: {
    200: {
      description: 'Open matters that exist for the officer',
      body: z.strictObject({ open: z.int(), awaitingCourt: z.int(), awaitingUnit: z.int(), dueToday: z.int(), overdue: z.int(), advisoryMissed: z.int(), pressing: z.int().meta({ description: 'Of what waits for the very body or local office of the reader: overdue, or due today' }) }),
    },
  },
});

export const readMatter = route({
  method: 'get',
  path: '/matters/{id}',
  operationId: 'readMatter',
  tag: 'matters',
  summary: '事项',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  responses: { 200: { description: 'Stage, terms, ledger, and what the officer may do now', body: matterView } },
  refusals: ['not-found'],
});

export const explainMatterTerm = route({
  method: 'get',
  path: '/matters/{id}/terms/{term}/why',
  operationId: 'explainMatterTerm',
  tag: 'matters',
  summary: '为什么是这一天',
  auth: 'account',
  params: z.strictObject({ id: matterNumber, term: reference }),
  responses: {
    200: {
      description: 'Every day from the event to the end of the term, and what it counted for',
      body: z.strictObject({
        term,
        cite: z.strictObject({ ruleSet: z.string(), document: z.string(), article: z.string() }).nullable(),
        earlier: z.array(z.strictObject({ calendarVersion: z.int(), dueOn: z.string(), revisedAt: instantText })).meta({ title: '日历调整前的到期日', description: 'Each last day that a revised calendar moved, oldest first' }),
        days: z.array(
          z.strictObject({
            day: z.string(),
            weekday: z.int(),
            as: z.string(),
            kind: z.string(),
            name: z.string().optional(),
            count: z.int().optional(),
            grant: z.int().optional(),
            certain: z.boolean(),
          }),
        ),
      }),
    },
  },
  refusals: ['not-found'],
});

export const revealWords = route({
  method: 'post',
  path: '/matters/{id}/reveal',
  operationId: 'revealWords',
  tag: 'matters',
  summary: '显示个人信息',
  description: 'Only for the two sides of the matter; reason and reader are recorded before anything is shown.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  body: z.strictObject({ entries: z.array(seq).min(1).max(50), reason: note.meta({ title: '理由' }) }),
  responses: { 200: { description: 'The words by entry', body: z.strictObject({ words: z.record(z.string(), z.unknown()) }) } },
  refusals: ['not-found', 'not-permitted'],
});

const decided = z.strictObject({ status: z.literal('accepted'), command: z.string(), matter: z.string(), seq: z.int(), recordedAt: instantText });
const pending = z.strictObject({ status: z.literal('pending'), command: z.string(), matter: z.string() });

export const openRequest = route({
  method: 'post',
  path: '/requests',
  operationId: 'openRequest',
  tag: 'matters',
  summary: '发起协助',
  description: 'Open and durable when the answer comes, whether or not the engine is up.',
  auth: 'account',
  isCommand: true,
  body: openRequestBody,
  responses: { 201: { description: 'Open', body: z.strictObject({ matter: z.string() }), headers: { Location: 'Where the matter is' } } },
  refusals: ['invalid-request', 'not-permitted', 'idempotency-key-reused'],
});

const commandParams = z.strictObject({ id: matterNumber });

/** One route for each command, so that the document shows each body. */
export const commandRoutes: readonly { name: CommandName; route: RouteSpec<typeof commandParams, z.ZodUndefined, z.ZodObject> }[] = COMMAND_NAMES.map((name) => ({
  name,
  route: route({
    method: 'post',
    path: `/matters/{id}/commands/${name}`,
    operationId: `command${name.replace(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase())}`,
    tag: 'commands',
    summary: name,
    auth: 'account',
    isCommand: true,
    params: commandParams,
    body: COMMANDS[name].body,
    responses: {
      200: { description: 'Taken and recorded', body: decided },
      202: { description: 'Committed, not decided yet; it will be', body: pending, headers: { Location: 'Where to ask how it was decided' } },
    },
    refusals: ['not-found', 'not-permitted', 'not-awaited', 'matter-closed', 'idempotency-key-reused'],
  }),
}));

const batchResult = z.discriminatedUnion('status', [
  decided.extend({ index: z.int() }),
  pending.extend({ index: z.int() }),
  z.strictObject({ status: z.literal('refused'), index: z.int(), matter: z.string(), code: z.string(), title: z.string(), detail: z.string().optional(), errors: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional() }),
]);

/** Many commands of one officer, each as if given alone. */
export const giveCommands = route({
  method: 'post',
  path: '/commands/batch',
  operationId: 'giveCommands',
  tag: 'commands',
  summary: '批量办理',
  description: 'Each is checked, taken or refused by itself, as its own route would; what is refused keeps none of the others back. Those for one matter keep their order. The key stands for the whole list: the same list under the same key does nothing twice.',
  auth: 'account',
  isCommand: true,
  body: z.strictObject({ commands: z.array(z.strictObject({ matter: matterNumber, command: z.enum(COMMAND_NAMES as [CommandName, ...CommandName[]]), body: z.record(z.string(), z.unknown()).default({}) })).min(1).max(200) }),
  responses: { 200: { description: 'One result for each command, in the order given', body: z.strictObject({ results: z.array(batchResult) }) } },
});

export const readCommand = route({
  method: 'get',
  path: '/commands/{id}',
  operationId: 'readCommand',
  tag: 'commands',
  summary: '命令的处理结果',
  auth: 'account',
  params: z.strictObject({ id: uuid }),
  responses: {
    200: {
      description: 'How it was decided, to whoever gave it',
      body: z.strictObject({
        id: z.string(),
        matter: z.string(),
        name: z.string(),
        receivedAt: instantText,
        status: z.enum(['pending', 'accepted', 'refused']),
        seq: z.int().nullable(),
        recordedAt: instantText.nullable(),
        code: z.string().nullable(),
        details: z.record(z.string(), z.unknown()).nullable(),
      }),
    },
  },
  refusals: ['not-found'],
});
