import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { createDataConverter } from '../../dispatch/payload-codec';
import { ensureKeyRing, loadKeyRing } from '../../register/sealing/key-ring';
import { BUNDLE_FILE } from '../../workers/bundle';
import { at } from '../factories/assistance-request';
import { createTestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig } from '../rig/matter-rig';
import { VirtualClock } from '../rig/virtual-clock';
import { PLAYS } from './plays';

/**
 * Histories of every released version, with the keys they were encrypted with (made for these tests and used for nothing else):
 * what is running somewhere in a city hall must replay on this code. LIANDONG_RECORD_HISTORIES=<version> records what that version does not have yet.
 */
const RECORDED = path.join(__dirname, 'recorded');
const KEYS = path.join(__dirname, 'keys');
const files = (): string[] => fs.readdirSync(RECORDED, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json')).sort();

const version = process.env.LIANDONG_RECORD_HISTORIES;
const missing = version ? Object.entries(PLAYS).filter(([name]) => !files().includes(path.join(version, `${name}.json`))) : [];

for (const [name, { from, play, staysOpen }] of missing) {
  test(`records ${name}`, async () => {
    const database = await createTestDatabase();
    ensureKeyRing(KEYS);
    const clock = VirtualClock.at(at(from));
    const rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), keysDir: KEYS, clock, rehearsalClock: async () => clock.setting });
    await rig.startWorker();
    const matter = await play({
      rig,
      clock,
      moveTo: async (moved, instant) => void (await rig.setClock(moved, clock.move(at(instant)))),
      act: async (...given) => {
        const outcome = await rig.act(...given);
        expect([given[2], outcome]).toMatchObject([given[2], { status: 'accepted' }]);
      },
    });
    if (!staysOpen) await rig.client.workflow.getHandle(matter).result();
    const history = historyToJSON(await rig.client.workflow.getHandle(matter).fetchHistory());
    const file = path.join(RECORDED, String(version), `${name}.json`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${withoutMachine(JSON.stringify(JSON.parse(history)))}\n`);
    await rig.stop();
    await database.drop();
  }, 60_000);
}

/** Workers and clients are known by process and host, which are nobody's business. */
function withoutMachine(history: string): string {
  return history.replaceAll(`${process.pid}@${os.hostname()}`, 'recorder');
}

test('there is a history of every play', () => {
  expect(new Set(files().map((file) => path.basename(file, '.json')))).toEqual(new Set(Object.keys(PLAYS)));
});

test.each(files())('%s replays', async (file) => {
  const history: unknown = JSON.parse(fs.readFileSync(path.join(RECORDED, file), 'utf8'));
  await Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE_FILE }, dataConverter: createDataConverter(loadKeyRing(KEYS)), replayName: file }, history);
});

test('a history whose steps come in another order does not replay', async () => {
  const [file = ''] = files();
  const history = JSON.parse(fs.readFileSync(path.join(RECORDED, file), 'utf8')) as { events: { eventType: string }[] };
  const events = history.events.filter(({ eventType }) => !/MARKER_RECORDED/.test(eventType));
  await expect(
    Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE_FILE }, dataConverter: createDataConverter(loadKeyRing(KEYS)), replayName: 'damaged' }, { ...history, events }),
  ).rejects.toThrow();
});
