import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** The public column 司法协助 (四.17): read off the position of the matter that published. What it says stays among the sealed words of the entry it names. */
export const publicNotices: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table public_notice (
        id uuid primary key,
        matter text not null references matter (number),
        key text not null,
        kind text not null check (kind in ('freeze', 'unfreeze', 'transfer')),
        court text not null,
        unit text not null,
        office text,
        case_number text not null,
        state text not null check (state in ('published', 'withdrawn')),
        published_at bigint not null,
        assets text[] not null,
        holder_type text not null,
        transferee_type text,
        of_matter text references matter (number),
        by_entry integer not null,
        words uuid references sealed (id),
        corrections jsonb not null,
        withdrawn jsonb,
        last_entry integer not null,
        unique (matter, key)
      )`.execute(db);
    await sql`create index public_notice_newest on public_notice (published_at desc, id desc)`.execute(db);
    await sql`create index public_notice_kind on public_notice (kind, published_at desc, id desc)`.execute(db);
    await sql`create index public_notice_court on public_notice (court, published_at desc, id desc)`.execute(db);
    await sql`create index public_notice_assets on public_notice using gin (assets)`.execute(db);
    await sql`create index public_notice_unfreezings on public_notice (case_number) where kind = 'unfreeze' and of_matter is null`.execute(db);
    await sql`create index public_notice_of on public_notice (of_matter) where of_matter is not null`.execute(db);
    await sql`grant select, insert, update on public_notice to ${sql.id(appRole)}`.execute(db);
  },
};
