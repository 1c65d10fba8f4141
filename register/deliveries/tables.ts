import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Party } from '../../domain/access/parties';
import type { SealedBox } from '../sealing/seal';

/**
 * `collected`: it leaves with a digest, whose own row tells what became of it. `superseded`: a later message on the same term went in its place.
 * `no-recipient`: nobody holds the office that had to be told; `resolved` once somebody was found and told.
 */
export type DeliveryState = 'queued' | 'sending' | 'collected' | 'sent' | 'superseded' | 'failed' | 'no-recipient' | 'resolved';
export type DeliveryChannel = 'in-app' | 'mail' | 'webhook' | 'command' | 'telephone' | 'none';

/** What the matter is, in codes: enough to write to somebody who has not yet opened it. */
export interface About {
  readonly kind: string;
  readonly court: string;
  readonly unit: string;
  readonly office?: string;
  /** The account that opened the matter. */
  readonly officer?: string;
  /** Who takes part, where somebody has yet to be found to tell. */
  readonly parties?: readonly Party[];
}

export interface DeliveryTable {
  id: Generated<string>;
  /** null: a digest, which is about several. */
  matter: ColumnType<string | null, string | null, never>;
  /** Last entry of the step that told it; null for a digest and for a telephone call. */
  seq: ColumnType<number | null, number | null, never>;
  message: ColumnType<string, string, never>;
  term: ColumnType<string, string, never>;
  rung: ColumnType<string, string, never>;
  audience: ColumnType<string, string, never>;
  /** Account id, or the audience where it has nobody. */
  recipient: ColumnType<string, string, never>;
  account_id: ColumnType<string | null, string | null, never>;
  channel: ColumnType<DeliveryChannel, DeliveryChannel, never>;
  mode: ColumnType<'single' | 'digest', 'single' | 'digest', never>;
  urgency: ColumnType<'routine' | 'urgent', 'routine' | 'urgent', never>;
  state: DeliveryState;
  params: JSONColumnType<Record<string, string | number | boolean>>;
  about: JSONColumnType<About | Record<string, never>>;
  /** The legal instant of what is told. */
  at: ColumnType<number, number, never>;
  created_at: ColumnType<number, number, never>;
  /** By the database's own clock, whatever clock the deployment lives by. */
  queued_at: Generated<number>;
  /** From when it may leave, on the clock that the deployment lives by. */
  due_at: ColumnType<number, number, never>;
  digest_id: string | null;
  attempts: Generated<number>;
  /** Attempts, back-off and leases are in real time, also in a rehearsal. */
  first_attempt_at: number | null;
  not_before: Generated<number>;
  leased_until: number | null;
  /** Stable code of the last failure; never the words of a server, which quote addresses. */
  reason: string | null;
  sent_at: number | null;
  read_at: number | null;
  /** Who was telephoned and what was said; null once it was erased. */
  sealed_note: ColumnType<SealedBox | null, string | null, null>;
}

/** Where else an account is told. A machine has a webhook; a person may be told through the operator's command (an SMS gateway, a work messenger). */
export interface DeliveryEndpointTable {
  account_id: ColumnType<string, string, never>;
  channel: ColumnType<'webhook' | 'command', 'webhook' | 'command', never>;
  url: string | null;
  sealed_secret: ColumnType<SealedBox | null, string | null, string | null>;
  urgency: 'all' | 'urgent';
  created_at: ColumnType<number, number, never>;
  updated_at: number;
}

export interface DeliveryTables {
  delivery: DeliveryTable;
  delivery_endpoint: DeliveryEndpointTable;
}
