import { addMonths, type Day } from '../calendar/day';
import type { KindId } from '../catalogue/kinds';
import { deepFreeze } from '../deep-freeze';
import type { SealValidity } from '../rule-sets/rule-set';

/** What can be sealed and has a registry of its own. */
export type AssetClass = 'vehicle' | 'land' | 'housing' | 'equity';

const CLASS_OF_KIND: Readonly<Partial<Record<KindId, AssetClass>>> = deepFreeze({
  'police.vehicle-seal': 'vehicle',
  'land.seal': 'land',
  'land.unseal': 'land',
  'housing.seal': 'housing',
  'housing.unseal': 'housing',
  'commerce.freeze-notice': 'equity',
  'commerce.unfreeze-notice': 'equity',
});

/** The class of what a kind of assistance seals or unseals; undefined for all other kinds. */
export function assetClassOf(kind: string): AssetClass | undefined {
  return CLASS_OF_KIND[kind as KindId];
}

const YEARS_OF: Readonly<Record<AssetClass, Exclude<keyof SealValidity, 'cite'>>> = deepFreeze({
  vehicle: 'movablesYears',
  land: 'immovablesYears',
  housing: 'immovablesYears',
  equity: 'otherRightsYears',
});

export function validityYears(validity: SealValidity, assetClass: AssetClass): number {
  return validity[YEARS_OF[assetClass]];
}

/** Days before its last day on which a court is reminded to renew its seal (ours: the text is silent). */
export const REMIND_DAYS_BEFORE = deepFreeze([30, 7] as const);

/** Civil procedure interpretation, art. 485: the last day of a seal that took effect on a day. Years end with the same date (Civil Code, art. 202), in February with its last day. */
export function lastDayOfSeal(effectiveOn: Day, years: number): Day {
  return addMonths(effectiveOn, 12 * years);
}
