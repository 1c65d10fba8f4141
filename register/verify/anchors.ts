import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { addDays, dayOf, type Day, startOfDayMs } from '../../domain/calendar/day';
import { canonicalJson } from '../canonical-json';
import type { Clock } from '../clock';
import type { Database } from '../database';

/** Steps that were under way at midnight are committed by then. */
const WAIT_AFTER_MIDNIGHT_MS = 10 * 60_000;
const FIRST = 'sha256:first-anchor';

export interface AnchorContent {
  matters: number;
  entries: number;
  hash: string;
}

/** A hash over the last entry that each matter had before an instant, bound to the anchor before it. */
async function computeAnchor(db: Kysely<Database>, at: number, prevHash: string): Promise<AnchorContent> {
  const heads = await db
    .selectFrom('entry')
    .distinctOn('matter')
    .select(['matter', 'seq', 'hash'])
    .where('recorded_at', '<', at)
    .orderBy('matter')
    .orderBy('seq', 'desc')
    .execute();
  const hash = createHash('sha256').update(canonicalJson([prevHash, at]));
  let entries = 0;
  for (const head of heads) {
    entries += head.seq;
    hash.update('\n').update(canonicalJson([head.matter, head.seq, head.hash]));
  }
  return { matters: heads.length, entries, hash: `sha256:${hash.digest('base64url')}` };
}

/**
 * Writes the anchor of each day that has ended and has none, in order: whoever has yesterday's anchor (it is printed in the log, to be kept
 * elsewhere) can prove that nothing of that day was changed since, not even by somebody who rewrote whole chains. Returns the days anchored.
 */
export async function writeAnchors(db: Kysely<Database>, clock: Clock): Promise<{ day: Day; hash: string }[]> {
  const now = clock.now();
  const lastDay = addDays(dayOf(now - WAIT_AFTER_MIDNIGHT_MS), -1);
  const written: { day: Day; hash: string }[] = [];
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('liandong.anchor'))`.execute(trx);
    const newest = await trx.selectFrom('anchor').selectAll().orderBy('day', 'desc').limit(1).executeTakeFirst();
    const oldest = newest ? undefined : await trx.selectFrom('entry').select('recorded_at').orderBy('recorded_at').limit(1).executeTakeFirst();
    if (!newest && !oldest) return;
    let day = newest ? addDays(newest.day, 1) : dayOf(oldest?.recorded_at ?? now);
    let prevHash = newest?.hash ?? FIRST;
    for (; day <= lastDay; day = addDays(day, 1)) {
      const at = startOfDayMs(addDays(day, 1));
      const content = await computeAnchor(trx, at, prevHash);
      await trx.insertInto('anchor').values({ day, at, ...content, prev_hash: prevHash }).execute();
      prevHash = content.hash;
      written.push({ day, hash: content.hash });
    }
  });
  return written;
}

/** The first anchor that no longer follows from the entries, or undefined. */
export async function findBrokenAnchor(db: Kysely<Database>): Promise<string | undefined> {
  let prevHash = FIRST;
  for (const anchor of await db.selectFrom('anchor').selectAll().orderBy('day').execute()) {
    const content = await computeAnchor(db, anchor.at, prevHash);
    if (anchor.prev_hash !== prevHash || content.hash !== anchor.hash) return `anchor of ${anchor.day}: the entries recorded until then are not those that were anchored`;
    prevHash = anchor.hash;
  }
  return undefined;
}
