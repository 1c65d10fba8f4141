import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

export const clockConfirmation: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table clock_confirmation (
        id bigint generated always as identity primary key,
        at bigint not null,
        confirmed_by text not null
      )`.execute(db);
    await sql`grant select, insert on clock_confirmation to ${sql.id(appRole)}`.execute(db);
  },
};
