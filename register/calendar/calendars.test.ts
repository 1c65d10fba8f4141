import { SHIPPED_CALENDARS } from '../../domain/calendar/shipped';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { FixedClock } from '../clock';
import { openDatabase } from '../database';
import { Calendars } from './calendars';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

test('the versions that shipped are the first rows, each as it shipped', async () => {
  const db = openDatabase(database.appUrl);
  const calendars = new Calendars(db, new FixedClock(0));
  for (const shipped of SHIPPED_CALENDARS) expect(await calendars.version(shipped.version)).toEqual(shipped);
  expect(await calendars.newest()).toBe(await calendars.version(12));
  await db.destroy();
});

test('the application neither changes nor removes a published calendar', async () => {
  const db = openDatabase(database.appUrl);
  await expect(db.updateTable('calendar_year').set({ year: 2099 }).execute()).rejects.toThrow('permission denied');
  await expect(db.deleteFrom('calendar_version').execute()).rejects.toThrow('permission denied');
  await expect(db.deleteFrom('calendar_proposal').execute()).rejects.toThrow('permission denied');
  await db.destroy();
});
