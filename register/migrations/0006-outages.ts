import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

export const outages: RegisterMigration = {
  async up(db, { appRole }) {
    const role = sql.id(appRole);
    await sql`create table component_beat (component text primary key, at bigint not null)`.execute(db);
    await sql`
      create table outage (
        id bigint generated always as identity primary key,
        component text not null,
        from_at bigint not null,
        to_at bigint not null check (to_at > from_at)
      )`.execute(db);
    await sql`grant select, insert, update on component_beat to ${role}`.execute(db);
    await sql`grant select, insert on outage to ${role}`.execute(db);
  },
};
