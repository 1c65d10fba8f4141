import { assistanceRequest as procedure } from '../../workflows/assistance-request';
import { judgeAssistanceRequest, signalledAnswer } from '../../workflows/assistance-request-actors';
import { onTemporal } from '../../workflows/case-file/on-temporal';

/** The request with a history that goes on as new after a handful of updates. */
export const assistanceRequest = onTemporal(procedure, { judgeAlways: judgeAssistanceRequest, fromSignal: signalledAnswer, continueAfter: { updates: 5, atMost: 12 } });
