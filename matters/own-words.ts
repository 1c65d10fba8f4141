import { deepFreeze } from '../domain/deep-freeze';
import { type Officer, standingOf } from '../domain/access/relation';
import type { Party } from '../domain/access/parties';
import type { Entry } from './ledger';

/** 二(三): what a court writes for itself: the request that it has not sent yet, and why its instruction is not to act. The others learn that it did so, not what it wrote. */
const OWN: readonly string[] = deepFreeze(['amend-draft', 'switch-off-instruction', 'switch-on-instruction']);

/** Whether somebody of a party may read what an entry's author wrote. What corrects an entry is as much its author's own as that entry. */
export function isWrittenForReader({ type, by, facts }: Pick<Entry, 'type' | 'by' | 'facts'>, ledger: readonly Entry[], reader: Officer, parties: readonly Party[]): boolean {
  const corrected = type === 'correct' ? ledger.find(({ seq }) => seq === facts['entry']) : undefined;
  if (corrected && corrected.type !== 'correct') return isWrittenForReader(corrected, ledger, reader, parties);
  if (!OWN.includes(type)) return true;
  const { side } = standingOf(reader, parties);
  // The intermediate court's bureau writes in the name of a basic court without being a side.
  return side === undefined ? reader.body?.startsWith('court.') === true : side === by.side;
}
