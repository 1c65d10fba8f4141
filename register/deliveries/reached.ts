import type { Kysely } from 'kysely';
import type { Audience } from '../../domain/deadlines/ladder';
import type { Database } from '../database';

/** Whether somebody in an audience was told of a matter's opening: whether anybody holds that place at all. */
export async function isAudienceReached(db: Kysely<Database>, matter: string, audience: Audience): Promise<boolean> {
  const row = await db.selectFrom('delivery').select('id').where('matter', '=', matter).where('seq', '=', 1).where('audience', '=', audience).where('state', '=', 'no-recipient').executeTakeFirst();
  return row === undefined;
}
