import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Requests that are half filled in, each its officer's own; and who has been shown around the page. */
export const requestDrafts: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table request_draft (
        id uuid primary key,
        account uuid not null references account (id),
        version integer not null check (version > 0),
        kept_at bigint not null,
        sealed_content jsonb not null
      )`.execute(db);
    await sql`create index request_draft_account on request_draft (account, kept_at desc)`.execute(db);
    await sql`create index request_draft_kept on request_draft (kept_at)`.execute(db);
    await sql`grant select, insert, update, delete on request_draft to ${sql.id(appRole)}`.execute(db);
    await sql`alter table account add column toured_at bigint`.execute(db);
  },
};
