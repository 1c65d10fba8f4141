import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** With a note of who shared out work goes the hash of what was asked, by which a guess could be tried. */
export const erasableNotes: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`grant update (body_hash) on assignment to ${sql.id(appRole)}`.execute(db);
  },
};
