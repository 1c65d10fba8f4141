import { type Kysely, type Selectable, sql } from 'kysely';
import type { OutsideChannel } from '../../matters/messages-to-people';
import type { Database } from '../database';
import { nextAttemptAt } from './back-off';
import type { DeliveryTable } from './tables';

/** The PostgreSQL notification that says something may leave now; deliverers also look every second. */
export const DUE_NOTICE = 'liandong_delivery_due';

export const DIGEST = 'digest';

/** Any constant: one deliverer at a time makes digests. */
const COLLECTING_LOCK = 7_201_003;
/** A digest whose last message is still fresh waits for more, but not longer than this after its time. */
const LONGEST_SETTLING_MS = 60_000;

type Delivery = Selectable<DeliveryTable>;

/** A delivery that this deliverer alone may send until its lease ends. */
export interface Claim extends Delivery {
  /** What a digest carries, oldest first; empty for any other message. */
  readonly members: readonly Delivery[];
}

/** Wakes the deliverers, once the transaction commits. */
export async function announceDue(db: Kysely<Database>): Promise<void> {
  await sql`select pg_notify(${DUE_NOTICE}, '')`.execute(db);
}

/**
 * Makes one digest per person of what is due. What a digest carries is settled here, before it is sent: a repeated sending is the same mail.
 * `settleMs`: how long (real time) nothing more must have been added for a person, so that the rungs of one instant go together.
 */
export async function collectDigests(db: Kysely<Database>, { now, settleMs }: { now: number; settleMs: number }): Promise<number> {
  const due = await db.selectFrom('delivery').select('id').where('mode', '=', 'digest').where('state', '=', 'queued').where('due_at', '<=', now).limit(1).execute();
  if (due.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    const lock = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${COLLECTING_LOCK}) as held`.execute(trx);
    if (lock.rows[0]?.held !== true) return 0;
    const { rows } = await sql<{ digest_id: string }>`
      with person as (
        select account_id, channel, min(at) as at from delivery
        where mode = 'digest' and state = 'queued' and due_at <= ${now}
        group by account_id, channel
        having ${settleMs}::bigint = 0
          or max(queued_at) <= (extract(epoch from clock_timestamp()) * 1000)::bigint - ${settleMs}::bigint
          or min(due_at) <= ${now}::bigint - ${LONGEST_SETTLING_MS}::bigint
      ), made as (
        insert into delivery (message, term, rung, audience, recipient, account_id, channel, mode, urgency, state, params, about, at, created_at, due_at)
        select ${DIGEST}, '', '', '', account_id::text, account_id, channel, 'single', 'routine', 'queued', '{}', '{}', at, ${now}, ${now} from person
        returning id, account_id, channel
      )
      update delivery set state = 'collected', digest_id = made.id from made
      where delivery.account_id = made.account_id and delivery.channel = made.channel
        and delivery.mode = 'digest' and delivery.state = 'queued' and delivery.due_at <= ${now}
      returning delivery.digest_id`.execute(trx);
    return new Set(rows.map((row) => row.digest_id)).size;
  });
}

/** Takes up to `limit` due deliveries of a channel, urgent ones first, and those whose deliverer did not come back. `real` is real time, `now` the deployment's. */
export async function claimDue(db: Kysely<Database>, channel: OutsideChannel, { now, real, leaseMs, limit }: { now: number; real: number; leaseMs: number; limit: number }): Promise<Claim[]> {
  const { rows } = await sql<Delivery>`
    update delivery set state = 'sending', leased_until = ${real + leaseMs}::bigint, attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ${real}::bigint)
    where id in (
      select id from delivery
      where channel = ${channel} and mode = 'single' and state in ('queued', 'sending') and due_at <= ${now}::bigint
        and case when state = 'sending' then leased_until < ${real}::bigint else not_before <= ${real}::bigint end
      order by urgency desc, due_at, id limit ${limit}
      for update skip locked
    )
    returning *`.execute(db);
  const digests = rows.filter((row) => row.message === DIGEST).map((row) => row.id);
  const members = digests.length === 0 ? [] : await db.selectFrom('delivery').selectAll().where('digest_id', 'in', digests).orderBy('at').orderBy('matter').orderBy('seq').execute();
  return rows.map((row) => ({ ...row, members: members.filter((member) => member.digest_id === row.id) }));
}

/** It left: whatever became of the lease meanwhile, it is not sent again if that can be helped. */
export async function markSent(db: Kysely<Database>, id: string, now: number): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'sent', sent_at: now, leased_until: null, reason: null })
    .where((where) => where.or([where.and([where('id', '=', id), where('state', 'in', ['queued', 'sending'])]), where.and([where('digest_id', '=', id), where('state', '=', 'collected')])]))
    .execute();
}

/** It did not leave. Tried again after a while, or given up after days; `isFinal` gives up at once. `reason` is a code. */
export async function markUnsent(db: Kysely<Database>, claim: Pick<Claim, 'id' | 'attempts' | 'first_attempt_at'>, failure: { reason: string; isFinal: boolean; real: number }): Promise<'queued' | 'failed'> {
  const next = failure.isFinal ? undefined : nextAttemptAt({ attempts: claim.attempts, firstAttemptAt: claim.first_attempt_at ?? failure.real, now: failure.real });
  const state = next === undefined ? 'failed' : 'queued';
  await db
    .updateTable('delivery')
    .set({ state, reason: failure.reason, leased_until: null, ...(next === undefined ? {} : { not_before: next }) })
    .where('id', '=', claim.id)
    .where('state', '=', 'sending')
    // Another deliverer may have taken it over when the lease ended.
    .where('attempts', '=', claim.attempts)
    .execute();
  return state;
}

/** How many deliveries could leave at this moment or are leaving: 0 means quiet. Those that wait for another attempt do not count. */
export async function countLeaving(db: Kysely<Database>, { now, real }: { now: number; real: number }): Promise<number> {
  // Two parts, each with an index of its own.
  const { rows } = await sql<{ count: number }>`
    select (
      (select count(*) from delivery where mode = 'single' and due_at <= ${now}::bigint and (state = 'sending' or (state = 'queued' and not_before <= ${real}::bigint)) and state in ('queued', 'sending'))
      + (select count(*) from delivery where mode = 'digest' and state = 'queued' and due_at <= ${now}::bigint)
    )::int as count`.execute(db);
  return rows[0]?.count ?? 0;
}

/** When, on the deployment's clock, the next digest leaves. */
export async function nextDigestDueAt(db: Kysely<Database>, after: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('delivery')
    .select((select) => select.fn.min('due_at').as('due_at'))
    .where('mode', '=', 'digest')
    .where('state', '=', 'queued')
    .where('due_at', '>', after)
    .executeTakeFirst();
  return row?.due_at ?? undefined;
}
