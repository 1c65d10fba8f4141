import type { AssistanceRequest } from '../matters/assistance-request';
import { OFFERED } from '../matters/assistance-request';
import type { Procedure as ProcedureName } from '../matters/messages';
import { assistanceRequest } from './assistance-request';
import type { Procedure } from './case-file/run-procedure';
import type { Shape } from './case-file/shape';

export const ASSISTANCE_REQUEST: Procedure<AssistanceRequest> = { run: assistanceRequest, offered: OFFERED };

/** Every kind of matter by its own procedure, for those who do not ask which it is. */
export const PROCEDURES_BY_NAME: Readonly<Record<ProcedureName, Procedure<Shape>>> = {
  'assistance-request': anyShape(ASSISTANCE_REQUEST),
};

function anyShape<S extends Shape>(procedure: Procedure<S>): Procedure<Shape> {
  return procedure as unknown as Procedure<Shape>;
}
