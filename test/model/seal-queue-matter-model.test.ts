import { testInMemory } from './describe-model';
import { playInMemory } from './match';
import { queueMatch, queueSequences } from './seal-queue-match';

testInMemory('queues of seals in memory and an independent model agree at every step', queueSequences(40), (sequence) => playInMemory(queueMatch(sequence)));
