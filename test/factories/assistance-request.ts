import { AMENDED_2027, CALENDAR_2027 } from './calendar-2027';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { parseInstant } from '../../domain/calendar/day';
import type { KindId } from '../../domain/catalogue/kinds';
import type { AssistanceRequest, Opening } from '../../matters/assistance-request';
import type { Actor, CommandMessage, Entry, Side } from '../../matters/ledger';
import { ASSISTANCE_REQUEST } from '../../workflows/procedures';
import { MemoryMatter, type MemoryRegister } from '../../workflows/case-file/in-memory';

const COURT = 'court.yuncheng';
export const COURT_OFFICER: Actor = { kind: 'officer', id: 'officer-of-the-court', body: COURT, side: 'court', role: 'court-officer' };
export const deskOfficerOf = (unit: string): Actor => ({ kind: 'officer', id: `desk-of-${unit}`, body: unit, side: 'unit', role: 'desk-officer' });

export const at = (text: string): number => parseInstant(`${text.length === 16 ? `${text}:00` : text}+08:00`);

/** A request as a court makes it, without its words. */
export function openingFacts(over: Partial<Opening> = {}): Omit<Opening, 'words'> {
  const kind: KindId = over.kind ?? 'police.identity-property-query';
  return {
    procedure: 'assistance-request',
    revision: 1,
    kind,
    court: COURT,
    unit: kind.slice(0, kind.indexOf('.')),
    ruleSet: 'yunfu-2017',
    calendarVersion: SHIPPED_CALENDAR.version,
    caseNumber: '（2026）粤5302执123号',
    capacity: 'debtor',
    dataItems: ['household'],
    papers: [{ paper: 'query-notice', courtSeal: true }],
    serviceMode: 'electronic',
    ...over,
  };
}

const instantOf = (instant: string | number): number => (typeof instant === 'number' ? instant : at(instant));

export function openingEntry(openedAt: string | number, over: Partial<Opening> = {}): Entry {
  const facts: Opening = { words: { ref: '00000000-0000-4000-8000-000000000000', digest: 'sha256:x' }, ...openingFacts(over) };
  return { seq: 1, key: 'opening', type: 'open-request', by: COURT_OFFICER, receivedAt: instantOf(openedAt), recordedAt: instantOf(openedAt), facts: facts };
}

let counter = 0;
export function command(side: Side, name: string, receivedAt: string | number, facts: Record<string, unknown> = {}, over: Partial<CommandMessage> = {}): CommandMessage {
  counter += 1;
  return {
    id: `command-${counter}`,
    name,
    by: side === 'court' ? COURT_OFFICER : deskOfficerOf('police'),
    receivedAt: instantOf(receivedAt),
    facts,
    ...over,
  };
}

export const ANSWER = { outcome: 'done', answerSeal: 'unit' } as const;

/** The calendar that requests are opened with, and those that may be published while they are open. */
export const CALENDARS = { calendar: SHIPPED_CALENDAR, calendars: [CALENDAR_2027, AMENDED_2027] };

/** A request run in memory, started at its opening. */
export class RequestInMemory extends MemoryMatter<AssistanceRequest> {
  static async open(openedAt: string | number, over: Partial<Opening> = {}, register?: MemoryRegister): Promise<RequestInMemory> {
    const matter = new RequestInMemory(ASSISTANCE_REQUEST, { matter: 'AR-2026-000001', ledger: [openingEntry(openedAt, over)], ...CALENDARS }, instantOf(openedAt), register);
    await matter.start();
    return matter;
  }

  /** The procedure, begun again over a ledger. */
  static async over(ledger: readonly Entry[], now: number, register: MemoryRegister): Promise<RequestInMemory> {
    const matter = new RequestInMemory(ASSISTANCE_REQUEST, { matter: 'AR-2026-000001', ledger, ...CALENDARS }, now, register);
    await matter.start();
    return matter;
  }

  /** A desk officer is the one of the unit that is asked, unless the test says otherwise. */
  override send(given: CommandMessage) {
    const unit = String(this.register.ledger[0]?.facts['unit']);
    return super.send(given.by.id === deskOfficerOf('police').id ? { ...given, by: deskOfficerOf(unit) } : given);
  }

  /** Moves the clock to the instant and gives the command there. */
  async act(side: Side, name: string, instant: string, facts: Record<string, unknown> = {}) {
    await this.advanceTo(at(instant) - 1);
    return this.send(command(side, name, instant, facts));
  }

  types(): string[] {
    return this.register.ledger.map((entry) => (typeof entry.facts['rung'] === 'string' ? `${entry.type} ${entry.facts['rung']}` : entry.type));
  }
}
