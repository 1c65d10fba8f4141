import { deepFreeze } from '../deep-freeze';
import { localOffice, type Party } from './parties';
import { mayRead, mayReadPersonalData, type Relation, RELATIONS, type Role, ROLES } from './permissions';
import { type Officer, standingOf } from './relation';

/** Who hands out the work of a body or office to its people, whoever has it now. Everybody else takes what nobody has, and passes on what is his. */
const DISTRIBUTORS: readonly Role[] = deepFreeze(['unit-head', 'liaison', 'enforcement-bureau']);

/** Where work is shared out: the very body or local office that takes part. A county office's work is not its unit's. */
export function placeOf({ body, office }: Pick<Officer, 'body' | 'office'>): string | null {
  return body === null ? null : (localOffice(body, office) ?? body);
}

/** Whether a matter can be given to somebody: one of the very body or office that takes part, whose post reads it whole. */
export function mayHold(officer: Officer, parties: readonly Party[]): boolean {
  const relation = relationInside(officer, parties);
  return relation !== null && officer.roles.some((role) => role !== 'system' && mayReadPersonalData(role, relation));
}

/** Posts with which somebody can have a matter at all. */
export const HOLDING_ROLES: readonly Role[] = deepFreeze(ROLES.filter((role) => role !== 'system' && RELATIONS.some((relation) => mayReadPersonalData(role, relation))));

/** Of whoever holds one of these posts: what a page offers, before anything is judged. */
export function isDistributor(roles: readonly Role[]): boolean {
  return roles.some((role) => DISTRIBUTORS.includes(role));
}

/** Whether somebody says who of his body or office works on a matter. */
export function mayDistribute(officer: Officer, parties: readonly Party[]): boolean {
  const relation = relationInside(officer, parties);
  return relation !== null && officer.roles.some((role) => DISTRIBUTORS.includes(role) && mayRead(role, relation));
}

/** null: not one of the people of a party itself, whatever stands above it. */
function relationInside(officer: Officer, parties: readonly Party[]): Relation | null {
  const { relation, side } = standingOf(officer, parties);
  return side === undefined || relation === 'superior-unit' ? null : relation;
}
