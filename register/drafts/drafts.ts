import type { Kysely, Selectable } from 'kysely';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { canonicalJson } from '../canonical-json';
import { Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { openJson, sealJson } from '../sealing/seal';
import type { RequestDraftTable } from './tables';

const DAY_MS = 24 * 3_600_000;
/** A debtor's name is nothing to keep for a request that nobody makes. */
const KEPT_DAYS = 30;
const MOST_DRAFTS = 20;

export type DraftContent = Readonly<Record<string, unknown>>;

export interface Draft {
  readonly id: string;
  readonly version: number;
  /** Real time, epoch ms. */
  readonly keptAt: number;
  readonly content: DraftContent;
}

export interface DraftDeps {
  readonly db: Kysely<Database>;
  readonly keyRing: KeyRing;
  readonly wallClock: Clock;
}

/** An account's own drafts, the latest first; nobody else's. */
export async function listDrafts({ db, keyRing }: Pick<DraftDeps, 'db' | 'keyRing'>, account: string): Promise<Draft[]> {
  const rows = await db.selectFrom('request_draft').selectAll().where('account', '=', account).orderBy('kept_at', 'desc').orderBy('id').execute();
  return rows.map((row) => draftOf(keyRing, row));
}

/**
 * Keeps a draft in place of the version it was made from; 0: it is new. The same content again changes nothing.
 * Refusals: draft-changed (another browser kept it meanwhile, or threw it away), too-many-drafts.
 */
export async function keepDraft({ db, keyRing, wallClock }: DraftDeps, account: string, { id, version, content }: Omit<Draft, 'keptAt'>): Promise<Draft> {
  const sealed = JSON.stringify(sealJson(keyRing, content, contextOf(id, account)));
  const keptAt = wallClock.now();
  const row =
    version === 0
      ? await db.transaction().execute(async (trx) => {
          await trx.selectFrom('account').select('id').where('id', '=', account).forUpdate().executeTakeFirstOrThrow();
          const { kept } = await trx.selectFrom('request_draft').select((count) => count.fn.countAll<number>().as('kept')).where('account', '=', account).where('id', '!=', id).executeTakeFirstOrThrow();
          if (kept >= MOST_DRAFTS) throw new Refusal('too-many-drafts');
          return trx.insertInto('request_draft').values({ id, account, version: 1, kept_at: keptAt, sealed_content: sealed }).onConflict((conflict) => conflict.column('id').doNothing()).returningAll().executeTakeFirst();
        })
      : await db.updateTable('request_draft').set({ version: version + 1, kept_at: keptAt, sealed_content: sealed }).where('id', '=', id).where('account', '=', account).where('version', '=', version).returningAll().executeTakeFirst();
  return row ? draftOf(keyRing, row) : keptBefore({ db, keyRing }, account, { id, version, content });
}

/** The answer was lost on the way, and the same came again. */
async function keptBefore({ db, keyRing }: Pick<DraftDeps, 'db' | 'keyRing'>, account: string, { id, version, content }: Omit<Draft, 'keptAt'>): Promise<Draft> {
  const row = await db.selectFrom('request_draft').selectAll().where('id', '=', id).where('account', '=', account).where('version', '=', version + 1).executeTakeFirst();
  const kept = row && draftOf(keyRing, row);
  if (!kept || canonicalJson(kept.content) !== canonicalJson(content)) throw new Refusal('draft-changed');
  return kept;
}

/** Thrown away, or made a request of; one that is not there is thrown away already. */
export async function throwDraftAway({ db }: Pick<DraftDeps, 'db'>, account: string, id: string): Promise<void> {
  await db.deleteFrom('request_draft').where('id', '=', id).where('account', '=', account).execute();
}

/** Removes what nobody has touched for thirty days. Returns how many went. */
export async function sweepDrafts({ db, wallClock }: Pick<DraftDeps, 'db' | 'wallClock'>): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('request_draft').where('kept_at', '<', wallClock.now() - KEPT_DAYS * DAY_MS).executeTakeFirst();
  return Number(numDeletedRows);
}

function draftOf(keyRing: KeyRing, { id, account, version, kept_at, sealed_content }: Selectable<RequestDraftTable>): Draft {
  return { id, version, keptAt: kept_at, content: openJson(keyRing, sealed_content, contextOf(id, account)) as DraftContent };
}

function contextOf(id: string, account: string): string {
  return `request-draft:${id}:${account}`;
}
