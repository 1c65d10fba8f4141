import { type Kysely, type Selectable, sql, type SqlBool } from 'kysely';
import type { NoticeKind } from '../../domain/catalogue/notices';
import type { Database } from '../database';
import type { QueuedSealTable } from '../seals/tables';
import type { PublicNoticeTable } from './tables';

/** A notice with what the column shows beside it. */
export type PublicNoticeRow = Selectable<PublicNoticeTable> & {
  /** Of a freeze: when the unfreezing was published. */
  lifted_at: number | null;
  /** Of a freeze in a queue: where it stands there. */
  queued: QueuedFreeze | null;
};

type QueuedFreeze = Pick<Selectable<QueuedSealTable>, 'state' | 'since_at' | 'until_on'>;

export interface NoticeFilter {
  kind?: NoticeKind;
  court?: string;
  assetToken?: string;
}

/** Where the last page ended. */
export type NoticeCursor = readonly [publishedAt: number, id: string];

/** The public column, newest first. */
export async function listNotices(db: Kysely<Database>, filter: NoticeFilter, page: { limit: number; after?: NoticeCursor }): Promise<PublicNoticeRow[]> {
  let query = db.selectFrom('public_notice').selectAll().orderBy('published_at', 'desc').orderBy('id', 'desc').limit(page.limit);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.court !== undefined) query = query.where('court', '=', filter.court);
  if (filter.assetToken !== undefined) {
    // What the column no longer says, it does not confirm to whoever guesses the company either.
    const isShown = sql<SqlBool>`not exists (select from sealed where sealed.id = public_notice.words and sealed.erased_at is not null)`;
    query = query.where(sql<SqlBool>`assets @> array[${filter.assetToken}]::text[]`).where('state', '=', 'published').where(isShown);
  }
  if (page.after) query = query.where(sql<SqlBool>`(published_at, id) < (${page.after[0]}, ${page.after[1]}::uuid)`);
  return withTheRest(db, await query.execute());
}

export async function findNotice(db: Kysely<Database>, id: string): Promise<PublicNoticeRow | undefined> {
  const rows = await db.selectFrom('public_notice').selectAll().where('id', '=', id).execute();
  return (await withTheRest(db, rows))[0];
}

export function cursorOfNotice({ published_at, id }: PublicNoticeRow): NoticeCursor {
  return [published_at, id];
}

/** What the column shows beside a notice is looked up for those of the page alone. */
async function withTheRest(db: Kysely<Database>, rows: readonly Selectable<PublicNoticeTable>[]): Promise<PublicNoticeRow[]> {
  if (rows.length === 0) return [];
  const freezes = rows.filter(({ kind }) => kind === 'freeze');
  const [unfreezings, queued] = await Promise.all([unfreezingsOf(db, freezes), queuedFreezes(db, freezes)]);
  return rows.map((row) => ({ ...row, lifted_at: row.kind === 'freeze' ? liftedAt(row, unfreezings) : null, queued: (row.kind === 'freeze' && queued.get(row.matter)) || null }));
}

/** By request. One that was found in another queue than its court said has left the first as not booked. */
async function queuedFreezes(db: Kysely<Database>, freezes: readonly Selectable<PublicNoticeTable>[]): Promise<ReadonlyMap<string, QueuedFreeze>> {
  if (freezes.length === 0) return new Map();
  const requests = [...new Set(freezes.map(({ matter }) => matter))];
  const rows = await db.selectFrom('queued_seal').select(['request', 'state', 'since_at', 'until_on']).where('request', 'in', requests).orderBy(sql`state <> 'not-booked'`).orderBy('no').execute();
  return new Map(rows.map(({ request, ...standing }) => [request ?? '', standing]));
}

type Unfreezing = Pick<Selectable<PublicNoticeTable>, 'of_matter' | 'court' | 'case_number' | 'assets' | 'published_at'>;

async function unfreezingsOf(db: Kysely<Database>, freezes: readonly Selectable<PublicNoticeTable>[]): Promise<Unfreezing[]> {
  if (freezes.length === 0) return [];
  const published = () => db.selectFrom('public_notice').select(['of_matter', 'court', 'case_number', 'assets', 'published_at']).where('kind', '=', 'unfreeze').where('state', '=', 'published');
  const named = published().where(sql<SqlBool>`of_matter = any(${freezes.map(({ matter }) => matter)}::text[])`);
  const unnamed = published().where('of_matter', 'is', null).where(sql<SqlBool>`case_number = any(${freezes.map(({ case_number }) => case_number)}::text[])`);
  return named.unionAll(unnamed).orderBy('published_at').execute();
}

/** A freeze is over when an unfreezing was published that names its request, or that is of the same court, case and company and came later. */
function liftedAt({ matter, court, case_number, assets, published_at }: Selectable<PublicNoticeTable>, unfreezings: readonly Unfreezing[]): number | null {
  const first = unfreezings.find((lift) => lift.of_matter === matter || (lift.of_matter === null && lift.court === court && lift.case_number === case_number && lift.published_at >= published_at && lift.assets.some((token) => assets.includes(token))));
  return first?.published_at ?? null;
}
