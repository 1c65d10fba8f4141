import path from 'node:path';
import { ensureOwnDatabase, type DatabaseUrls } from './database';
import { assertOutsideCheckout, lockDataHome, prepareDataHome } from './data-home';
import { EngineError } from './errors';
import { ensureTemporalBinaries, type Log } from './go-build';
import { stopLeftovers } from './leftovers';
import { PortBook } from './ports';
import { startPostgres, type Postgres } from './postgres';
import { supervise, type Supervised } from './supervisor';
import { ensureNamespace } from './temporal-namespace';
import { startTemporal, type TemporalServer } from './temporal-server';

export interface EngineOptions {
  dataHome: string;
  namespace?: string;
  /** For tests: virtual time in workflows that ask for it. */
  timeSkipping?: boolean;
  postgresSettings?: Record<string, string>;
  log: Log;
  /** Ends a start that is under way; what was started is stopped again. */
  signal?: AbortSignal;
}

export interface Engine {
  /** The application's role. */
  databaseUrl: string;
  /** The role that migrates. */
  databaseOwnerUrl: string;
  temporalAddress: string;
  namespace: string;
  ports: PortBook;
  /** Of the embedded parts, at this moment; a part that lives elsewhere has none. */
  pids(): { postgres?: number; temporal?: number };
  /** The embedded database's superuser; undefined when there is no embedded database. */
  superuserUrl?(database: string): string;
  /** Stops Temporal, then PostgreSQL, and frees the data home. */
  stop(): Promise<void>;
}

/** The parts that live elsewhere, named by the environment. */
interface External {
  database?: DatabaseUrls;
  temporalAddress?: string;
}

function externalParts(): External {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, TEMPORAL_ADDRESS: temporalAddress } = process.env;
  if (Boolean(appUrl) !== Boolean(ownerUrl)) throw new EngineError('DATABASE_URL (the role that works) and DATABASE_OWNER_URL (the role that migrates) are given together or not at all');
  return { ...(appUrl && ownerUrl ? { database: { appUrl, ownerUrl } } : {}), ...(temporalAddress ? { temporalAddress } : {}) };
}

/**
 * Brings up PostgreSQL and the Temporal server of a data home, each unless the environment names one elsewhere
 * (DATABASE_URL with DATABASE_OWNER_URL; TEMPORAL_ADDRESS), and registers the namespace. A part that dies is started again.
 */
export async function startEngine({ dataHome, namespace = 'liandong', timeSkipping = false, postgresSettings, log, signal }: EngineOptions): Promise<Engine> {
  const home = path.resolve(dataHome);
  assertOutsideCheckout(home);
  const external = externalParts();
  prepareDataHome(home);
  const release = lockDataHome(home);
  const ports = new PortBook(home);
  const started: { postgres?: Supervised<Postgres>; temporal?: Supervised<TemporalServer> } = {};
  const stop = async (): Promise<void> => {
    await started.temporal?.stop();
    await started.postgres?.stop();
    release();
  };

  try {
    await stopLeftovers(home, log);
    const binaries = external.temporalAddress ? undefined : await ensureTemporalBinaries({ log, signal });
    signal?.throwIfAborted();
    if (!external.database || !external.temporalAddress) {
      started.postgres = await supervise('PostgreSQL', () => startPostgres({ dataHome: home, ports, settings: postgresSettings }), log);
    }
    const postgres = started.postgres;
    const database = external.database ?? (postgres && (await ensureOwnDatabase(postgres.current(), home)));
    if (!database) throw new Error('no database was started');
    signal?.throwIfAborted();
    if (binaries && postgres) {
      started.temporal = await supervise('Temporal', () => startTemporal({ dataHome: home, ports, postgres: postgres.current(), binaries, timeSkipping }), log);
    }
    const temporalAddress = external.temporalAddress ?? started.temporal?.current().address;
    if (!temporalAddress) throw new Error('no Temporal server was started');
    signal?.throwIfAborted();
    await ensureNamespace(temporalAddress, namespace);

    return {
      databaseUrl: database.appUrl,
      databaseOwnerUrl: database.ownerUrl,
      temporalAddress,
      namespace,
      ports,
      pids: () => ({ postgres: started.postgres?.current().pid, temporal: started.temporal?.current().pid }),
      ...(postgres ? { superuserUrl: (name: string) => postgres.current().superuserUrl(name) } : {}),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
