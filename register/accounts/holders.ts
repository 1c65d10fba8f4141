import { type Kysely, sql } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import type { Database } from '../database';

/** Somebody who holds a place at a body, or at an office of it. */
export interface Holder {
  readonly account: string;
  readonly name: string;
  readonly body: string;
  readonly office: string | null;
}

/** The people who hold a place now, wherever. */
export async function listHolders(db: Kysely<Database>, role: Role): Promise<Holder[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'display_name', 'body', 'office'])
    .where('active', '=', true)
    .where('kind', '=', 'person')
    .where('roles', '@>', sql<string[]>`${[role]}::text[]`)
    .orderBy('username')
    .execute();
  return rows.flatMap(({ id, display_name, body, office }) => (body === null ? [] : [{ account: id, name: display_name, body, office }]));
}
