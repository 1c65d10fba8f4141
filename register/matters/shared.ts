import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database';

/** The matter that stands for a thing, by its token. */
export async function findShared(db: Kysely<Database>, token: string): Promise<string | undefined> {
  return (await db.selectFrom('shared_matter').select('matter').where('token', '=', token).executeTakeFirst())?.matter;
}

/** The same, or opened now: two steps at once wait here for each other, and both find one. Held until the step is written. */
export async function findOrOpenShared(trx: Transaction<Database>, token: string, open: () => Promise<string>): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${token}, 0))`.execute(trx);
  const known = await findShared(trx, token);
  if (known !== undefined) return known;
  const matter = await open();
  await trx.insertInto('shared_matter').values({ token, matter }).execute();
  return matter;
}
