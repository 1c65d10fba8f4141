import { testInMemory } from './describe-model';
import { playInMemory } from './match';
import { spotMatch } from './spot-match';
import { spotSequences } from './spot-sequences';

testInMemory('alarms and watches in memory and independent models agree at every step', spotSequences(30), (sequence) => playInMemory(spotMatch(sequence)));
