import type { Detention, Opening as DetentionOpening } from '../../matters/detention';
import type { Entry, Side } from '../../matters/ledger';
import type { LocateDebtor, Opening as SearchOpening } from '../../matters/locate-debtor';
import { MemoryMatter, type MemoryRegister } from '../../workflows/case-file/in-memory';
import type { Procedure } from '../../workflows/case-file/run-procedure';
import type { Shape } from '../../workflows/case-file/shape';
import { DETENTION, LOCATE_DEBTOR } from '../../workflows/procedures';
import { at, CALENDARS, command, COURT_OFFICER, openingFacts } from './assistance-request';

export function searchFacts(over: Partial<SearchOpening> = {}): Omit<SearchOpening, 'words'> {
  const facts = openingFacts({ kind: 'police.locate-debtor', dataItems: [], papers: [{ paper: 'locate-letter', courtSeal: true }, { paper: 'detention-decision', courtSeal: true }] });
  return { ...facts, procedure: 'locate-debtor', ground: 'fled-after-detention-decision', contactTested: true, ...over };
}

export function detentionFacts(over: Partial<DetentionOpening> = {}): Omit<DetentionOpening, 'words'> {
  const facts = openingFacts({ kind: 'police.detention', dataItems: [], papers: [{ paper: 'detention-decision', courtSeal: true }] });
  return { ...facts, procedure: 'detention', detentionDays: 15, ...over };
}

function entryOf(openedAt: string, facts: Record<string, unknown>): Entry {
  const words = { ref: '00000000-0000-4000-8000-000000000000', digest: 'sha256:x' };
  return { seq: 1, key: 'opening', type: 'open-request', by: COURT_OFFICER, receivedAt: at(openedAt), recordedAt: at(openedAt), facts: { words, ...facts } };
}

/** A matter about a person, run in memory. */
export class PersonInMemory<S extends Shape> extends MemoryMatter<S> {
  /** Moves the clock to the instant and gives the command there. */
  async act(side: Side, name: string, instant: string, facts: Record<string, unknown> = {}) {
    await this.advanceTo(at(instant) - 1);
    return this.send(command(side, name, instant, facts));
  }

  types(): string[] {
    return this.register.ledger.map((entry) => (typeof entry.facts['rung'] === 'string' ? `${entry.type} ${entry.facts['rung']}` : entry.type));
  }

  term(id: string) {
    return this.position?.terms.find((term) => term.id === id);
  }

  /** Audiences of the last step that were told this. */
  told(message: string): string[] {
    return (this.register.steps.at(-1)?.tells ?? []).filter((tell) => tell.message === message).map(({ audience }) => audience);
  }
}

async function begin<S extends Shape>(procedure: Procedure<S>, matter: string, ledger: readonly Entry[], now: number, register?: MemoryRegister): Promise<PersonInMemory<S>> {
  const person = new PersonInMemory<S>(procedure, { matter, ledger, ...CALENDARS }, now, register);
  await person.start();
  return person;
}

export function openSearch(openedAt: string, over: Partial<SearchOpening> = {}): Promise<PersonInMemory<LocateDebtor>> {
  return begin(LOCATE_DEBTOR, 'LD-2026-000001', [entryOf(openedAt, searchFacts(over))], at(openedAt));
}

export function openDetention(openedAt: string, over: Partial<DetentionOpening> = {}): Promise<PersonInMemory<Detention>> {
  return begin(DETENTION, 'DT-2026-000001', [entryOf(openedAt, detentionFacts(over))], at(openedAt));
}
