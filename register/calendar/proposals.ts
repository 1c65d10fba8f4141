import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import { findNoticeErrors, restateYears, type YearNotice } from '../../domain/calendar/year-notice';
import { type AuditAction, type AuditActor, recordAudit } from '../accounts/audit';
import { type Clock, stampInstant } from '../clock';
import type { Database } from '../database';
import { lockLooseDocument } from '../documents/loose';
import { Refusal } from '../errors';
import { loadCalendar, newestVersion } from './calendars';
import type { CalendarProposalTable } from './tables';

export type CalendarProposal = Selectable<CalendarProposalTable>;

interface PublishingDeps {
  db: Kysely<Database>;
  /** The time of the law. */
  clock: Clock;
  /** Real time, for the audit. */
  wallClock: Clock;
}

export interface NewProposal {
  content: YearNotice;
  /** The notice's file, uploaded before by the same account. */
  document: string;
  reason: string;
}

/** A year, or an amendment of one, is put forward for publication. One at a time for each year. */
export async function proposeYear({ db, clock, wallClock }: PublishingDeps, actor: AuditActor & { accountId: string }, { content, document, reason }: NewProposal): Promise<CalendarProposal> {
  return db.transaction().execute(async (trx) => {
    const id = randomUUID();
    const file = await lockLooseDocument(trx, document, actor.accountId);
    const proposal = await trx
      .insertInto('calendar_proposal')
      .values({
        id,
        year: content.year,
        content: JSON.stringify(content),
        file: JSON.stringify(file),
        reason,
        state: 'proposed',
        proposed_by: actor.accountId,
        proposed_at: await stampInstant(clock, trx),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!proposal) throw new Refusal('calendar-proposed-already');
    await trx.updateTable('document').set({ proposal: id }).where('id', '=', document).execute();
    await audit(trx, { at: wallClock.now(), actor, action: 'calendar-proposed' }, proposal);
    return proposal;
  });
}

/**
 * Another person than the one who proposed it publishes the year: the next version of the calendar. Held against the calendar as it is now,
 * which may have changed since the proposal.
 */
export async function approveProposal({ db, clock, wallClock }: PublishingDeps, actor: AuditActor & { accountId: string }, id: string): Promise<CalendarProposal> {
  return db.transaction().execute(async (trx) => {
    const proposal = await openProposal(trx, id);
    if (proposal.proposed_by === actor.accountId) throw new Refusal('approved-by-the-proposer');
    // Two publications at once make two versions, one after the other.
    await sql`select pg_advisory_xact_lock(hashtext('liandong.calendar'))`.execute(trx);
    const newest = await loadCalendar(trx, await newestVersion(trx));
    const errors = findNoticeErrors(newest, proposal.content);
    if (errors.length > 0) throw new Refusal('calendar-has-moved-on');
    const version = newest.version + 1;
    const now = await stampInstant(clock, trx);
    await trx.insertInto('calendar_version').values({ version, published_at: now, proposal: id }).execute();
    await trx
      .insertInto('calendar_year')
      .values(restateYears(newest, proposal.content).map((year) => ({ version, year: year.year, content: JSON.stringify(year) })))
      .execute();
    const published = await decide(trx, id, { state: 'published', decided_by: actor.accountId, decided_at: now, version });
    await audit(trx, { at: wallClock.now(), actor, action: 'calendar-published' }, published);
    return published;
  });
}

export async function withdrawProposal({ db, clock, wallClock }: PublishingDeps, actor: AuditActor & { accountId: string }, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await openProposal(trx, id);
    const withdrawn = await decide(trx, id, { state: 'withdrawn', decided_by: actor.accountId, decided_at: await stampInstant(clock, trx) });
    await audit(trx, { at: wallClock.now(), actor, action: 'calendar-proposal-withdrawn' }, withdrawn);
  });
}

export async function findProposal(db: Kysely<Database>, id: string): Promise<CalendarProposal | undefined> {
  return db.selectFrom('calendar_proposal').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first; there are a few in a year. */
export async function listProposals(db: Kysely<Database>): Promise<CalendarProposal[]> {
  return db.selectFrom('calendar_proposal').selectAll().orderBy('proposed_at', 'desc').orderBy('id').limit(200).execute();
}

async function openProposal(trx: Transaction<Database>, id: string): Promise<CalendarProposal> {
  const proposal = await trx.selectFrom('calendar_proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!proposal) throw new Refusal('not-found');
  if (proposal.state !== 'proposed') throw new Refusal('proposal-decided-already', { state: proposal.state });
  return proposal;
}

async function decide(trx: Transaction<Database>, id: string, decision: Partial<CalendarProposal>): Promise<CalendarProposal> {
  const { state, decided_by, decided_at, version } = decision;
  return trx.updateTable('calendar_proposal').set({ state, decided_by, decided_at, version }).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

async function audit(trx: Transaction<Database>, entry: { at: number; actor: AuditActor; action: AuditAction }, { id, year, content, version }: CalendarProposal): Promise<void> {
  await recordAudit(trx, { ...entry, details: { proposal: id, year, notice: content.notice.number, ...(version === null ? {} : { version }) } });
}
