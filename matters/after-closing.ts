import { judgeBreachCommand, latenessOf, withBreachOffers, withEntryOnBreach } from './breaches';
import type { CommandMessage, Entry } from './ledger';
import type { Position } from './position';
import { AFTER_CLOSING } from './shell-commands';

/** What one of the acts that remain changes in a closed matter. The procedure has ended; this is all that follows. */
export function afterClosing(position: Position, entry: Pick<Entry, 'seq' | 'type' | 'receivedAt' | 'facts'>): Position {
  if (!AFTER_CLOSING.includes(entry.type)) throw new Error(`'${entry.type}' at entry ${entry.seq} cannot follow a closing`);
  if (entry.type === 'correct') return { ...position, seq: entry.seq };
  const breaches = withEntryOnBreach(position.breaches, entry);
  return { ...position, seq: entry.seq, breaches, offered: withBreachOffers(position.offered, position.terms, breaches), lateness: latenessOf(position.terms, breaches) };
}

/** Why such an act is refused on a closed matter. */
export function judgeAfterClosing(position: Position, ledger: readonly Entry[], command: CommandMessage): { code: string; details?: Readonly<Record<string, unknown>> } | undefined {
  return command.name === 'correct' ? judgeCorrection(ledger, command) : judgeBreachCommand(position, command);
}

/** Only who wrote a thing corrects it, and only what has words. */
export function judgeCorrection(ledger: readonly Entry[], { by, facts }: CommandMessage): { code: string } | undefined {
  const entry = ledger.find(({ seq }) => seq === facts['entry']);
  if (!entry) return { code: 'no-such-entry' };
  if (entry.by.body !== by.body) return { code: 'written-by-others' };
  return entry.facts.words ? undefined : { code: 'nothing-to-correct' };
}
