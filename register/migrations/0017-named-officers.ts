import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Whom the head of a party has named in a closed matter. */
export const namedOfficers: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table named_officer (
        matter text not null references matter (number),
        account uuid not null references account (id),
        named_by uuid not null references account (id),
        named_at bigint not null,
        primary key (matter, account)
      )`.execute(db);
    await sql`create index named_officer_account on named_officer (account)`.execute(db);
    await sql`grant select, insert on named_officer to ${sql.id(appRole)}`.execute(db);
  },
};
