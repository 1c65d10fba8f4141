import { findKind, type KindId } from '../../domain/catalogue/kinds';
import type { PaperRequirement } from '../../domain/catalogue/papers';
import type { Refusal } from '../case-file/shape';

export interface GivenPaper {
  paper: string;
  courtSeal: boolean;
}

/** The papers of a kind that the court writes, without the cards that its officers carry. */
export function writtenPapersOf(kind: KindId): readonly PaperRequirement[] {
  return (findKind(kind)?.papers ?? []).filter(({ oneOf }) => !oneOf.includes('id-card') && !oneOf.includes('enforcement-permit'));
}

/** Why a set of papers is not what the kind asks for. */
export function judgePapers(kind: KindId, given: readonly GivenPaper[]): Refusal | undefined {
  const missing = writtenPapersOf(kind).filter(({ oneOf, courtSealRequired }) => !given.some(({ paper, courtSeal }) => oneOf.some((known) => known === paper) && (courtSeal || !courtSealRequired)));
  return missing.length > 0 ? { code: 'papers-incomplete', details: { missing: missing.flatMap(({ oneOf }) => oneOf.slice(0, 1)) } } : undefined;
}
