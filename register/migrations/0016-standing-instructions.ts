import { sql } from 'kysely';
import { COURTS } from '../../domain/catalogue/courts';
import { PRODUCT_DEFAULT } from '../../domain/standing-instructions/standing-instruction';
import type { RegisterMigration } from './migration';

/** Each court's standing instruction, version by version; the product's default, which nobody has confirmed, is the first of them. */
export const standingInstructions: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table standing_instruction (
        id uuid primary key,
        court text not null,
        version integer not null check (version > 0),
        status text not null check (status in ('product-default', 'confirmed', 'withdrawn')),
        judge uuid references account (id),
        file jsonb,
        crimes text[] not null,
        valid_from text not null,
        valid_to text,
        sealed_reason jsonb,
        set_at bigint,
        set_by uuid references account (id),
        unique (court, version),
        check ((status = 'product-default') = (set_by is null)),
        check (status <> 'confirmed' or judge is not null),
        check (status <> 'withdrawn' or sealed_reason is not null)
      )`.execute(db);
    const { status, crimes, validFrom } = PRODUCT_DEFAULT;
    for (const { id } of COURTS) {
      await sql`insert into standing_instruction (id, court, version, status, crimes, valid_from) values (gen_random_uuid(), ${id}, 1, ${status}, ${[...crimes]}, ${validFrom})`.execute(db);
    }
    await sql`grant select, insert on standing_instruction to ${sql.id(appRole)}`.execute(db);
    await sql`alter table document add column instruction uuid references standing_instruction (id), add check (num_nonnulls(matter, proposal, instruction) <= 1)`.execute(db);
  },
};
