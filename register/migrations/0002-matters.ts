import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

export const matters: RegisterMigration = {
  async up(db, { appRole }) {
    const role = sql.id(appRole);
    await sql`
      create table matter (
        number text primary key,
        procedure text not null,
        kind text not null,
        court text not null,
        unit text not null,
        office text,
        case_number text not null,
        rule_set text not null,
        calendar_version integer not null,
        opened_by text not null,
        opened_at bigint not null,
        seq integer not null,
        head_hash text not null,
        stage text not null,
        awaited_sides text[] not null,
        due_on text,
        due_at bigint,
        next_alarm_at bigint,
        provisional boolean not null,
        lateness text not null,
        closed_as text,
        closed_at bigint,
        position jsonb not null,
        position_seq integer not null,
        rehearsal boolean not null
      )`.execute(db);
    await sql`create index matter_court on matter (court, number)`.execute(db);
    await sql`create index matter_unit on matter (unit, number)`.execute(db);
    await sql`create index matter_case_number on matter (case_number)`.execute(db);
    await sql`create index matter_open on matter (number) where closed_at is null`.execute(db);
    await sql`create index matter_open_due on matter (due_at) where closed_at is null`.execute(db);
    await sql`create index matter_open_alarm on matter (next_alarm_at) where closed_at is null`.execute(db);
    await sql`
      create table entry (
        matter text not null references matter (number),
        seq integer not null check (seq > 0),
        key text not null,
        type text not null,
        actor jsonb not null,
        received_at bigint not null,
        recorded_at bigint not null,
        facts jsonb not null,
        terms jsonb,
        prev_hash text not null,
        hash text not null,
        primary key (matter, seq),
        unique (matter, key)
      )`.execute(db);
    await sql`create index entry_recorded on entry (recorded_at)`.execute(db);
    await sql`
      create table command (
        id uuid primary key,
        account text not null,
        route text not null,
        idempotency_key text not null,
        body_hash text not null,
        matter text not null references matter (number),
        name text not null,
        actor jsonb not null,
        facts jsonb not null,
        received_at bigint not null,
        state text not null check (state in ('pending', 'accepted', 'refused')),
        outcome jsonb,
        settled_at bigint,
        unique (account, route, idempotency_key)
      )`.execute(db);
    await sql`create index command_pending on command (matter, received_at) where state = 'pending'`.execute(db);
    await sql`
      create table sealed (
        id uuid primary key,
        matter text references matter (number),
        origin text not null,
        box jsonb,
        salt text not null,
        created_at bigint not null,
        erased_at bigint,
        check ((box is null) = (erased_at is not null))
      )`.execute(db);
    await sql`create index sealed_matter on sealed (matter)`.execute(db);
    await sql`create unique index sealed_origin on sealed (origin)`.execute(db);
    await sql`create table matter_person (matter text not null references matter (number), token text not null, primary key (token, matter))`.execute(db);
    await sql`create table number_counter (prefix text not null, year integer not null, last integer not null, primary key (prefix, year))`.execute(db);
    await sql`
      create table anchor (
        day text primary key,
        at bigint not null,
        matters integer not null,
        entries bigint not null,
        hash text not null,
        prev_hash text not null
      )`.execute(db);
    await sql`
      create table operator_notice (
        id bigint generated always as identity primary key,
        at bigint not null,
        code text not null,
        matter text,
        details jsonb not null
      )`.execute(db);
    await sql`grant select, insert on entry, anchor, operator_notice, matter_person to ${role}`.execute(db);
    await sql`grant select, insert, update on matter, command, number_counter to ${role}`.execute(db);
    await sql`grant select, insert, update, delete on sealed to ${role}`.execute(db);
  },
};
