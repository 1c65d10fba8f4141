import * as fc from 'fast-check';
import { disputeSequences, playInMemory } from './dispute-play';

const RUNS = Number(process.env.LIANDONG_MODEL_RUNS ?? 2_000);
const seed = process.env.LIANDONG_MODEL_SEED === undefined ? undefined : Number(process.env.LIANDONG_MODEL_SEED);

test(`in ${RUNS} random sequences a dispute in memory and an independent model agree at every step`, async () => {
  let entries = 0;
  await fc.assert(
    fc.asyncProperty(disputeSequences(30), async (sequence) => {
      entries += await playInMemory(sequence);
    }),
    { numRuns: RUNS, ...(seed === undefined ? {} : { seed }) },
  );
  expect(entries).toBeGreaterThan(RUNS * 4);
}, 600_000);
