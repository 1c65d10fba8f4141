import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Actor, CommandOutcome, Facts } from '../../matters/ledger';
import type { Position, TermView } from '../../matters/position';
import type { Component } from '../outages';
import type { SealedBox } from '../sealing/seal';

export interface MatterTable {
  number: string;
  procedure: string;
  kind: string;
  court: string;
  unit: string;
  office: string | null;
  case_number: string;
  rule_set: string;
  calendar_version: number;
  opened_by: string;
  opened_at: number;
  /** Seq and hash of the last entry. */
  seq: number;
  head_hash: string;
  stage: string;
  awaited_sides: string[];
  due_on: string | null;
  due_at: number | null;
  next_alarm_at: number | null;
  provisional: boolean;
  lateness: string;
  closed_as: string | null;
  closed_at: number | null;
  position: JSONColumnType<Position>;
  /** Who finds it in the lists: keys of (relation, body, office), see domain/access. */
  reader_keys: string[];
  /** Seq that `position` follows from. */
  position_seq: number;
  rehearsal: boolean;
}

/** Append-only for the application's role. */
export interface EntryTable {
  matter: string;
  seq: number;
  key: string;
  type: string;
  actor: JSONColumnType<Actor>;
  received_at: number;
  recorded_at: number;
  facts: JSONColumnType<Facts>;
  terms: ColumnType<readonly TermView[] | null, string | null, never>;
  prev_hash: string;
  hash: string;
}

export interface CommandTable {
  id: string;
  account: string;
  route: string;
  idempotency_key: string;
  body_hash: string;
  matter: string;
  name: string;
  actor: JSONColumnType<Actor>;
  facts: JSONColumnType<Facts>;
  received_at: number;
  state: 'pending' | 'accepted' | 'refused';
  outcome: ColumnType<CommandOutcome | null, string | null, string | null>;
  settled_at: number | null;
}

export interface SealedTable {
  id: string;
  matter: string | null;
  /** Who brought it: a command's id or a signal's key. */
  origin: string;
  box: ColumnType<SealedBox | null, string, string | null>;
  salt: string;
  created_at: number;
  erased_at: number | null;
}

/** Blind index: by whom a matter can be found without its names standing anywhere in clear. */
export interface MatterPersonTable {
  matter: string;
  token: string;
}

/** Append-only for the application's role. */
export interface NamedOfficerTable {
  matter: ColumnType<string, string, never>;
  account: ColumnType<string, string, never>;
  named_by: ColumnType<string, string, never>;
  named_at: ColumnType<number, number, never>;
}

/** Append-only for the application's role. */
export interface SharedMatterTable {
  /** A keyed hash of what the thing is called. */
  token: ColumnType<string, string, never>;
  matter: ColumnType<string, string, never>;
}

export interface NumberCounterTable {
  prefix: string;
  year: number;
  last: number;
}

/** One a day: a hash over the last entry of every matter. */
export interface AnchorTable {
  day: string;
  at: number;
  matters: number;
  entries: number;
  hash: string;
  prev_hash: string;
}

/** When the operator looks: what the reconciler found and mended. */
export interface OperatorNoticeTable {
  id: Generated<number>;
  at: number;
  code: string;
  matter: string | null;
  details: JSONColumnType<Record<string, unknown>>;
}

/** The operator's word that the host's clock is right. */
export interface ClockConfirmationTable {
  id: Generated<number>;
  at: number;
  confirmed_by: string;
}

/** The last sign of life of a component of the platform. */
export interface ComponentBeatTable {
  component: Component;
  at: number;
}

/** A component gave no sign of life for so long. */
export interface OutageTable {
  id: Generated<number>;
  component: Component;
  from_at: number;
  to_at: number;
}

export interface MatterTables {
  matter: MatterTable;
  entry: EntryTable;
  command: CommandTable;
  sealed: SealedTable;
  matter_person: MatterPersonTable;
  named_officer: NamedOfficerTable;
  shared_matter: SharedMatterTable;
  number_counter: NumberCounterTable;
  anchor: AnchorTable;
  operator_notice: OperatorNoticeTable;
  clock_confirmation: ClockConfirmationTable;
  component_beat: ComponentBeatTable;
  outage: OutageTable;
}
