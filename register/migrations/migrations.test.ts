import { sql } from 'kysely';
import { APP_ROLE, withConnection } from '../../engine/database';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { openDatabase } from '../database';
import { migrateToLatest, schemaStatus } from '.';

let database: TestDatabase;
beforeEach(async () => { database = await createTestDatabase(); });
afterEach(() => database.drop());

async function emptied(): Promise<void> {
  await withConnection(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
    for (const { name } of rows) await client.query(`drop table "${name}" cascade`);
    await client.query(`do $$ declare f record; begin for f in select p.oid::regprocedure as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where n.nspname = 'public' and r.rolname = current_user loop execute 'drop function ' || f.name || ' cascade'; end loop; end $$`);
  });
}

test('several processes that migrate at once do it once', async () => {
  await emptied();
  const runs = await Promise.all([1, 2, 3].map(() => migrateToLatest(database.ownerUrl, { appRole: APP_ROLE })));
  expect(runs.map(({ applied }) => applied.length).sort()[2]).toBeGreaterThan(1);
  expect(runs.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
  expect(await migrateToLatest(database.ownerUrl, { appRole: APP_ROLE })).toEqual({ applied: [] });
});

test('a process says whether the schema is the one it was written for', async () => {
  const db = openDatabase(database.appUrl);
  expect(await schemaStatus(db)).toEqual({ ok: true, missing: [], unexpected: [] });
  await withConnection(database.ownerUrl, (client) => client.query("update schema_migration set name = '9999-from-the-future' where name = '0001-accounts'"));
  expect(await schemaStatus(db)).toEqual({ ok: false, missing: ['0001-accounts'], unexpected: ['9999-from-the-future'] });
  await db.destroy();
  await emptied();
  const empty = openDatabase(database.appUrl);
  expect(await schemaStatus(empty)).toMatchObject({ ok: false, unexpected: [] });
  await empty.destroy();
});

test('the application neither changes the schema nor rewrites what was recorded', async () => {
  const db = openDatabase(database.appUrl);
  for (const statement of ['create table mine (n int)', 'drop table account', 'delete from account', "update account_audit set action = 'x'", 'delete from account_audit', 'truncate account_audit', 'delete from schema_migration']) {
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied|must be owner/);
  }
  await db.destroy();
});

test('a bigint arrives as a number, or not at all', async () => {
  const db = openDatabase(database.appUrl);
  expect((await sql<{ n: unknown }>`select 1772411400000::bigint as n`.execute(db)).rows).toEqual([{ n: 1_772_411_400_000 }]);
  await expect(sql`select 9007199254740992::bigint as n`.execute(db)).rejects.toThrow(RangeError);
  await db.destroy();
});

test('connections that the server closes are replaced', async () => {
  const db = openDatabase(database.appUrl, { poolSize: 2 });
  await sql`select 1`.execute(db);
  await withConnection(database.ownerUrl, (client) => client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'liandong'")).catch(() => undefined);
  const deadlineMs = performance.now() + 5_000;
  for (;;) {
    try {
      await sql`select 1`.execute(db);
      break;
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
    }
  }
  await db.destroy();
});
