import { testInMemory } from './describe-model';
import { playInMemory } from './match';
import { personMatch } from './person-match';
import { personSequences } from './person-sequences';

testInMemory('searches and detentions in memory and independent models agree at every step', personSequences(30), (sequence) => playInMemory(personMatch(sequence)));
