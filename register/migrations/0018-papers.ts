import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Papers written from templates: numbered without a gap by issuer, letters and year, and kept in versions that only come. */
export const papers: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table paper_counter (
        issuer text not null,
        letters text not null,
        year integer not null,
        last integer not null,
        primary key (issuer, letters, year)
      )`.execute(db);
    await sql`
      create table paper (
        id uuid primary key,
        matter text not null references matter (number),
        paper text not null,
        issuer text not null,
        letters text not null,
        year integer not null,
        no integer not null,
        number text not null,
        once_per_matter boolean not null,
        made_by uuid not null references account (id),
        idempotency_key text not null,
        body_hash text not null,
        drawn_at bigint not null,
        versions integer not null default 0,
        unique (issuer, letters, year, no),
        unique (made_by, idempotency_key)
      )`.execute(db);
    await sql`create unique index paper_once on paper (matter, issuer, paper) where once_per_matter`.execute(db);
    await sql`create index paper_matter on paper (matter)`.execute(db);
    await sql`
      create table paper_version (
        paper uuid not null references paper (id),
        version integer not null,
        document uuid not null unique references document (id),
        words jsonb not null,
        made_from uuid[] not null,
        made_by uuid not null references account (id),
        idempotency_key text not null,
        body_hash text not null,
        made_at bigint not null,
        primary key (paper, version),
        unique (made_by, idempotency_key)
      )`.execute(db);
    await sql`create index paper_version_sources on paper_version using gin (made_from)`.execute(db);
    await sql`alter table document add column paper uuid references paper (id), add check (paper is null or (matter is null and proposal is null and instruction is null))`.execute(db);
    await sql`grant select, insert, update on paper_counter to ${sql.id(appRole)}`.execute(db);
    await sql`grant select, insert on paper, paper_version to ${sql.id(appRole)}`.execute(db);
    await sql`grant update (versions, body_hash) on paper to ${sql.id(appRole)}`.execute(db);
    await sql`grant update (body_hash) on paper_version to ${sql.id(appRole)}`.execute(db);
  },
};
