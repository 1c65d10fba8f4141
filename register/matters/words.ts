import { randomUUID } from 'node:crypto';
import { type Insertable, type Kysely, sql } from 'kysely';
import type { SealedReference } from '../../matters/ledger';
import type { Database } from '../database';
import type { KeyRing } from '../sealing/key-ring';
import type { SealedTable } from './tables';
import { newSalt, openJson, saltedDigest, sealJson } from '../sealing/seal';

/** Free text and personal data that belong to one entry. */
export type Words = Readonly<Record<string, unknown>>;

interface WordsToSeal {
  matter: string | null;
  /** A command's id, or a signal's key: one row each. */
  origin: string;
  words: Words;
  now: number;
}

/** The row that keeps words sealed, and the reference that the ledger keeps. */
export function prepareWords(keyRing: KeyRing, { matter, origin, words, now }: WordsToSeal): { row: Insertable<SealedTable>; reference: SealedReference } {
  const id = randomUUID();
  const salt = newSalt();
  return {
    row: { id, matter, origin, box: JSON.stringify(sealJson(keyRing, words, contextOf(id))), salt, created_at: now },
    reference: { ref: id, digest: saltedDigest(salt, words) },
  };
}

/** Seals words in a row of their own and returns the reference that the ledger keeps. One row per origin: asking again returns the first. */
export async function sealWords(db: Kysely<Database>, keyRing: KeyRing, input: WordsToSeal): Promise<SealedReference> {
  const { row, reference } = prepareWords(keyRing, input);
  const inserted = await db
    .insertInto('sealed')
    .values(row)
    .onConflict((conflict) => conflict.column('origin').doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return reference;
  const first = await db.selectFrom('sealed').selectAll().where('origin', '=', input.origin).executeTakeFirstOrThrow();
  if (!first.box) throw new Error(`the words of ${input.origin} were erased`);
  return { ref: first.id, digest: saltedDigest(first.salt, openJson(keyRing, first.box, contextOf(first.id))) };
}

/** The words behind references, by reference; erased ones are absent. */
export async function openWords(db: Kysely<Database>, keyRing: KeyRing, references: readonly SealedReference[]): Promise<Map<string, Words>> {
  return openSealed(db, keyRing, references.map(({ ref }) => ref));
}

/** The same, by id. */
export async function openSealed(db: Kysely<Database>, keyRing: KeyRing, ids: readonly string[]): Promise<Map<string, Words>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('sealed').select(['id', 'box']).where(sql<boolean>`id = any(${ids}::uuid[])`).execute();
  return new Map(rows.flatMap((row) => (row.box ? [[row.id, openJson(keyRing, row.box, contextOf(row.id)) as Words]] : [])));
}

/** A box opens only in its own row. */
function contextOf(id: string): string {
  return `words:${id}`;
}
