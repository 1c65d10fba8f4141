import type { Kysely } from 'kysely';
import { FixedClock, stampInstant, SystemClock } from '../../register/clock';
import { type Database, openDatabase } from '../../register/database';
import { openClock } from '../../register/rehearsal/open-clock';
import { beginRehearsal, RehearsalClockSource } from '../../register/rehearsal/rehearsal-clock';
import { at } from '../factories/assistance-request';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { waitFor } from '../rig/matter-rig';
import { beginRehearsalIn } from './rehearsal-rig';

const BEGAN = at('2026-09-28T08:30');
const HOUR_MS = 3_600_000;

describe('the clock of a rehearsal', () => {
  let database: TestDatabase;
  const closers: (() => Promise<void>)[] = [];

  /** A process of the deployment: a pool and a reading of the clock of its own. */
  async function startProcess(realClock = new SystemClock()): Promise<{ db: Kysely<Database>; clock: RehearsalClockSource }> {
    const db = openDatabase(database.appUrl, { poolSize: 4 });
    const clock = await RehearsalClockSource.open({ db, databaseUrl: database.appUrl, realClock });
    closers.push(() => clock.close().then(() => db.destroy()));
    return { db, clock };
  }
  const stampIn = ({ db, clock }: { db: Kysely<Database>; clock: RehearsalClockSource }): Promise<number> => db.transaction().execute((trx) => stampInstant(clock, trx));

  beforeAll(async () => {
    database = await createTestDatabase();
    await beginRehearsalIn(database, BEGAN);
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(() => database.drop());

  test('stands at the instant at which the rehearsal began, until somebody sets it', async () => {
    const { clock } = await startProcess();
    expect(clock.now()).toBe(BEGAN);
    expect(await clock.setting()).toMatchObject({ virtualAt: BEGAN, speed: 0 });
    expect(await clock.beganAt()).toBe(BEGAN);
  });

  test('what a process stamps after a move in another bears the new instant, at once', async () => {
    const [mover, other] = [await startProcess(), await startProcess()];
    for (let day = 1; day <= 20; day += 1) {
      const instant = BEGAN + day * 24 * HOUR_MS;
      await mover.clock.set(() => ({ at: instant, speed: 0 }));
      expect(await stampIn(other)).toBe(instant);
      expect(await stampIn(mover)).toBe(instant);
    }
  });

  test('a process that stamps nothing hears of a move as well', async () => {
    const [mover, other] = [await startProcess(), await startProcess()];
    await mover.clock.set(() => ({ at: BEGAN + HOUR_MS, speed: 0 }));
    expect(mover.clock.now()).toBe(BEGAN + HOUR_MS);
    await waitFor(async () => other.clock.now() === BEGAN + HOUR_MS, 2_000);
  });

  test('is not set while a transaction that has stamped by it goes on', async () => {
    const [mover, other] = [await startProcess(), await startProcess()];
    await mover.clock.set(() => ({ at: BEGAN, speed: 0 }));
    const order: string[] = [];
    let moving: Promise<unknown> = Promise.resolve();
    await other.db.transaction().execute(async (trx) => {
      expect(await stampInstant(other.clock, trx)).toBe(BEGAN);
      moving = mover.clock.set(() => ({ at: BEGAN + HOUR_MS, speed: 0 })).then(() => order.push('moved'));
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push('stamped');
    });
    await moving;
    expect(order).toEqual(['stamped', 'moved']);
  });

  test('runs as fast as it is told to, in every process', async () => {
    const real = new FixedClock(Date.now());
    const [mover, other] = [await startProcess(real), await startProcess(real)];
    await mover.clock.set(() => ({ at: BEGAN, speed: 8_640 }));
    real.advance(10_000);
    // 8,640 virtual for each real second: ten seconds are one day.
    expect(await stampIn(other)).toBe(BEGAN + 24 * HOUR_MS);
    expect(mover.clock.now()).toBe(BEGAN + 24 * HOUR_MS);
    await mover.clock.set(({ at: instant }) => ({ at: instant, speed: 0 }));
    real.advance(10_000);
    expect(await stampIn(other)).toBe(BEGAN + 24 * HOUR_MS);
  });

  test('a rehearsal begins once: beginning it again leaves the clock alone', async () => {
    const { clock } = await startProcess();
    await clock.set(() => ({ at: BEGAN + HOUR_MS, speed: 0 }));
    await beginRehearsalIn(database, BEGAN + 5 * HOUR_MS);
    expect((await clock.setting()).virtualAt).toBe(BEGAN + HOUR_MS);
    expect(await clock.beganAt()).toBe(BEGAN);
  });
});

describe('a deployment in earnest', () => {
  let database: TestDatabase;
  let db: Kysely<Database>;

  beforeEach(async () => {
    database = await createTestDatabase();
    db = openDatabase(database.appUrl);
  });
  afterEach(async () => {
    await db.destroy();
    await database.drop();
  });

  test('lives by real time', async () => {
    const { clock, rehearsalClock, close } = await openClock({ db, databaseUrl: database.appUrl, rehearsal: false });
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
    expect(await db.transaction().execute((trx) => stampInstant(clock, trx))).toBeGreaterThan(Date.now() - 1_000);
    expect(rehearsalClock).toBeUndefined();
    await close();
  });

  test('has no clock that could be opened as a rehearsal’s, and does not start on the register of a rehearsal', async () => {
    await expect(openClock({ db, databaseUrl: database.appUrl, rehearsal: true })).rejects.toMatchObject({ code: 'not-a-rehearsal' });
    await beginRehearsalIn(database, BEGAN);
    await expect(openClock({ db, databaseUrl: database.appUrl, rehearsal: false })).rejects.toMatchObject({ code: 'register-of-a-rehearsal' });
  });

  test('cannot be made a rehearsal by the application', async () => {
    await expect(beginRehearsal(db, { at: BEGAN, real: Date.now() })).rejects.toThrow('permission denied');
  });
});
