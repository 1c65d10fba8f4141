import type { ColumnType } from 'kysely';

export interface RehearsalClockTable {
  id: ColumnType<number, number, never>;
  /** The virtual instant at which the rehearsal began. */
  began_at: ColumnType<number, number, never>;
  virtual_at: number;
  real_at: number;
  /** Virtual per real time; 0: paused. */
  speed: number;
  version: number;
}

export interface RehearsalTables {
  rehearsal_clock: RehearsalClockTable;
}
