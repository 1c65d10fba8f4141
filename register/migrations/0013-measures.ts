import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** What is in force against whom: read off the position of the matter that put it in force, and of the one that lifted it. */
export const measures: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table measure (
        matter text not null references matter (number),
        key text not null,
        kind text not null,
        assets text[] not null,
        state text not null check (state in ('in-force', 'waiting', 'lifting', 'lifted')),
        since_at bigint not null,
        until_on text,
        lifted_at bigint,
        by_entry integer not null,
        last_entry integer not null,
        primary key (matter, key)
      )`.execute(db);
    await sql`create index measure_assets on measure using gin (assets)`.execute(db);
    await sql`
      create table measure_lift (
        matter text not null references matter (number),
        key text not null,
        kind text not null,
        assets text[] not null,
        of_matter text references matter (number),
        state text not null check (state in ('lifted', 'void')),
        at bigint not null,
        last_entry integer not null,
        primary key (matter, key)
      )`.execute(db);
    await sql`create index measure_lift_assets on measure_lift using gin (assets)`.execute(db);
    await sql`create index measure_lift_of on measure_lift (of_matter) where of_matter is not null`.execute(db);
    await sql`grant select, insert, update on measure, measure_lift to ${sql.id(appRole)}`.execute(db);
  },
};
