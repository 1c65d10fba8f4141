import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

export const settings: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table settings_version (
        version integer primary key check (version > 0),
        set_at bigint not null,
        set_by uuid not null references account (id),
        settings jsonb not null
      )`.execute(db);
    await sql`grant select, insert on settings_version to ${sql.id(appRole)}`.execute(db);
  },
};
