import { deepFreeze } from '../deep-freeze';
import { localOffice, type Party } from './parties';
import { mayReadPersonalData, mayUse, type Relation, RELATIONS, type Role } from './permissions';
import { type Officer, readerKey, standingOf } from './relation';

/** 二(四): procedures whose matters say whom a crime is suspected of. What they hold is for the officers named in them; all others see number, stage and dates. */
export const CLOSED_PROCEDURES: readonly string[] = deepFreeze(['crime-referral', 'filing-oversight']);

/** The designated people of the police office and of the procuratorate (四.6, 四.7(4)): named by holding that post at the very party. */
const DESIGNATED: readonly Role[] = ['desk-officer', 'prosecutor'];
/** At a court nobody is named by a post. */
const COURT: Relation = 'requesting-court';

/** Somebody who reads, or is told. */
export interface Reader extends Officer {
  readonly accountId: string;
}

/** What of a matter decides who reads it. */
export interface ReadMatter {
  readonly procedure: string;
  readonly parties: readonly Party[];
  /** Account of whoever opened it. */
  readonly openedBy: string | undefined;
  /** Accounts that a party's head has named. */
  readonly named: ReadonlySet<string>;
}

/**
 * Whether somebody sees what a matter holds; of a closed one that takes both a post that reads it whole and being named: as the court's officer who
 * opened it, as one of the designated people of police or procuratorate, or by the head of a party. Everybody else: number, stage and dates.
 */
export function seesContent(reader: Reader, { procedure, parties, openedBy, named }: ReadMatter): boolean {
  if (!isClosed(procedure)) return true;
  const { relation } = standingOf(reader, parties);
  if (!reader.roles.some((role) => mayReadPersonalData(role, relation))) return false;
  return reader.accountId === openedBy || named.has(reader.accountId) || (relation !== COURT && reader.roles.some((role) => DESIGNATED.includes(role) && mayReadPersonalData(role, relation)));
}

export function isClosed(procedure: string): boolean {
  return CLOSED_PROCEDURES.includes(procedure);
}

/** Under which reader keys somebody is a designated officer of a closed matter: what lists are searched by. Agrees with {@link seesContent}. */
export function designatedKeys({ roles, body, office }: Officer): string[] {
  if (body === null) return [];
  return RELATIONS.filter((relation) => relation !== COURT && roles.some((role) => DESIGNATED.includes(role) && mayReadPersonalData(role, relation))).map((relation) => readerKey(relation, body, localOffice(body, office)));
}

/** The head of a party, for that party's own officers; null: none. */
export function namesFor({ roles, body, office }: Officer, parties: readonly Party[]): Party | null {
  if (body === null || !roles.some((role) => mayUse(role, 'name-officers'))) return null;
  return parties.find((party) => party.body === body && localOffice(body, party.office) === localOffice(body, office)) ?? null;
}
