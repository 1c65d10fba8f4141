import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

export const deliveries: RegisterMigration = {
  async up(db, { appRole }) {
    const role = sql.id(appRole);
    await sql`
      create table delivery (
        id uuid primary key default gen_random_uuid(),
        matter text,
        seq integer,
        message text not null,
        term text not null,
        rung text not null,
        audience text not null,
        recipient text not null,
        account_id uuid references account (id),
        channel text not null check (channel in ('in-app', 'mail', 'webhook', 'command', 'telephone', 'none')),
        mode text not null check (mode in ('single', 'digest')),
        urgency text not null check (urgency in ('routine', 'urgent')),
        state text not null check (state in ('queued', 'sending', 'collected', 'sent', 'superseded', 'failed', 'no-recipient', 'resolved')),
        params jsonb not null,
        about jsonb not null,
        at bigint not null,
        created_at bigint not null,
        queued_at bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
        due_at bigint not null,
        digest_id uuid references delivery (id),
        attempts integer not null default 0,
        first_attempt_at bigint,
        not_before bigint not null default 0,
        leased_until bigint,
        reason text,
        sent_at bigint,
        read_at bigint,
        sealed_note jsonb,
        unique (matter, seq, message, term, rung, recipient, channel)
      )`.execute(db);
    await sql`create index delivery_outbox on delivery (channel, due_at) where mode = 'single' and state in ('queued', 'sending')`.execute(db);
    await sql`create index delivery_uncollected on delivery (due_at, account_id) where mode = 'digest' and state = 'queued'`.execute(db);
    await sql`create index delivery_digest on delivery (digest_id) where digest_id is not null`.execute(db);
    await sql`create index delivery_inbox on delivery (account_id, created_at desc, id desc) where channel = 'in-app'`.execute(db);
    await sql`create index delivery_unread on delivery (account_id, created_at desc, id desc) where channel = 'in-app' and read_at is null`.execute(db);
    await sql`create index delivery_unsent on delivery (matter, term, account_id) where state = 'queued' and term <> ''`.execute(db);
    await sql`create index delivery_trouble on delivery (state, created_at desc, id desc) where state in ('failed', 'no-recipient')`.execute(db);
    await sql`
      create table delivery_endpoint (
        account_id uuid not null references account (id),
        channel text not null check (channel in ('webhook', 'command')),
        url text,
        sealed_secret jsonb,
        urgency text not null check (urgency in ('all', 'urgent')),
        created_at bigint not null,
        updated_at bigint not null,
        primary key (account_id, channel),
        check ((channel = 'webhook') = (url is not null and sealed_secret is not null))
      )`.execute(db);
    await sql`grant select, insert, update on delivery to ${role}`.execute(db);
    await sql`grant select, insert, update, delete on delivery_endpoint to ${role}`.execute(db);
  },
};
