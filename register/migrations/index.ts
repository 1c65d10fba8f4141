import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import { createPool } from '../database';
import { accounts } from './0001-accounts';
import { matters } from './0002-matters';
import { deliveries } from './0003-deliveries';
import { rehearsal } from './0004-rehearsal';
import { clockConfirmation } from './0005-clock-confirmation';
import { outages } from './0006-outages';
import { calendar } from './0007-calendar';
import { parties } from './0008-parties';
import { settings } from './0009-settings';
import { removals } from './0010-removals';
import { documents } from './0011-documents';
import { openByCalendar } from './0012-open-by-calendar';
import { measures } from './0013-measures';
import { noticeFiles } from './0014-notice-files';
import { closedOfLate } from './0015-closed-of-late';
import { standingInstructions } from './0016-standing-instructions';
import { namedOfficers } from './0017-named-officers';
import { papers } from './0018-papers';
import { publicNotices } from './0019-public-notices';
import { sharedMatters } from './0020-shared-matters';
import { namesTakenOff } from './0021-names-taken-off';
import { cards } from './0022-cards';
import { queuedSeals } from './0023-queued-seals';
import { requestDrafts } from './0024-request-drafts';
import { assignments } from './0025-assignments';
import { ownViews } from './0026-own-views';
import { erasableNotes } from './0027-erasable-notes';
import { oneTimeUntil } from './0028-one-time-until';
import type { RegisterMigration } from './migration';

/** In the order of their names, which never change. */
const MIGRATIONS: Readonly<Record<string, RegisterMigration>> = {
  '0001-accounts': accounts,
  '0002-matters': matters,
  '0003-deliveries': deliveries,
  '0004-rehearsal': rehearsal,
  '0005-clock-confirmation': clockConfirmation,
  '0006-outages': outages,
  '0007-calendar': calendar,
  '0008-parties': parties,
  '0009-settings': settings,
  '0010-removals': removals,
  '0011-documents': documents,
  '0012-open-by-calendar': openByCalendar,
  '0013-measures': measures,
  '0014-notice-files': noticeFiles,
  '0015-closed-of-late': closedOfLate,
  '0016-standing-instructions': standingInstructions,
  '0017-named-officers': namedOfficers,
  '0018-papers': papers,
  '0019-public-notices': publicNotices,
  '0020-shared-matters': sharedMatters,
  '0021-names-taken-off': namesTakenOff,
  '0022-cards': cards,
  '0023-queued-seals': queuedSeals,
  '0024-request-drafts': requestDrafts,
  '0025-assignments': assignments,
  '0026-own-views': ownViews,
  '0027-erasable-notes': erasableNotes,
  '0028-one-time-until': oneTimeUntil,
};

const MIGRATION_TABLE = 'schema_migration';
const MIGRATION_LOCK_TABLE = 'schema_migration_lock';

/**
 * Brings the schema up to date as its owner, under an advisory lock: several processes may call it at once.
 * `appRole` must exist. All of it happens in one transaction, or none.
 */
export async function migrateToLatest(ownerUrl: string, options: { appRole: string }): Promise<{ applied: string[] }> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: createPool(ownerUrl, { poolSize: 2, statementTimeoutMs: 0 }) }) });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => bindMigrations(options.appRole) },
      migrationTableName: MIGRATION_TABLE,
      migrationLockTableName: MIGRATION_LOCK_TABLE,
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed', { cause: error });
    await db.transaction().execute(async (trx) => {
      // Two at once would fail over the same row of the catalogue.
      await sql`select pg_advisory_xact_lock(hashtext('liandong.migration-grant'))`.execute(trx);
      await sql`grant select on ${sql.table(MIGRATION_TABLE)} to ${sql.id(options.appRole)}`.execute(trx);
    });
    return { applied: (results ?? []).map((result) => result.migrationName) };
  } finally {
    await db.destroy();
  }
}

/** Whether the schema is exactly the one this code was written for; anything else makes the process unready. */
export async function schemaStatus<DB>(db: Kysely<DB>): Promise<{ ok: boolean; missing: string[]; unexpected: string[] }> {
  const expected = Object.keys(MIGRATIONS);
  const table = await sql<{ found: boolean }>`select to_regclass(${MIGRATION_TABLE}) is not null as found`.execute(db);
  if (table.rows[0]?.found !== true) return { ok: false, missing: expected, unexpected: [] };
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(MIGRATION_TABLE)} order by name`.execute(db);
  const present = rows.map((row) => row.name);
  const missing = expected.filter((name) => !present.includes(name));
  const unexpected = present.filter((name) => !expected.includes(name));
  return { ok: missing.length === 0 && unexpected.length === 0, missing, unexpected };
}

function bindMigrations(appRole: string): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, migration]) => [name, { up: (db: Kysely<unknown>) => migration.up(db, { appRole }) }]),
  );
}
