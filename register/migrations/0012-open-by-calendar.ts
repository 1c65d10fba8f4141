import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Which open matters still count with an older calendar is asked every few seconds. */
export const openByCalendar: RegisterMigration = {
  async up(db) {
    await sql`create index matter_open_calendar on matter (calendar_version, number) where closed_at is null`.execute(db);
  },
};
