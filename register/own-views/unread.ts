import { type Expression, type Kysely, sql, type SqlBool } from 'kysely';
import type { Database } from '../database';

/** Somebody has seen a matter up to an entry; never less than before. */
export async function markMatterRead(db: Kysely<Database>, { account, matter, seq }: { account: string; matter: string; seq: number }): Promise<void> {
  await db
    .insertInto('matter_read')
    .values({ account, matter, seq })
    .onConflict((conflict) => conflict.columns(['account', 'matter']).doUpdateSet({ seq: sql`greatest(matter_read.seq, excluded.seq)` }))
    .execute();
}

/** In a query over `matter`: somebody else than the account has written in it since the account last saw it. */
export function isUnreadBy(account: string): Expression<SqlBool> {
  const seen = sql`coalesce((select seen.seq from matter_read as seen where seen.matter = matter.number and seen.account = ${account}::uuid), 0)`;
  return sql<SqlBool>`(matter.seq > ${seen} and exists (select from entry as said where said.matter = matter.number and said.seq > ${seen} and said.actor ->> 'id' <> ${account}))`;
}

/** Which of these matters the account has not read to their end. */
export async function findUnread(db: Kysely<Database>, account: string, matters: readonly string[]): Promise<ReadonlySet<string>> {
  if (matters.length === 0) return new Set();
  const rows = await db.selectFrom('matter').select('number').where('number', 'in', [...matters]).where(isUnreadBy(account)).execute();
  return new Set(rows.map(({ number }) => number));
}
