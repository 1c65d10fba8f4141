import { ensureOperator } from '../register/accounts/accounts';
import { SystemClock } from '../register/clock';
import { openDatabase } from '../register/database';
import { migrateToLatest } from '../register/migrations';
import { ensureKeyRing } from '../register/sealing/key-ring';
import { EngineError } from './errors';
import { ensureNamespace } from './temporal-namespace';

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new EngineError(`${variable} is not set`);
  return value;
}

/**
 * The cluster's one-shot job, before workers and API start: key ring, our schema, namespace and search attributes, the
 * operator's account. Idempotent: run it again after every upgrade.
 */
async function main(): Promise<void> {
  const [databaseUrl, ownerUrl, temporalAddress, keysFolder] = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'TEMPORAL_ADDRESS', 'LIANDONG_KEYS_DIR'].map(required) as [string, string, string, string];
  ensureKeyRing(keysFolder);
  const { applied } = await migrateToLatest(ownerUrl, { appRole: new URL(databaseUrl).username });
  console.log(applied.length > 0 ? `migrated: ${applied.join(', ')}` : 'the schema is up to date');
  const namespace = process.env.TEMPORAL_NAMESPACE || 'liandong';
  await ensureNamespace(temporalAddress, namespace);
  console.log(`namespace ${namespace} and its search attributes are ready`);
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  const operator = await ensureOperator(db, new SystemClock()).finally(() => db.destroy());
  if (operator) console.log(`operator's account: ${operator.username}   one-time password: ${operator.oneTimePassword}   (shown this once)`);
}

main().catch((error: unknown) => {
  console.error(error instanceof EngineError ? `liandong: ${error.message}` : error);
  process.exit(1);
});
