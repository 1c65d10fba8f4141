import { findKind, type KindId } from '../../domain/catalogue/kinds';
import type { PaperRequirement } from '../../domain/catalogue/papers';
import type { Lack, Paper } from '../../matters/assistance-request';
import type { Refusal } from '../case-file/shape';

/** A unit returns for a paper of the kind's own list, and for a missing seal only where the text demands one (加盖公章). */
export function judgeLacks(kind: KindId, lacks: readonly Lack[]): Refusal | undefined {
  for (const { paper, lacks: what } of lacks) {
    const requirement = requirementOf(kind, paper);
    if (!requirement) return { code: 'paper-not-of-this-kind', details: { paper } };
    if (what === 'seal' && !requirement.courtSealRequired) return { code: 'seal-not-demanded', details: { paper } };
  }
  return undefined;
}

/** Every paper that was missed is there now, under its own name or another that does as well, sealed where the text demands it. */
export function judgeCompleted(kind: KindId, lacks: readonly Lack[], papers: readonly Paper[]): Refusal | undefined {
  const strange = papers.find(({ paper }) => !requirementOf(kind, paper));
  if (strange) return { code: 'paper-not-of-this-kind', details: { paper: strange.paper } };
  const missing = lacks.filter(({ paper }) => {
    const requirement = requirementOf(kind, paper);
    return !papers.some((given) => requirement?.oneOf.some((known) => known === given.paper) && (given.courtSeal || !requirement.courtSealRequired));
  });
  return missing.length > 0 ? { code: 'papers-incomplete', details: { missing: missing.map(({ paper }) => paper) } } : undefined;
}

/** The set as it stands: what was served again takes the place of what came back, also where another paper does as well. */
export function completed(kind: KindId, papers: readonly Paper[], served: readonly Paper[]): Paper[] {
  const isReplaced = ({ paper }: Paper): boolean => served.some((given) => requirementOf(kind, given.paper) === requirementOf(kind, paper));
  return [...papers.filter((paper) => !isReplaced(paper)), ...served.map(({ paper, courtSeal }) => ({ paper, courtSeal }))];
}

function requirementOf(kind: KindId, paper: string): PaperRequirement | undefined {
  return findKind(kind)?.papers.find(({ oneOf }) => oneOf.some((known) => known === paper));
}
