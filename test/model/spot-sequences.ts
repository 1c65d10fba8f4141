import * as fc from 'fast-check';
import { addDays, dayOf, parseInstant } from '../../domain/calendar/day';
import { type Give, type Happening, happenings } from './happenings';
import { deskOfficerOf } from '../factories/assistance-request';
import { disputeFactsOf } from './hosted-model';
import type { Given } from './match';
import { AlarmModel, type SpotSide, WatchModel } from './spot-models';

export interface SpotSequence {
  procedure: 'emergency' | 'vehicle-intercept';
  openedAt: number;
  choice: number;
  happenings: Happening<SpotSide>[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const spotSequences = (maxLength: number): fc.Arbitrary<SpotSequence> =>
  fc.record({
    procedure: fc.constantFrom('emergency' as const, 'vehicle-intercept' as const),
    openedAt: fc.integer({ min: parseInstant('2025-09-01T00:00:00+08:00'), max: parseInstant('2026-10-31T00:00:00+08:00') }),
    choice: fc.nat(999),
    happenings: happenings({
      sides: ['court', 'unit'],
      pauses: [{ min: 1, max: 12 * MINUTE }, { min: MINUTE, max: 5 * HOUR }, { min: HOUR, max: 120 * HOUR }],
      advanceWeight: 5,
      maxLength,
    }),
  });

/** What the matter is opened with, and the model of it. */
export function openingOf({ procedure, openedAt, choice }: Omit<SpotSequence, 'happenings'>): { model: AlarmModel | WatchModel; facts: Record<string, unknown> } {
  if (procedure === 'emergency') {
    const [desk, head] = [1 + (choice % 5), 1 + (choice % 7)];
    return { model: new AlarmModel(openedAt, desk, head), facts: { revision: 2, ringDutyDeskAfterMinutes: desk, ringHeadAfterMinutes: head } };
  }
  const until = choice % 3 === 0 ? addDays(dayOf(openedAt), choice % 20) : undefined;
  return { model: new WatchModel(openedAt, choice % 4 > 0, until), facts: { revision: 2, serviceMode: choice % 4 > 0 ? 'electronic' : 'window', ...(until ? { watchUntil: until } : {}) } };
}

/** All dealings go through the fixed liaison (三(二)): a desk opens no dispute. */
const LIAISON = { ...deskOfficerOf('police'), id: 'liaison-of-police', role: 'liaison' };

/** Rarely what ends everything, so that sequences grow. */
const COMMANDS = {
  emergency: ['acknowledge-alarm', 'under-way', 'arrived', 'end-emergency', 'record-110', 'record-false-report', 'record-false-report', 'pass-to-punishment', 'declare-unfounded', 'withdraw', 'acknowledge-alarm', 'under-way'],
  'vehicle-intercept': ['sign-receipt', 'record-delivery', 'report-stopped', 'report-stopped', 'acknowledge-stop', 'acknowledge-stop', 'confirm-hand-over', 'extend-watch', 'extend-watch', 'end-watch'],
};

/** Mostly what the side has at this stage, else anything at all. */
export function spotCommandOf(procedure: SpotSequence['procedure'], { command, side, choice }: Give<SpotSide>, model: AlarmModel | WatchModel, at: number): Given<SpotSide> {
  if (choice % 13 === 0) return { side, name: 'open-dispute', at, facts: disputeFactsOf(command), ...(side === 'unit' ? { by: LIAISON } : {}) };
  const offered = model.offers(side).filter((name) => name !== 'end-watch' || choice % 5 === 0);
  const names = choice % 4 === 0 || offered.length === 0 ? COMMANDS[procedure] : offered;
  const name = names[command % names.length] ?? 'withdraw';
  const earlier = at - (choice % 6) * 3 * MINUTE + (choice % 25 === 7 ? MINUTE : 0);
  const seqOf = (type: string): number => model.entries.findLastIndex(([entry]) => entry === type) + 1;
  const facts: Record<string, Record<string, unknown>> = {
    'record-110': { calledAt: earlier, ...(choice % 2 ? { incidentNumber: 'J1' } : {}) },
    'record-false-report': choice % 3 === 0 ? { reportedAt: earlier } : {},
    'pass-to-punishment': { report: seqOf('record-false-report'), punishmentCase: 'X1' },
    'declare-unfounded': { report: seqOf('record-false-report') },
    'end-emergency': { outcome: 'order-restored', ...(choice % 3 === 1 ? { at: earlier } : {}) },
    'record-delivery': { mode: 'window' },
    'report-stopped': { stoppedAt: earlier },
    'acknowledge-stop': { stop: choice % 9 === 0 ? 1 : seqOf('report-stopped') },
    'confirm-hand-over': { handedOverAt: earlier, ...(choice % 3 === 2 ? { agreed: true } : {}) },
    'extend-watch': choice % 4 === 1 ? {} : { until: addDays(dayOf(at), (choice % 9) - 1) },
  };
  return { side, name, at, facts: facts[name] ?? (choice % 3 === 1 && procedure === 'emergency' && name !== 'withdraw' ? { at: earlier } : {}) };
}
