import * as contract from '../../contract/calendar-publishing';
import { formatInstant } from '../../contract/common';
import { type Calendar, changedDays } from '../../domain/calendar/calendar';
import { type NoticeTextProblemCode, parseDayRows, parseNoticeText } from '../../domain/calendar/notice-text';
import { findNoticeErrors, type NoticeError, type NoticeErrorCode, withNotice } from '../../domain/calendar/year-notice';
import { effectsOf } from '../../register/calendar/effects';
import { approveProposal, type CalendarProposal, findProposal, listProposals, proposeYear, withdrawProposal } from '../../register/calendar/proposals';
import { openDocument } from '../../register/documents/open-document';
import { findDocuments } from '../../register/documents/queries';
import { nameOf } from '../../register/documents/upload';
import { Refusal } from '../../register/errors';
import { downloadHeaders } from '../matters/download-headers';
import type { FieldError } from '../problems';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** A year is published by two people: one who enters the notice, another who holds it against the paper and approves. */
export function setUpCalendarPublishing(router: ApiRouter, services: Services): void {
  const { calendars } = services;

  router.handle(contract.proposeCalendarYear, async ({ params: { year }, query: { dryRun }, body, principal, auditActor }) => {
    const { notice, holidays, makeUpDays, document, reason } = body;
    const content = { year, notice, holidays, makeUpDays };
    calendars.forgetNewest();
    const newest = await calendars.newest();
    const errors = findNoticeErrors(newest, content);
    if (errors.length > 0) throw new Refusal('invalid-calendar', { errors: errors.map(fieldErrorOf) });
    if (dryRun === 'true') return { status: 200, body: await effectsView(services, newest, withNotice(newest, content)) };
    if (document === undefined) throw new Refusal('invalid-body', { errors: [{ path: 'document', code: 'required', message: '请附通知原文' }] });
    const proposal = await proposeYear(services, { ...auditActor, accountId: principal.accountId }, { content, document, reason });
    return { status: 201, body: viewOf(proposal), headers: { Location: `/api/v1/calendar/proposals/${proposal.id}` } };
  });

  router.handle(contract.readCalendarNoticeText, ({ body: { text, form, year } }) => {
    const read = form === 'rows' ? parseDayRows(text, year) : parseNoticeText(text, year);
    const { title = null, number = null, publishedOn = null } = read.notice;
    return { status: 200, body: { ...read, notice: { title, number, publishedOn }, problems: read.problems.map((problem) => ({ ...problem, message: TEXT_PROBLEMS[problem.code](problem.text) })) } };
  });

  router.handle(contract.listCalendarProposals, async () => ({ status: 200, body: { items: (await listProposals(services.db)).map(viewOf) } }));

  router.handle(contract.readCalendarProposal, async ({ params: { id } }) => ({ status: 200, body: viewOf(await findOrRefuse(services, id)) }));

  router.handle(contract.readCalendarEffects, async ({ params: { id } }) => {
    const proposal = await findOrRefuse(services, id);
    if (proposal.state !== 'proposed') throw new Refusal('proposal-decided-already', { state: proposal.state });
    calendars.forgetNewest();
    const newest = await calendars.newest();
    if (findNoticeErrors(newest, proposal.content).length > 0) throw new Refusal('calendar-has-moved-on');
    return { status: 200, body: await effectsView(services, newest, withNotice(newest, proposal.content)) };
  });

  router.handle(contract.downloadCalendarNotice, async ({ params: { id } }) => {
    const { file } = await findOrRefuse(services, id);
    const [row] = await findDocuments(services.db, [file.document]);
    const name = row && nameOf(services.keyRing, row);
    if (!name) throw new Refusal('not-found');
    return { status: 200, file: await openDocument(services, null, file), headers: downloadHeaders(file, name) };
  });

  router.handle(contract.approveCalendarProposal, async ({ params: { id }, principal, auditActor }) => {
    const published = await approveProposal(services, { ...auditActor, accountId: principal.accountId }, id);
    calendars.forgetNewest();
    return { status: 200, body: viewOf(published) };
  });

  router.handle(contract.withdrawCalendarProposal, async ({ params: { id }, principal, auditActor }) => {
    await withdrawProposal(services, { ...auditActor, accountId: principal.accountId }, id);
    return { status: 204 };
  });
}

async function findOrRefuse({ db }: Services, id: string): Promise<CalendarProposal> {
  const proposal = await findProposal(db, id);
  if (!proposal) throw new Refusal('not-found');
  return proposal;
}

async function effectsView(services: Services, before: Calendar, after: Calendar): Promise<contract.EffectsView> {
  const effects = await effectsOf(services, after, services.clock.now());
  const ends = ({ dueOn, dueAt }: { dueOn: string; dueAt: number }) => ({ dueOn, dueAt: formatInstant(dueAt) });
  return {
    version: after.version,
    changedDays: changedDays(before, after),
    openMatters: effects.length,
    matters: effects.map(({ matter, kind, terms, breaches, alarms }) => ({
      matter,
      kind,
      terms: terms.map(({ term, from, to }) => ({ term, from: ends(from), to: ends(to) })),
      breaches: breaches.map(({ term, at }) => ({ term, at: formatInstant(at) })),
      alarms: alarms.map(({ type, from, to }) => ({ type, from: formatInstant(from), to: formatInstant(to) })),
    })),
  };
}

function viewOf({ id, content, file, reason, state, proposed_by, proposed_at, decided_by, decided_at, version }: CalendarProposal): contract.ProposalView {
  const { year, notice, holidays, makeUpDays } = content;
  return {
    id,
    year,
    notice,
    holidays: holidays.map(({ name, days }) => ({ name, days: [...days] })),
    makeUpDays: [...makeUpDays],
    file,
    reason,
    state,
    proposedBy: proposed_by,
    proposedAt: formatInstant(proposed_at),
    decidedBy: decided_by,
    decidedAt: decided_at === null ? null : formatInstant(decided_at),
    version,
  };
}

const MESSAGES: Readonly<Record<NoticeErrorCode, (day: string, name: string) => string>> = {
  'year-out-of-order': () => '只能修改已发布的年份，或者发布其后的第一年',
  'day-out-of-reach': (day) => `${day} 不在该年度，也不在上一年 12 月`,
  'day-listed-twice': (day) => `${day} 重复列出`,
  'make-up-day-on-weekday': (day) => `${day} 不是星期六或者星期日，不能作为调休上班日`,
  'statutory-holiday-missing': (day, name) => `${day}（${name}）是法定节假日，应当列入放假`,
  'december-not-published': (day) => `${day} 所在年度尚未发布`,
  'calendar-unchanged': () => '与已发布的日历相同，没有需要修改的日期',
};

const TEXT_PROBLEMS: Readonly<Record<NoticeTextProblemCode, (words: string) => string>> = {
  'no-year': () => '未能识别年度，请填写年度',
  'nothing-found': () => '未能识别放假安排，请核对粘贴的内容',
  'unreadable-line': (words) => `未能识别：${words}`,
  'no-such-day': (words) => `没有这一天：${words}`,
  'runs-backwards': (words) => `截止日期早于起始日期：${words}`,
  'weekday-differs': (words) => `日期与星期不符：${words}`,
  'count-differs': (words) => `天数与日期不符：${words}`,
};

function fieldErrorOf({ path, code, day = '', name = '' }: NoticeError): FieldError {
  return { path, code, message: MESSAGES[code](day, name) };
}
