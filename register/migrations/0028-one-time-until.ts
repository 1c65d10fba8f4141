import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Until when a one-time password opens anything; null: it is none, or an operator's of before, whom perhaps nobody could give another. */
export const oneTimeUntil: RegisterMigration = {
  async up(db) {
    await sql`alter table account add column one_time_until bigint`.execute(db);
    // Those that lie about from before get their seven days from now on.
    await sql`update account set one_time_until = (extract(epoch from now()) * 1000)::bigint + ${7 * 86_400_000} where must_change_password and not (roles @> array['operator'])`.execute(db);
  },
};
