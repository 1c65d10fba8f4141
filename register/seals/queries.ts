import type { Kysely } from 'kysely';
import type { Database } from '../database';

/** A seal that waits, with the request whose court is still to be told so in a paper of its own. */
export interface WaitingSeal {
  queue: string;
  no: number;
  request: string;
  place: number;
}

/** Those for which no 轮候查封告知书 has been written yet. */
export async function findUnwrittenNotices(db: Kysely<Database>): Promise<WaitingSeal[]> {
  const rows = await db
    .selectFrom('queued_seal')
    .select(['queue', 'no', 'request', 'place'])
    .where('state', '=', 'waiting')
    .where('request', 'is not', null)
    .where((where) => where.not(where.exists(where.selectFrom('paper').select('paper.id').whereRef('paper.matter', '=', 'queued_seal.request').where('paper.paper', '=', 'waiting-seal-notice').where('versions', '>', 0))))
    .orderBy('queue')
    .orderBy('no')
    .limit(100)
    .execute();
  return rows.flatMap(({ request, place, ...row }) => (request === null || place === null ? [] : [{ ...row, request, place }]));
}
