import type { ColumnType } from 'kysely';
import type { SealedBox } from '../sealing/seal';

/** Nothing of the record: it may be changed and thrown away. */
export interface RequestDraftTable {
  /** Chosen by whoever keeps it. */
  id: ColumnType<string, string, never>;
  account: ColumnType<string, string, never>;
  version: number;
  /** Real time, epoch ms. */
  kept_at: number;
  sealed_content: ColumnType<SealedBox, string, string>;
}

export interface DraftTables {
  request_draft: RequestDraftTable;
}
