import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { APP_ROLE, ensureDatabase, grantSchemaUse, OWNER_ROLE, withConnection } from '../engine/database';
import { prepareDataHome } from '../engine/data-home';
import { type Engine, startEngine } from '../engine/engine';
import { stopLeftovers } from '../engine/leftovers';
import { startOwnProcess } from '../engine/own-process';
import { livingProcess, processIdentity } from '../engine/processes';
import type { Part } from '../engine/supervisor';
import { ensureNamespace } from '../engine/temporal-namespace';
import { openDatabase } from '../register/database';
import { migrateToLatest } from '../register/migrations';
import { beginRehearsal } from '../register/rehearsal/rehearsal-clock';
import { ensureKeyRing, type KeyRing } from '../register/sealing/key-ring';
import { CREATE_TABLE } from './bare/activities';
import { cpuMs, machineCpuMs } from './processes';

const PREFIX = 'liandong-bench-';
const OWNER_FILE = 'owner';
const ENGINE = 'engine';
const BARE = 'bare';
const REHEARSAL = 'rehearsal';
const PRODUCT = 'product';
const NAMESPACE = 'liandong';

export interface Product {
  url: string;
  databaseUrl: string;
  keyRing: KeyRing;
  api: Part;
  worker: Part;
  stop(): Promise<void>;
}

/** What each part has spent so far, CPU ms; `machine`: all of it and everything else that runs here. */
export type CpuReading = Record<'driver' | 'api' | 'worker' | 'bareWorker' | 'postgres' | 'temporal' | 'machine', number>;

export interface StandOptions {
  log: (line: string) => void;
  countsStatements: boolean;
}

/**
 * What is measured stands here: an engine of its own with the product's settings, the product's API and worker as processes of their own, and
 * beside them a worker that knows nothing but bare cases. Everything lies in one temporary folder, which goes at the end.
 */
export class Stand {
  product: Product | undefined;
  private bareWorker: Part | undefined;
  private bareConnection: Connection | undefined;
  private stopping: Promise<void> | undefined;

  private constructor(
    private readonly folder: string,
    readonly engine: Engine,
  ) {}

  static async start({ log, countsStatements }: StandOptions): Promise<Stand> {
    // Whatever the shell points at: the bench brings its own.
    for (const variable of ['DATABASE_URL', 'DATABASE_OWNER_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'LIANDONG_PG_PORT', 'LIANDONG_TEMPORAL_PORT', 'LIANDONG_DATA', 'LIANDONG_KEYS_DIR', 'LIANDONG_REHEARSAL', 'SMTP_HOST']) delete process.env[variable];
    await removeAbandoned(log);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
    fs.chmodSync(folder, 0o711);
    fs.writeFileSync(path.join(folder, OWNER_FILE), processIdentity(process.pid) ?? '');
    try {
      const postgresSettings = countsStatements ? { shared_preload_libraries: 'pg_stat_statements' } : undefined;
      const engine = await startEngine({ dataHome: path.join(folder, ENGINE), namespace: NAMESPACE, postgresSettings, log });
      return new Stand(folder, engine);
    } catch (error) {
      fs.rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async startProduct(): Promise<Product> {
    const { databaseUrl, databaseOwnerUrl } = this.engine;
    await migrateToLatest(databaseOwnerUrl, { appRole: APP_ROLE });
    this.product = await this.startProcesses(PRODUCT, databaseUrl, NAMESPACE, {});
    return this.product;
  }

  /** The product as a rehearsal that begins at a virtual instant, in a database and a namespace of its own. The clock stands still. */
  async startRehearsal(at: number): Promise<Product> {
    const name = REHEARSAL;
    await this.createDatabase(name, [APP_ROLE]);
    await grantSchemaUse(this.superuserUrl(name));
    const ownerUrl = onDatabase(this.engine.databaseOwnerUrl, name);
    await migrateToLatest(ownerUrl, { appRole: APP_ROLE });
    const ownerDb = openDatabase(ownerUrl, { poolSize: 1 });
    await beginRehearsal(ownerDb, { at, real: Date.now() }).finally(() => ownerDb.destroy());
    await ensureNamespace(this.engine.temporalAddress, name);
    this.product = await this.startProcesses(name, onDatabase(this.engine.databaseUrl, name), name, { LIANDONG_REHEARSAL: '1' });
    return this.product;
  }

  /** Starts the worker of the bare cases and returns a client for them. */
  async startBare(): Promise<Client> {
    await this.createDatabase(BARE);
    const databaseUrl = onDatabase(this.engine.databaseOwnerUrl, BARE);
    await withConnection(databaseUrl, (client) => client.query(CREATE_TABLE));
    const address = this.engine.temporalAddress;
    await ensureNamespace(address, BARE);
    const dataHome = path.join(this.folder, BARE);
    prepareDataHome(dataHome);
    const port = await this.engine.ports.claim(BARE);
    const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: BARE, BENCH_WORKER_PORT: String(port) };
    this.bareWorker = await startOwnProcess({ name: 'worker', script: 'bench/bare/worker.js', dataHome, port, env });
    this.bareConnection = await Connection.connect({ address });
    return new Client({ connection: this.bareConnection, namespace: BARE });
  }

  async stopBare(): Promise<void> {
    await this.bareConnection?.close();
    await this.bareWorker?.stop();
    this.bareConnection = undefined;
    this.bareWorker = undefined;
  }

  superuserUrl(database: string): string {
    const url = this.engine.superuserUrl?.(database);
    if (url === undefined) throw new Error('the bench measures an embedded database');
    return url;
  }

  readCpu(): CpuReading {
    const { postgres, temporal } = this.engine.pids();
    const of = (pid: number | undefined, options?: { withChildren: boolean }): number => (pid === undefined ? 0 : cpuMs(pid, options));
    return {
      driver: of(process.pid),
      api: of(this.product?.api.pid),
      worker: of(this.product?.worker.pid),
      bareWorker: of(this.bareWorker?.pid),
      postgres: of(postgres, { withChildren: true }),
      temporal: of(temporal),
      machine: machineCpuMs(),
    };
  }

  /** However often it is asked for, it stops once. */
  async stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    await this.stopBare();
    await this.product?.stop();
    await this.engine.stop();
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private async createDatabase(name: string, guests: string[] = []): Promise<void> {
    await withConnection(this.superuserUrl('postgres'), (client) => ensureDatabase(client, name, OWNER_ROLE, { guests }));
    await withConnection(this.superuserUrl(name), (client) => client.query(`grant all on schema public to ${OWNER_ROLE}`));
  }

  private async startProcesses(name: string, databaseUrl: string, namespace: string, extra: Record<string, string>): Promise<Product> {
    const { ports, temporalAddress } = this.engine;
    const dataHome = path.join(this.folder, name);
    prepareDataHome(dataHome);
    const keysDir = path.join(dataHome, 'keys');
    const keyRing = ensureKeyRing(keysDir);
    const apiPort = await ports.claim(`${name}-api`);
    const workerPort = await ports.claim(`${name}-worker`);
    const url = `http://127.0.0.1:${apiPort}`;
    const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace, LIANDONG_KEYS_DIR: keysDir, LIANDONG_DATA: dataHome, LIANDONG_PUBLIC_URL: url, ...extra };
    const worker = await startOwnProcess({ name: 'worker', script: 'workers/main.js', dataHome, port: workerPort, env: { ...env, LIANDONG_WORKER_PORT: String(workerPort) } });
    try {
      const api = await startOwnProcess({ name: 'api', script: 'api/main.js', dataHome, port: apiPort, env: { ...env, LIANDONG_API_PORT: String(apiPort) } });
      const stop = async (): Promise<void> => {
        await api.stop();
        await worker.stop();
        this.product = undefined;
      };
      return { url, databaseUrl, keyRing, api, worker, stop };
    } catch (error) {
      await worker.stop();
      throw error;
    }
  }
}

/** What a run that was killed left behind: its processes are stopped, its folder goes. */
async function removeAbandoned(log: StandOptions['log']): Promise<void> {
  for (const entry of fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), entry);
    const owner = path.join(folder, OWNER_FILE);
    if (fs.statSync(folder).uid !== process.getuid?.() || !fs.existsSync(owner) || livingProcess(fs.readFileSync(owner, 'utf8')) !== undefined) continue;
    for (const part of [BARE, PRODUCT, REHEARSAL, ENGINE]) await stopLeftovers(path.join(folder, part), log);
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
