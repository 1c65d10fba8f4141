import type { Kysely } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { type Database, openDatabase } from './database';
import { confirmClock, GuardedClock } from './guarded-clock';

/** 2026-03-02 08:30. */
const MORNING = 1_772_411_400_000;

describe('when nobody can say what time it legally is', () => {
  let database: TestDatabase;
  let db: Kysely<Database>;
  const host = { wall: MORNING, monotonic: 0, wallNow: () => host.wall, monotonicNow: () => host.monotonic };
  const pass = (ms: number): void => {
    host.wall += ms;
    host.monotonic += ms;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    db = openDatabase(database.appUrl);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  test('a day that passes on both clocks holds nothing', async () => {
    const clock = new GuardedClock(host);
    pass(86_400_000);
    await expect(clock.stamp(db)).resolves.toBe(host.wall);
    expect(clock.hold).toBeUndefined();
  });

  test.each([
    ['forward', 61_000],
    ['back', -61_000],
  ])('a wall clock set %s by more than a minute holds every entry until the operator confirms it', async (_way, jump) => {
    const clock = new GuardedClock(host);
    host.wall += jump;
    await expect(clock.stamp(db)).rejects.toMatchObject({ code: 'clock-held', details: { reason: 'wall-clock-jumped' } });
    pass(5_000);
    await expect(clock.stamp(db)).rejects.toMatchObject({ code: 'clock-held' });
    await confirmClock(db, { at: host.wall, by: 'operator' });
    await expect(clock.stamp(db)).resolves.toBe(host.wall);
  });

  test('a correction of less than a minute holds nothing', async () => {
    const clock = new GuardedClock(host);
    host.wall -= 59_000;
    await expect(clock.stamp(db)).resolves.toBe(host.wall);
  });

  test('a process that starts on a clock behind the newest entry holds, and an older confirmation does not release it', async () => {
    const owner = openDatabase(database.ownerUrl, { poolSize: 1 });
    await owner
      .insertInto('matter')
      .values({
        number: 'AR-2026-000001', procedure: 'assistance-request', kind: 'land.query', court: 'court.luoding', unit: 'land', office: null, case_number: 'x', rule_set: 'yunfu-2017', calendar_version: 12,
        opened_by: 'x', opened_at: 0, seq: 1, head_hash: '', stage: '', awaited_sides: [], due_on: null, due_at: null, next_alarm_at: null, provisional: false, lateness: 'none', closed_as: null,
        closed_at: null, position: '{}', position_seq: 0, reader_keys: [], rehearsal: false,
      })
      .execute();
    await owner
      .insertInto('entry')
      .values({ matter: 'AR-2026-000001', seq: 1, key: 'k', type: 'open-request', actor: '{}', received_at: 0, recorded_at: host.wall + 1, facts: '{}', terms: null, prev_hash: '', hash: '' })
      .execute();
    await owner.destroy();
    const clock = new GuardedClock(host);
    await expect(clock.stamp(db)).rejects.toMatchObject({ details: { reason: 'behind-the-record' } });
    await confirmClock(db, { at: host.wall, by: 'operator' });
    await expect(clock.stamp(db)).resolves.toBe(host.wall);
  });
});
