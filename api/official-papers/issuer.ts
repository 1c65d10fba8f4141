import { localOffice } from '../../domain/access/parties';
import { dayOf } from '../../domain/calendar/day';
import { unitName } from '../../matters/wording/words';
import type { Principal } from '../../register/accounts/sessions';

type Place = Pick<Principal, 'body' | 'office'>;

/** For whom somebody has papers written: his court or unit, or the local office, which issues for itself. */
export function issuerOf({ body, office }: Place): string {
  return body === null ? '' : (localOffice(body, office) ?? body);
}

/** The same, with the name that it bears now. */
export function issuerNamed({ body, office }: Place, now: number): { id: string; name: string } {
  return { id: issuerOf({ body, office }), name: unitName(body ?? '', office ?? undefined, dayOf(now)) };
}
