import type { Kysely } from 'kysely';
import type { Database } from '../database';
import type { DocumentRow } from './upload';

export async function findDocuments(db: Kysely<Database>, ids: readonly string[]): Promise<DocumentRow[]> {
  return ids.length === 0 ? [] : db.selectFrom('document').selectAll().where('id', 'in', [...ids]).execute();
}
