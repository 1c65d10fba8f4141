import { type Kysely, sql } from 'kysely';
import type { Database } from '../database';
import { type DocumentsToVerify, whatIsWrong } from './documents';

/** The first gap in a row of numbers, or version that is not there as it was kept; undefined where all is whole. */
export async function findWrongPaper(db: Kysely<Database>, documents: DocumentsToVerify | undefined): Promise<string | undefined> {
  const rows = await db
    .selectFrom('paper_counter as row')
    .leftJoin('paper', (join) => join.onRef('paper.issuer', '=', 'row.issuer').onRef('paper.letters', '=', 'row.letters').onRef('paper.year', '=', 'row.year'))
    .select(['row.issuer', 'row.letters', 'row.year', 'row.last'])
    .select((select) => [select.fn.count<number>('paper.no').as('count'), sql<number>`coalesce(max(paper.no), 0)`.as('highest')])
    .groupBy(['row.issuer', 'row.letters', 'row.year', 'row.last'])
    .orderBy('row.issuer')
    .execute();
  const gap = rows.find(({ last, count, highest }) => count !== last || highest !== last);
  if (gap) return `papers of ${gap.issuer} (${gap.letters}〔${gap.year}〕): ${gap.last} numbers were drawn, ${gap.count} papers are there`;
  return documents && findWrongVersion(db, documents);
}

async function findWrongVersion(db: Kysely<Database>, { files, contents }: DocumentsToVerify): Promise<string | undefined> {
  const papers = await db.selectFrom('paper').select(['id', 'number', 'versions']).orderBy('drawn_at').execute();
  for (const { id, number, versions } of papers) {
    const rows = await db.selectFrom('paper_version').innerJoin('document', 'document.id', 'paper_version.document').selectAll('document').where('paper_version.paper', '=', id).execute();
    if (rows.length < versions) return `paper ${number}: ${versions} versions were made, ${rows.length} are there`;
    for (const row of rows) {
      const wrong = await whatIsWrong(files, row, { document: row.id, sha256: row.sha256, bytes: row.bytes, mediaType: row.media_type }, contents);
      if (wrong) return `paper ${number}: document ${row.id} ${wrong}`;
    }
  }
  return undefined;
}
