import { Refusal } from '../errors';
import { checkedContent } from './open-document';
import { type DocumentRow, nameOf, storeDocument, type UploadDeps } from './upload';

export interface Copying {
  /** Whose document it is, and whose the copy will be. */
  readonly account: string;
  readonly body: string;
  readonly document: string;
  readonly idempotencyKey: string;
}

/**
 * The same file once more, as a document of its own: an act carries each document once, and what goes to several units goes to each.
 * Only of what nothing carries yet, by whoever uploaded it. The same key gives the same copy. Refusal: document-not-free.
 */
export async function copyDocument(deps: UploadDeps, { account, body, document, idempotencyKey }: Copying): Promise<DocumentRow> {
  const { db, keyRing, documentFiles } = deps;
  const [source, copied] = [
    await db
      .selectFrom('document')
      .selectAll()
      .where('id', '=', document)
      .where('uploaded_by', '=', account)
      .where('body', '=', body)
      .where('matter', 'is', null)
      .where('proposal', 'is', null)
      .where('paper', 'is', null)
      .where('instruction', 'is', null)
      .where('card', 'is', null)
      .executeTakeFirst(),
    await db.selectFrom('document').selectAll().where('uploaded_by', '=', account).where('idempotency_key', '=', idempotencyKey).executeTakeFirst(),
  ];
  const name = source && nameOf(keyRing, source);
  if (!source || !name) throw new Refusal('document-not-free');
  if (copied?.sha256 === source.sha256) return copied;
  const { id, sha256, bytes, media_type: mediaType } = source;
  return storeDocument(deps, { uploadedBy: account, body, idempotencyKey, name, mediaType, content: checkedContent(documentFiles, { document: id, sha256, bytes, mediaType }) });
}
