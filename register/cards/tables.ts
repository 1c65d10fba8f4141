import type { ColumnType } from 'kysely';
import type { CardColour, CardRule } from '../../domain/cards/card-rules';
import type { DocumentReference } from '../../matters/ledger';
import type { SealedBox } from '../sealing/seal';

/** What the rule saw when a card was issued: it stays with the card, whatever is annulled or set later. */
export interface CardBasis {
  readonly fromAt: number;
  readonly untilAt: number;
  readonly breaches: readonly { readonly matter: string; readonly term: string; readonly at: number; readonly class: string; readonly cause: string }[];
  readonly yellowCards: number;
  readonly rule: CardRule;
  /** None: issued though the rule proposed nothing. */
  readonly proposed: CardColour | null;
}

/** Append-only for the application's role, like what follows it. */
export interface CardTable {
  id: ColumnType<string, string, never>;
  number: ColumnType<string, string, never>;
  unit: ColumnType<string, string, never>;
  colour: ColumnType<CardColour, CardColour, never>;
  issued_by: ColumnType<string, string, never>;
  issued_body: ColumnType<string, string, never>;
  issued_at: ColumnType<number, number, never>;
  basis: ColumnType<CardBasis, string, never>;
  sealed_reason: ColumnType<SealedBox, string, never>;
  file: ColumnType<DocumentReference, string, never>;
  body_hash: ColumnType<string, string, never>;
}

export interface CardEntryTable {
  id: ColumnType<string, string, never>;
  card: ColumnType<string, string, never>;
  /** From 2 on: issuing it is 1. */
  seq: ColumnType<number, number, never>;
  type: ColumnType<'statement' | 'withdrawal', 'statement' | 'withdrawal', never>;
  by: ColumnType<string, string, never>;
  body: ColumnType<string, string, never>;
  at: ColumnType<number, number, never>;
  sealed_text: ColumnType<SealedBox, string, never>;
  body_hash: ColumnType<string, string, never>;
}

export interface CardTables {
  card: CardTable;
  card_entry: CardEntryTable;
}
