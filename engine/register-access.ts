import type { Kysely } from 'kysely';
import { type Database, openDatabase } from '../register/database';
import { DocumentFiles } from '../register/documents/files';
import { type KeyRing, loadKeyRing } from '../register/sealing/key-ring';
import { ownUrls } from './database';
import { documentsFolderOf, keysFolderOf, lockDataHome, resolveDataHome } from './data-home';
import { EngineError } from './errors';
import { PortBook } from './ports';
import { hasCluster, runningPort, startPostgres } from './postgres';

/** Opens the register for a command: DATABASE_URL's, or the embedded one, running or started for the while. */
export async function withRegister<T>(work: (register: { db: Kysely<Database>; keyRing: KeyRing; documentFiles: DocumentFiles }) => Promise<T>): Promise<T> {
  const dataHome = resolveDataHome();
  const { url, close } = process.env.DATABASE_URL ? { url: process.env.DATABASE_URL, close: async () => undefined } : await openEmbedded(dataHome);
  const db = openDatabase(url, { poolSize: 2, statementTimeoutMs: 0 });
  try {
    const keyRing = loadKeyRing(keysFolderOf(dataHome));
    return await work({ db, keyRing, documentFiles: new DocumentFiles(documentsFolderOf(dataHome), keyRing) });
  } finally {
    await db.destroy();
    await close();
  }
}

async function openEmbedded(dataHome: string): Promise<{ url: string; close: () => Promise<unknown> }> {
  if (!hasCluster(dataHome)) throw new EngineError(`there is no register in ${dataHome}: name its data home with LIANDONG_DATA, or its database with DATABASE_URL`);
  const port = runningPort(dataHome);
  if (port !== undefined) return { url: ownUrls(port, dataHome).appUrl, close: async () => undefined };
  const unlock = lockDataHome(dataHome);
  try {
    const postgres = await startPostgres({ dataHome, ports: new PortBook(dataHome) });
    return {
      url: ownUrls(postgres.port, dataHome).appUrl,
      close: async () => {
        await postgres.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
