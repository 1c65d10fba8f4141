import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** What is one account's own: how far it has read each matter, and the filters that it keeps. Nobody else is shown it. */
export const ownViews: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table matter_read (
        account uuid not null references account (id),
        matter text not null references matter (number),
        seq integer not null check (seq > 0),
        primary key (account, matter)
      )`.execute(db);
    await sql`
      create table saved_filter (
        id uuid primary key,
        account uuid not null references account (id),
        no integer not null,
        sealed jsonb not null,
        unique (account, no)
      )`.execute(db);
    await sql`grant select, insert, update on matter_read to ${sql.id(appRole)}`.execute(db);
    await sql`grant select, insert, delete on saved_filter to ${sql.id(appRole)}`.execute(db);
  },
};
