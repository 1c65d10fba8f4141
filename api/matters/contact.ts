import type { OpenRequestBody } from '../../contract/assistance-request';
import { type Party, requestParties } from '../../domain/access/parties';
import { findContactAccount, hasTestedChannel } from '../../register/deliveries/contact';
import type { FieldError } from '../problems';
import type { Services } from '../services';

/** Whom the court named to be reached round the clock (四.7(2)). */
interface Contact {
  errors: FieldError[];
  /** The account that is alerted, where one was named. */
  account?: string;
  /** Something beside mail has reached that account. */
  isTested: boolean;
}

export async function findContact({ db }: Pick<Services, 'db'>, court: string, given: OpenRequestBody['contact24h']): Promise<Contact> {
  if (given?.username === undefined) return { errors: [], isTested: false };
  const account = await findContactAccount(db, court, given.username);
  if (account === undefined) return { errors: [{ path: 'contact24h.username', code: 'contact-not-of-this-court', message: '本院没有可作为联系人的这一账号' }], isTested: false };
  return { errors: [], account, isTested: await hasTestedChannel(db, account) };
}

/** The two sides, with the account of the court's contact. */
export function partiesWith(contact: Contact, sides: { court: string; unit: string; office?: string }): Party[] {
  return requestParties(sides).map((party) => (party.side === 'court' && contact.account ? { ...party, contact: contact.account } : party));
}
