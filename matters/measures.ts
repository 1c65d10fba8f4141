import type { Day } from '../domain/calendar/day';
import type { MeasureKind } from '../domain/catalogue/measures';

/** `waiting`: behind another court's seal (轮候). `lifting`: the court has withdrawn, and it is being undone. */
export type MeasureState = 'in-force' | 'waiting' | 'lifting' | 'lifted';

/** What the platform adds to the facts of an act that took a measure; the number itself stands among the act's words. */
export interface MeasureFacts {
  /** Blind-index tokens of the numbers by which the asset is known in its registry. */
  assets: readonly string[];
  untilOn?: Day;
  waiting?: true;
  /** When it was entered in the registry's book, where the unit said so. */
  bookedAt?: number;
  /** Under which the queue of the seals on the asset is found. */
  asset?: string;
}

/** A measure that this matter put in force. */
export interface MeasureView {
  /** Unique in its matter. */
  key: string;
  kind: MeasureKind;
  assets: readonly string[];
  state: MeasureState;
  sinceAt: number;
  untilOn?: Day;
  liftedAt?: number;
  /** The entry that took it, whose words name the asset. */
  byEntry: number;
  /** The last entry that changed it. */
  lastEntry: number;
}

/** That this matter lifted a measure which another put in force. */
export interface LiftView {
  key: string;
  kind: MeasureKind;
  assets: readonly string[];
  /** The matter that put it in force; where none is named, the same court's in the same case, on the same asset at the same unit. */
  of?: string;
  /** `void`: the unit said so first and took it back in a later answer. */
  state: 'lifted' | 'void';
  at: number;
  lastEntry: number;
}
