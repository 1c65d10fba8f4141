import type { Kysely } from 'kysely';
import type { DocumentReference } from '../../matters/ledger';
import type { Database } from '../database';
import { findDocuments } from '../documents/queries';
import type { DocumentRow } from '../documents/upload';
import type { PaperRow } from './draw-number';
import type { PaperVersionRow } from './keep-version';

export interface PaperWithVersions {
  row: PaperRow;
  /** Oldest first. */
  versions: readonly { version: PaperVersionRow; document: DocumentRow }[];
}

/** What one body or office had written in a matter, in the order in which the numbers were drawn. */
export async function listPapers(db: Kysely<Database>, { matter, issuer }: { matter: string; issuer: string }): Promise<PaperWithVersions[]> {
  const rows = await db.selectFrom('paper').selectAll().where('matter', '=', matter).where('issuer', '=', issuer).orderBy('drawn_at').orderBy('letters').orderBy('no').execute();
  if (rows.length === 0) return [];
  const versions = await db.selectFrom('paper_version').selectAll().where('paper', 'in', rows.map(({ id }) => id)).orderBy('version').execute();
  const documents = new Map((await findDocuments(db, versions.map(({ document }) => document))).map((row) => [row.id, row]));
  return rows.map((row) => ({
    row,
    versions: versions.flatMap((version) => {
      const document = documents.get(version.document);
      return version.paper === row.id && document ? [{ version, document }] : [];
    }),
  }));
}

/** A paper of that kind, matter and issuer. */
export async function findPaper(db: Kysely<Database>, { id, matter, issuer, paper }: Pick<PaperRow, 'id' | 'matter' | 'issuer' | 'paper'>): Promise<PaperRow | undefined> {
  return db.selectFrom('paper').selectAll().where('id', '=', id).where('matter', '=', matter).where('issuer', '=', issuer).where('paper', '=', paper).executeTakeFirst();
}

/** A document of a matter that is a version of a paper of that issuer. */
export async function findPaperDocument(db: Kysely<Database>, { matter, issuer, document }: { matter: string; issuer: string; document: string }): Promise<{ paper: PaperRow; reference: DocumentReference } | undefined> {
  const [row] = await findDocuments(db, [document]);
  if (!row || row.paper === null) return undefined;
  const paper = await db.selectFrom('paper').selectAll().where('id', '=', row.paper).where('matter', '=', matter).where('issuer', '=', issuer).executeTakeFirst();
  return paper && { paper, reference: { document: row.id, sha256: row.sha256, bytes: row.bytes, mediaType: row.media_type } };
}
