/**
 * What stands on one side of a matter. `matter` is another matter that this one is linked with; `opener` and `respondent` are the two sides of
 * a dispute, whichever bodies they are.
 */
export const SIDES = ['court', 'unit', 'police', 'procuratorate', 'committee', 'opener', 'respondent', 'matter'] as const;
export type Side = (typeof SIDES)[number];

/** How a body takes part in a matter: a relation (see RELATIONS) that follows from the matter and not from rank. */
export type PartyRelation = 'requesting-court' | 'assisting-unit' | 'disputing-party' | 'coordinating-committee' | 'supervising-procuratorate';

/** A body that takes part in a matter. */
export interface Party {
  readonly side: Side;
  readonly body: string;
  /** A local office or sub-department; none, or the unit's city office, is the unit itself. */
  readonly office?: string;
  readonly relation: PartyRelation;
  /** The account of whom the body named to be reached round the clock (四.7(2)). */
  readonly contact?: string;
}

/** The two sides of a request; nobody else takes part. */
export function requestParties({ court, unit, office }: { court: string; unit: string; office?: string | null }): Party[] {
  return [
    { side: 'court', body: court, relation: 'requesting-court' },
    { side: 'unit', body: unit, ...(office ? { office } : {}), relation: 'assisting-unit' },
  ];
}

/** The office that is the unit itself at city level. */
export function cityOffice(unit: string): string {
  return `${unit}.city`;
}

/** Null where the unit itself acts. */
export function localOffice(unit: string, office: string | null | undefined): string | null {
  return !office || office === cityOffice(unit) ? null : office;
}
