import type { Transaction } from 'kysely';
import type { DocumentReference } from '../../matters/ledger';
import type { Database } from '../database';
import { Refusal } from '../errors';

/** A document that nothing carries yet, by whoever uploaded it; locked, so that nothing else takes it up meanwhile. Refusal: document-not-free. */
export async function lockLooseDocument(trx: Transaction<Database>, document: string, uploadedBy: string): Promise<DocumentReference> {
  const row = await trx
    .selectFrom('document')
    .select(['id', 'sha256', 'bytes', 'media_type'])
    .where('id', '=', document)
    .where('uploaded_by', '=', uploadedBy)
    .where('matter', 'is', null)
    .where('proposal', 'is', null)
    .where('paper', 'is', null)
    .where('instruction', 'is', null)
    .where('card', 'is', null)
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('document-not-free');
  return { document: row.id, sha256: row.sha256, bytes: row.bytes, mediaType: row.media_type };
}
