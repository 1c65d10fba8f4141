import * as fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig, type WorkerUnderTest } from '../rig/matter-rig';
import { seedOfRun } from './describe-model';
import { playOnServer } from './match';
import { queueMatch, type QueueSequence, queueSequences } from './seal-queue-match';

const RUNS = Number(process.env['LIANDONG_MODEL_SERVER_RUNS'] ?? 16);
const SEED = seedOfRun();
const AT_ONCE = 4;
/** Of so many steps the acknowledgement of one is lost after its commit, as when the worker is killed there. */
const LOST_EVERY = 3;
/** After so many sequences the worker goes away and comes back, while others are in the middle of theirs. */
const BACK_EVERY = 8;

let database: TestDatabase;
let rig: MatterRig;
let steps = 0;
let lost = 0;

const losing: WorkerUnderTest = {
  wrap: (activities) => ({
    ...activities,
    recordStep: async (step: Parameters<typeof activities.recordStep>[0]) => {
      const result = await activities.recordStep(step);
      steps += 1;
      if (steps % LOST_EVERY !== 0) return result;
      lost += 1;
      throw new Error('the worker was killed after the commit');
    },
  }),
};

beforeAll(async () => {
  database = await createTestDatabase();
  rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
  await rig.startWorker(losing);
});
afterAll(async () => {
  await rig.stop();
  await database.drop();
});

test(`queues of seals on a real server and an independent model agree at every step of ${RUNS} random sequences, with results lost after their commit and the worker going away between steps (seed ${SEED})`, async () => {
  const queue = fc.sample(queueSequences(14), { numRuns: RUNS, seed: SEED }).entries();
  let going: Promise<void> = Promise.resolve();
  const comeBack = async (): Promise<void> => {
    await rig.stopWorker();
    await rig.startWorker(losing);
  };
  const playNext = async (): Promise<void> => {
    for (const [index, sequence] of queue) {
      await play(sequence, index);
      if (index % BACK_EVERY === BACK_EVERY - 1) going = going.then(comeBack);
      await going;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, playNext));
  expect(lost).toBeGreaterThan(RUNS / 4);
}, 180_000 + RUNS * 10_000);

async function play(sequence: QueueSequence, index: number): Promise<void> {
  await playOnServer(rig, queueMatch(sequence)).catch((error: unknown) => {
    throw new Error(`sequence ${index} of seed ${SEED}: ${JSON.stringify(sequence)}`, { cause: error });
  });
}
