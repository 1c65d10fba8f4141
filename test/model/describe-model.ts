import * as fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { createTestNamespace } from '../harness/temporal';
import { MatterRig } from '../rig/matter-rig';

const numberFrom = (variable: string): number | undefined => (process.env[variable] === undefined ? undefined : Number(process.env[variable]));
const AT_ONCE = 4;
const TIMEOUT_MS = 600_000;
/** A campaign has the time that it needs on a busy machine. */
const MOST_MS_EACH = 50;
/** The usual run plays the same sequences every time, so that it fails only where something was changed; campaigns choose others. */
const USUAL_SEED = 20_251_120;
export const seedOfRun = (): number => numberFrom('LIANDONG_MODEL_SEED') ?? USUAL_SEED;

/**
 * Plays random sequences in memory. Each says how much it came to (entries, or closings), and together they must come to more than so much on
 * average, lest they say nothing. `LIANDONG_MODEL_RUNS` and `LIANDONG_MODEL_SEED` play more, and others.
 */
export function testInMemory<Sequence>(what: string, sequences: fc.Arbitrary<Sequence>, play: (sequence: Sequence) => Promise<number>, { usualRuns = 1_500, happeningsEach = 4 } = {}): void {
  const runs = numberFrom('LIANDONG_MODEL_RUNS') ?? usualRuns;
  const seed = seedOfRun();
  test(`in ${runs} random sequences ${what}`, async () => {
    let happened = 0;
    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        happened += await play(sequence);
      }),
      { numRuns: runs, seed },
    );
    expect(happened).toBeGreaterThan(runs * happeningsEach);
  }, TIMEOUT_MS + runs * MOST_MS_EACH);
}

/** Plays random sequences on the real server. `LIANDONG_MODEL_SERVER_RUNS` and `LIANDONG_MODEL_SEED` play more, and others. */
export function describeOnServer<Sequence>(what: string, sequences: fc.Arbitrary<Sequence>, play: (rig: MatterRig, sequence: Sequence) => Promise<unknown>, usualRuns = 24): void {
  const runs = numberFrom('LIANDONG_MODEL_SERVER_RUNS') ?? usualRuns;
  const seed = seedOfRun();
  describe(what, () => {
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

    test(`agree at every step in ${runs} random sequences (seed ${seed})`, async () => {
      // Several at once, which fast-check's shrinking does not know: a failure names its sequence, to be played in memory or alone.
      const queue = fc.sample(sequences, { numRuns: runs, seed }).entries();
      const playNext = async (): Promise<void> => {
        for (const [index, sequence] of queue) {
          await play(rig, sequence).catch((error: unknown) => {
            throw new Error(`sequence ${index} of seed ${seed}: ${JSON.stringify(sequence)}`, { cause: error });
          });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, playNext));
    }, 600_000 + runs * 10_000);
  });
}
