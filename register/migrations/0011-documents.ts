import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

export const documents: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table document (
        id uuid primary key,
        uploaded_by uuid not null references account (id),
        idempotency_key text not null,
        body text not null,
        uploaded_at bigint not null,
        sha256 text not null,
        bytes bigint not null,
        media_type text not null,
        sealed_name jsonb,
        scanned boolean not null,
        matter text references matter (number),
        attached_entry text,
        erased_at bigint,
        unique (uploaded_by, idempotency_key),
        check ((matter is null) = (attached_entry is null)),
        check ((sealed_name is null) = (erased_at is not null))
      )`.execute(db);
    await sql`create index document_loose on document (uploaded_at) where matter is null`.execute(db);
    await sql`create index document_entry on document (attached_entry) where attached_entry is not null`.execute(db);
    await sql`grant select, insert, update, delete on document to ${sql.id(appRole)}`.execute(db);
  },
};
