import { at, deskOfficerOf } from '../test/factories/assistance-request';
import { byMatter, courtOfficerOf, queueFacts, THREE } from '../test/factories/seal-queue';
import type { Actor } from '../matters/ledger';
import type { SealQueueParticulars } from '../matters/seal-queue';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace } from '../test/harness/temporal';
import { MatterRig, waitFor } from '../test/rig/matter-rig';
import { bundleForTest } from '../test/rig/test-bundle';
import { VirtualClock } from '../test/rig/virtual-clock';

const [YUNCHENG, LUODING] = THREE;
const DESK = deskOfficerOf('police');

let database: TestDatabase;
let shared: MatterRig;

beforeAll(async () => {
  database = await createTestDatabase();
  shared = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
  await shared.startWorker();
});
afterAll(async () => {
  await shared.stop();
  await database.drop();
});

/** A queue in which Yuncheng's seal is in force from 5 March 2026 on and Luoding's waits, on a clock of its own. */
async function twoInOrder() {
  const clock = VirtualClock.at(at('2026-03-05T09:00'));
  const rig = shared.living(clock);
  const queue = await rig.openAs('seal-queue', queueFacts({ office: undefined }));
  const act = (by: Actor, name: string, facts: Record<string, unknown>) => rig.act(queue, by.side ?? 'unit', name, facts, { by });
  const moveTo = (to: string) => rig.setClock(queue, clock.move(at(to)));
  const seals = async () => ((await rig.position(queue)).particulars as SealQueueParticulars).seals.map(({ no, state, untilOn }) => [no, state, untilOn]);
  for (const { request, court, caseNumber } of [YUNCHENG, LUODING]) {
    clock.move(clock.now() + 60_000);
    const booked = { bookedAt: clock.now(), isStated: true };
    expect(await act(byMatter(request), 'report-seal', { step: 2, happenedAt: clock.now(), court, caseNumber, officer: 'officer', unit: 'police', servedAt: clock.now(), booked })).toMatchObject({ status: 'accepted' });
  }
  return { rig, queue, act, moveTo, seals };
}

test('reminders and the expiry come once and in order, across years and a worker that was away; what ran replays', async () => {
  const { rig, queue, moveTo, seals } = await twoInOrder();
  expect(await seals()).toEqual([[1, 'in-force', '2028-03-05'], [2, 'waiting', undefined]]);
  // 5 March 2028 less thirty days is 4 February; less seven, 27 February.
  await moveTo('2028-02-04T08:30');
  expect((await rig.types(queue)).slice(3)).toEqual(['seal-expiring']);
  await shared.stopWorker();
  const moved = moveTo('2028-03-06T00:00').catch(() => undefined);
  await shared.startWorker();
  await moved;
  await moveTo('2028-03-06T00:00');
  expect((await rig.types(queue)).slice(3)).toEqual(['seal-expiring', 'seal-expiring', 'seal-expired']);
  expect(await seals()).toEqual([[1, 'expired', '2028-03-05'], [2, 'in-force', '2030-03-06']]);
  await rig.replay(queue);
}, 60_000);

test('ten say at once that the whole was disposed of: one is taken, the rest are told that nothing is in force', async () => {
  const { rig, queue, act, seals } = await twoInOrder();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => act(DESK, 'record-disposal', { extent: 'whole' })));
  expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome?.status === 'refused') expect(outcome.code).toBe('no-seal-in-force');
  expect((await seals()).map(([, state]) => state)).toEqual(['disposed-of', 'lapsed']);
  await rig.replay(queue);
}, 60_000);

test('its court renews while its release is reported: whichever comes first, one seal is in force', async () => {
  const { rig, queue, act, seals } = await twoInOrder();
  const release = { happenedAt: at('2026-03-05T09:03'), court: YUNCHENG.court, caseNumber: YUNCHENG.caseNumber, of: YUNCHENG.request };
  const [renewed, reported] = await Promise.all([act(courtOfficerOf(YUNCHENG.court), 'renew-seal', { seal: 1 }), act(byMatter('AR-2026-000009'), 'report-release', release)]);
  expect(reported).toMatchObject({ status: 'accepted' });
  if (renewed?.status === 'refused') expect(renewed.code).toBe('seal-not-in-force');
  expect((await seals()).map(([, state]) => state)).toEqual(['released', 'in-force']);
  await rig.replay(queue);
}, 60_000);

test('a history that goes on as new carries the queue', async () => {
  await shared.stopWorker();
  await shared.startWorker({ bundle: await bundleForTest('short-runs.ts') });
  const { rig, queue, act, moveTo, seals } = await twoInOrder();
  for (let minute = 10; minute < 30; minute += 1) expect(await act(DESK, 'confirm-seal', { seal: 2, bookedAt: at(`2026-03-05T09:0${minute % 3}`) })).toMatchObject({ status: 'accepted' });
  const runs = async (): Promise<number> => {
    const found = [];
    for await (const run of rig.client.workflow.list({ query: `WorkflowId = "${queue}"` })) found.push(run.runId);
    return found.length;
  };
  await waitFor(async () => (await runs()) > 2);
  const before = await seals();
  await moveTo('2026-03-06T09:00');
  expect(await seals()).toEqual(before);
  expect(await act(DESK, 'record-disposal', { extent: 'part' })).toMatchObject({ status: 'accepted' });
  expect((await seals()).map(([, state]) => state).sort()).toEqual(['disposed-of', 'in-force']);
  expect(await rig.position(queue)).not.toHaveProperty('closedAs');
}, 60_000);
