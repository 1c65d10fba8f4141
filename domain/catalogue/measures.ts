import { deepFreeze } from '../deep-freeze';
import type { KindId } from './kinds';

/** What can be in force against a debtor at a court's request. */
export const MEASURE_KINDS = deepFreeze(['seal', 'freeze-notice', 'search-notice', 'restriction', 'list-entry', 'supervision'] as const);
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** What a kind of assistance puts in force when it is done, and how that is undone once the court has withdrawn. */
export interface MeasureRule {
  kind: MeasureKind;
  /** The kind that undoes it in the same registry; `confirmation`: the unit undoes it and says so. */
  undoneBy: KindId | 'confirmation';
  /** A registry is changed, but no kind undoes it: the unit owes nothing before it has the court's papers. */
  needsPapers: boolean;
  /** Fields of the result that name the asset in its registry; none where the measure is against the person. */
  assetFields: readonly string[];
  /** Field of the result that says until when it stands. */
  untilField: string;
}

function inRegistry(kind: MeasureKind, undoneBy: MeasureRule['undoneBy'], assetFields: readonly string[]): MeasureRule {
  return { kind, undoneBy, needsPapers: undoneBy === 'confirmation', assetFields, untilField: 'expiresOn' };
}

function againstPerson(kind: MeasureKind): MeasureRule {
  return { kind, undoneBy: 'confirmation', needsPapers: false, assetFields: [], untilField: 'until' };
}

const PROPERTY = ['certificateNumber'];
const VEHICLE = ['plateNumber', 'vehicleIdentificationNumber'];
/** 四.17: shares are found by the company they are in. */
const COMPANY = ['registrationNumber', 'company'];

const MEASURES: Readonly<Partial<Record<KindId, MeasureRule>>> = deepFreeze({
  'police.locate-debtor': againstPerson('search-notice'),
  // 四.7(3) knows no kind that unseals a vehicle.
  'police.vehicle-seal': inRegistry('seal', 'confirmation', VEHICLE),
  'land.seal': inRegistry('seal', 'land.unseal', PROPERTY),
  'housing.seal': inRegistry('seal', 'housing.unseal', PROPERTY),
  'commerce.freeze-notice': inRegistry('freeze-notice', 'commerce.unfreeze-notice', COMPANY),
  'state-assets.restriction': againstPerson('restriction'),
  'development-reform.restriction': againstPerson('restriction'),
  'audit.supervision': againstPerson('supervision'),
  'central-bank.credit-record': againstPerson('list-entry'),
});

/** What a kind puts in force; undefined where it leaves nothing behind that a withdrawal would have to undo. */
export function measureOf(kind: KindId): MeasureRule | undefined {
  return MEASURES[kind];
}

/** The measure that a kind undoes when it is done; undefined for all that undo nothing. */
export function measureUndoneBy(kind: KindId): MeasureRule | undefined {
  return Object.values(MEASURES).find(({ undoneBy }) => undoneBy === kind);
}
