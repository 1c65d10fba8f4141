import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import type { Party } from '../../domain/access/parties';
import type { Dispute, Opening } from '../../matters/dispute';
import type { Actor, CommandMessage, Entry, Side } from '../../matters/ledger';
import { MemoryMatter } from '../../workflows/case-file/in-memory';
import { DISPUTE } from '../../workflows/procedures';
import { at } from './assistance-request';

export const WORDS = { ref: '00000000-0000-4000-8000-000000000001', digest: 'sha256:y' };
const REQUEST = 'AR-2026-000001';

export const COMMITTEE_OFFICER: Actor = { kind: 'officer', id: 'officer-of-the-committee', body: 'committee', side: 'committee', role: 'committee-officer' };
export const DISPUTED_MATTER: Actor = { kind: 'matter', id: REQUEST, body: '', side: 'matter' };

/** A dispute between a court that asks and the police that answer, as one of them opened it. */
export function disputeFacts(over: Partial<Opening> = {}): Opening {
  return {
    procedure: 'dispute',
    revision: 1,
    kind: 'dispute',
    court: 'court.yuncheng',
    unit: 'police',
    ruleSet: 'yunfu-2017',
    caseNumber: '（2026）粤5302执123号',
    disputedKind: 'police.identity-property-query',
    question: 'answer',
    entry: 3,
    parties: [
      { side: 'opener', body: 'court.yuncheng', relation: 'disputing-party' },
      { side: 'respondent', body: 'police', relation: 'disputing-party' },
    ],
    origin: { matter: REQUEST, seq: 4, as: 'dispute' },
    words: WORDS,
    ...over,
  };
}

function openingEntry(openedAt: string, over: Partial<Opening>): Entry {
  return { seq: 1, key: 'opening', type: 'open-request', by: DISPUTED_MATTER, receivedAt: at(openedAt), recordedAt: at(openedAt), facts: { ...disputeFacts(over), calendarVersion: SHIPPED_CALENDAR.version } };
}

/** An officer who may act on that side. */
export function officerOf(parties: readonly Party[], side: Side): Actor {
  if (side === 'committee') return COMMITTEE_OFFICER;
  if (side === 'matter') return DISPUTED_MATTER;
  const body = parties.find((party) => party.side === side)?.body ?? '';
  return { kind: 'officer', id: `officer-of-${body}`, body, side, role: body.startsWith('court.') ? 'court-officer' : 'liaison' };
}

let counter = 0;

/** A dispute run in memory, started at its opening. */
export class DisputeInMemory extends MemoryMatter<Dispute> {
  static async open(openedAt: string, over: Partial<Opening> = {}): Promise<DisputeInMemory> {
    const matter = new DisputeInMemory(DISPUTE, { matter: 'DI-2026-000001', ledger: [openingEntry(openedAt, over)], calendar: SHIPPED_CALENDAR }, at(openedAt));
    await matter.start();
    return matter;
  }

  officerOf(side: Side): Actor {
    return officerOf(this.position?.parties ?? [], side);
  }

  give(side: Side, name: string, receivedAt: number, facts: Record<string, unknown> = {}, by: Actor = this.officerOf(side)): CommandMessage {
    counter += 1;
    return { id: `dispute-command-${counter}`, name, by, receivedAt, facts };
  }

  /** Moves the clock to the instant and gives the command there. */
  async act(side: Side, name: string, instant: string, facts: Record<string, unknown> = {}, by?: Actor) {
    await this.advanceTo(at(instant) - 1);
    return this.send(this.give(side, name, at(instant), facts, by));
  }

  types(): string[] {
    return this.register.ledger.map((entry) => (typeof entry.facts['rung'] === 'string' ? `${entry.type} ${entry.facts['rung']}` : entry.type));
  }

  /** Whom the last step told what. */
  told(): string[] {
    return (this.register.steps.at(-1)?.tells ?? []).map(({ audience, message }) => `${audience}: ${message}`);
  }

  /** What the last step sent to the disputed matter. */
  sent() {
    return (this.register.steps.at(-1)?.outgoing ?? []).map(({ matter, name, facts }) => ({ matter, name, facts }));
  }
}
