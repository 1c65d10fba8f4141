import { type Kysely, sql } from 'kysely';
import type { Database } from '../database';

/** Something was written in a matter, or said of it within a body; `key` tells one such from all others. */
export interface Change {
  readonly key: string;
  readonly matter: string;
  /** On the clock of the law. */
  readonly at: number;
}

/** From an instant on, it included, oldest first; both are found by index. */
export async function changesSince(db: Kysely<Database>, since: number, limit: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select key, matter, at from (
      (select matter || ' ' || seq as key, matter, recorded_at as at from entry where recorded_at >= ${since} order by recorded_at limit ${limit})
      union all
      (select id::text as key, matter, at from assignment where at >= ${since} order by at limit ${limit})
    ) as change order by at limit ${limit}`.execute(db);
  return rows;
}

/** Who finds each of these matters in the lists. */
export async function readerKeysOfMatters(db: Kysely<Database>, numbers: readonly string[]): Promise<{ number: string; readerKeys: readonly string[] }[]> {
  if (numbers.length === 0) return [];
  const rows = await db.selectFrom('matter').select(['number', 'reader_keys']).where('number', 'in', [...numbers]).execute();
  return rows.map(({ number, reader_keys }) => ({ number, readerKeys: reader_keys }));
}
