import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** A document is carried by an act of a matter, or is the notice from which a calendar year was entered. */
export const noticeFiles: RegisterMigration = {
  async up(db) {
    await sql`alter table document add column proposal uuid references calendar_proposal (id), add check (matter is null or proposal is null)`.execute(db);
    await sql`create index document_proposal on document (proposal) where proposal is not null`.execute(db);
  },
};
