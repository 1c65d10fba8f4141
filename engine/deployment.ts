import fs from 'node:fs';
import { ensureOperator } from '../register/accounts/accounts';
import { SystemClock } from '../register/clock';
import { openDatabase } from '../register/database';
import { migrateToLatest } from '../register/migrations';
import { ensureKeyRing } from '../register/sealing/key-ring';
import { assertOutsideCheckout, documentsFolderOf, keysFolderOf, prepareDataHome } from './data-home';
import { startEngine, type Engine } from './engine';
import { EngineError } from './errors';
import { ensureUiBinary, type Log } from './go-build';
import { startOwnProcess } from './own-process';
import { fixedPort } from './ports';
import { hasCluster } from './postgres';
import { supervise, type Part, type Supervised } from './supervisor';
import { startUi, uiOrigins } from './temporal-ui';

const PREFERRED_PORTS = { api: 8700, ui: 8710 };

export interface DeploymentOptions {
  dataHome: string;
  namespace?: string;
  log: Log;
  /** Ends a start that is under way. */
  signal?: AbortSignal;
  /** Further settings for the worker and the API. */
  env?: Record<string, string>;
  /** Taken on the first start where they are free. */
  preferredPorts?: { api: number; ui: number };
  /** What has to be there before worker and API start; the schema is up to date. */
  prepare?: (engine: Engine, keysFolder: string) => Promise<void>;
}

export interface Deployment {
  apiUrl: string;
  /** Undefined where TEMPORAL_ADDRESS names a server that has a UI of its own. */
  uiUrl?: string;
  temporalAddress: string;
  namespace: string;
  keysFolder: string;
  /** On the first start only. */
  operator: Awaited<ReturnType<typeof ensureOperator>>;
  /** API, worker, UI, Temporal, PostgreSQL: nobody loses what it stands on. */
  stop(): Promise<void>;
}

/**
 * The key ring is made once, before the database. A database without its keys is not given new ones: what the old ones
 * sealed would look lost while they still lie in a back-up.
 */
function prepareKeys(dataHome: string): string {
  const folder = keysFolderOf(dataHome);
  const hasKeys = fs.existsSync(folder) && fs.readdirSync(folder).length > 0;
  if (hasCluster(dataHome) && !hasKeys) throw new EngineError(`the keys of this data home are not in ${folder}: put them back (liandong restore FILE --keys FILE), or name their folder with LIANDONG_KEYS_DIR`);
  ensureKeyRing(folder);
  return folder;
}

/** Everything on this machine: the engine, then our schema, then worker, API and Temporal UI as processes that are started again when they die. */
export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { dataHome, namespace, log, signal } = options;
  assertOutsideCheckout(dataHome);
  prepareDataHome(dataHome);
  const keysFolder = prepareKeys(dataHome);
  const engine = await startEngine({ dataHome, namespace, log, signal });
  const parts: Supervised<Part>[] = [];
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) await part.stop();
    await engine.stop();
  };
  try {
    await migrateToLatest(engine.databaseOwnerUrl, { appRole: new URL(engine.databaseUrl).username });
    await options.prepare?.(engine, keysFolder);
    signal?.throwIfAborted();
    const plan = await planParts(engine, keysFolder, options);
    const started = await Promise.allSettled(plan.parts.map(({ name, start }) => supervise(name, start, log)));
    for (const result of started) if (result.status === 'fulfilled') parts.push(result.value);
    for (const result of started) if (result.status === 'rejected') throw result.reason;
    signal?.throwIfAborted();
    return {
      apiUrl: plan.apiUrl,
      uiUrl: plan.uiUrl,
      temporalAddress: engine.temporalAddress,
      namespace: engine.namespace,
      keysFolder,
      operator: await firstOperator(engine.databaseUrl),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstOperator(databaseUrl: string): ReturnType<typeof ensureOperator> {
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  try {
    return await ensureOperator(db, new SystemClock());
  } finally {
    await db.destroy();
  }
}

interface Plan {
  apiUrl: string;
  uiUrl?: string;
  /** In the order of starting; they stop in the reverse order. */
  parts: { name: string; start: () => Promise<Part> }[];
}

/** Which processes run, on which ports, with which settings. */
async function planParts(engine: Engine, keysFolder: string, { dataHome, log, signal, env = {}, preferredPorts = PREFERRED_PORTS }: DeploymentOptions): Promise<Plan> {
  const { ports, namespace, temporalAddress } = engine;
  const hasOwnTemporal = engine.pids().temporal !== undefined;
  const apiHost = process.env.LIANDONG_API_HOST || '127.0.0.1';
  const apiPort = await ports.claim('api', { fixed: fixedPort('LIANDONG_API_PORT'), preferred: preferredPorts.api });
  const workerPort = await ports.claim('worker', { fixed: fixedPort('LIANDONG_WORKER_PORT') });
  const uiPort = hasOwnTemporal ? await ports.claim('temporal-ui', { fixed: fixedPort('LIANDONG_TEMPORAL_UI_PORT'), preferred: preferredPorts.ui }) : undefined;
  const apiUrl = `http://${apiHost === '0.0.0.0' || apiHost === '::' ? '127.0.0.1' : apiHost}:${apiPort}`;
  const settings = {
    DATABASE_URL: engine.databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    LIANDONG_KEYS_DIR: keysFolder,
    LIANDONG_DATA: dataHome,
    LIANDONG_DOCUMENTS_DIR: documentsFolderOf(dataHome),
    LIANDONG_PUBLIC_URL: process.env.LIANDONG_PUBLIC_URL || apiUrl,
    ...env,
  };
  const worker = { name: 'worker', script: 'workers/main.js', dataHome, port: workerPort, env: { ...settings, LIANDONG_WORKER_HOST: '127.0.0.1', LIANDONG_WORKER_PORT: String(workerPort) } } as const;
  const api = {
    name: 'api',
    script: 'api/main.js',
    dataHome,
    port: apiPort,
    env: { ...settings, LIANDONG_API_HOST: apiHost, LIANDONG_API_PORT: String(apiPort), ...(uiPort === undefined ? {} : { LIANDONG_TEMPORAL_UI_ORIGINS: uiOrigins(uiPort).join(',') }) },
  } as const;

  const parts: Plan['parts'] = [];
  if (uiPort !== undefined) {
    const binary = await ensureUiBinary({ log, signal });
    parts.push({ name: 'the Temporal UI', start: () => startUi({ dataHome, binary, port: uiPort, temporalAddress, namespace, codecEndpoint: `${apiUrl}/codec` }) });
  }
  parts.push({ name: 'the worker', start: () => startOwnProcess(worker) }, { name: 'the API', start: () => startOwnProcess(api) });
  return { apiUrl, ...(uiPort === undefined ? {} : { uiUrl: `http://127.0.0.1:${uiPort}` }), parts };
}
