import { crimeMatch } from './crime-match';
import { crimeSequences } from './crime-sequences';
import { testInMemory } from './describe-model';
import { playInMemory } from './match';

testInMemory('referrals and oversights in memory and independent models agree at every step, under both rule sets', crimeSequences(40), (sequence) => playInMemory(crimeMatch(sequence)));
