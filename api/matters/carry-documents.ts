import type { DocumentsGiven } from '../../contract/common';
import type { Facts } from '../../matters/ledger';
import type { Principal } from '../../register/accounts/sessions';
import { findDocuments } from '../../register/documents/queries';
import { nameOf } from '../../register/documents/upload';
import { Refusal } from '../../register/errors';
import type { Words } from '../../register/matters/words';
import type { FieldError } from '../problems';
import type { Services } from '../services';

/** What an act's facts and words say of the documents that it carries; both empty when it carries none. */
export interface CarriedDocuments {
  facts: Pick<Facts, 'documents'>;
  words: Words;
}

/**
 * Looks up the documents that somebody wants an act to carry: each has to be there and uploaded by the same body. Whether another act carries
 * one already is decided when the command is committed, which attaches what its facts name.
 */
export async function carryDocuments({ db, keyRing }: Pick<Services, 'db' | 'keyRing'>, principal: Principal, given: DocumentsGiven | undefined): Promise<CarriedDocuments> {
  if (given === undefined || given.length === 0) return { facts: {}, words: {} };
  const rows = new Map((await findDocuments(db, given.map(({ document }) => document))).map((row) => [row.id, row]));
  const found = given.map(({ document, title }) => ({ title, row: rows.get(document.toLowerCase()) }));
  const errors = found.flatMap(({ row }, index): FieldError[] => (row?.body === principal.body && row.erased_at === null ? [] : [{ path: `documents.${index}.document`, code: 'unknown-document', message: '没有这一文书，或者不是本单位上传的' }]));
  if (errors.length > 0) throw new Refusal('invalid-body', { errors });
  const carried = found.flatMap(({ title, row }) => (row ? [{ title, row }] : []));
  return {
    facts: { documents: carried.map(({ row: { id, sha256, bytes, media_type } }) => ({ document: id, sha256, bytes, mediaType: media_type })) },
    words: { documents: carried.map(({ title, row }) => ({ document: row.id, title, name: nameOf(keyRing, row) })) },
  };
}
