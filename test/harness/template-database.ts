import { APP_ROLE, ensureDatabase, grantSchemaUse, OWNER_ROLE, withConnection } from '../../engine/database';
import { migrateToLatest } from '../../register/migrations';
import { fromSetup } from './environment';

export const TEMPLATE = 'liandong_template';

export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** A migrated database that test databases are copied from: migrating once a run instead of once a file. */
export async function createTemplateDatabase(): Promise<void> {
  const adminUrl = fromSetup('LIANDONG_TEST_ADMIN_URL');
  await withConnection(adminUrl, (client) => ensureDatabase(client, TEMPLATE, OWNER_ROLE, { guests: [APP_ROLE] }));
  await grantSchemaUse(onDatabase(adminUrl, TEMPLATE));
  await migrateToLatest(onDatabase(fromSetup('LIANDONG_TEST_OWNER_URL'), TEMPLATE), { appRole: APP_ROLE });
}
