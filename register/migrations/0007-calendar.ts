import { sql } from 'kysely';
import { SHIPPED_CALENDARS } from '../../domain/calendar/shipped';
import type { RegisterMigration } from './migration';

/** The last version that shipped when this was written: numbers after it are those of the years that operators publish. */
const LAST_SEEDED = 12;

/** Calendars are rows, so that a year can be published without a release; the years shipped so far are the first of them. */
export const calendar: RegisterMigration = {
  async up(db, { appRole }) {
    const role = sql.id(appRole);
    await sql`
      create table calendar_proposal (
        id uuid primary key,
        year integer not null,
        content jsonb not null,
        file jsonb not null,
        reason text not null,
        state text not null check (state in ('proposed', 'published', 'withdrawn')),
        proposed_by text not null,
        proposed_at bigint not null,
        decided_by text,
        decided_at bigint,
        version integer,
        check ((state = 'published') = (version is not null)),
        check (state <> 'published' or decided_by <> proposed_by)
      )`.execute(db);
    await sql`create unique index calendar_proposal_open on calendar_proposal (year) where state = 'proposed'`.execute(db);
    await sql`
      create table calendar_version (
        version integer primary key check (version > 0),
        published_at bigint,
        proposal uuid references calendar_proposal (id)
      )`.execute(db);
    await sql`
      create table calendar_year (
        version integer not null references calendar_version (version),
        year integer not null,
        content jsonb not null,
        primary key (version, year)
      )`.execute(db);
    for (const { version, years } of SHIPPED_CALENDARS.filter((shipped) => shipped.version <= LAST_SEEDED)) {
      await sql`insert into calendar_version (version) values (${version})`.execute(db);
      const before = SHIPPED_CALENDARS.find((shipped) => shipped.version === version - 1)?.years ?? [];
      for (const year of years.filter((candidate) => !before.includes(candidate))) {
        await sql`insert into calendar_year (version, year, content) values (${version}, ${year.year}, ${JSON.stringify(year)})`.execute(db);
      }
    }
    await sql`grant select, insert on calendar_version, calendar_year to ${role}`.execute(db);
    await sql`grant select, insert, update on calendar_proposal to ${role}`.execute(db);
  },
};
