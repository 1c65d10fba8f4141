import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database';
import { Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { openJson, sealJson } from '../sealing/seal';

export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly filters: Readonly<Record<string, string>>;
}

const MOST = 30;

/** An account's own, in the order in which they were saved. */
export async function listSavedFilters(db: Kysely<Database>, keyRing: KeyRing, account: string): Promise<SavedFilter[]> {
  const rows = await db.selectFrom('saved_filter').select(['id', 'sealed']).where('account', '=', account).orderBy('no').execute();
  return rows.map(({ id, sealed }) => ({ id, ...(openJson(keyRing, sealed, contextOf(id)) as Omit<SavedFilter, 'id'>) }));
}

/** Saved under a name; one of the same name is replaced. Refusal: too-many-saved-filters. */
export async function saveFilter(db: Kysely<Database>, keyRing: KeyRing, account: string, { name, filters }: Omit<SavedFilter, 'id'>): Promise<SavedFilter> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('liandong.saved-filter'), hashtext(${account}))`.execute(trx);
    const standing = await listSavedFilters(trx, keyRing, account);
    const same = standing.find((saved) => saved.name === name);
    if (same) await removeFilter(trx, account, same.id);
    else if (standing.length >= MOST) throw new Refusal('too-many-saved-filters');
    const id = randomUUID();
    const { last } = await trx.selectFrom('saved_filter').select(({ fn }) => fn.coalesce(fn.max('no'), sql<number>`0`).as('last')).where('account', '=', account).executeTakeFirstOrThrow();
    await trx.insertInto('saved_filter').values({ id, account, no: last + 1, sealed: JSON.stringify(sealJson(keyRing, { name, filters }, contextOf(id))) }).execute();
    return { id, name, filters };
  });
}

/** Returns whether it was there. */
export async function removeFilter(db: Kysely<Database>, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('saved_filter').where('account', '=', account).where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

function contextOf(id: string): string {
  return `saved-filter:${id}`;
}
