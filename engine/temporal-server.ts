import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { ensureDatabase, ensureRole, withConnection } from './database';
import { keptSecret } from './data-home';
import { EngineError } from './errors';
import { fixedPort, isListening, type PortBook } from './ports';
import type { Postgres } from './postgres';
import { ProcessRecord, spawnDetached, stopChild, type ChildProcess } from './processes';

const run = promisify(execFile);

const ROLE = 'temporal';
/** Immutable once a database is made; 4 serve one machine (measured: more only cost). */
const HISTORY_SHARDS = 4;
const START_LIMIT_MS = 60_000;
const STOP_GRACE_MS = 30_000;
const PASSWORD_VARIABLE = 'LIANDONG_TEMPORAL_DB_PASSWORD';
const FRONTEND = 'temporal.api.workflowservice.v1.WorkflowService';
const SERVING = 1;

type DynamicConfig = Record<string, string | number | boolean>;

const DYNAMIC_CONFIG: DynamicConfig = {
  'limit.maxIDLength': 255,
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'frontend.enableServerVersionCheck': false,
  'frontend.namespaceRPS.visibility': 100,
  // With the default of 10 the eleventh simultaneous update waits a second in the client's retry.
  'history.maxInFlightUpdates': 100,
  // The default of 1 s lets timers fire that late; one host has no clock skew to allow for.
  'history.timerProcessorMaxTimeShift': '10ms',
};

/** For test servers only: virtual time per workflow, exact across continue-as-new, and namespaces that are usable at once. */
const TIME_SKIPPING: DynamicConfig = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'history.workflowIdReuseMinimalInterval': '0s',
  'history.timerProcessorMaxPollRPS': 200,
  'system.namespaceCacheRefreshInterval': '200ms',
};

export interface TemporalServer {
  pid: number;
  address: string;
  exit: ChildProcess['exit'];
  stop(): Promise<void>;
}

export interface TemporalOptions {
  dataHome: string;
  ports: PortBook;
  postgres: Postgres;
  binaries: { server: string; sqlTool: string };
  timeSkipping?: boolean;
}

interface Store {
  database: string;
  schema: string;
}
const STORES: Store[] = [
  { database: 'temporal', schema: 'temporal' },
  { database: 'temporal_visibility', schema: 'visibility' },
];

const SERVICES = ['frontend', 'matching', 'history', 'worker'] as const;
type Service = (typeof SERVICES)[number];
type ServicePorts = Record<Service, { grpcPort: number; membershipPort: number }>;

async function claimPorts(ports: PortBook): Promise<ServicePorts> {
  const claimed: Partial<ServicePorts> = {};
  for (const service of SERVICES) {
    claimed[service] = {
      grpcPort: await ports.claim(`temporal-${service}`, service === 'frontend' ? { fixed: fixedPort('LIANDONG_TEMPORAL_PORT') } : {}),
      membershipPort: await ports.claim(`temporal-${service}-membership`),
    };
  }
  return claimed as ServicePorts;
}

/** JSON is YAML; the first line lets the server fill in the password from its environment, so that no file holds it twice. */
function serverConfig(ports: ServicePorts, postgres: Postgres, dynamicFile: string): string {
  const passwordMark = '@password@';
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      // Prepared statements: 40 % fewer PostgreSQL transactions than with the plugin 'postgres12'.
      pluginName: 'postgres12_pgx',
      databaseName,
      connectAddr: `127.0.0.1:${postgres.port}`,
      connectProtocol: 'tcp',
      user: ROLE,
      password: passwordMark,
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  });
  const noArchive = { history: { state: 'disabled' }, visibility: { state: 'disabled' } };
  const config = {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'main',
      visibilityStore: 'visibility',
      numHistoryShards: HISTORY_SHARDS,
      datastores: { main: store('temporal', 20), visibility: store('temporal_visibility', 4) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(SERVICES.map((service) => [service, { rpc: { ...ports[service], bindOnLocalHost: true } }])),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${ports.frontend.grpcPort}` } },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: noArchive,
    namespaceDefaults: { archival: noArchive },
    dynamicConfigClient: { filepath: dynamicFile, pollInterval: '10s' },
  };
  return `# enable-template\n${JSON.stringify(config, null, 1).replaceAll(`"${passwordMark}"`, `{{ env "${PASSWORD_VARIABLE}" | quote }}`)}\n`;
}

function dynamicConfig(values: DynamicConfig): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}:\n  - value: ${JSON.stringify(value)}\n    constraints: {}\n`)
    .join('');
}

/**
 * Temporal's two databases at the schema of this server's version. A first set-up that was interrupted is begun anew:
 * the databases hold nothing yet, and the schema tool does not resume in the middle of a version.
 */
async function migrate({ dataHome, postgres, binaries }: TemporalOptions, password: string): Promise<void> {
  const unfinished = path.join(dataHome, 'temporal', 'schema-unfinished');
  const isNew = await withConnection(postgres.superuserUrl('postgres'), async (client) => {
    await ensureRole(client, ROLE, password);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [STORES[0]?.database]);
    if (rowCount && !fs.existsSync(unfinished)) return false;
    fs.writeFileSync(unfinished, '');
    for (const { database } of STORES) {
      await client.query(`drop database if exists ${database}`);
      await ensureDatabase(client, database, ROLE);
    }
    return true;
  });
  for (const { database, schema } of STORES) {
    const tool = async (...command: string[]): Promise<void> => {
      const target = ['--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', String(postgres.port), '-u', ROLE, '--db', database];
      await run(binaries.sqlTool, [...target, ...command], { env: { PATH: process.env.PATH, SQL_PASSWORD: password } });
    };
    if (isNew) await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
  fs.rmSync(unfinished, { force: true });
}

const recordOf = (dataHome: string): ProcessRecord => new ProcessRecord(path.join(dataHome, 'run', 'temporal-server'));

/** A server that a killed run left behind would answer our health checks; it goes before the database is touched. */
export async function stopLeftoverTemporal(dataHome: string): Promise<boolean> {
  return recordOf(dataHome).stopLeftover(STOP_GRACE_MS);
}

/** Starts the Temporal server of a data home on loopback; resolves when its frontend serves. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { dataHome, ports, postgres, binaries, timeSkipping = false } = options;
  const folder = path.join(dataHome, 'temporal');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  await stopLeftoverTemporal(dataHome);
  const password = keptSecret(dataHome, 'temporal-database.password');
  await migrate(options, password);

  const servicePorts = await claimPorts(ports);
  const dynamicFile = path.join(folder, 'dynamic.yaml');
  const configFile = path.join(folder, 'server.yaml');
  const logFile = path.join(dataHome, 'logs', 'temporal-server.log');
  fs.writeFileSync(dynamicFile, dynamicConfig({ ...DYNAMIC_CONFIG, ...(timeSkipping ? TIME_SKIPPING : {}) }));
  fs.writeFileSync(configFile, serverConfig(servicePorts, postgres, dynamicFile), { mode: 0o600 });

  const child = spawnDetached(binaries.server, ['--config-file', configFile, '--allow-no-auth', 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', [PASSWORD_VARIABLE]: password },
    logFile,
  });
  const record = recordOf(dataHome);
  record.write(child.pid);
  const stop = async (): Promise<void> => {
    await stopChild(child, 'SIGTERM', STOP_GRACE_MS);
    record.clear();
  };
  try {
    await waitUntilServing(child, servicePorts.frontend.grpcPort, logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid, address: `127.0.0.1:${servicePorts.frontend.grpcPort}`, exit: child.exit, stop };
}

async function waitUntilServing(child: ChildProcess, port: number, logFile: string): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  for (;;) {
    if (child.hasExited()) throw new EngineError(`the Temporal server does not start: see ${logFile}`);
    if (performance.now() > until) throw new EngineError(`the Temporal server does not serve after ${START_LIMIT_MS / 1000} s: see ${logFile}`);
    if (isListening(child.pid, port) && (await isServing(`127.0.0.1:${port}`))) return;
    await sleep(50);
  }
}

async function isServing(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '1s' });
    try {
      const health = await connection.withDeadline(Date.now() + 1_000, () => connection.healthService.check({ service: FRONTEND }));
      return Number(health.status) === SERVING;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
