import type { AssistanceRequest } from '../matters/assistance-request';
import { OFFERED } from '../matters/assistance-request';
import { type CrimeReferral, OFFERED as OFFERED_ON_CRIME } from '../matters/crime-referral';
import { type Detention, OFFERED as OFFERED_IN_DETENTION } from '../matters/detention';
import { type Dispute, OFFERED as OFFERED_IN_DISPUTE, withDisputesEverywhere } from '../matters/dispute';
import { type Emergency, OFFERED as OFFERED_IN_EMERGENCY } from '../matters/emergency';
import { type FilingOversight, OFFERED as OFFERED_IN_OVERSIGHT } from '../matters/filing-oversight';
import { type LocateDebtor, OFFERED as OFFERED_IN_SEARCH } from '../matters/locate-debtor';
import type { Procedure as ProcedureName } from '../matters/messages';
import { OFFERED as OFFERED_IN_QUEUE, type SealQueueMatter } from '../matters/seal-queue';
import { OFFERED as OFFERED_ON_WATCH, type VehicleIntercept } from '../matters/vehicle-intercept';
import { assistanceRequest } from './assistance-request';
import type { Procedure } from './case-file/run-procedure';
import type { Shape } from './case-file/shape';
import { crimeReferral } from './crime-referral';
import { detention } from './detention';
import { dispute } from './dispute';
import { emergency } from './emergency';
import { filingOversight } from './filing-oversight';
import { locateDebtor } from './locate-debtor';
import { sealQueue } from './seal-queue';
import { vehicleIntercept } from './vehicle-intercept';

export const ASSISTANCE_REQUEST: Procedure<AssistanceRequest> = { run: assistanceRequest, offered: withDisputesEverywhere(OFFERED) };
export const EMERGENCY: Procedure<Emergency> = { run: emergency, offered: withDisputesEverywhere(OFFERED_IN_EMERGENCY) };
export const VEHICLE_INTERCEPT: Procedure<VehicleIntercept> = { run: vehicleIntercept, offered: withDisputesEverywhere(OFFERED_ON_WATCH) };
export const DISPUTE: Procedure<Dispute> = { run: dispute, offered: OFFERED_IN_DISPUTE };
export const LOCATE_DEBTOR: Procedure<LocateDebtor> = { run: locateDebtor, offered: withDisputesEverywhere(OFFERED_IN_SEARCH) };
export const DETENTION: Procedure<Detention> = { run: detention, offered: withDisputesEverywhere(OFFERED_IN_DETENTION) };
export const CRIME_REFERRAL: Procedure<CrimeReferral> = { run: crimeReferral, offered: OFFERED_ON_CRIME };
export const FILING_OVERSIGHT: Procedure<FilingOversight> = { run: filingOversight, offered: OFFERED_IN_OVERSIGHT };
export const SEAL_QUEUE: Procedure<SealQueueMatter> = { run: sealQueue, offered: OFFERED_IN_QUEUE };

/** Every kind of matter by its own procedure, for those who do not ask which it is. */
export const PROCEDURES_BY_NAME: Readonly<Record<ProcedureName, Procedure<Shape>>> = {
  'assistance-request': anyShape(ASSISTANCE_REQUEST),
  emergency: anyShape(EMERGENCY),
  'vehicle-intercept': anyShape(VEHICLE_INTERCEPT),
  dispute: anyShape(DISPUTE),
  'locate-debtor': anyShape(LOCATE_DEBTOR),
  detention: anyShape(DETENTION),
  'crime-referral': anyShape(CRIME_REFERRAL),
  'filing-oversight': anyShape(FILING_OVERSIGHT),
  'seal-queue': anyShape(SEAL_QUEUE),
};

function anyShape<S extends Shape>(procedure: Procedure<S>): Procedure<Shape> {
  return procedure as unknown as Procedure<Shape>;
}
