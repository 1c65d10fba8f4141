import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { InvalidInput } from '../../domain/invalid-input';
import { recordAudit, THE_PROGRAM } from '../accounts/audit';
import type { Database } from '../database';
import { eraseDocuments } from '../documents/attach';
import type { RegisterDeps } from './commands';
import { erasePapersMadeFrom } from '../official-papers/erase';
import type { KeyRing } from '../sealing/key-ring';
import { sealWords } from './words';

/** A body hash that no body has: the key of an erased command is never taken for a repetition. */
const ERASED_BODY = 'erased';
const OPENING = 1;

interface Order {
  matter: string;
  /** Kept sealed, like every reason about people. */
  reason: string;
  /** The account at the machine from which it was ordered. */
  orderedBy: string;
}

export interface Erasure extends Order {
  seq: number;
}

export interface Erased {
  /** When they were erased, if they were before. */
  erasedBefore?: number;
  /** Whose files are to be removed. */
  documents: string[];
}

/**
 * Erases the sealed words of one entry, and what its documents are called, for good; their files are the caller's to remove. The entry, its digest and the chain stay as they are: what was said is gone, that something
 * was said is not. With an opening's words goes the blind index by which its people were found, here and in the matters that took it over from this one.
 */
export async function eraseWords({ db, keyRing, clock }: RegisterDeps, { matter, seq, reason, orderedBy }: Erasure): Promise<Erased> {
  return db.transaction().execute(async (trx) => {
    const entry = await trx.selectFrom('entry').select(['key', 'facts']).where('matter', '=', matter).where('seq', '=', seq).executeTakeFirst();
    if (!entry) throw new InvalidInput(`there is no entry ${seq} in matter ${matter}`, 'SEQ');
    const reference = entry.facts.words;
    if (!reference) throw new InvalidInput(`entry ${seq} of ${matter} has no words`, 'SEQ');
    const row = await trx.selectFrom('sealed').select(['id', 'erased_at']).where('id', '=', reference.ref).forUpdate().executeTakeFirst();
    if (!row) throw new InvalidInput(`the words of entry ${seq} of ${matter} are gone without having been erased`, 'SEQ');
    if (row.erased_at !== null) return { erasedBefore: row.erased_at, documents: [] };

    const now = clock.now();
    await trx.updateTable('sealed').set({ box: null, erased_at: now }).where('id', '=', row.id).execute();
    // An unsalted hash of what was said, by which a guess could be tried.
    await trx.updateTable('command').set({ body_hash: ERASED_BODY }).where('matter', '=', matter).where(sql<string>`id::text`, '=', entry.key).execute();
    if (seq === OPENING) await erasePeople(trx, matter);
    const documents = [...(await eraseDocuments(trx, entry.key, now)), ...(await erasePapersMadeFrom(trx, row.id, now))];
    await recordErasure(trx, keyRing, { order: { matter, reason, orderedBy }, now, what: { seq } });
    return { documents };
  });
}

/** Whom a matter was about is what matters that it opened were told of theirs (`register/matters/linked.ts`), and those that these opened. */
async function erasePeople(trx: Transaction<Database>, matter: string): Promise<void> {
  const line = await lockLine(trx, matter);
  const tokens = await trx.deleteFrom('matter_person').where('matter', '=', matter).returning('token').execute();
  if (tokens.length === 0) return;
  await trx
    .deleteFrom('matter_person')
    .where('matter', 'in', line)
    .where('token', 'in', tokens.map(({ token }) => token))
    .execute();
}

/** A matter and all that it opened, directly or not, locked: what is locked opens nothing more, so that none comes to the line behind the back of whoever reads it. */
async function lockLine(trx: Transaction<Database>, matter: string): Promise<string[]> {
  for (let locked: string[] = []; ; ) {
    const { rows } = await sql<{ number: string }>`
      with recursive line(number) as (
        select ${matter}::text
        union
        select entry.matter from entry join line on entry.facts -> 'origin' ->> 'matter' = line.number where entry.seq = ${OPENING}
      )
      select number from line order by number`.execute(trx);
    const line = rows.map(({ number }) => number);
    if (line.every((number) => locked.includes(number))) return line;
    await trx.selectFrom('matter').select('number').where('number', 'in', line).orderBy('number').forUpdate().execute();
    locked = line;
  }
}

/** Erases what was noted of telephone calls about a matter, for good: whom was reached, what was said. Who called, and when, stays. Returns of how many; where none is left it changes nothing. */
export async function eraseCalls({ db, keyRing, clock }: RegisterDeps, order: Order): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { matter } = order;
    await requireMatter(trx, matter);
    const erased = await trx.updateTable('delivery').set({ sealed_note: null }).where('matter', '=', matter).where('channel', '=', 'telephone').where('sealed_note', 'is not', null).returning('id').execute();
    if (erased.length > 0) await recordErasure(trx, keyRing, { order, now: clock.now(), what: { calls: erased.length } });
    return erased.length;
  });
}

async function requireMatter(trx: Transaction<Database>, matter: string): Promise<void> {
  if (!(await trx.selectFrom('matter').select('number').where('number', '=', matter).executeTakeFirst())) throw new InvalidInput(`there is no matter ${matter}`, 'MATTER');
}

/** Erases the notes with which a matter was shared out within its bodies, for good; who had it from when on stays. Returns how many; where none is left it changes nothing. */
export async function eraseNotes({ db, keyRing, clock }: RegisterDeps, order: Order): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { matter } = order;
    await requireMatter(trx, matter);
    const noted = await trx
      .selectFrom('assignment')
      .innerJoin('sealed', 'sealed.id', 'assignment.note')
      .select(['assignment.id', 'sealed.id as note'])
      .where('assignment.matter', '=', matter)
      .where('sealed.erased_at', 'is', null)
      .forUpdate('sealed')
      .execute();
    if (noted.length === 0) return 0;
    const now = clock.now();
    await trx.updateTable('sealed').set({ box: null, erased_at: now }).where('id', 'in', noted.map(({ note }) => note)).execute();
    await trx.updateTable('assignment').set({ body_hash: ERASED_BODY }).where('id', 'in', noted.map(({ id }) => id)).execute();
    await recordErasure(trx, keyRing, { order, now, what: { notes: noted.length } });
    return noted.length;
  });
}

async function recordErasure(trx: Transaction<Database>, keyRing: KeyRing, { order: { matter, ...words }, now, what }: { order: Order; now: number; what: Readonly<Record<string, number>> }): Promise<void> {
  const kept = await sealWords(trx, keyRing, { matter, origin: `erasure:${randomUUID()}`, words: { ...words }, now });
  await recordAudit(trx, { at: now, actor: THE_PROGRAM, action: 'words-erased', details: { matter, ...what, reason: kept.ref } });
  await trx.insertInto('operator_notice').values({ at: now, code: 'words-erased', matter, details: JSON.stringify(what) }).execute();
}

/** Words that came with a signal are sealed before anybody decides on it. Long enough for every queue to have moved. */
const LOST_AFTER_MS = 30 * 86_400_000;

/** Takes away words of signals that never came into a ledger: the run they were brought to was ended in between. Returns how many. */
export async function sweepLostWords(db: Kysely<Database>, now: number): Promise<number> {
  const swept = await db
    .deleteFrom('sealed')
    .where('created_at', '<', now - LOST_AFTER_MS)
    // A signal's origin is its matter and its number there; a command's is its id.
    .where('origin', 'like', '%/%')
    .where((where) =>
      where.not(where.exists(where.selectFrom('entry').select('seq').whereRef('entry.matter', '=', 'sealed.matter').where(sql<boolean>`entry.facts -> 'words' ->> 'ref' = sealed.id::text`))),
    )
    .executeTakeFirst();
  return Number(swept.numDeletedRows);
}
