import * as fc from 'fast-check';
import { playInMemory } from './person-play';
import { personSequences } from './person-sequences';

const RUNS = Number(process.env.LIANDONG_MODEL_RUNS ?? 3_000);
const seed = process.env.LIANDONG_MODEL_SEED === undefined ? undefined : Number(process.env.LIANDONG_MODEL_SEED);

test(`in ${RUNS} random sequences searches and detentions in memory and independent models agree at every step`, async () => {
  let entries = 0;
  await fc.assert(
    fc.asyncProperty(personSequences(30), async (sequence) => {
      entries += await playInMemory(sequence);
    }),
    { numRuns: RUNS, ...(seed === undefined ? {} : { seed }) },
  );
  expect(entries).toBeGreaterThan(RUNS * 4);
}, 600_000);
