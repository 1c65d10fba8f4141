import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Yellow and red cards: who issued which to whom on what grounds, what the unit said, and whether it was taken back. Nothing of it is changed. */
export const cards: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table card (
        id uuid primary key,
        number text not null unique,
        unit text not null,
        colour text not null check (colour in ('yellow', 'red')),
        issued_by uuid not null references account (id),
        issued_body text not null,
        issued_at bigint not null,
        basis jsonb not null,
        sealed_reason jsonb not null,
        file jsonb not null,
        body_hash text not null
      )`.execute(db);
    await sql`create index card_newest on card (issued_at desc, id desc)`.execute(db);
    await sql`create index card_unit on card (unit, issued_at desc, id desc)`.execute(db);
    await sql`
      create table card_entry (
        id uuid primary key,
        card uuid not null references card (id),
        seq integer not null check (seq > 1),
        type text not null check (type in ('statement', 'withdrawal')),
        by uuid not null references account (id),
        body text not null,
        at bigint not null,
        sealed_text jsonb not null,
        body_hash text not null,
        unique (card, seq)
      )`.execute(db);
    await sql`create unique index card_withdrawn on card_entry (card) where type = 'withdrawal'`.execute(db);
    await sql`alter table document add column card uuid references card (id), add check (card is null or num_nonnulls(matter, proposal, instruction, paper) = 0)`.execute(db);
    await sql`grant select, insert on card, card_entry to ${sql.id(appRole)}`.execute(db);
  },
};
