import { type Kysely, sql } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import type { Database } from '../database';

/** Who can act on what the contact is told. */
const ROLES: readonly Role[] = ['court-officer', 'enforcement-bureau'];

/** The account that a court named to be reached round the clock; undefined when it is not one of the court's own that can act for it. */
export async function findContactAccount(db: Kysely<Database>, court: string, username: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('username', '=', username)
    .where('body', '=', court)
    .where('active', '=', true)
    .where('roles', '&&', sql<string[]>`${[...ROLES]}::text[]`)
    .executeTakeFirst();
  return row?.id;
}

/**
 * Whether something beside mail has ever reached an account: a message went out on a channel that it still has, as it is set now. Messages are kept
 * for a year, and so a test holds for no longer.
 */
export async function hasTestedChannel(db: Kysely<Database>, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('delivery_endpoint')
    .innerJoin('delivery', (join) => join.onRef('delivery.account_id', '=', 'delivery_endpoint.account_id').onRef('delivery.channel', '=', 'delivery_endpoint.channel'))
    .select('delivery.id')
    .where('delivery_endpoint.account_id', '=', accountId)
    .where('delivery.state', '=', 'sent')
    .whereRef('delivery.created_at', '>=', 'delivery_endpoint.updated_at')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
