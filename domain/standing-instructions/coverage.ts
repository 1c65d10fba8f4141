import { dayOf } from '../calendar/day';
import type { CrimeId } from '../rule-sets';
import { isInForceOn, type StandingInstruction } from './standing-instruction';

/** Whether an instruction covers a request on a crime that falls due at an instant; why not, when it does not. */
export function coverageOf(instruction: StandingInstruction | null | undefined, crime: CrimeId, at: number): 'covered' | 'none' | 'withdrawn' | 'not-this-crime' | 'not-valid-then' {
  if (!instruction) return 'none';
  if (instruction.status === 'withdrawn') return 'withdrawn';
  if (!instruction.crimes.includes(crime)) return 'not-this-crime';
  return isInForceOn(instruction, dayOf(at)) ? 'covered' : 'not-valid-then';
}
