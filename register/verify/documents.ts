import type { Kysely } from 'kysely';
import type { DocumentReference, Entry } from '../../matters/ledger';
import type { Database } from '../database';
import type { DocumentFiles } from '../documents/files';
import { checkedContent } from '../documents/open-document';
import { findDocuments } from '../documents/queries';
import type { DocumentRow } from '../documents/upload';
import { BrokenSeal, sealedLength } from '../sealing/seal-stream';

export interface DocumentsToVerify {
  readonly files: DocumentFiles;
  /** Whether every file is read and held against its hash, not only looked for. */
  readonly contents: boolean;
}

/** The first document that a ledger names and that is not there as it was carried, or undefined. What was erased need not be. */
export async function findWrongDocument(db: Kysely<Database>, { files, contents }: DocumentsToVerify, number: string, ledger: readonly Entry[]): Promise<string | undefined> {
  const carried = ledger.flatMap(({ seq, facts }) => (facts.documents ?? []).map((reference) => ({ seq, reference })));
  const rows = new Map((await findDocuments(db, carried.map(({ reference }) => reference.document))).map((row) => [row.id, row]));
  for (const { seq, reference } of carried) {
    const row = rows.get(reference.document);
    const wrong = row === undefined ? 'is gone without having been erased' : await whatIsWrong(files, row, reference, contents);
    if (wrong) return `${number} entry ${seq}: document ${reference.document} ${wrong}`;
  }
  return undefined;
}

/** What is wrong with one document's file, or undefined. */
export async function whatIsWrong(files: DocumentFiles, row: DocumentRow, reference: DocumentReference, contents: boolean): Promise<string | undefined> {
  if (row.sha256 !== reference.sha256 || row.bytes !== reference.bytes || row.media_type !== reference.mediaType) return 'is described otherwise than the entry says';
  if (row.erased_at !== null) return undefined;
  const length = await files.lengthOf(row.id);
  if (length === undefined) return `has no file in ${files.folder}`;
  if (length !== sealedLength(row.bytes)) return 'has a file of another length';
  return contents && !(await isWhole(files, reference)) ? 'has a file that was changed' : undefined;
}

async function isWhole(files: DocumentFiles, reference: DocumentReference): Promise<boolean> {
  const parts = checkedContent(files, reference);
  try {
    while ((await parts.next()).done !== true);
    return true;
  } catch (error) {
    if (error instanceof BrokenSeal) return false;
    throw error;
  }
}
