import * as fc from 'fast-check';
import { addDays, dayOf, parseInstant } from '../../domain/calendar/day';
import { CRIME_IDS, type StandingInstruction } from '../../domain/standing-instructions/standing-instruction';
import { type Actor, THE_STANDING_INSTRUCTION } from '../../matters/ledger';
import { INSTRUCTION, officerOf } from '../factories/crimes';
import type { CrimeSide } from './crime-models';
import { type Give, type Happening, happenings } from './happenings';
import type { Given } from './match';
import type { OversightModel } from './oversight-model';
import type { ModelInstruction, ReferralModel } from './referral-model';

export interface CrimeSequence {
  procedure: 'crime-referral' | 'filing-oversight';
  openedAt: number;
  choice: number;
  happenings: Happening<CrimeSide>[];
}

const HOUR = 3_600_000;

export const crimeSequences = (maxLength: number): fc.Arbitrary<CrimeSequence> =>
  fc.record({
    procedure: fc.constantFrom('crime-referral' as const, 'crime-referral' as const, 'filing-oversight' as const),
    openedAt: fc.integer({ min: parseInstant('2025-08-01T00:00:00+08:00'), max: parseInstant('2026-09-30T00:00:00+08:00') }),
    choice: fc.nat(999),
    happenings: happenings({
      sides: ['court', 'court', 'court', 'police', 'police', 'police', 'procuratorate', 'procuratorate', 'matter', 'machine'],
      pauses: [{ min: 1, max: 5 * HOUR }, { min: HOUR, max: 40 * HOUR }, { min: 20 * HOUR, max: 300 * HOUR }],
      advanceWeight: 4,
      maxLength,
    }),
  });

/** Instructions of a court: of one crime alone, of all, for a while, for ever, or none. */
export function instructionOf(choice: number, from: number): StandingInstruction | null {
  if (choice % 6 === 0) return null;
  const validFrom = addDays(dayOf(from), (choice % 5) * 3 - 6);
  return { ...INSTRUCTION, version: 1 + (choice % 50), crimes: choice % 6 === 1 ? ['sham-bankruptcy'] : CRIME_IDS, validFrom: choice % 4 === 0 ? validFrom : '2026-01-01' > dayOf(from) ? '2025-01-01' : '2026-01-01', ...(choice % 4 === 1 ? { validTo: addDays(dayOf(from), choice % 30) } : {}) };
}

export function asModelled(instruction: StandingInstruction | null): ModelInstruction | undefined {
  return instruction ? { covers: instruction.crimes.length > 1, validFrom: instruction.validFrom, ...(instruction.validTo ? { validTo: instruction.validTo } : {}) } : undefined;
}

/** What ends everything comes rarely, so that sequences grow. */
const ENDING: readonly string[] = ['withdraw', 'accept-decision', 'end-referral', 'find-refusal-right', 'file-case', 'referral-withdrawn', 'referral-filed', 'oversight-ended', 'revise-instruction'];

/** Mostly what the side has at this stage, else anything at all, which may be another side's. */
export function crimeCommandOf({ command, side, choice }: Give<CrimeSide>, model: ReferralModel | OversightModel, origin: string, at: number): Given<CrimeSide> {
  const isLinkable = 'unlinked' in model && model.unlinked !== undefined;
  const offered = model.offers(side).filter((name) => (name === 'linked' ? isLinkable : !ENDING.includes(name) || choice % 5 === 0));
  const anything = (['court', 'police', 'procuratorate', 'matter', 'machine'] as const).flatMap((each) => model.mayEver(each)).filter((name) => name !== 'linked' && (name !== 'revise-instruction' || side === 'machine'));
  const names = choice % 7 === 0 || offered.length === 0 ? anything : offered;
  const name = names[command % names.length] ?? 'withdraw';
  const seqOf = (type: string): number => model.entries.findLastIndex(([entry]) => entry === type) + 1;
  const decidedAt = at - (choice % 9) * 13 * HOUR + (choice % 25 === 7 ? 200 * HOUR : 0);
  const facts: Record<string, Record<string, unknown>> = {
    'record-delivery': { mode: 'window' },
    'decide-not-to-file': { decidedAt },
    'decide-not-to-prosecute': { decidedAt },
    'extend-review': { because: 'complex' },
    'amend-draft': { ground: 'law-misapplied' },
    'record-arrest': { arrestedOn: dayOf(at) },
    'record-prosecution': { transferredOn: dayOf(at) },
    'end-referral': { outcome: choice % 2 ? 'indicted' : 'not-indicted' },
    'report-first-result': { result: 'examining-further' },
    'refusal-joined': { refusal: 5 },
    'reply-to-query': { query: choice % 8 === 0 ? 1 : seqOf('raise-query') },
    'reply-to-delay-notice': { notice: choice % 8 === 0 ? 1 : seqOf('give-delay-notice'), stance: choice % 2 ? 'accepted' : 'contested' },
    linked: { matter: `FO-2026-${String(model.entries.length).padStart(6, '0')}`, as: 'filing-oversight', procedure: 'filing-oversight', key: isLinkable ? model.unlinked : '' },
    'oversight-ended': { how: choice % 2 ? 'filed' : 'refusal-right' },
    'revise-instruction': { standingInstruction: instructionOf(choice, at) },
  };
  return { side, name, at, facts: facts[name] ?? {}, by: actorOf(side, choice % 20 === 5 ? 'FO-2026-999999' : origin) };
}

export function actorOf(side: CrimeSide, matter: string): Actor {
  if (side === 'machine') return THE_STANDING_INSTRUCTION;
  return side === 'matter' ? { ...officerOf('matter'), id: matter } : officerOf(side);
}
