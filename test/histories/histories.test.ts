import fs from 'node:fs';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { createDataConverter } from '../../dispatch/payload-codec';
import { ensureKeyRing, loadKeyRing } from '../../register/sealing/key-ring';
import { BUNDLE_FILE } from '../../workers/bundle';
import { ANSWER } from '../factories/assistance-request';
import { createTestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig } from '../rig/matter-rig';
import { waitFor } from '../harness/wait-for';
import { VirtualClock } from '../rig/virtual-clock';

/**
 * Histories of every released version, with the keys they were encrypted with (made for these tests and used for nothing else):
 * what is running somewhere in a city hall must replay on this code. LIANDONG_RECORD_HISTORIES=<version> records those of a new version.
 */
const RECORDED = path.join(__dirname, 'recorded');
const KEYS = path.join(__dirname, 'keys');
const files = (): string[] => fs.readdirSync(RECORDED, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json')).sort();

const version = process.env.LIANDONG_RECORD_HISTORIES;
if (version) {
  test('records the histories of this version', async () => {
    const database = await createTestDatabase();
    ensureKeyRing(KEYS);
    const clock = VirtualClock.at(Date.parse('2026-03-05T09:00:00+08:00'));
    const rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), keysDir: KEYS, clock, rehearsalClock: async () => clock.setting, isSignalAllowed: true });
    await rig.startWorker();
    const move = async (matter: string, to: string): Promise<void> => {
      await rig.client.workflow.getHandle(matter).executeUpdate('set-clock', { args: [clock.move(Date.parse(`${to}+08:00`))] });
    };
    const save = async (name: string, matter: string): Promise<void> => {
      const history = await rig.client.workflow.getHandle(matter).fetchHistory();
      const file = path.join(RECORDED, version, `${name}.json`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, `${JSON.stringify(JSON.parse(historyToJSON(history)))}\n`);
    };

    const inTime = await rig.open();
    await rig.act(inTime, 'unit', 'sign-receipt');
    await rig.act(inTime, 'unit', 'raise-query', {}, { words: { question: '请说明' } });
    await rig.act(inTime, 'unit', 'answer', ANSWER, { words: { remarks: '已办' } });
    await rig.act(inTime, 'court', 'accept-answer');
    await rig.client.workflow.getHandle(inTime).result();
    await save('answered-in-time', inTime);

    const late = await rig.open();
    await move(late, '2026-03-07T00:00:00');
    await move(late, '2026-03-20T09:00:00');
    await waitFor(async () => (await rig.position(late)).lateness === 'breached');
    await rig.act(late, 'unit', 'give-delay-notice', {}, { words: { reason: '系统升级' } });
    await rig.act(late, 'unit', 'answer', ANSWER);
    await save('deemed-received-late-and-climbing', late);

    const contested = await rig.open({ kind: 'land.consult', serviceMode: 'post' });
    const desk = { by: { kind: 'officer', id: 'desk', body: 'land', side: 'unit', role: 'desk-officer' } } as const;
    await rig.act(contested, 'court', 'record-delivery', { mode: 'post' }, { words: { evidence: '回执' } });
    await rig.act(contested, 'unit', 'answer', ANSWER, desk);
    await rig.act(contested, 'court', 'contest-answer', {}, { words: { missing: '缺附件' } });
    await rig.act(contested, 'unit', 'answer', { ...ANSWER, outcome: 'nothing-found' }, desk);
    await move(contested, '2026-03-27T00:00:00');
    await waitFor(async () => (await rig.position(contested)).stage === 'closed');
    await save('contested-and-accepted-by-silence', contested);

    const withdrawn = await rig.open();
    await rig.act(withdrawn, 'unit', 'sign-receipt');
    await rig.act(withdrawn, 'court', 'grant-extension', { workingDays: 2 }, { words: { reason: '案情复杂' } });
    await rig.act(withdrawn, 'court', 'withdraw', {}, { words: { reason: '和解' } });
    await save('extended-and-withdrawn', withdrawn);
    await rig.stop();
    await database.drop();
  }, 60_000);
}

test('there are histories of a released version', () => {
  expect(files().length).toBeGreaterThanOrEqual(4);
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
