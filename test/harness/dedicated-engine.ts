import { APP_ROLE, ensureOwnDatabase, withConnection } from '../../engine/database';
import { prepareDataHome } from '../../engine/data-home';
import { ensureTemporalBinaries } from '../../engine/go-build';
import { PortBook } from '../../engine/ports';
import { startPostgres } from '../../engine/postgres';
import { childrenOf, isGoneWithin, signalIfAlive } from '../../engine/processes';
import { ensureNamespace } from '../../engine/temporal-namespace';
import { startTemporal } from '../../engine/temporal-server';
import { migrateToLatest } from '../../register/migrations';
import { fromSetup } from './environment';
import { createEngineHome } from './test-engine';

export interface DedicatedEngine {
  databaseUrl: string;
  databaseOwnerUrl: string;
  temporalAddress: string;
  namespace: string;
  dataHome: string;
  /** SIGKILL to the postmaster and every backend at once, as a power cut would. */
  killPostgres(): Promise<void>;
  /** On the same port; resolves when it has recovered and accepts connections. */
  restartPostgres(): Promise<void>;
  /** SIGSTOP to the postmaster and every backend: connections stay open and nothing answers. */
  pausePostgres(): void;
  resumePostgres(): void;
  killTemporal(): Promise<void>;
  /** Temporal's databases are dropped; the next start makes them anew. Only while the server is down. */
  throwAwayTemporalData(): Promise<void>;
  /** On the same ports; resolves when the frontend serves. */
  restartTemporal(): Promise<void>;
  stop(): Promise<void>;
}

export interface DedicatedEngineOptions {
  namespace?: string;
  /** On unless a test asks for the product's own setting. */
  timeSkipping?: boolean;
}

/** A PostgreSQL and a Temporal server for one test file alone, to be killed, paused and started again. Our database is migrated. */
export async function startDedicatedEngine({ namespace = 'liandong', timeSkipping = true }: DedicatedEngineOptions = {}): Promise<DedicatedEngine> {
  const dataHome = createEngineHome(fromSetup('LIANDONG_TEST_DIR'));
  prepareDataHome(dataHome);
  const ports = new PortBook(dataHome);
  const binaries = await ensureTemporalBinaries({ log: (line) => process.stderr.write(`${line}\n`) });
  const launchPostgres = () => startPostgres({ dataHome, ports });
  let postgres = await launchPostgres();
  const launchTemporal = () => startTemporal({ dataHome, ports, postgres, binaries, timeSkipping });
  try {
    const { appUrl, ownerUrl } = await ensureOwnDatabase(postgres, dataHome);
    await migrateToLatest(ownerUrl, { appRole: APP_ROLE });
    let temporal = await launchTemporal();
    await ensureNamespace(temporal.address, namespace);
    const postgresProcesses = (): number[] => [postgres.pid, ...childrenOf(postgres.pid)];

    return {
      databaseUrl: appUrl,
      databaseOwnerUrl: ownerUrl,
      temporalAddress: temporal.address,
      namespace,
      dataHome,
      async killPostgres() {
        const pids = postgresProcesses();
        for (const pid of pids) signalIfAlive(pid, 'SIGKILL');
        await postgres.exit;
        await Promise.all(pids.map((pid) => isGoneWithin(pid, 5_000)));
      },
      async restartPostgres() {
        postgres = await launchPostgres();
      },
      pausePostgres: () => postgresProcesses().forEach((pid) => signalIfAlive(pid, 'SIGSTOP')),
      resumePostgres: () => postgresProcesses().forEach((pid) => signalIfAlive(pid, 'SIGCONT')),
      async killTemporal() {
        signalIfAlive(temporal.pid, 'SIGKILL');
        await temporal.exit;
      },
      async throwAwayTemporalData() {
        await withConnection(postgres.superuserUrl('postgres'), async (client) => {
          for (const name of ['temporal', 'temporal_visibility']) await client.query(`drop database ${name} with (force)`);
        });
      },
      async restartTemporal() {
        temporal = await launchTemporal();
      },
      async stop() {
        for (const pid of [temporal.pid, ...postgresProcesses()]) signalIfAlive(pid, 'SIGCONT');
        await temporal.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
