import type { Kysely } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { FixedClock } from './clock';
import { type Database, openDatabase } from './database';
import { beat, outagesBetween } from './outages';

const MORNING = 1_772_411_400_000;
const MINUTE_MS = 60_000;

describe('outages', () => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDatabase(database.appUrl);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  test('a silence of five minutes is an outage, a shorter one or a first beat is none', async () => {
    const clock = new FixedClock(MORNING);
    expect(await beat(db, 'worker', clock)).toBeUndefined();
    clock.advance(5 * MINUTE_MS - 1);
    expect(await beat(db, 'worker', clock)).toBeUndefined();
    clock.advance(5 * MINUTE_MS);
    const outage = { component: 'worker', fromAt: MORNING + 5 * MINUTE_MS - 1, toAt: MORNING + 10 * MINUTE_MS - 1 };
    expect(await beat(db, 'worker', clock)).toEqual(outage);
    expect(await outagesBetween(db, MORNING, MORNING + 6 * MINUTE_MS)).toEqual([outage]);
    expect(await outagesBetween(db, outage.toAt, outage.toAt + MINUTE_MS)).toEqual([]);
    expect(await outagesBetween(db, MORNING, outage.fromAt)).toEqual([]);
  });

  test('one component that beats does not hide the silence of the other', async () => {
    const clock = new FixedClock(MORNING);
    await beat(db, 'api', clock);
    clock.advance(20 * MINUTE_MS);
    expect(await beat(db, 'api', clock)).toMatchObject({ component: 'api' });
  });
});
