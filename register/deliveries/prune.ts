import { type Kysely, sql } from 'kysely';
import type { Database } from '../database';

const DAY_MS = 86_400_000;
const AT_ONCE = 1_000;

/**
 * Takes away messages that were delivered, or gave way to a later one, more than so many days ago. What has not left stays, however old: it may
 * still leave, give way, or be put right by the operator. Telephone calls stay too: they are a record. Returns how many went.
 */
export async function pruneDeliveries(db: Kysely<Database>, { now, keepDays, atOnce = AT_ONCE }: { now: number; keepDays: number; atOnce?: number }): Promise<number> {
  let pruned = 0;
  for (;;) {
    const went = await pruneSome(db, now - keepDays * DAY_MS, atOnce);
    pruned += went;
    if (went === 0) return pruned;
  }
}

/** In small statements, so that nobody who is told meanwhile waits. A digest goes once nothing it carried is left. */
async function pruneSome(db: Kysely<Database>, before: number, atOnce: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from delivery where id in (
      select old.id from delivery as old
      where old.created_at < ${before}::bigint
        and old.state in ('sent', 'superseded', 'resolved')
        and old.channel <> 'telephone'
        and not exists (select from delivery as carried where carried.digest_id = old.id)
      order by old.created_at
      limit ${atOnce}
      for update skip locked
    )`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
