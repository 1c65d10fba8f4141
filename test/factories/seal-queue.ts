import type { Actor, CommandMessage, Entry } from '../../matters/ledger';
import type { Opening, SealQueueMatter, SealQueueParticulars, SealReport } from '../../matters/seal-queue';
import { MemoryMatter } from '../../workflows/case-file/in-memory';
import { SEAL_QUEUE } from '../../workflows/procedures';
import { at, CALENDARS, command, deskOfficerOf } from './assistance-request';

export const SEAL_PAPERS = [{ paper: 'ruling', courtSeal: true }, { paper: 'enforcement-notice', courtSeal: true }];
export const byMatter = (number: string): Actor => ({ kind: 'matter', id: number, body: '', side: 'matter' });
export const courtOfficerOf = (court: string): Actor => ({ kind: 'officer', id: `officer-of-${court}`, body: court, side: 'court', role: 'court-officer' });

/** The three courts that want one car, with the requests by which they ask for it. */
export const THREE = [
  { court: 'court.yuncheng', request: 'AR-2026-000001', caseNumber: '（2026）粤5302执1号' },
  { court: 'court.luoding', request: 'AR-2026-000002', caseNumber: '（2026）粤5381执2号' },
  { court: 'court.xinxing', request: 'AR-2026-000003', caseNumber: '（2026）粤5321执3号' },
] as const;
export type Asking = (typeof THREE)[number];

export function queueFacts(over: Partial<Opening> = {}): Opening {
  return {
    procedure: 'seal-queue',
    revision: 3,
    kind: 'seal-queue',
    court: 'court.yuncheng',
    unit: 'police',
    office: 'police.vehicle-management',
    ruleSet: 'yunfu-2017',
    calendarVersion: CALENDARS.calendar.version,
    caseNumber: '',
    assetClass: 'vehicle',
    origin: { matter: THREE[0].request, seq: 2, as: 'seal-queue' },
    ...over,
  };
}

const VEHICLE_DESK: Actor = { ...deskOfficerOf('police'), id: 'desk-of-vehicle-management' };

/** The queue of one car, in memory, opened by the first court's request. */
export class QueueInMemory extends MemoryMatter<SealQueueMatter> {
  private steps = 1;

  static async open(openedAt: string, over: Partial<Opening> = {}): Promise<QueueInMemory> {
    const opening: Entry = { seq: 1, key: 'opening', type: 'open-request', by: byMatter(THREE[0].request), receivedAt: at(openedAt), recordedAt: at(openedAt), facts: queueFacts(over) };
    const queue = new QueueInMemory(SEAL_QUEUE, { matter: 'SQ-2026-000001', ledger: [opening], ...CALENDARS }, at(openedAt));
    await queue.start();
    return queue;
  }

  /** A request says where it stands; each time in a later step of its own. */
  async report({ court, request, caseNumber }: Asking, instant: string, report: Partial<SealReport> = {}) {
    this.steps += 1;
    const facts: SealReport = { step: this.steps, happenedAt: at(instant), court, caseNumber, officer: courtOfficerOf(court).id, unit: 'police', office: 'police.vehicle-management', ...report };
    return this.actAs(byMatter(request), 'report-seal', instant, { ...facts });
  }

  async unit(name: string, instant: string, facts: Record<string, unknown> = {}) {
    return this.actAs(VEHICLE_DESK, name, instant, facts);
  }

  async court(court: string, name: string, instant: string, facts: Record<string, unknown> = {}) {
    return this.actAs(courtOfficerOf(court), name, instant, facts);
  }

  async actAs(by: Actor, name: string, instant: string, facts: Record<string, unknown> = {}) {
    await this.advanceTo(at(instant) - 1);
    return this.send(command(by.side ?? 'unit', name, instant, facts, { by } satisfies Partial<CommandMessage>));
  }

  get shown(): SealQueueParticulars {
    return this.position?.particulars as SealQueueParticulars;
  }

  /** Number, state, place and last day of each seal. */
  seals() {
    return this.shown.seals.map(({ no, state, place, untilOn }) => [no, state, place, untilOn]);
  }

  /** Whom the last step told, with the court that was meant. */
  told(): string[] {
    return (this.register.steps.at(-1)?.tells ?? []).map(({ audience, message, urgency, to }) => `${to?.body ?? audience} ${message}${urgency === 'urgent' ? '!' : ''}`);
  }

  types(): string[] {
    return this.register.ledger.map(({ type }) => type);
  }
}
