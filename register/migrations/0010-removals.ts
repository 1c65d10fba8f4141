import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** What may be taken away again: by whom a matter can be found, once its words are erased, and messages that were delivered long ago. */
export const removals: RegisterMigration = {
  async up(db, { appRole }) {
    const role = sql.id(appRole);
    await sql`grant delete on matter_person, delivery to ${role}`.execute(db);
    await sql`create index delivery_age on delivery (created_at)`.execute(db);
  },
};
