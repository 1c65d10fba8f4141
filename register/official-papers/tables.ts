import type { ColumnType } from 'kysely';
import type { OfficialPaperId } from '../../domain/catalogue/official-papers';
import type { SealedReference } from '../../matters/ledger';

/** The last number of a row of numbers: one row for each issuer, letters and year. */
export interface PaperCounterTable {
  issuer: string;
  letters: string;
  year: number;
  last: number;
}

/** A numbered paper. Without a version only while it is being written, or where the process was killed meanwhile: the same call finishes it. */
export interface PaperTable {
  id: ColumnType<string, string, never>;
  matter: ColumnType<string, string, never>;
  paper: ColumnType<OfficialPaperId, OfficialPaperId, never>;
  /** Court, unit or local office. */
  issuer: ColumnType<string, string, never>;
  letters: ColumnType<string, string, never>;
  year: ColumnType<number, number, never>;
  no: ColumnType<number, number, never>;
  number: ColumnType<string, string, never>;
  once_per_matter: ColumnType<boolean, boolean, never>;
  made_by: ColumnType<string, string, never>;
  idempotency_key: ColumnType<string, string, never>;
  body_hash: string;
  /** The legal instant, epoch ms. */
  drawn_at: ColumnType<number, number, never>;
  versions: ColumnType<number, never, number>;
}

export interface PaperVersionTable {
  paper: ColumnType<string, string, never>;
  version: ColumnType<number, number, never>;
  document: ColumnType<string, string, never>;
  /** What the officer added, and why it was made anew: sealed. */
  words: ColumnType<SealedReference, string, never>;
  /** The sealed words that it was written from: erased with them. */
  made_from: ColumnType<string[], string[], never>;
  made_by: ColumnType<string, string, never>;
  idempotency_key: ColumnType<string, string, never>;
  body_hash: string;
  made_at: ColumnType<number, number, never>;
}

export interface PaperTables {
  paper_counter: PaperCounterTable;
  paper: PaperTable;
  paper_version: PaperVersionTable;
}
