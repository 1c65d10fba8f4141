import type { ColumnType, JSONColumnType } from 'kysely';
import type { CalendarYear } from '../../domain/calendar/calendar';
import type { YearNotice } from '../../domain/calendar/year-notice';
import type { DocumentReference } from '../../matters/ledger';

/** Append-only for the application's role: what was counted with a version can be counted again. */
export interface CalendarVersionTable {
  version: number;
  /** Epoch ms; null: shipped with the product. */
  published_at: number | null;
  /** The proposal that was approved. */
  proposal: string | null;
}

/** The years that a version published or restated; those it left alone stand in earlier versions. */
export interface CalendarYearTable {
  version: number;
  year: number;
  content: JSONColumnType<CalendarYear>;
}

export interface CalendarProposalTable {
  id: string;
  year: number;
  content: JSONColumnType<YearNotice>;
  /** The notice's file. */
  file: JSONColumnType<DocumentReference>;
  reason: string;
  state: 'proposed' | 'published' | 'withdrawn';
  proposed_by: string;
  proposed_at: number;
  decided_by: string | null;
  decided_at: number | null;
  /** The version that it became. */
  version: ColumnType<number | null, number | null, number | null>;
}

export interface CalendarTables {
  calendar_version: CalendarVersionTable;
  calendar_year: CalendarYearTable;
  calendar_proposal: CalendarProposalTable;
}
