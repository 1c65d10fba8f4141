import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** The head of a party takes an officer's name off a closed matter; that it stood there, and why it went, is in the audit. */
export const namesTakenOff: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`grant delete on named_officer to ${sql.id(appRole)}`.execute(db);
  },
};
