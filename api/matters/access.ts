import { seesContent } from '../../domain/access/closed-matters';
import { type CommandName, mayCommand, mayRead, mayReadPersonalData, type Relation, type Role } from '../../domain/access/permissions';
import { standingOf } from '../../domain/access/relation';
import type { Actor, Side } from '../../matters/ledger';
import { hasLeft, type SealQueueParticulars } from '../../matters/seal-queue';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { readMatters } from '../../register/matters/named-officers';
import { findMatter, type MatterRow } from '../../register/matters/queries';
import type { Services } from '../services';

/** A matter as it exists for one officer. */
export interface MatterInSight {
  row: MatterRow;
  relation: Relation;
  side: Side | undefined;
  /** Of a closed matter: whether more than number, stage and dates is there for the officer. */
  isContentShown: boolean;
  /** Of a queue of seals: of the officer's court none stands there any more, and it sees no more than its own. What it still asks for is refused by what became of them. */
  hasLeftQueue: boolean;
  /** May ask for personal data in it. */
  isParty: boolean;
}

/** Others' matters are not forbidden, they do not exist. */
export async function sightMatter({ db }: Pick<Services, 'db'>, principal: Principal, number: string): Promise<MatterInSight> {
  const row = await findMatter(db, number);
  if (!row) throw new Refusal('not-found');
  const { relation, side } = standingOf(principal, row.position.parties);
  if (!principal.roles.some((role) => mayRead(role, relation))) throw new Refusal('not-found');
  const read = (await readMatters(db, [row])).get(number);
  const hasLeftQueue = row.procedure === 'seal-queue' && relation === 'requesting-court' && hasLeft((row.position.particulars as SealQueueParticulars).seals, principal.body);
  const isContentShown = read !== undefined && seesContent(principal, read) && !hasLeftQueue;
  return { row, relation, side, isContentShown, hasLeftQueue, isParty: isContentShown && principal.roles.some((role) => mayReadPersonalData(role, relation)) };
}

/** As {@link sightMatter}, for what shows or changes content. */
export async function sightContent(services: Pick<Services, 'db'>, principal: Principal, number: string): Promise<MatterInSight> {
  const sight = await sightMatter(services, principal, number);
  if (!sight.isContentShown) throw new Refusal('closed-matter');
  return sight;
}

/** Where somebody is in danger nobody is asked for a reason first: while an alarm is open the two sides read place and telephone at once, on record. */
export function isOpeningReadAtOnce({ row, isParty }: MatterInSight): boolean {
  return isParty && row.procedure === 'emergency' && row.closed_at === null;
}

/** The role in which somebody may give a command here, or undefined. */
export function roleFor(principal: Principal, command: CommandName, relation: Relation): Role | undefined {
  return principal.roles.find((role) => mayCommand(role, command, relation));
}

export function actorOf(principal: Principal, side: Side, role: Role): Actor {
  return { kind: principal.kind === 'machine' ? 'machine' : 'officer', id: principal.accountId, body: principal.body ?? '', side, role };
}
