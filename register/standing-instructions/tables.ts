import type { ColumnType } from 'kysely';
import type { CrimeId } from '../../domain/rule-sets';
import type { InstructionStatus } from '../../domain/standing-instructions/standing-instruction';
import type { DocumentReference } from '../../matters/ledger';
import type { SealedBox } from '../sealing/seal';

/** Append-only for the application's role: what stood before stays, with who set it and when. */
export interface StandingInstructionTable {
  id: ColumnType<string, string, never>;
  court: ColumnType<string, string, never>;
  version: ColumnType<number, number, never>;
  status: ColumnType<InstructionStatus, InstructionStatus, never>;
  judge: ColumnType<string | null, string | null, never>;
  /** The signed file; without one, the head's own act under the account `set_by` is the signature. */
  file: ColumnType<DocumentReference | null, string | null, never>;
  crimes: ColumnType<CrimeId[], CrimeId[], never>;
  valid_from: ColumnType<string, string, never>;
  valid_to: ColumnType<string | null, string | null, never>;
  sealed_reason: ColumnType<SealedBox | null, string | null, never>;
  /** None of a product default. */
  set_at: ColumnType<number | null, number | null, never>;
  set_by: ColumnType<string | null, string | null, never>;
}

export interface StandingInstructionTables {
  standing_instruction: StandingInstructionTable;
}
