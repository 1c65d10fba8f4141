import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** The one row says that this deployment is a rehearsal; in earnest there is none. */
export const rehearsal: RegisterMigration = {
  async up(db, { appRole }) {
    const role = sql.id(appRole);
    await sql`
      create table rehearsal_clock (
        id integer primary key check (id = 1),
        began_at bigint not null,
        virtual_at bigint not null,
        real_at bigint not null,
        speed double precision not null check (speed >= 0),
        version integer not null
      )`.execute(db);
    await sql`grant select, update on rehearsal_clock to ${role}`.execute(db);
  },
};
