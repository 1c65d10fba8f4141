import { signalledAnswer } from './assistance-request/signal';
import { onTemporal } from './case-file/on-temporal';
import { ASSISTANCE_REQUEST, CRIME_REFERRAL, DETENTION, DISPUTE, EMERGENCY, FILING_OVERSIGHT, LOCATE_DEBTOR, SEAL_QUEUE, VEHICLE_INTERCEPT } from './procedures';

/** The workflow types of this product; names are permanent (see PROCEDURES in matters/messages). */
export const assistanceRequest = onTemporal(ASSISTANCE_REQUEST, { fromSignal: signalledAnswer });
export const locateDebtor = onTemporal(LOCATE_DEBTOR);
export const detention = onTemporal(DETENTION);
export const emergency = onTemporal(EMERGENCY);
export const vehicleIntercept = onTemporal(VEHICLE_INTERCEPT);
export const dispute = onTemporal(DISPUTE);
export const crimeReferral = onTemporal(CRIME_REFERRAL);
export const filingOversight = onTemporal(FILING_OVERSIGHT);
export const sealQueue = onTemporal(SEAL_QUEUE);
export { deliveries } from './deliveries';
