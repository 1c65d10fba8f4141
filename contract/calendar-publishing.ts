import { z } from 'zod';
import { day, instantText, line, note, text, uuid } from './common';
import { DOCUMENT_TYPE_NAMES } from './documents';
import { route } from './route';

const notice = z
  .strictObject({ title: line(200).meta({ title: '通知标题' }), number: line(60).meta({ title: '文号', examples: ['国办发明电〔2025〕7号'] }), publishedOn: day.meta({ title: '发布日期' }) })
  .meta({ title: '国务院办公厅通知' });
const holidays = z.array(z.strictObject({ name: line(20), days: z.array(day).min(1).max(31) })).min(1).max(20).meta({ title: '放假', description: 'Every day off, weekends inside a holiday too; New Year’s may begin in December of the year before' });
const makeUpDays = z.array(day).max(40).meta({ title: '调休上班', description: 'Saturdays and Sundays that are worked' });
const file = z.strictObject({ document: z.string(), sha256: z.string(), bytes: z.int(), mediaType: z.string() }).meta({ title: '通知原文' });
const reason = note.meta({ title: '理由' });
const publicationBody = z.strictObject({
  notice,
  holidays,
  makeUpDays,
  document: uuid.optional().meta({ title: '通知原文', description: 'The notice’s file, uploaded before (POST /documents) by the same account; only a dry run goes without' }),
  reason,
});

const ends = z.strictObject({ dueOn: day, dueAt: instantText });
const effects = z
  .strictObject({
    version: z.int().meta({ description: 'The version it would be' }),
    changedDays: z.array(day).meta({ description: 'Days that would be worked and are not now, or the other way round' }),
    openMatters: z.int().meta({ description: 'How many open matters would be touched' }),
    matters: z.array(
      z.strictObject({
        matter: z.string(),
        kind: z.string(),
        terms: z.array(z.strictObject({ term: z.string().nullable().meta({ description: 'null for a closed matter (二(四))' }), from: ends, to: ends })),
        breaches: z.array(z.strictObject({ term: z.string().nullable(), at: instantText })).meta({ description: 'Breaches that rested on the old date' }),
        alarms: z
          .array(z.strictObject({ type: z.string().nullable(), from: instantText, to: instantText }))
          .meta({ description: 'Where no term moves: what would happen by itself at another instant, as a deemed receipt that lies ahead' }),
      }),
    ),
  })
  .meta({ title: '影响' });

const proposal = z
  .strictObject({
    id: z.string(),
    year: z.int(),
    notice,
    holidays,
    makeUpDays,
    file,
    reason: z.string(),
    state: z.enum(['proposed', 'published', 'withdrawn']),
    proposedBy: z.string(),
    proposedAt: instantText,
    decidedBy: z.string().nullable(),
    decidedAt: instantText.nullable(),
    version: z.int().nullable(),
  })
  .meta({ title: '日历发布申请' });
export type ProposalView = z.input<typeof proposal>;
export type EffectsView = z.input<typeof effects>;

const params = z.strictObject({ id: uuid });

export const proposeCalendarYear = route({
  method: 'put',
  path: '/calendar/{year}',
  operationId: 'proposeCalendarYear',
  tag: 'calendar',
  summary: '发布或修改一年的工作日历',
  description: 'Restates the whole year. With `dryRun` nothing is written: the answer says which open matters would move. Otherwise a second person has to approve.',
  auth: 'operate',
  params: z.strictObject({ year: z.string().regex(/^2\d{3}$/).transform(Number) }),
  query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') }),
  body: publicationBody,
  responses: {
    200: { description: 'With dryRun: what would move', body: effects },
    201: { description: 'Put forward', body: proposal, headers: { Location: 'Where the proposal is' } },
  },
  refusals: ['invalid-calendar', 'calendar-proposed-already', 'document-not-free'],
});

const noticeTextBody = z
  .strictObject({
    text: text(20_000).meta({ title: '通知文字', description: 'The notice as it is pasted, or rows 日期,放假或上班,节日 from a file' }),
    form: z.enum(['notice', 'rows']).default('notice').meta({ title: '形式' }),
    year: z.int().min(2000).max(2999).optional().meta({ title: '年度', description: 'Left out: as the title says' }),
  })
  .meta({ title: '通知文字' });

const readNoticeText = z
  .strictObject({
    year: z.int().nullable(),
    notice: z.strictObject({ title: z.string().nullable(), number: z.string().nullable(), publishedOn: day.nullable() }),
    holidays: z.array(z.strictObject({ name: z.string(), days: z.array(day) })),
    makeUpDays: z.array(day),
    problems: z.array(z.strictObject({ line: z.int(), code: z.string(), text: z.string(), message: z.string() })).meta({ title: '未能识别', description: 'By line of what was pasted, counted from 1' }),
  })
  .meta({ title: '通知内容' });

export const readCalendarNoticeText = route({
  method: 'post',
  path: '/calendar/notice-text',
  operationId: 'readCalendarNoticeText',
  tag: 'calendar',
  summary: '识别通知文字',
  description: 'Reads days off and make-up days from the State Council’s notice. Writes nothing: what it read is looked through, and put forward with PUT /calendar/{year}.',
  auth: 'operate',
  body: noticeTextBody,
  responses: { 200: { description: 'What could be read, and what could not', body: readNoticeText } },
});

export const listCalendarProposals = route({
  method: 'get',
  path: '/calendar/proposals',
  operationId: 'listCalendarProposals',
  tag: 'calendar',
  summary: '日历发布申请列表',
  auth: 'approve-calendar',
  responses: { 200: { description: 'Newest first', body: z.strictObject({ items: z.array(proposal) }) } },
});

export const readCalendarProposal = route({
  method: 'get',
  path: '/calendar/proposals/{id}',
  operationId: 'readCalendarProposal',
  tag: 'calendar',
  summary: '日历发布申请',
  auth: 'approve-calendar',
  params,
  responses: { 200: { description: 'The proposal', body: proposal } },
  refusals: ['not-found'],
});

export const readCalendarEffects = route({
  method: 'get',
  path: '/calendar/proposals/{id}/effects',
  operationId: 'readCalendarEffects',
  tag: 'calendar',
  summary: '发布将产生的影响',
  auth: 'approve-calendar',
  params,
  responses: { 200: { description: 'What would move if it were approved now', body: effects } },
  refusals: ['not-found', 'proposal-decided-already', 'calendar-has-moved-on'],
});

export const downloadCalendarNotice = route({
  method: 'get',
  path: '/calendar/proposals/{id}/notice',
  operationId: 'downloadCalendarNotice',
  tag: 'calendar',
  summary: '下载通知原文',
  description: 'What whoever approves holds the year against.',
  auth: 'approve-calendar',
  params,
  responses: { 200: { description: 'The file', mediaTypes: DOCUMENT_TYPE_NAMES, headers: { 'Content-Disposition': 'attachment, with the name of the file' } } },
  refusals: ['not-found', 'document-damaged'],
});

export const approveCalendarProposal = route({
  method: 'post',
  path: '/calendar/proposals/{id}/approve',
  operationId: 'approveCalendarProposal',
  tag: 'calendar',
  summary: '核准并发布',
  description: 'By another person than the one who proposed it. Every open matter that counted a changed day is then counted again.',
  auth: 'approve-calendar',
  params,
  responses: { 200: { description: 'Published', body: proposal } },
  refusals: ['not-found', 'approved-by-the-proposer', 'proposal-decided-already', 'calendar-has-moved-on'],
});

export const withdrawCalendarProposal = route({
  method: 'post',
  path: '/calendar/proposals/{id}/withdraw',
  operationId: 'withdrawCalendarProposal',
  tag: 'calendar',
  summary: '撤回日历发布申请',
  auth: 'approve-calendar',
  params,
  responses: { 204: { description: 'Withdrawn' } },
  refusals: ['not-found', 'proposal-decided-already'],
});
