import { judgeBreachCommand, latenessOf, withBreachOffers, withEntryOnBreach } from './breaches';
import type { CommandMessage, Entry } from './ledger';
import type { Position } from './position';
import { judgeNoticeCommand, withEntryOnNotice, withNoticeOffers } from './publication';
import { AFTER_CLOSING, CORRECT_NOTICE, WITHDRAW_NOTICE } from './shell-commands';

/** What one of the acts that remain changes in a closed matter. The procedure has ended; this is all that follows. */
export function afterClosing(position: Position, entry: Pick<Entry, 'seq' | 'type' | 'receivedAt' | 'facts'>): Position {
  if (!AFTER_CLOSING.includes(entry.type)) throw new Error(`'${entry.type}' at entry ${entry.seq} cannot follow a closing`);
  if (entry.type === 'correct') return { ...position, seq: entry.seq };
  if (entry.type === CORRECT_NOTICE || entry.type === WITHDRAW_NOTICE) {
    const publication = position.publication && withEntryOnNotice(position.publication, entry);
    return { ...position, seq: entry.seq, ...(publication ? { publication } : {}), offered: withNoticeOffers(position.offered, publication) };
  }
  const breaches = withEntryOnBreach(position.breaches, entry);
  return { ...position, seq: entry.seq, breaches, offered: withBreachOffers(position.offered, position.terms, breaches), lateness: latenessOf(position.terms, breaches) };
}

/** Why such an act is refused on a closed matter. */
export function judgeAfterClosing(position: Position, ledger: readonly Entry[], command: CommandMessage): { code: string; details?: Readonly<Record<string, unknown>> } | undefined {
  if (command.name === CORRECT_NOTICE || command.name === WITHDRAW_NOTICE) return judgeNoticeCommand(position.publication);
  return command.name === 'correct' ? judgeCorrection(ledger, command) : judgeBreachCommand(position, command);
}

/** Only who wrote a thing corrects it, and only what has words. */
export function judgeCorrection(ledger: readonly Entry[], { by, facts }: CommandMessage): { code: string } | undefined {
  const entry = ledger.find(({ seq }) => seq === facts['entry']);
  if (!entry) return { code: 'no-such-entry' };
  if (entry.by.body !== by.body) return { code: 'written-by-others' };
  return entry.facts.words ? undefined : { code: 'nothing-to-correct' };
}
