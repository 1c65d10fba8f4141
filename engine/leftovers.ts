import path from 'node:path';
import type { Log } from './go-build';
import { stopLeftoverPostgres } from './postgres';
import { ProcessRecord } from './processes';
import { stopLeftoverTemporal } from './temporal-server';

/** Stops what a killed run on this data home left alive: our processes first, then Temporal, then the database. */
export async function stopLeftovers(dataHome: string, log: Log): Promise<void> {
  for (const name of ['api', 'worker', 'temporal-ui']) {
    if (await new ProcessRecord(path.join(dataHome, 'run', name)).stopLeftover()) log(`stopped the ${name} that an earlier run had left`);
  }
  if (await stopLeftoverTemporal(dataHome)) log('stopped a Temporal server that an earlier run had left');
  if (await stopLeftoverPostgres(dataHome)) log('stopped a PostgreSQL that an earlier run had left');
}
