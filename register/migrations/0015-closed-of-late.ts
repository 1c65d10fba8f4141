import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** The pass over matters looks at those closed within a day, among all that ever were. */
export const closedOfLate: RegisterMigration = {
  async up(db) {
    await sql`create index matter_closed on matter (closed_at) where closed_at is not null`.execute(db);
  },
};
