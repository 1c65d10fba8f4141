import { type Kysely, sql } from 'kysely';
import type { Database } from '../database';

/** A paper that was written from erased words goes with them: its file's name, what was added to it, and why. Its number stays. Returns whose files are to be removed. */
export async function erasePapersMadeFrom(trx: Kysely<Database>, reference: string, now: number): Promise<string[]> {
  const versions = await trx.selectFrom('paper_version').select(['paper', 'version', 'document']).where(sql<boolean>`made_from @> array[${reference}::uuid]`).execute();
  if (versions.length === 0) return [];
  const documents = versions.map(({ document }) => document);
  await trx.updateTable('sealed').set({ box: null, erased_at: now }).where('origin', 'in', documents.map((document) => `paper:${document}`)).where('erased_at', 'is', null).execute();
  // Unsalted hashes of what was added, by which a guess could be tried.
  await trx.updateTable('paper').set({ body_hash: 'erased' }).where('id', 'in', versions.map(({ paper }) => paper)).execute();
  await trx.updateTable('paper_version').set({ body_hash: 'erased' }).where('document', 'in', documents).execute();
  const erased = await trx.updateTable('document').set({ sealed_name: null, erased_at: now }).where('id', 'in', documents).where('erased_at', 'is', null).returning('id').execute();
  return erased.map(({ id }) => id);
}
