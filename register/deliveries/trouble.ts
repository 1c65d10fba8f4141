import { type Kysely, sql } from 'kysely';
import { isClosed } from '../../domain/access/closed-matters';
import { requestParties } from '../../domain/access/parties';
import type { Audience } from '../../domain/deadlines/ladder';
import type { MessageCode } from '../../matters/messages-to-people';
import { loadCalendar, newestVersion } from '../calendar/calendars';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { Refusal } from '../errors';
import { announceDue } from './outbox';
import type { About, DeliveryChannel, DeliveryState } from './tables';
import { tellAgain } from './tell';

/** A delivery as the operator sees it: whom it was for and what became of it, not what the matter holds. */
export interface DeliveryRecord {
  readonly id: string;
  readonly matter: string | null;
  readonly message: string;
  /** Of a closed matter neither place nor person: they would say of what kind it is, and how it stands. */
  readonly audience: string | null;
  readonly accountId: string | null;
  readonly channel: DeliveryChannel;
  readonly urgency: 'routine' | 'urgent';
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly createdAt: number;
  readonly dueAt: number;
  /** Real time of the next attempt. */
  readonly notBefore: number;
  readonly sentAt: number | null;
}

export interface DeliveryFilter {
  readonly state?: DeliveryState;
  readonly channel?: DeliveryChannel;
  readonly reason?: string;
}

/** Newest first; what was only shown in the app is left out. */
export async function listDeliveries(db: Kysely<Database>, filter: DeliveryFilter, page: { limit: number; after?: { createdAt: number; id: string } }): Promise<DeliveryRecord[]> {
  let query = db
    .selectFrom('delivery')
    .leftJoin('matter as its', 'its.number', 'delivery.matter')
    .select(['delivery.id', 'delivery.matter', 'its.procedure', 'message', 'audience', 'account_id', 'channel', 'urgency', 'delivery.state', 'reason', 'attempts', 'created_at', 'delivery.due_at', 'not_before', 'sent_at'])
    .where('channel', '<>', 'in-app')
    .orderBy('created_at', 'desc')
    .orderBy('delivery.id', 'desc')
    .limit(page.limit);
  if (filter.state) query = query.where('delivery.state', '=', filter.state);
  if (filter.channel) query = query.where('channel', '=', filter.channel);
  if (filter.reason !== undefined) query = query.where('reason', '=', filter.reason);
  if (page.after) query = query.where(sql<boolean>`(created_at, delivery.id) < (${page.after.createdAt}::bigint, ${page.after.id}::uuid)`);
  const isHidden = ({ procedure }: { procedure: string | null }): boolean => procedure !== null && isClosed(procedure);
  return (await query.execute()).map((row) => ({
    id: row.id,
    matter: row.matter,
    message: isHidden(row) ? 'closed-matter' : row.message,
    audience: isHidden(row) ? null : row.audience,
    accountId: isHidden(row) ? null : row.account_id,
    channel: row.channel,
    urgency: row.urgency,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    notBefore: row.not_before,
    sentAt: row.sent_at,
  }));
}

/** What did not reach anybody, by channel and reason. */
export async function countTrouble(db: Kysely<Database>): Promise<{ state: 'failed' | 'no-recipient'; channel: DeliveryChannel; reason: string | null; count: number }[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['state', 'channel', 'reason', sql<number>`count(*)::int`.as('count')])
    .where('state', 'in', ['failed', 'no-recipient'])
    .groupBy(['state', 'channel', 'reason'])
    .orderBy('state')
    .orderBy('channel')
    .orderBy('reason')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state === 'failed' ? 'failed' : 'no-recipient' }));
}

/**
 * Tries again what failed, from the first step of the back-off, or looks again for somebody to tell.
 * Refusals: unknown-delivery, delivery-not-failed, still-nobody.
 */
export async function retryDelivery(db: Kysely<Database>, id: string, clock: Clock): Promise<DeliveryState> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('delivery').selectAll().where('id', '=', id).where('channel', '<>', 'in-app').forUpdate().executeTakeFirst();
    if (!row) throw new Refusal('unknown-delivery');
    if (row.state === 'failed') {
      await trx.updateTable('delivery').set({ state: 'queued', reason: null, attempts: 0, first_attempt_at: null, not_before: 0, leased_until: null }).where('id', '=', id).execute();
      await announceDue(trx);
      return 'queued';
    }
    if (row.state !== 'no-recipient') throw new Refusal('delivery-not-failed', { state: row.state });
    const { parties, ...about } = row.about as About;
    const of = await trx.selectFrom('matter').select(['procedure', 'stage', 'due_on']).where('number', '=', row.matter).executeTakeFirst();
    const isTold = await tellAgain(trx, {
      matter: row.matter ?? '',
      about,
      seq: row.seq ?? 0,
      at: row.at,
      tells: [{ audience: row.audience as Audience, message: row.message as MessageCode, urgency: row.urgency, params: row.params, ...(row.term === '' ? {} : { term: row.term }) }],
      parties: parties ?? requestParties(about),
      standing: { procedure: of?.procedure ?? '', stage: of?.stage ?? '', ...(of?.due_on ? { dueOn: of.due_on } : {}) },
      clock,
      calendar: await loadCalendar(trx, await newestVersion(trx)),
    });
    if (!isTold) throw new Refusal('still-nobody', of && isClosed(of.procedure) ? {} : { audience: row.audience });
    await trx.updateTable('delivery').set({ state: 'resolved' }).where('id', '=', id).execute();
    return 'resolved';
  });
}
