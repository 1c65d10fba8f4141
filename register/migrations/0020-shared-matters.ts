import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** The one matter for a thing that many matters have to do with, by a keyed hash of what the thing is called: the queue of the seals on one asset. */
export const sharedMatters: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table shared_matter (
        token text primary key,
        matter text not null unique references matter (number)
      )`.execute(db);
    await sql`grant select, insert on shared_matter to ${sql.id(appRole)}`.execute(db);
  },
};
