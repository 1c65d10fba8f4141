import type { MeasureKind } from '../../domain/catalogue/measures';
import type { LiftView, MeasureState } from '../../matters/measures';

/** What a matter put in force; read off its position. */
export interface MeasureTable {
  matter: string;
  key: string;
  kind: MeasureKind;
  /** Blind-index tokens. */
  assets: string[];
  state: MeasureState;
  since_at: number;
  until_on: string | null;
  lifted_at: number | null;
  by_entry: number;
  last_entry: number;
}

/** What a matter lifted that another put in force; read off the lifting one's position. */
export interface MeasureLiftTable {
  matter: string;
  key: string;
  kind: MeasureKind;
  assets: string[];
  of_matter: string | null;
  state: LiftView['state'];
  at: number;
  last_entry: number;
}

export interface MeasureTables {
  measure: MeasureTable;
  measure_lift: MeasureLiftTable;
}
