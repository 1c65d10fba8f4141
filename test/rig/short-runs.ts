import { signalledAnswer } from '../../workflows/assistance-request/signal';
import { onTemporal } from '../../workflows/case-file/on-temporal';
import { ASSISTANCE_REQUEST } from '../../workflows/procedures';

/** The request with a history that goes on as new after a handful of updates. */
export const assistanceRequest = onTemporal(ASSISTANCE_REQUEST, { fromSignal: signalledAnswer, continueAfter: { updates: 5, atMost: 12 } });
