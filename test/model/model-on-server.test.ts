import { describeOnServer } from './describe-model';
import { playOnServer } from './on-server-play';
import { sequences } from './sequences';

describeOnServer('the request on a real server and an independent model', sequences(24), playOnServer, 36);
