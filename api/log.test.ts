import { sql } from 'kysely';
import { createTestDatabase } from '../test/harness/database';
import { openDatabase } from '../register/database';
import { createLog } from './log';

test('what a database error quotes from its row does not reach the log', async () => {
  const database = await createTestDatabase();
  const db = openDatabase(database.appUrl);
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const insert = sql`insert into account (id, kind, username, must_change_password, display_name, roles, channels, active, created_at, updated_at)
    values (${'00000000-0000-4000-8000-000000000001'}, 'person', 'x', false, ${'陈某 441202198001011234'}, '{}', '{}', true, 0, 0)`;
  // A person without a password: the message of the violated check quotes the whole row in its detail.
  const error: unknown = await insert.execute(db).catch((reason: unknown) => reason);
  expect(JSON.stringify(error)).toContain('441202198001011234');
  log.error({ err: error }, 'request failed');
  const wrongType: unknown = await sql`select ${'陈某'}::uuid`.execute(db).catch((reason: unknown) => reason);
  log.error({ err: wrongType }, 'request failed');
  expect(lines.join('')).toContain('"code":"23514"');
  expect(lines.join('')).toContain('"table":"account"');
  expect(lines.join('')).not.toMatch(/陈某|441202198001011234/);
  await db.destroy();
  await database.drop();
});

test('an error of our own keeps its message and where it came from', () => {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).error({ err: new TypeError('no such stage') }, 'request failed');
  const { err } = JSON.parse(lines[0] ?? '') as { err: { name: string; message: string; stack: string } };
  expect(err).toMatchObject({ name: 'TypeError', message: 'no such stage' });
  expect(err.stack).toContain('log.test.ts');
});
