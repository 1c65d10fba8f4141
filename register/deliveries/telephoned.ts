import type { Kysely, Selectable } from 'kysely';
import { canonicalJson } from '../canonical-json';
import type { Clock } from '../clock';
import type { Database } from '../database';
import { Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { openJson, sealJson } from '../sealing/seal';
import type { About, DeliveryTable } from './tables';

/** Who was reached and what was said: about people, so it is kept sealed. */
export interface CallWords {
  readonly who: string;
  readonly remarks?: string;
}

export interface CallRecord {
  readonly id: string;
  /** Account id of the person who telephoned. */
  readonly by: string;
  readonly side: string;
  readonly calledAt: number;
  readonly recordedAt: number;
  /** Absent: they were erased. */
  readonly words?: CallWords;
}

/**
 * Somebody was told by telephone: who, when, by whom. A record beside the ledger; no term depends on it.
 * The same `id` again records nothing and returns what stands; with other words it is refused: idempotency-key-reused.
 */
export async function recordTelephoned(
  { db, keyRing, clock }: { db: Kysely<Database>; keyRing: KeyRing; clock: Clock },
  call: { id: string; matter: string; about: About; by: string; side: string; calledAt: number; words: CallWords },
): Promise<CallRecord> {
  const { id } = call;
  const words: CallWords = { who: call.words.who, ...(call.words.remarks === undefined ? {} : { remarks: call.words.remarks }) };
  const row = await db
    .insertInto('delivery')
    .values({
      id,
      matter: call.matter,
      seq: null,
      message: 'telephoned',
      term: '',
      rung: '',
      audience: call.side,
      recipient: call.by,
      account_id: call.by,
      channel: 'telephone',
      mode: 'single',
      urgency: 'routine',
      state: 'sent',
      params: '{}',
      about: JSON.stringify(call.about),
      at: call.calledAt,
      created_at: clock.now(),
      due_at: call.calledAt,
      sent_at: call.calledAt,
      sealed_note: JSON.stringify(sealJson(keyRing, words, contextOf(id))),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row) return callOf(row, keyRing);
  const standing = callOf(await db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow(), keyRing);
  if (standing.calledAt !== call.calledAt || canonicalJson(standing.words ?? {}) !== canonicalJson(words)) throw new Refusal('idempotency-key-reused');
  return standing;
}

/** The calls of a matter, oldest first. */
export async function listCalls({ db, keyRing }: { db: Kysely<Database>; keyRing: KeyRing }, matter: string): Promise<CallRecord[]> {
  const rows = await db.selectFrom('delivery').selectAll().where('matter', '=', matter).where('channel', '=', 'telephone').orderBy('at').orderBy('id').execute();
  return rows.map((row) => callOf(row, keyRing));
}

function callOf(row: Selectable<DeliveryTable>, keyRing: KeyRing): CallRecord {
  return {
    id: row.id,
    by: row.recipient,
    side: row.audience,
    calledAt: row.at,
    recordedAt: row.created_at,
    ...(row.sealed_note === null ? {} : { words: openJson(keyRing, row.sealed_note, contextOf(row.id)) as CallWords }),
  };
}

function contextOf(id: string): string {
  return `delivery:${id}`;
}
