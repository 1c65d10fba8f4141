import { crimeMatchOn } from './crime-match';
import { crimeSequences } from './crime-sequences';
import { describeOnServer } from './describe-model';
import { playOnServer } from './match';

describeOnServer('referrals and oversights on a real server and independent models', crimeSequences(18), async (rig, sequence) => playOnServer(rig, await crimeMatchOn(rig, sequence)));
