import type { ColumnType } from 'kysely';
import type { SealedBox } from '../sealing/seal';

/** The last entry that an account has seen of a matter. */
export interface MatterReadTable {
  account: ColumnType<string, string, never>;
  matter: ColumnType<string, string, never>;
  seq: number;
}

export interface SavedFilterTable {
  id: ColumnType<string, string, never>;
  account: ColumnType<string, string, never>;
  no: ColumnType<number, number, never>;
  /** Name and filters: people name them, and search, as they like. */
  sealed: ColumnType<SealedBox, string, never>;
}

export interface OwnViewTables {
  matter_read: MatterReadTable;
  saved_filter: SavedFilterTable;
}
