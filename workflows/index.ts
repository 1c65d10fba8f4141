import { signalledAnswer } from './assistance-request/signal';
import { onTemporal } from './case-file/on-temporal';
import { ASSISTANCE_REQUEST } from './procedures';

/** The workflow types of this product; names are permanent (see PROCEDURES in matters/messages). */
export const assistanceRequest = onTemporal(ASSISTANCE_REQUEST, { fromSignal: signalledAnswer });
export { deliveries } from './deliveries';
