import type { Opening as AlarmOpening } from '../../matters/emergency';
import type { Entry, Side } from '../../matters/ledger';
import type { Opening as WatchOpening } from '../../matters/vehicle-intercept';
import { MemoryMatter, type MemoryRegister } from '../../workflows/case-file/in-memory';
import type { Procedure } from '../../workflows/case-file/run-procedure';
import type { Shape } from '../../workflows/case-file/shape';
import { EMERGENCY, VEHICLE_INTERCEPT } from '../../workflows/procedures';
import { at, CALENDARS, command, COURT_OFFICER } from './assistance-request';

const WORDS = { ref: '00000000-0000-4000-8000-000000000000', digest: 'sha256:x' };
const BASE = { revision: 1, court: 'court.yuncheng', unit: 'police', ruleSet: 'yunfu-2017', calendarVersion: CALENDARS.calendar.version } as const;

/** An alarm as it is opened from the field, without its words. */
export function alarmFacts(over: Partial<AlarmOpening> = {}): Omit<AlarmOpening, 'words'> {
  return { ...BASE, procedure: 'emergency', kind: 'police.emergency', office: 'police.yuncheng', caseNumber: '', happening: 'besieging-or-beating', ringDutyDeskAfterMinutes: 3, ringHeadAfterMinutes: 5, ...over };
}

/** A watch as a court asks for it, without its words. */
export function watchFacts(over: Partial<WatchOpening> = {}): Omit<WatchOpening, 'words'> {
  return { ...BASE, procedure: 'vehicle-intercept', kind: 'police.vehicle-intercept', office: 'police.traffic', caseNumber: '（2026）粤5302执123号', serviceMode: 'electronic', ...over };
}

/** A matter of these two kinds run in memory. */
export class OnTheSpot<S extends Shape> extends MemoryMatter<S> {
  /** Moves the clock to the instant and gives the command there. */
  async act(side: Side, name: string, instant: string, facts: Record<string, unknown> = {}) {
    await this.advanceTo(at(instant) - 1);
    return this.send(command(side, name, instant, facts));
  }

  types(): string[] {
    return this.register.ledger.map((entry) => (typeof entry.facts['rung'] === 'string' ? `${entry.type} ${entry.facts['rung']}` : entry.type));
  }

  /** Whom a step told, of the last or of the n-th entry. */
  told(seq = this.register.ledger.length): string[] {
    const step = this.register.steps.find((candidate) => candidate.position.seq === seq);
    return (step?.tells ?? []).map(({ audience, message, urgency, isRinging }) => `${audience} ${message}${urgency === 'urgent' ? '!' : ''}${isRinging ? '!' : ''}`);
  }

  seqOf(type: string): number {
    return this.register.ledger.filter((entry) => entry.type === type).at(-1)?.seq ?? 0;
  }

  particular(name: string): unknown {
    return this.position?.particulars[name];
  }
}

async function open<S extends Shape>(procedure: Procedure<S>, matter: string, openedAt: number, facts: object, register?: MemoryRegister): Promise<OnTheSpot<S>> {
  const opening: Entry = { seq: 1, key: 'opening', type: 'open-request', by: COURT_OFFICER, receivedAt: openedAt, recordedAt: openedAt, facts: { ...facts, words: WORDS } };
  const opened = new OnTheSpot(procedure, { matter, ledger: [opening], ...CALENDARS }, openedAt, register);
  await opened.start();
  return opened;
}

export const raiseAlarm = (openedAt: string, over: Partial<AlarmOpening> = {}) => open(EMERGENCY, 'EM-2026-000001', at(openedAt), alarmFacts(over));
export const openWatch = (openedAt: string, over: Partial<WatchOpening> = {}) => open(VEHICLE_INTERCEPT, 'VI-2026-000001', at(openedAt), watchFacts(over));
