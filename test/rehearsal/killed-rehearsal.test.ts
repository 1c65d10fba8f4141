import fs from 'node:fs';
import path from 'node:path';
import { prepareRehearsal } from '../../engine/rehearsal/prepare';
import { openDatabase } from '../../register/database';
import { ensureKeyRing } from '../../register/sealing/key-ring';
import { at } from '../factories/assistance-request';
import { fromSetup } from '../harness/environment';
import { type RehearsalRig, startRehearsal } from './rehearsal-rig';

const BEGAN = at('2026-09-28T08:30');
const HOUR_MS = 3_600_000;

describe('a rehearsal that was killed while its clock ran', () => {
  let rehearsal: RehearsalRig;
  let folder: string;

  beforeAll(async () => {
    rehearsal = await startRehearsal(BEGAN);
    folder = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'killed-'));
    ensureKeyRing(path.join(folder, 'keys'));
  });
  afterAll(() => rehearsal.stop());

  const prepareAgain = (mustBegin: boolean): Promise<void> =>
    prepareRehearsal(
      { databaseUrl: rehearsal.database.appUrl, databaseOwnerUrl: rehearsal.database.ownerUrl, temporalAddress: rehearsal.address, namespace: rehearsal.namespace },
      path.join(folder, 'keys'),
      { beginsAt: BEGAN, mustBegin, tokensFile: path.join(folder, 'tokens.json') },
    );

  test('goes on where it was last written down, not hours of running later', async () => {
    const { rig, driver, source, database } = rehearsal;
    const matter = await rig.open();
    await rig.act(matter, 'unit', 'sign-receipt');
    await driver.move(at('2026-09-29T12:00'));
    await rig.stopWorker();
    // As if it had run for an hour at a day in ten seconds with nobody there: a year.
    const owner = openDatabase(database.ownerUrl, { poolSize: 1 });
    await owner.updateTable('rehearsal_clock').set((row) => ({ speed: 8_640, real_at: Date.now() - HOUR_MS, version: row('version', '+', 1) })).execute();
    await owner.destroy();
    expect((await source.setting()).speed).toBe(8_640);

    await prepareAgain(false);
    await rig.startWorker();
    await driver.setSpeed(0);

    expect(await driver.state()).toMatchObject({ now: at('2026-09-29T12:00'), speed: 0, nextAlarmAt: at('2026-09-30T08:30') });
    expect((await rig.ledger(matter)).map(({ type }) => type)).toEqual(['open-request', 'sign-receipt', 'reminder']);
    expect(await driver.move('next-alarm')).toMatchObject({ to: at('2026-09-30T08:30'), alarms: 1 });
  });

  test('does not begin a second time', async () => {
    await expect(prepareAgain(true)).rejects.toThrow('has begun already');
  });

  test('keeps its people, whose passwords and tokens stay', async () => {
    const tokens = fs.readFileSync(path.join(folder, 'tokens.json'), 'utf8');
    await prepareAgain(false);
    expect(fs.readFileSync(path.join(folder, 'tokens.json'), 'utf8')).toBe(tokens);
  });
});
