import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

export const accounts: RegisterMigration = {
  async up(db, { appRole }) {
    const role = sql.id(appRole);
    await sql`
      create table account (
        id uuid primary key,
        kind text not null check (kind in ('person', 'machine')),
        username text not null unique check (username = lower(username)),
        password_hash text,
        must_change_password boolean not null,
        display_name text not null,
        roles text[] not null,
        body text,
        office text,
        sealed_profile jsonb,
        channels jsonb not null,
        active boolean not null,
        created_at bigint not null,
        updated_at bigint not null,
        check ((kind = 'machine') = (password_hash is null))
      )`.execute(db);
    await sql`create index account_body on account (body) where active`.execute(db);
    await sql`
      create table account_session (
        token_hash text primary key,
        account_id uuid not null references account (id),
        transport text not null check (transport in ('cookie', 'bearer')),
        created_at bigint not null,
        last_seen_at bigint not null
      )`.execute(db);
    await sql`create index account_session_account on account_session (account_id)`.execute(db);
    await sql`
      create table machine_token (
        id uuid primary key,
        account_id uuid not null references account (id),
        token_hash text not null unique,
        created_at bigint not null,
        last_used_at bigint,
        revoked_at bigint
      )`.execute(db);
    await sql`
      create table sign_in_throttle (
        subject text primary key,
        failures integer not null,
        last_failed_at bigint not null,
        blocked_until bigint not null
      )`.execute(db);
    await sql`
      create table account_audit (
        id bigint generated always as identity primary key,
        at bigint not null,
        actor_id uuid,
        action text not null,
        subject_id uuid,
        request_id text,
        details jsonb not null
      )`.execute(db);
    await sql`grant select, insert, update on account to ${role}`.execute(db);
    await sql`grant select, insert, update, delete on account_session, sign_in_throttle to ${role}`.execute(db);
    await sql`grant select, insert, update on machine_token to ${role}`.execute(db);
    await sql`grant select, insert on account_audit to ${role}`.execute(db);
  },
};
