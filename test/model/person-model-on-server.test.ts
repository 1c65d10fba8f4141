import * as fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig } from '../rig/matter-rig';
import { playOnServer } from './person-play';
import { personSequences } from './person-sequences';

const RUNS = Number(process.env.LIANDONG_MODEL_SERVER_RUNS ?? 24);
const seed = process.env.LIANDONG_MODEL_SEED === undefined ? Date.now() : Number(process.env.LIANDONG_MODEL_SEED);
const AT_ONCE = 4;

describe('searches and detentions on a real server and independent models', () => {
  let database: TestDatabase;
  let rig: MatterRig;
  beforeAll(async () => {
    database = await createTestDatabase();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
    await rig.startWorker();
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });

  test(`agree at every step in ${RUNS} random sequences (seed ${seed})`, async () => {
    const queue = fc.sample(personSequences(16), { numRuns: RUNS, seed }).entries();
    const play = async (): Promise<void> => {
      for (const [index, sequence] of queue) {
        await playOnServer(rig, sequence).catch((error: unknown) => {
          throw new Error(`sequence ${index} of seed ${seed}: ${JSON.stringify(sequence)}`, { cause: error });
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, play));
  }, 900_000);
});
