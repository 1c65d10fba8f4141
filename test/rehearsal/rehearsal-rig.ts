import { RehearsalDriver } from '../../dispatch/rehearsal-driver';
import { SystemClock } from '../../register/clock';
import { openDatabase } from '../../register/database';
import { beginRehearsal, RehearsalClockSource } from '../../register/rehearsal/rehearsal-clock';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig } from '../rig/matter-rig';

/** Makes a test database the register of a rehearsal that begins, paused, at an instant. */
export async function beginRehearsalIn(database: TestDatabase, at: number): Promise<void> {
  const owner = openDatabase(database.ownerUrl, { poolSize: 1 });
  try {
    await beginRehearsal(owner, { at, real: Date.now() });
  } finally {
    await owner.destroy();
  }
}

export interface RehearsalRig {
  database: TestDatabase;
  rig: MatterRig;
  address: string;
  namespace: string;
  source: RehearsalClockSource;
  driver: RehearsalDriver;
  stop(): Promise<void>;
}

/** Register, dispatcher, worker and driver in this process, on a clock that stands at an instant. */
export async function startRehearsal(at: number): Promise<RehearsalRig> {
  const database = await createTestDatabase();
  await beginRehearsalIn(database, at);
  const clockDb = openDatabase(database.appUrl, { poolSize: 4 });
  const source = await RehearsalClockSource.open({ db: clockDb, databaseUrl: database.appUrl });
  const { address, namespace } = await createTestNamespace();
  const rig = await MatterRig.create({ databaseUrl: database.appUrl, address, namespace, clock: source, rehearsalClock: () => source.setting() });
  await rig.startWorker();
  const driver = new RehearsalDriver({ db: rig.db, client: rig.client, dispatcher: rig.dispatcher, reviser: rig.reviser, source, hostClock: new SystemClock() });
  return {
    database,
    rig,
    address,
    namespace,
    source,
    driver,
    async stop() {
      await rig.stop();
      await source.close();
      await clockDb.destroy();
      await database.drop();
    },
  };
}
