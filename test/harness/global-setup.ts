import path from 'node:path';
import type { Config } from 'jest';
import tearDown from './global-teardown';
import { createTemplateDatabase } from './template-database';
import { createRunFolder, removeAbandonedRuns, removeRunFolder, startFreshEngine } from './test-engine';

/** Rooms whose tests need no engine: a run that names only these starts without one. */
const ROOMS_WITHOUT_ENGINE = ['domain', 'contract', 'matters', 'cli'];

interface GlobalConfig extends Pick<Config, 'rootDir'> {
  rootDir: string;
  testPathPatterns: { patterns: string[] };
}

function needsEngine({ rootDir, testPathPatterns: { patterns } }: GlobalConfig): boolean {
  if (process.env.LIANDONG_TEST_NO_ENGINE === '1') return false;
  const isWithoutEngine = (pattern: string): boolean => ROOMS_WITHOUT_ENGINE.includes(path.relative(rootDir, path.resolve(rootDir, pattern)).split(path.sep)[0] ?? '');
  return patterns.length === 0 || !patterns.every(isWithoutEngine);
}

/** One PostgreSQL and one Temporal server for the whole run, on ports and in a folder of its own; see `database.ts` and `temporal.ts`. */
export default async function setUp(config: GlobalConfig): Promise<void> {
  await removeAbandonedRuns();
  if (!needsEngine(config)) return;
  // The tests' engine is this machine's own, whatever the developer's shell points at.
  for (const variable of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'TEMPORAL_ADDRESS', 'LIANDONG_PG_PORT', 'LIANDONG_TEMPORAL_PORT', 'LIANDONG_DATA', 'LIANDONG_KEYS_DIR']) delete process.env[variable];

  const folder = createRunFolder();
  try {
    const { engine } = await startFreshEngine(folder, { timeSkipping: true });
    globalThis.liandongTestRun = { engine, folder };
    stopOnSignal();
    process.env.LIANDONG_TEST_DIR = folder;
    process.env.LIANDONG_TEST_ADMIN_URL = engine.superuserUrl?.('postgres');
    process.env.LIANDONG_TEST_OWNER_URL = engine.databaseOwnerUrl;
    process.env.LIANDONG_TEST_APP_URL = engine.databaseUrl;
    process.env.LIANDONG_TEST_TEMPORAL_ADDRESS = engine.temporalAddress;
    await createTemplateDatabase();
  } catch (error) {
    await globalThis.liandongTestRun?.engine.stop();
    await removeRunFolder(folder);
    throw error;
  }
}

/** An interrupted run takes its engine with it; what a killed one leaves is cleared by the next. */
function stopOnSignal(): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void tearDown().finally(() => process.exit(1)));
}
