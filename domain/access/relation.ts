import { type BodyKind, mayRead, type Relation, type Role } from './permissions';

export interface Officer {
  readonly roles: readonly Role[];
  /** Court or unit; the operator has none. */
  readonly body: string | null;
  /** A local office or sub-department; none, or the unit's city office, is the unit itself. */
  readonly office?: string | null;
}

export interface Sides {
  readonly court: string;
  readonly unit: string;
  /** As for {@link Officer.office}. */
  readonly office?: string | null;
}

/** Bodies that stand above every matter they are no side of. */
const SUPERIORS: readonly string[] = ['court.intermediate', 'committee'];

export function bodyKindOf(body: string | null): BodyKind {
  if (body === null) return 'none';
  if (body.startsWith('court.')) return 'court';
  return body === 'committee' || body === 'procuratorate' ? body : 'unit';
}

/** Acting for a unit takes the very office the matter lies with: a county office answers for itself. */
export function relationTo(officer: Pick<Officer, 'body' | 'office'>, sides: Sides): Relation {
  if (officer.body === null) return 'other';
  if (officer.body === sides.court) return 'requesting-court';
  if (officer.body === sides.unit && localOffice(officer.body, officer.office) === localOffice(sides.unit, sides.office)) return 'assisting-unit';
  if (officer.body === sides.unit && localOffice(officer.body, officer.office) === null) return 'superior-unit';
  return SUPERIORS.includes(officer.body) ? 'superior' : 'other';
}

/** Which matters exist for an officer, as the conditions of a query, any of which suffices; null: that condition finds nothing. */
export interface MatterScope {
  readonly all: boolean;
  readonly requestedBy: string | null;
  /** Exactly this office; null is the unit itself, whose matters may also name its {@link cityOffice}. */
  readonly lyingWith: { readonly unit: string; readonly office: string | null } | null;
  /** This unit, with any of its offices. */
  readonly lyingWithOfficesOf: string | null;
}

/** Agrees with {@link relationTo} and {@link mayRead} on every matter. */
export function matterScope(officer: Officer): MatterScope {
  const { body } = officer;
  const office = body === null ? null : localOffice(body, officer.office);
  const reads = (relation: Relation): boolean => officer.roles.some((role) => mayRead(role, relation));
  return {
    all: reads('other') || (body !== null && SUPERIORS.includes(body) && reads('superior')),
    requestedBy: reads('requesting-court') ? body : null,
    lyingWith: body !== null && reads('assisting-unit') ? { unit: body, office } : null,
    lyingWithOfficesOf: office === null && reads('superior-unit') ? body : null,
  };
}

/** The office that is the unit itself at city level. */
export function cityOffice(unit: string): string {
  return `${unit}.city`;
}

function localOffice(unit: string, office: string | null | undefined): string | null {
  return office === undefined || office === cityOffice(unit) ? null : office;
}
