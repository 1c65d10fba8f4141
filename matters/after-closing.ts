import type { Calendar } from '../domain/calendar/calendar';
import { judgeBreachCommand, latenessOf, withBreachOffers, withEntryOnBreach } from './breaches';
import { type CommandMessage, type Entry, type EntryDraft, type Facts, THE_CALENDAR } from './ledger';
import type { BreachView, Position } from './position';
import { judgeNoticeCommand, withEntryOnNotice, withNoticeOffers } from './publication';
import { movesOf } from './revision';
import { AFTER_CLOSING, CALENDAR_REVISED, CORRECT_NOTICE, WITHDRAW_NOTICE } from './shell-commands';

/** What one of the acts that remain changes in a closed matter. The procedure has ended; this is all that follows. */
export function afterClosing(position: Position, entry: Pick<Entry, 'seq' | 'type' | 'receivedAt' | 'facts'>): Position {
  if (!AFTER_CLOSING.includes(entry.type)) throw new Error(`'${entry.type}' at entry ${entry.seq} cannot follow a closing`);
  if (entry.type === 'correct') return { ...position, seq: entry.seq };
  if (entry.type === CALENDAR_REVISED) return { ...position, seq: entry.seq, calendarVersion: Number(entry.facts['to']), breaches: listedOf(position.breaches, entry.facts) };
  if (entry.type === CORRECT_NOTICE || entry.type === WITHDRAW_NOTICE) {
    const publication = position.publication && withEntryOnNotice(position.publication, entry);
    return { ...position, seq: entry.seq, ...(publication ? { publication } : {}), offered: withNoticeOffers(position.offered, publication) };
  }
  const breaches = withEntryOnBreach(position.breaches, entry);
  return { ...position, seq: entry.seq, breaches, offered: withBreachOffers(position.offered, position.terms, breaches), lateness: latenessOf(position.terms, breaches) };
}

type RevisedFacts = Facts & { listed?: readonly Pick<BreachView, 'term' | 'at'>[] };

function listedOf(breaches: readonly BreachView[], { listed = [] }: RevisedFacts): BreachView[] {
  return breaches.map((breach) => (listed.some(({ term, at }) => breach.term === term && breach.at === at) ? { ...breach, isToBeAnnulled: true } : breach));
}

/**
 * What a newer calendar says in a closed matter: its dates stay, but breaches that rested on a day which is another now are listed for annulment. Which they
 * are stands in the entry, for nothing is counted again any more. Refused where there are none.
 */
export function revisedAfterClosing(position: Position, ledger: readonly Entry[], { by, facts }: CommandMessage, calendar: Calendar): Pick<EntryDraft, 'type' | 'facts'> | { code: string } {
  if (by.id !== THE_CALENDAR.id || by.kind !== THE_CALENDAR.kind || by.side !== undefined) return { code: 'not-permitted' };
  if (calendar.version <= position.calendarVersion) return { code: 'calendar-in-force' };
  const closeOfBusiness = ledger[0]?.facts['closeOfBusiness'];
  const { groundless } = movesOf(position, calendar, { now: position.closedAt ?? 0, ...(typeof closeOfBusiness === 'string' ? { closeOfBusiness } : {}) });
  if (groundless.length === 0) return { code: 'matter-closed' };
  return { type: CALENDAR_REVISED, facts: { ...facts, from: position.calendarVersion, listed: groundless.map(({ term, at }) => ({ term, at })) } };
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
