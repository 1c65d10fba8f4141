import { localOffice } from '../../domain/access/parties';
import type { Principal } from '../../register/accounts/sessions';

/** For whom somebody has papers written: his court or unit, or the local office, which issues for itself. */
export function issuerOf({ body, office }: Pick<Principal, 'body' | 'office'>): string {
  return body === null ? '' : (localOffice(body, office) ?? body);
}
