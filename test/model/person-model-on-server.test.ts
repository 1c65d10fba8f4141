import { describeOnServer } from './describe-model';
import { playOnServer } from './match';
import { personMatch } from './person-match';
import { personSequences } from './person-sequences';

describeOnServer('searches and detentions on a real server and independent models', personSequences(16), (rig, sequence) => playOnServer(rig, personMatch(sequence)));
