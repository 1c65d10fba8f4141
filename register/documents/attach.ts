import type { Kysely } from 'kysely';
import type { Facts } from '../../matters/ledger';
import type { Database } from '../database';
import { Refusal } from '../errors';

/** The documents that an act carries, as its facts name them. */
export function documentsIn(facts: Facts): string[] {
  return (facts.documents ?? []).map(({ document }) => document);
}

/**
 * Binds documents to the act that carries them, in the transaction that commits it: from now on they belong to that entry of that matter and
 * to no other. Refusal: document-not-free.
 */
export async function attachDocuments(trx: Kysely<Database>, documents: readonly string[], { matter, entry }: { matter: string; entry: string }): Promise<void> {
  if (documents.length === 0) return;
  const attached = await trx
    .updateTable('document')
    .set({ matter, attached_entry: entry })
    .where('id', 'in', [...documents])
    .where('matter', 'is', null)
    .where('proposal', 'is', null)
    .where('instruction', 'is', null)
    .where('card', 'is', null)
    .where('paper', 'is', null)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (Number(attached.numUpdatedRows) !== documents.length) throw new Refusal('document-not-free');
}

/** Takes away what the documents of an entry were called; their files are to follow. Returns which. */
export async function eraseDocuments(trx: Kysely<Database>, entry: string, now: number): Promise<string[]> {
  const erased = await trx
    .updateTable('document')
    .set({ sealed_name: null, erased_at: now })
    .where('attached_entry', '=', entry)
    .where('erased_at', 'is', null)
    .returning('id')
    .execute();
  return erased.map(({ id }) => id);
}

/** The act was refused: what it carried is free for another. */
export async function releaseDocuments(trx: Kysely<Database>, entry: string): Promise<void> {
  await trx.updateTable('document').set({ matter: null, attached_entry: null }).where('attached_entry', '=', entry).execute();
}
