import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Who takes part in a matter is no longer a court and a unit alone. */
export const parties: RegisterMigration = {
  async up(db) {
    await sql`alter table matter add column reader_keys text[] not null default '{}'`.execute(db);
    await sql`
      update matter set reader_keys = array_remove(array[
        'requesting-court ' || court,
        'assisting-unit ' || case when office is null or office = unit || '.city' then unit else office end,
        case when office is null or office = unit || '.city' then null else 'superior-unit ' || unit end
      ], null)`.execute(db);
    await sql`create index matter_reader_keys on matter using gin (reader_keys)`.execute(db);
  },
};
