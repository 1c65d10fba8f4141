import type { Calendar } from '../../domain/calendar/calendar';
import { tellsOfBreach } from '../../matters/breaches';
import type { CommandMessage, Entry, EntryDraft } from '../../matters/ledger';
import type { BreachView } from '../../matters/position';
import { movesOf } from '../../matters/revision';
import { ANNUL_BREACH, CALENDAR_REVISED, CONTEST_BREACH, LINKED, REVISE_CALENDAR } from '../../matters/shell-commands';
import type { Tell } from '../../matters/step';
import type { Refusal } from './shape';
import type { Standing } from './standing';

const SIGNAL_REFUSED = 'signal-refused';
/** The type of the entry that each command makes which no procedure sees. */
const SHELL_COMMANDS: Readonly<Record<string, string>> = { [LINKED]: LINKED, [REVISE_CALENDAR]: CALENDAR_REVISED, [CONTEST_BREACH]: CONTEST_BREACH, [ANNUL_BREACH]: ANNUL_BREACH };
/** Entries that the shell makes and no procedure sees. */
const SHELL_ENTRIES: readonly string[] = [SIGNAL_REFUSED, ...Object.values(SHELL_COMMANDS)];

export function isShellEntry({ type }: Pick<Entry, 'type'>): boolean {
  return SHELL_ENTRIES.includes(type);
}

export function isRefusedSignal({ type }: Pick<Entry, 'type'>): boolean {
  return type === SIGNAL_REFUSED;
}

/** The entry of a command that the shell takes itself, if it is one. */
export function shellEntryOf({ name, facts }: CommandMessage, { version }: Calendar): Pick<EntryDraft, 'type' | 'facts'> | undefined {
  const type = SHELL_COMMANDS[name];
  return type === undefined ? undefined : { type, facts: type === CALENDAR_REVISED ? { ...facts, from: version } : facts };
}

/** Who signals gets no answer, so the ledger says that and why the signal was refused. */
export function refusedSignalOf({ facts }: CommandMessage, { code }: Refusal): Pick<EntryDraft, 'type' | 'facts'> {
  return { type: SIGNAL_REFUSED, facts: { ...facts, refused: code } };
}

/** What an entry of the shell's own changes. Returns whom it tells. */
export async function takeShellEntry(standing: Standing, listed: readonly BreachView[], entry: Entry, loadCalendar: (version: number) => Promise<Calendar>): Promise<Tell[]> {
  const { type, facts } = entry;
  switch (type) {
    case LINKED:
      standing.links.push({ matter: String(facts['matter']), as: String(facts['as']), ...(typeof facts['key'] === 'string' ? { key: facts['key'] } : {}) });
      return [];
    case CALENDAR_REVISED:
      return reviseCalendar(standing, listed, entry, await loadCalendar(Number(facts['to'])));
    case CONTEST_BREACH:
    case ANNUL_BREACH:
      standing.breachMarks.take(listed, entry);
      return tellsOfBreach(entry, standing.terms.views());
    default:
      return [];
  }
}

/** Every running term is counted again; the people at both ends learn the new dates, and breaches that rested on old ones are listed. */
function reviseCalendar({ parties, terms, breachMarks }: Standing, listed: readonly BreachView[], { receivedAt }: Entry, calendar: Calendar): Tell[] {
  const { terms: moved, groundless } = movesOf({ terms: terms.views(), breaches: breachMarks.on(listed) }, calendar, { now: receivedAt, closeOfBusiness: terms.closeOfBusiness });
  breachMarks.listForAnnulment(groundless);
  terms.revise(calendar, receivedAt);
  return moved.flatMap(({ term, from, to }) =>
    parties.map(
      ({ side }): Tell => ({
        audience: `${side}.party`,
        message: 'calendar-revised',
        // Whoever has less time than was said learns it at once.
        urgency: to.dueAt < from.dueAt ? 'urgent' : 'routine',
        term,
        params: { term, oldDueOn: from.dueOn, oldDueAt: from.dueAt, dueOn: to.dueOn, dueAt: to.dueAt },
      }),
    ),
  );
}
