import { describeOnServer } from './describe-model';
import { playOnServer } from './match';
import { spotMatch } from './spot-match';
import { spotSequences } from './spot-sequences';

describeOnServer('alarms and watches on a real server and independent models', spotSequences(16), (rig, sequence) => playOnServer(rig, spotMatch(sequence)));
