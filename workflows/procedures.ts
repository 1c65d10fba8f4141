import type { AssistanceRequest } from '../matters/assistance-request';
import { OFFERED } from '../matters/assistance-request';
import { type Dispute, OFFERED as OFFERED_IN_DISPUTE, withDisputesEverywhere } from '../matters/dispute';
import { type Emergency, OFFERED as OFFERED_IN_EMERGENCY } from '../matters/emergency';
import type { Procedure as ProcedureName } from '../matters/messages';
import { OFFERED as OFFERED_ON_WATCH, type VehicleIntercept } from '../matters/vehicle-intercept';
import { assistanceRequest } from './assistance-request';
import type { Procedure } from './case-file/run-procedure';
import type { Shape } from './case-file/shape';
import { dispute } from './dispute';
import { emergency } from './emergency';
import { vehicleIntercept } from './vehicle-intercept';

export const ASSISTANCE_REQUEST: Procedure<AssistanceRequest> = { run: assistanceRequest, offered: withDisputesEverywhere(OFFERED) };
export const EMERGENCY: Procedure<Emergency> = { run: emergency, offered: OFFERED_IN_EMERGENCY };
export const VEHICLE_INTERCEPT: Procedure<VehicleIntercept> = { run: vehicleIntercept, offered: OFFERED_ON_WATCH };
export const DISPUTE: Procedure<Dispute> = { run: dispute, offered: OFFERED_IN_DISPUTE };

/** Every kind of matter by its own procedure, for those who do not ask which it is. */
export const PROCEDURES_BY_NAME: Readonly<Record<ProcedureName, Procedure<Shape>>> = {
  'assistance-request': anyShape(ASSISTANCE_REQUEST),
  emergency: anyShape(EMERGENCY),
  'vehicle-intercept': anyShape(VEHICLE_INTERCEPT),
  dispute: anyShape(DISPUTE),
};

function anyShape<S extends Shape>(procedure: Procedure<S>): Procedure<Shape> {
  return procedure as unknown as Procedure<Shape>;
}
