import { describeOnServer } from './describe-model';
import { disputeSequences, playOnServer } from './dispute-play';

describeOnServer('disputes on a real server and an independent model', disputeSequences(16), playOnServer);
