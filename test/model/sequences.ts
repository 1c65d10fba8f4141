import * as fc from 'fast-check';
import { parseInstant } from '../../domain/calendar/day';
import { measureOf } from '../../domain/catalogue/measures';
import { MODEL_COMMANDS, MODEL_KINDS, type ModelCommand, type ModelKind, type RequestModel, type Side } from './request-model';

/** One thing that happens in a sequence. Numbers are turned into instants, entries and facts where it is played. */
export type Happening =
  /** A command now: given, or committed and left for somebody to bring. */
  | { type: 'give' | 'leave'; command: number; isOtherSide: boolean; choice: number; hasWords: boolean }
  /** The clock runs on, living every alarm; or leaps, as after an outage. */
  | { type: 'advance' | 'leap'; by: number; toAlarm: -1 | 0 | 1 | undefined }
  /** A fresh procedure over the whole ledger, or over one that lacks its last entries. */
  | { type: 'restart'; lacking: number };

export interface Sequence {
  kind: ModelKind;
  /** Papers come back only from the second on. */
  revision: 1 | 2;
  isElectronic: boolean;
  openedAt: number;
  happenings: Happening[];
}

const HOUR_MS = 3_600_000;
const command = (type: 'give' | 'leave') =>
  fc.record({ type: fc.constant(type), command: fc.nat(9_999), isOtherSide: fc.nat(19).map((n) => n === 0), choice: fc.nat(999), hasWords: fc.boolean() });
const move = (type: 'advance' | 'leap') =>
  fc.record({
    type: fc.constant(type),
    by: fc.oneof(fc.integer({ min: 1, max: HOUR_MS }), fc.integer({ min: HOUR_MS, max: 40 * HOUR_MS }), fc.integer({ min: 40 * HOUR_MS, max: 240 * HOUR_MS })),
    toAlarm: fc.oneof(fc.constant(undefined), fc.constantFrom(-1 as const, 0 as const, 1 as const)),
  });

export const sequences = (maxLength: number): fc.Arbitrary<Sequence> =>
  fc.record({
    kind: fc.constantFrom(...(Object.keys(MODEL_KINDS) as ModelKind[])),
    revision: fc.nat(4).map((n) => (n === 0 ? 1 : 2)),
    isElectronic: fc.nat(3).map((n) => n > 0),
    openedAt: fc.integer({ min: parseInstant('2025-09-01T00:00:00+08:00'), max: parseInstant('2026-11-30T00:00:00+08:00') }),
    happenings: fc.array(
      fc.oneof(
        { weight: 10, arbitrary: command('give') },
        { weight: 3, arbitrary: command('leave') },
        { weight: 5, arbitrary: move('advance') },
        { weight: 3, arbitrary: move('leap') },
        { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const), lacking: fc.nat(3) }) },
      ),
      { minLength: 3, maxLength, size: 'max' },
    ),
  });

const SIDE_OF: Record<string, Side> = {
  'record-delivery': 'court',
  'reply-to-delay-notice': 'court',
  'grant-extension': 'court',
  'reply-to-query': 'court',
  'accept-answer': 'court',
  'contest-answer': 'court',
  withdraw: 'court',
  'serve-again': 'court',
  'accept-return': 'court',
  'contest-return': 'court',
};
const EITHER = ['propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction'];
/** Rarely what ends or settles everything, so that sequences grow. */
const LIKELY = [...MODEL_COMMANDS.filter((name) => name !== 'withdraw'), ...MODEL_COMMANDS.filter((name) => name !== 'withdraw'), 'answer', 'answer', 'contest-answer', 'sign-receipt', 'return-papers', 'return-papers', 'withdraw'];

/** Else few sequences come to a second return. */
const AFTER_RETURN: Record<string, string[]> = {
  returned: ['serve-again', 'contest-return', 'serve-again'],
  'returned-again': ['accept-return', 'contest-return', 'answer', 'accept-return'],
};

/** Makes a command of its numbers: mostly one that makes sense where the matter stands. */
export function commandOf({ command: number, isOtherSide, choice, hasWords }: Extract<Happening, { type: 'give' | 'leave' }>, model: RequestModel, id: string, at: number): ModelCommand {
  const sensible = number % 3 > 0 ? (AFTER_RETURN[model.stage] ?? LIKELY) : LIKELY;
  const name = sensible[number % sensible.length] ?? 'answer';
  const usual: Side = EITHER.includes(name) ? (choice % 2 ? 'court' : 'unit') : (SIDE_OF[name] ?? 'unit');
  const side: Side = isOtherSide ? (usual === 'court' ? 'unit' : 'court') : usual;
  return { id, side, name, at, facts: factsOf(name, choice, model, at), hasWords };
}

function factsOf(name: string, choice: number, model: RequestModel, at: number): Record<string, unknown> {
  const seqs = (type: string): number[] => model.entries.flatMap((entry, index) => (entry.type === type ? [index + 1] : []));
  const oneOf = <T>(values: readonly T[], fallback: T): T => values[choice % Math.max(1, values.length)] ?? fallback;
  switch (name) {
    case 'record-delivery':
      return { mode: 'window' };
    case 'answer':
    case 'handle-at-window': {
      const outcome = ['done', 'nothing-found', 'partly-done', 'cannot-be-done', 'done', 'lost'][choice % 6];
      return { outcome, answerSeal: 'unit', ...(choice % 4 === 1 ? { hasLegalGround: true } : {}) };
    }
    case 'return-papers': {
      const papers = [...model.papers, ...(choice % 9 === 0 ? ['evidence-volume'] : [])];
      return { papers: [choice, ...(choice % 3 === 0 ? [choice + 3] : [])].map((n) => ({ paper: papers[n % papers.length], lacks: n % 4 === 1 ? 'seal' : 'paper' })) };
    }
    case 'wrong-unit':
      return { unit: choice % 6 === 0 ? model.kind.slice(0, model.kind.indexOf('.')) : 'audit', basis: 'not-our-task' };
    case 'serve-again': {
      const needed = model.returns.at(-1)?.lacks.map((oneOf) => oneOf.at(-1)) ?? [];
      const papers = choice % 5 === 1 ? needed.slice(1) : choice % 7 === 1 ? ['evidence-volume'] : needed;
      return { papers: papers.map((paper) => ({ paper, courtSeal: choice % 8 > 0 })), serviceMode: choice % 3 === 0 ? 'post' : 'electronic' };
    }
    case 'record-act': {
      const act = choice % 2 ? 'register' : 'publish';
      return { act, ...(choice % 3 === 0 ? { doneAt: at - (choice % 7) * 20 * HOUR_MS } : {}), ...(choice % 50 === 1 ? { doneAt: at + 1 } : {}) };
    }
    case 'give-delay-notice':
      return { expectedOn: '2026-12-01' };
    case 'reply-to-delay-notice':
      return { notice: oneOf(seqs('give-delay-notice'), 99), stance: choice % 2 ? 'accepted' : 'contested' };
    case 'grant-extension':
      return { workingDays: 1 + (choice % 4), ...(choice % 5 === 0 ? { term: ['answer', 'publish', 'register', 'answer.2'][choice % 4] } : {}) };
    case 'reply-to-query':
      return { query: oneOf(seqs('raise-query'), 99) };
    case 'propose-service-time':
      return { servedAt: at - (choice % 9) * 13 * HOUR_MS - 1 + (choice % 40 === 3 ? 2 : 0), mode: 'window' };
    case 'confirm-service-time':
      return { proposal: oneOf(seqs('propose-service-time').slice(-1), 99), agreed: choice % 3 > 0 };
    case 'correct':
      return { entry: 1 + (choice % (model.entries.length + 1)) };
    case 'acknowledge-correction':
      return { correction: oneOf(seqs('correct'), 99) };
    default:
      return {};
  }
}

/** What the model does not tell: the undoing of a withdrawn measure. */
export function isBeyondModel({ name }: ModelCommand, { kind, revision }: Sequence): boolean {
  return revision > 1 && name === 'withdraw' && measureOf(kind) !== undefined;
}

/** What opens a dispute beside, whose number comes into the ledger whenever somebody brings it. */
export function opensDispute({ name }: ModelCommand, model: RequestModel, { revision }: Sequence): boolean {
  const isSecond = model.returns.some((earlier) => earlier.name === name);
  return revision > 1 && (name === 'contest-answer' || name === 'contest-return' || isSecond);
}
