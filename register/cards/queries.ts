import { type Kysely, type Selectable, sql, type SqlBool } from 'kysely';
import type { CardColour } from '../../domain/cards/card-rules';
import type { Database } from '../database';
import type { KeyRing } from '../sealing/key-ring';
import { openJson } from '../sealing/seal';
import type { CardEntryTable, CardTable } from './tables';

export type CardRow = Selectable<CardTable>;
export type CardEntryRow = Selectable<CardEntryTable>;
export type CardCursor = readonly [issuedAt: number, id: string];

export interface CardFilter {
  readonly number?: string;
  readonly unit?: string;
  readonly colour?: CardColour;
  readonly isWithdrawn?: boolean;
}

/** Newest first. */
export async function listCards(db: Kysely<Database>, { number, unit, colour, isWithdrawn }: CardFilter, { limit, after }: { limit: number; after?: CardCursor }): Promise<CardRow[]> {
  let query = db.selectFrom('card').selectAll().orderBy('issued_at', 'desc').orderBy('id', 'desc').limit(limit);
  if (number !== undefined) query = query.where('number', '=', number);
  if (unit !== undefined) query = query.where('unit', '=', unit);
  if (colour !== undefined) query = query.where('colour', '=', colour);
  if (isWithdrawn !== undefined) query = query.where(sql<SqlBool>`exists (select from card_entry where card_entry.card = card.id and card_entry.type = 'withdrawal') = ${isWithdrawn}`);
  if (after) query = query.where(sql<SqlBool>`(issued_at, id) < (${after[0]}::bigint, ${after[1]}::uuid)`);
  return query.execute();
}

export async function findCard(db: Kysely<Database>, id: string): Promise<CardRow | undefined> {
  return db.selectFrom('card').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What followed on some cards, in order. */
export async function listCardEntries(db: Kysely<Database>, cards: readonly string[]): Promise<CardEntryRow[]> {
  return cards.length === 0 ? [] : db.selectFrom('card_entry').selectAll().where('card', 'in', [...cards]).orderBy('seq').execute();
}

/** Why it was issued. */
export function reasonOf(keyRing: KeyRing, { id, sealed_reason }: CardRow): string {
  return openJson(keyRing, sealed_reason, cardContext(id)) as string;
}

/** What the unit said, or why it was withdrawn. */
export function textOf(keyRing: KeyRing, { id, sealed_text }: CardEntryRow): string {
  return openJson(keyRing, sealed_text, entryContext(id)) as string;
}

export function cardContext(id: string): string {
  return `card:${id}`;
}

export function entryContext(id: string): string {
  return `card-entry:${id}`;
}
