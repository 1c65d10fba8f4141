import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { SealedBox } from '../sealing/seal';

/** How a person wants to be told. Routine rungs are collected unless the person wants each; urgent ones are told at once. */
export interface ChannelPreference {
  readonly routine: 'digest' | 'single' | 'in-app';
  readonly urgent: 'single' | 'in-app';
}

export interface AccountTable {
  id: string;
  kind: ColumnType<'person' | 'machine', 'person' | 'machine', never>;
  username: ColumnType<string, string, never>;
  /** argon2id in PHC form; machines have none and never sign in by password. */
  password_hash: string | null;
  must_change_password: boolean;
  /** Until when a one-time password opens anything; null: it is none, or that of an operator beside whom there was no other to give another. */
  one_time_until: ColumnType<number | null, number | undefined, number | null>;
  display_name: string;
  roles: string[];
  /** A court or a unit; the operator belongs to neither. */
  body: string | null;
  office: string | null;
  /** {@link SealedProfile}: cards, mail, telephone. */
  sealed_profile: ColumnType<SealedBox | null, string | null, string | null>;
  channels: JSONColumnType<ChannelPreference>;
  active: boolean;
  /** When its owner was shown around the console, or said that there was no need. */
  toured_at: ColumnType<number | null, never, number>;
  created_at: ColumnType<number, number, never>;
  updated_at: number;
}

export interface AccountSessionTable {
  token_hash: ColumnType<string, string, never>;
  account_id: ColumnType<string, string, never>;
  transport: ColumnType<'cookie' | 'bearer', 'cookie' | 'bearer', never>;
  created_at: ColumnType<number, number, never>;
  last_seen_at: number;
}

export interface MachineTokenTable {
  id: ColumnType<string, string, never>;
  account_id: ColumnType<string, string, never>;
  token_hash: ColumnType<string, string, never>;
  created_at: ColumnType<number, number, never>;
  last_used_at: number | null;
  revoked_at: number | null;
}

export interface SignInThrottleTable {
  /** A hash of the account name or of the address. */
  subject: ColumnType<string, string, never>;
  failures: number;
  last_failed_at: number;
  blocked_until: number;
}

/** Append-only for the application's role. */
export interface AccountAuditTable {
  id: Generated<number>;
  at: number;
  actor_id: string | null;
  action: string;
  subject_id: string | null;
  request_id: string | null;
  details: JSONColumnType<Record<string, unknown>>;
}

export interface AccountTables {
  account: AccountTable;
  account_session: AccountSessionTable;
  machine_token: MachineTokenTable;
  sign_in_throttle: SignInThrottleTable;
  account_audit: AccountAuditTable;
}
