import type { Matter } from '../client/queries';

/** Entries whose words are masked for whoever reads, and may be shown with a reason; whoever is no side learns only that there are words. */
export function maskedEntries({ ledger }: Pick<Matter, 'ledger'>, types?: readonly string[]): number[] {
  return ledger.filter(({ words, type }) => typeof words === 'object' && words !== null && !('sealed' in words) && !('erased' in words) && (types?.includes(type) ?? true)).map(({ seq }) => seq);
}
