import * as fc from 'fast-check';
import { parseInstant } from '../../domain/calendar/day';
import { DetentionModel, type PersonCommand, type PersonSide, SearchModel } from './person-models';

/** One thing that happens. Numbers are turned into instants and facts where it is played. */
export type PersonHappening = { type: 'give'; command: number; side: PersonSide; choice: number } | { type: 'advance' | 'leap'; by: number; toAlarm: -1 | 0 | 1 | undefined } | { type: 'restart'; lacking: number };

export interface PersonSequence {
  procedure: 'locate-debtor' | 'detention';
  openedAt: number;
  choice: number;
  happenings: PersonHappening[];
}

const HOUR = 3_600_000;

const move = (type: 'advance' | 'leap'): fc.Arbitrary<PersonHappening> =>
  fc.record({
    type: fc.constant(type),
    by: fc.oneof(fc.integer({ min: 1, max: 2 * HOUR }), fc.integer({ min: HOUR, max: 30 * HOUR }), fc.integer({ min: 20 * HOUR, max: 120 * HOUR })),
    toAlarm: fc.oneof(fc.constant(undefined), fc.constantFrom(-1 as const, 0 as const, 1 as const)),
  });

export const personSequences = (maxLength: number): fc.Arbitrary<PersonSequence> =>
  fc.record({
    procedure: fc.constantFrom('locate-debtor' as const, 'detention' as const),
    openedAt: fc.integer({ min: parseInstant('2025-09-01T00:00:00+08:00'), max: parseInstant('2026-10-31T00:00:00+08:00') }),
    choice: fc.nat(999),
    happenings: fc.array(
      fc.oneof(
        { weight: 10, arbitrary: fc.record({ type: fc.constant('give' as const), command: fc.nat(9_999), side: fc.constantFrom<PersonSide>('court', 'unit'), choice: fc.nat(999) }) },
        { weight: 4, arbitrary: move('advance') },
        { weight: 2, arbitrary: move('leap') },
        { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const), lacking: fc.nat(3) }) },
      ),
      { minLength: 3, maxLength, size: 'max' },
    ),
  });

/** What the matter is opened with, and the model of it. */
export function openingOf({ procedure, openedAt, choice }: PersonSequence): { model: SearchModel | DetentionModel; facts: Record<string, unknown> } {
  const isElectronic = choice % 4 > 0;
  const serviceMode = isElectronic ? 'electronic' : 'in-person';
  if (procedure === 'locate-debtor') return { model: new SearchModel(openedAt, isElectronic), facts: { serviceMode, contactTested: choice % 2 === 0 } };
  const days = 1 + (choice % 15);
  return { model: new DetentionModel(openedAt, isElectronic, days), facts: { serviceMode, detentionDays: days } };
}

/** What ends everything comes rarely, so that sequences grow. */
const ENDING: readonly string[] = ['cancel-search', 'accept-answer', 'withdraw', 'close-refused', 'record-release', 'acknowledge'];

/** Mostly what the side has at this stage, else anything it ever has, or what only the other side has. */
export function personCommandOf({ command, side, choice }: Extract<PersonHappening, { type: 'give' }>, model: SearchModel | DetentionModel, at: number): PersonCommand {
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
