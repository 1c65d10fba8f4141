import { KINDS } from '../../domain/catalogue/kinds';
import type { Catalogue, MatterSummary } from '../client/queries';
import { bodiesFor, type Choice } from '../requests/kinds';

interface NotYetAsked {
  readonly kind: string;
  readonly kindName: string;
  /** Bodies that answer such a query and were not asked in this case. */
  readonly bodies: readonly Choice[];
  /** Somebody else was asked the same. */
  readonly isPartly: boolean;
}

/** Queries by which a debtor's property is found. */
const QUERIES = KINDS.filter(({ id }) => id.endsWith('query'));

/** What a case has not asked yet, and whom. A request that was withdrawn or passed on has asked nobody. */
export function notYetAsked(items: readonly Pick<MatterSummary, 'kind' | 'unit' | 'office' | 'closedAs'>[], catalogue: Catalogue | undefined): NotYetAsked[] {
  return QUERIES.flatMap((kind) => {
    const asked = items.filter((item) => item.kind === kind.id && item.closedAs !== 'withdrawn' && item.closedAs !== 'passed-on').map(({ unit, office }) => office ?? unit);
    const bodies = bodiesFor(kind, catalogue).filter(({ value }) => !asked.includes(value));
    return bodies.length === 0 ? [] : [{ kind: kind.id, kindName: kind.name, bodies, isPartly: asked.length > 0 }];
  });
}
