import type { Day } from '../calendar/day';
import { deepFreeze } from '../deep-freeze';
import { type CrimeId, RULE_SETS } from '../rule-sets';

/** `product-default`: shipped with the product; the court's head has neither confirmed nor withdrawn it yet. */
export type InstructionStatus = 'product-default' | 'confirmed' | 'withdrawn';

/**
 * A court's instruction to submit the request for supervision for it, at the opening of the last working day of the window, unless it has decided
 * otherwise (四.6, 四.7(4)). As matters carry it: codes, days and an account's id.
 */
export interface StandingInstruction {
  id: string;
  /** Counted for each court on its own. */
  version: number;
  status: InstructionStatus;
  /** Account of the judge who answers for it; a product default has none. */
  judge?: string;
  crimes: readonly CrimeId[];
  validFrom: Day;
  /** The last day; absent: until it is withdrawn. */
  validTo?: Day;
}

/** Every crime that a court refers. */
export const CRIME_IDS: readonly CrimeId[] = deepFreeze([...new Set(RULE_SETS.flatMap(({ referrals }) => Object.keys(referrals) as CrimeId[]))]);

/** With which each court begins: a choice of the product, since the text is silent. It covers all crimes, from the day of the founding document. */
export const PRODUCT_DEFAULT: Pick<StandingInstruction, 'crimes' | 'validFrom'> & { status: InstructionStatus } = deepFreeze({ status: 'product-default', crimes: CRIME_IDS, validFrom: '2017-09-27' });

export const INSTRUCTION_STATUS_NAMES: Readonly<Record<InstructionStatus, string>> = deepFreeze({
  'product-default': '产品默认，尚未经法院确认',
  confirmed: '已经法院确认',
  withdrawn: '法院已撤回',
});

/** Whether it holds on a day; both ends of its validity are days on which it does. */
export function isInForceOn({ status, validFrom, validTo }: StandingInstruction, day: Day): boolean {
  return status !== 'withdrawn' && validFrom <= day && (validTo === undefined || day <= validTo);
}

/** Whether an instruction still acts on some day before another one would begin to. A matter carries one alone, so that those days would be without any. */
export function actsBefore({ status, validFrom, validTo }: StandingInstruction, day: Day, today: Day): boolean {
  return status !== 'withdrawn' && (validFrom > today ? validFrom : today) < day && (validTo === undefined || today <= validTo);
}

/**
 * What a referral records of its court's instruction when it opens: null when there is none, when it was withdrawn or has run out. One that begins
 * later is recorded: its day may come while the matter runs. Whether it covers the crime, and holds on the day, is asked when it would act.
 */
export function standingInstructionFor(instruction: StandingInstruction | undefined, today: Day): StandingInstruction | null {
  return instruction && (isInForceOn(instruction, today) || (instruction.status !== 'withdrawn' && instruction.validFrom > today)) ? instruction : null;
}
