import { testInMemory } from './describe-model';
import { playInMemory } from './in-memory-play';
import { sequences } from './sequences';

testInMemory('the procedure in memory and an independent model agree at every step', sequences(40), playInMemory, { happeningsEach: 5 });
