import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Who of a body works on a matter, and who gave it to whom. */
export const assignments: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table assignment (
        id uuid primary key,
        matter text not null references matter (number),
        place text not null,
        no integer not null check (no > 0),
        act text not null check (act in ('claim', 'assign', 'hand-over', 'give-back')),
        holder uuid references account (id),
        by uuid not null references account (id),
        at bigint not null,
        note uuid,
        body_hash text not null,
        unique (matter, place, no),
        check ((holder is null) = (act = 'give-back'))
      )`.execute(db);
    await sql`create index assignment_holder on assignment (holder, matter) where holder is not null`.execute(db);
    await sql`create index assignment_at on assignment (at)`.execute(db);
    await sql`grant select, insert on assignment to ${sql.id(appRole)}`.execute(db);
  },
};
