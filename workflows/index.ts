import { assistanceRequest as assistanceRequestProcedure } from './assistance-request';
import { judgeAssistanceRequest, signalledAnswer } from './assistance-request-actors';
import { onTemporal } from './case-file/on-temporal';

/** The workflow types of this product; names are permanent (see PROCEDURES in matters/messages). */
export const assistanceRequest = onTemporal(assistanceRequestProcedure, { judgeAlways: judgeAssistanceRequest, fromSignal: signalledAnswer });
export { deliveries } from './deliveries';
