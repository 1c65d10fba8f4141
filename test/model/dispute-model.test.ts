import { testInMemory } from './describe-model';
import { disputeSequences, playInMemory } from './dispute-play';

testInMemory('a dispute in memory and an independent model agree at every step', disputeSequences(30), playInMemory, { usualRuns: 1_000 });
