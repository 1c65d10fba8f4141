import type { Facts } from '../../matters/ledger';
import type { Principal } from '../../register/accounts/sessions';
import { findMatter } from '../../register/matters/queries';
import type { FieldError } from '../problems';
import type { Services } from '../services';
import { hasDoneSomething } from '../../matters/assistance-request';

/** 四.7(3): a seal that a watch rests on was asked for by the same court, and answered as done. */
export async function checkSealMatter({ db }: Pick<Services, 'db'>, { body }: Pick<Principal, 'body'>, { sealMatter }: Facts): Promise<FieldError[]> {
  if (typeof sealMatter !== 'string') return [];
  const row = await findMatter(db, sealMatter);
  const isSealed = row?.kind === 'police.vehicle-seal' && row.court === body && hasDoneSomething(row.position.particulars['outcome']);
  return isSealed ? [] : [{ path: 'particulars.sealMatter', code: 'no-such-seal', message: '没有这一查封事项，或者尚未办结查封' }];
}
