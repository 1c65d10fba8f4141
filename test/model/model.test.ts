import * as fc from 'fast-check';
import { playInMemory } from './in-memory-play';
import { sequences } from './sequences';

const RUNS = Number(process.env.LIANDONG_MODEL_RUNS ?? 3_000);
const seed = process.env.LIANDONG_MODEL_SEED === undefined ? undefined : Number(process.env.LIANDONG_MODEL_SEED);

test(`in ${RUNS} random sequences the procedure in memory and an independent model agree at every step`, async () => {
  let entries = 0;
  await fc.assert(
    fc.asyncProperty(sequences(40), async (sequence) => {
      entries += await playInMemory(sequence);
    }),
    { numRuns: RUNS, ...(seed === undefined ? {} : { seed }) },
  );
  expect(entries).toBeGreaterThan(RUNS * 5);
}, 600_000);
