import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { dayOf, yearOf } from '../../domain/calendar/day';
import { getOfficialPaper, type OfficialPaperId, paperNumber } from '../../domain/catalogue/official-papers';
import { stampInstant } from '../clock';
import type { Database } from '../database';
import { Refusal } from '../errors';
import { hashBody, type RegisterDeps } from '../matters/commands';
import type { PaperTable } from './tables';

export type PaperRow = Selectable<PaperTable>;

/** Who asked for a paper, with which key: the same with the same body is the same paper, for ever. */
export interface PaperKey {
  account: string;
  key: string;
  body: unknown;
}

export interface NewPaper {
  matter: string;
  paper: OfficialPaperId;
  issuer: { id: string; name: string };
  key: PaperKey;
}

/**
 * Enters a paper in the registry under the next number of its row. Paper and number come in one short transaction, before the paper is written: none
 * is drawn twice, none is left out, and nobody waits while another's is drawn on paper. Refusals: paper-made-already, idempotency-key-reused.
 */
export async function drawPaperNumber(deps: Pick<RegisterDeps, 'db' | 'clock'>, given: NewPaper): Promise<PaperRow> {
  const known = await findDrawn(deps.db, given.key);
  return known ?? deps.db.transaction().execute(async (trx) => insertPaper(trx, deps, given)).catch(async (error: unknown) => {
    // Another of the same key was faster.
    const drawn = error instanceof Refusal && error.code === 'paper-made-already' ? await findDrawn(deps.db, given.key) : undefined;
    if (drawn) return drawn;
    throw error;
  });
}

async function insertPaper(trx: Transaction<Database>, { clock }: Pick<RegisterDeps, 'clock'>, { matter, paper, issuer, key }: NewPaper): Promise<PaperRow> {
  const { letters, oncePerMatter } = getOfficialPaper(paper);
  const now = await stampInstant(clock, trx);
  const year = yearOf(dayOf(now));
  const { last } = await trx
    .insertInto('paper_counter')
    .values({ issuer: issuer.id, letters, year, last: 1 })
    .onConflict((conflict) => conflict.columns(['issuer', 'letters', 'year']).doUpdateSet((row) => ({ last: row('paper_counter.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow();
  const row = await trx
    .insertInto('paper')
    .values({ id: randomUUID(), matter, paper, issuer: issuer.id, letters, year, no: last, number: paperNumber({ letters }, issuer, year, last), once_per_matter: oncePerMatter, made_by: key.account, idempotency_key: key.key, body_hash: hashBody(key.body), drawn_at: now })
    // On whichever of its unique columns two at once meet first; the number goes back with the transaction.
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Refusal('paper-made-already');
  return row;
}

async function findDrawn(db: Kysely<Database>, { account, key, body }: PaperKey): Promise<PaperRow | undefined> {
  const row = await db.selectFrom('paper').selectAll().where('made_by', '=', account).where('idempotency_key', '=', key).executeTakeFirst();
  if (row && row.body_hash !== hashBody(body)) throw new Refusal('idempotency-key-reused');
  return row;
}
