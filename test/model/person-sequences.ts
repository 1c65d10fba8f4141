import * as fc from 'fast-check';
import { parseInstant } from '../../domain/calendar/day';
import { type Give, type Happening, happenings } from './happenings';
import { deskOfficerOf } from '../factories/assistance-request';
import { disputeFactsOf } from './hosted-model';
import type { Given } from './match';
import { DetentionModel, type PersonSide, SearchModel } from './person-models';

export interface PersonSequence {
  procedure: 'locate-debtor' | 'detention';
  openedAt: number;
  choice: number;
  happenings: Happening<PersonSide>[];
}

const HOUR = 3_600_000;

export const personSequences = (maxLength: number): fc.Arbitrary<PersonSequence> =>
  fc.record({
    procedure: fc.constantFrom('locate-debtor' as const, 'detention' as const),
    openedAt: fc.integer({ min: parseInstant('2025-09-01T00:00:00+08:00'), max: parseInstant('2026-10-31T00:00:00+08:00') }),
    choice: fc.nat(999),
    happenings: happenings({
      sides: ['court', 'unit'],
      pauses: [{ min: 1, max: 2 * HOUR }, { min: HOUR, max: 30 * HOUR }, { min: 20 * HOUR, max: 120 * HOUR }],
      advanceWeight: 4,
      maxLength,
    }),
  });

/** What the matter is opened with, and the model of it. */
export function openingOf({ procedure, openedAt, choice }: Omit<PersonSequence, 'happenings'>): { model: SearchModel | DetentionModel; facts: Record<string, unknown> } {
  const isElectronic = choice % 4 > 0;
  const serviceMode = isElectronic ? 'electronic' : 'in-person';
  if (procedure === 'locate-debtor') return { model: new SearchModel(openedAt, isElectronic), facts: { revision: 2, serviceMode, contactTested: choice % 2 === 0 } };
  const days = 1 + (choice % 15);
  return { model: new DetentionModel(openedAt, isElectronic, days), facts: { revision: 2, serviceMode, detentionDays: days } };
}

/** All dealings go through the fixed liaison (三(二)): a desk opens no dispute. */
const LIAISON = { ...deskOfficerOf('police'), id: 'liaison-of-police', role: 'liaison' };

/** What ends everything comes rarely, so that sequences grow. */
const ENDING: readonly string[] = ['cancel-search', 'accept-answer', 'withdraw', 'close-refused', 'record-release', 'acknowledge'];

/** Mostly what the side has at this stage, else anything it ever has, or what only the other side has. */
export function personCommandOf({ command, side, choice }: Give<PersonSide>, model: SearchModel | DetentionModel, at: number): Given<PersonSide> {
  if (choice % 13 === 0) return { side, name: 'open-dispute', at, facts: disputeFactsOf(command), ...(side === 'unit' ? { by: LIAISON } : {}) };
  const offered = model.offers(side).filter((name) => !ENDING.includes(name) || choice % 3 === 0);
  const anything = [...model.mayEver('court'), ...model.mayEver('unit')];
  const names = choice % 5 === 0 || offered.length === 0 ? anything : offered;
  const name = names[command % names.length] ?? 'sign-receipt';
  const earlier = at - (choice % 7) * 5 * HOUR + (choice % 25 === 7 ? 31 * HOUR : 0);
  const facts: Record<string, Record<string, unknown>> = {
    'record-delivery': { mode: 'in-person' },
    answer: { outcome: ['nothing-found', 'cannot-be-done', 'done', 'nothing-found'][choice % 4], answerSeal: 'unit', ...(choice % 3 === 0 ? { hasLegalGround: true } : {}) },
    'record-found': { foundAt: earlier },
    'record-found-by-court': { foundAt: earlier },
    'notify-court': { at: earlier, channel: 'telephone' },
    'tell-detention-house': { at: earlier, channel: 'telephone' },
    acknowledge: choice % 2 ? { timeAgreed: true } : {},
    'cancel-search': { ground: 'performed' },
    'record-contact-test': { at: earlier, channel: 'telephone' },
    admit: { admittedAt: earlier },
    'record-release': { releasedAt: earlier },
    'decide-stop': { stop: choice % 2 === 0 },
    'propose-service-time': { servedAt: earlier - HOUR, mode: 'in-person' },
    'confirm-service-time': { proposal: model.entries.findLastIndex(([entry]) => entry === 'propose-service-time') + 1, agreed: choice % 3 > 0 },
  };
  return { side, name, at, facts: facts[name] ?? {} };
}
