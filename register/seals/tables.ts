import type { SealState } from '../../domain/seals/queue';

/** A seal in the queue on its asset; read off the queue's position. */
export interface QueuedSealTable {
  queue: string;
  no: number;
  /** null: of a court outside the platform. */
  request: string | null;
  court: string | null;
  state: SealState;
  place: number | null;
  since_at: number;
  until_on: string | null;
  /** The place of which its court was told in writing last. */
  noticed_place: number | null;
}

export interface SealTables {
  queued_seal: QueuedSealTable;
}
