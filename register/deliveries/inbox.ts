import { type Kysely, sql } from 'kysely';
import type { Database } from '../database';
import type { About } from './tables';

/** What a person was told in the app. Codes; the console has the words. */
export interface Notification {
  readonly id: string;
  readonly matter: string;
  readonly seq: number;
  readonly message: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly about: Pick<About, 'kind' | 'court' | 'unit' | 'office'>;
  readonly urgency: 'routine' | 'urgent';
  readonly at: number;
  readonly createdAt: number;
  readonly readAt: number | null;
}

/** Where a page ends: newest first, the id decides within an instant. */
export interface InboxCursor {
  readonly createdAt: number;
  readonly id: string;
}

export async function listNotifications(
  db: Kysely<Database>,
  accountId: string,
  page: { limit: number; after?: InboxCursor; unreadOnly?: boolean },
): Promise<Notification[]> {
  let query = db
    .selectFrom('delivery')
    .select(['id', 'matter', 'seq', 'message', 'params', 'about', 'urgency', 'at', 'created_at', 'read_at'])
    .where('account_id', '=', accountId)
    .where('channel', '=', 'in-app')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (page.unreadOnly === true) query = query.where('read_at', 'is', null);
  if (page.after) query = query.where(sql<boolean>`(created_at, id) < (${page.after.createdAt}::bigint, ${page.after.id}::uuid)`);
  return (await query.execute()).map((row) => {
    const { kind, court, unit, office } = row.about as About;
    return {
      id: row.id,
      matter: row.matter ?? '',
      seq: row.seq ?? 0,
      message: row.message,
      params: row.params,
      about: { kind, court, unit, ...(office === undefined ? {} : { office }) },
      urgency: row.urgency,
      at: row.at,
      createdAt: row.created_at,
      readAt: row.read_at,
    };
  });
}

export async function countNotifications(db: Kysely<Database>, accountId: string): Promise<{ unread: number; unreadUrgent: number }> {
  const row = await db
    .selectFrom('delivery')
    .select([sql<number>`count(*)::int`.as('unread'), sql<number>`(count(*) filter (where urgency = 'urgent'))::int`.as('unread_urgent')])
    .where('account_id', '=', accountId)
    .where('channel', '=', 'in-app')
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { unread: row.unread, unreadUrgent: row.unread_urgent };
}

/** Marks a person's own notifications as read: those named, or one and everything before it. Returns how many were unread until now. */
export async function markRead(db: Kysely<Database>, accountId: string, which: { ids: readonly string[] } | { upTo: string }, now: number): Promise<number> {
  let query = db.updateTable('delivery').set({ read_at: now }).where('account_id', '=', accountId).where('channel', '=', 'in-app').where('read_at', 'is', null);
  if ('ids' in which) {
    if (which.ids.length === 0) return 0;
    query = query.where('id', 'in', [...which.ids]);
  } else {
    query = query.where(
      sql<boolean>`(created_at, id) <= (select last.created_at, last.id from delivery as last where last.id = ${which.upTo}::uuid and last.account_id = ${accountId}::uuid and last.channel = 'in-app')`,
    );
  }
  const result = await query.executeTakeFirst();
  return Number(result.numUpdatedRows);
}
