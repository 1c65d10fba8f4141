import { dayOf, type Day } from '../domain/calendar/day';
import type { CrimeId } from '../domain/rule-sets';

/** The platform's own command that brings a changed instruction to an open referral. Stands in ledgers: permanent. */
export const REVISE_INSTRUCTION = 'revise-instruction';

/** What a court has ordered beforehand: to ask the procuratorate in its name, unless it has said otherwise (四.7(4), 二(三)). */
export interface StandingInstruction {
  id: string;
  version: number;
  /** A new deployment starts with the product's own, which each court's head confirms or withdraws. */
  status: 'product-default' | 'confirmed' | 'withdrawn';
  /** Account of the judge who answers for it; the product's default has none. */
  judge?: string;
  crimes: readonly CrimeId[] | 'all';
  validFrom: Day;
  validTo?: Day;
}

/** Whether it covers a request on a crime that falls due at an instant; why not, when it does not. */
export function coverageOf(instruction: StandingInstruction | null | undefined, crime: CrimeId, at: number): 'covered' | 'none' | 'withdrawn' | 'not-this-crime' | 'not-valid-then' {
  if (!instruction) return 'none';
  if (instruction.status === 'withdrawn') return 'withdrawn';
  if (instruction.crimes !== 'all' && !instruction.crimes.includes(crime)) return 'not-this-crime';
  const on = dayOf(at);
  return on < instruction.validFrom || (instruction.validTo !== undefined && on > instruction.validTo) ? 'not-valid-then' : 'covered';
}

/** What stands for a court that has neither confirmed nor withdrawn it: silence is not to lose a right. A choice of the product, told as such. */
export function productDefaultOf(court: string, since: Day): StandingInstruction {
  return { id: `product-default:${court}`, version: 1, status: 'product-default', crimes: 'all', validFrom: since };
}
