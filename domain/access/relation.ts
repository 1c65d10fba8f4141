import { localOffice, type Party, type Side } from './parties';
import { type BodyKind, mayRead, type Relation, RELATIONS, type Role } from './permissions';

export interface Officer {
  readonly roles: readonly Role[];
  /** Court or unit; the operator has none. */
  readonly body: string | null;
  /** A local office or sub-department; none, or the unit's city office, is the unit itself. */
  readonly office?: string | null;
}

/** Bodies that stand above every matter they are no side of. */
const SUPERIORS: readonly string[] = ['court.intermediate', 'committee'];

/** Relations that do not follow from taking part. */
const BY_RANK: readonly Relation[] = ['superior-unit', 'superior', 'other'];

export function bodyKindOf(body: string | null): BodyKind {
  if (body === null) return 'none';
  if (body.startsWith('court.')) return 'court';
  return body === 'committee' || body === 'procuratorate' ? body : 'unit';
}

/** Where an officer stands to a matter, and on which side. Acting for a unit takes the very office the matter lies with: a county office answers for itself. */
export function standingOf(officer: Pick<Officer, 'body' | 'office'>, parties: readonly Party[]): { relation: Relation; side?: Side } {
  const { body } = officer;
  if (body === null) return { relation: 'other' };
  const office = localOffice(body, officer.office);
  const own = parties.filter((party) => party.body === body);
  const party = own.find((candidate) => localOffice(body, candidate.office) === office);
  if (party) return { relation: party.relation, side: party.side };
  const [below] = own;
  if (below && office === null) return { relation: 'superior-unit', side: below.side };
  return { relation: SUPERIORS.includes(body) ? 'superior' : 'other' };
}

/** Which matters exist for an officer: all of them, or those whose {@link readerKeysOf} hold one of these keys. */
export interface MatterScope {
  readonly all: boolean;
  readonly keys: readonly string[];
}

/** Agrees with {@link standingOf} and {@link mayRead} on every matter. */
export function matterScope(officer: Officer): MatterScope {
  const { body } = officer;
  const reads = (relation: Relation): boolean => officer.roles.some((role) => mayRead(role, relation));
  if (body === null) return { all: reads('other'), keys: [] };
  const office = localOffice(body, officer.office);
  const asParty = RELATIONS.filter((relation) => !BY_RANK.includes(relation) && reads(relation)).map((relation) => readerKey(relation, body, office));
  return {
    all: reads('other') || (SUPERIORS.includes(body) && reads('superior')),
    keys: office === null && reads('superior-unit') ? [...asParty, readerKey('superior-unit', body, null)] : asParty,
  };
}

/** Who can find a matter in the lists, as keys of (relation, body, office). */
export function readerKeysOf(parties: readonly Party[]): string[] {
  const keys = parties.flatMap(({ relation, body, office }) => {
    const local = localOffice(body, office);
    return [readerKey(relation, body, local), ...(local === null ? [] : [readerKey('superior-unit', body, null)])];
  });
  return [...new Set(keys)].sort();
}

export function readerKey(relation: Relation, body: string, office: string | null): string {
  return `${relation} ${office ?? body}`;
}
