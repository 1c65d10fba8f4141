import { randomBytes } from 'node:crypto';
import { APP_ROLE, ensureDatabase, OWNER_ROLE, withConnection } from '../../engine/database';
import { fromSetup } from './environment';
import { onDatabase, TEMPLATE } from './template-database';

export interface TestDatabase {
  /** The role that migrates. */
  ownerUrl: string;
  /** The role that the application works as. */
  appUrl: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of the test file's own; drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = fromSetup('LIANDONG_TEST_ADMIN_URL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withConnection(adminUrl, (client) => ensureDatabase(client, name, OWNER_ROLE, { guests: [APP_ROLE], template: TEMPLATE }));
  return {
    ownerUrl: onDatabase(fromSetup('LIANDONG_TEST_OWNER_URL'), name),
    appUrl: onDatabase(fromSetup('LIANDONG_TEST_APP_URL'), name),
    drop: () => withConnection(adminUrl, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}
