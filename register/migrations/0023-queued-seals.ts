import { sql } from 'kysely';
import type { RegisterMigration } from './migration';

/** Where each seal stands in the queue on its asset: read off the position of the queue. */
export const queuedSeals: RegisterMigration = {
  async up(db, { appRole }) {
    await sql`
      create table queued_seal (
        queue text not null references matter (number),
        no integer not null,
        request text,
        court text,
        state text not null,
        place integer,
        since_at bigint not null,
        until_on text,
        noticed_place integer,
        primary key (queue, no)
      )`.execute(db);
    await sql`create index queued_seal_request on queued_seal (request, no desc) where request is not null`.execute(db);
    await sql`create index queued_seal_waiting on queued_seal (queue, no) where state = 'waiting' and request is not null`.execute(db);
    await sql`grant select, insert, update on queued_seal to ${sql.id(appRole)}`.execute(db);
  },
};
