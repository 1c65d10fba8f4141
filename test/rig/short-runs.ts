import { signalledAnswer } from '../../workflows/assistance-request/signal';
import { onTemporal } from '../../workflows/case-file/on-temporal';
import { ASSISTANCE_REQUEST, SEAL_QUEUE } from '../../workflows/procedures';

/** The request with a history that goes on as new after a handful of updates. */
export const assistanceRequest = onTemporal(ASSISTANCE_REQUEST, { fromSignal: signalledAnswer, continueAfter: { updates: 5, atMost: 12 } });

/** The queue of seals, likewise. */
export const sealQueue = onTemporal(SEAL_QUEUE, { continueAfter: { updates: 5, atMost: 12 } });
