import type { ColumnType } from 'kysely';

/** `claim`: took it; `assign`: was given it by whoever distributes; `hand-over`: passed on by whoever had it; `give-back`: left to the whole body again. */
export type AssignmentAct = 'claim' | 'assign' | 'hand-over' | 'give-back';

/** Who of a body works on a matter: not law, and no entry of any ledger. Append-only for the application's role. */
export interface AssignmentTable {
  id: ColumnType<string, string, never>;
  matter: ColumnType<string, string, never>;
  /** The body, or the local office of it, whose own affair this is. */
  place: ColumnType<string, string, never>;
  /** From 1 on, for each matter and place. */
  no: ColumnType<number, number, never>;
  act: ColumnType<AssignmentAct, AssignmentAct, never>;
  /** null: nobody. */
  holder: ColumnType<string | null, string | null, never>;
  by: ColumnType<string, string, never>;
  at: ColumnType<number, number, never>;
  /** The row of `sealed` that holds the note. */
  note: ColumnType<string | null, string | null, never>;
  /** Goes with an erased note. */
  body_hash: string;
}

export interface AssignmentTables {
  assignment: AssignmentTable;
}
