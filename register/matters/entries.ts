import { createHash } from 'node:crypto';
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { Entry, EntryDraft } from '../../matters/ledger';
import { canonicalJson } from '../canonical-json';
import type { Database } from '../database';
import type { EntryTable } from './tables';

/** Hash before a matter's first entry. */
export const GENESIS = 'sha256:genesis';

/** Each entry carries the hash of the one before it in its matter: none can be changed, added between or taken away unseen. */
export function hashEntry(prevHash: string, matter: string, entry: Entry): string {
  const content = {
    matter,
    seq: entry.seq,
    key: entry.key,
    type: entry.type,
    by: entry.by,
    receivedAt: entry.receivedAt,
    recordedAt: entry.recordedAt,
    facts: entry.facts,
    terms: entry.terms ?? null,
  };
  return `sha256:${createHash('sha256').update(prevHash).update('\n').update(canonicalJson(JSON.parse(JSON.stringify(content)))).digest('base64url')}`;
}

export function entryOf(row: Selectable<EntryTable>): Entry {
  return {
    seq: row.seq,
    key: row.key,
    type: row.type,
    by: row.actor,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    facts: row.facts,
    ...(row.terms ? { terms: row.terms } : {}),
  };
}

export async function loadLedger(db: Kysely<Database>, matter: string): Promise<Entry[]> {
  const rows = await db.selectFrom('entry').selectAll().where('matter', '=', matter).orderBy('seq').execute();
  return rows.map(entryOf);
}

/** The ledgers of some matters, by number. */
export async function loadLedgers(db: Kysely<Database>, numbers: readonly string[]): Promise<Map<string, Entry[]>> {
  const ledgers = new Map<string, Entry[]>();
  if (numbers.length === 0) return ledgers;
  for (const row of await db.selectFrom('entry').selectAll().where('matter', 'in', [...numbers]).orderBy('matter').orderBy('seq').execute()) {
    const ledger = ledgers.get(row.matter) ?? [];
    ledger.push(entryOf(row));
    ledgers.set(row.matter, ledger);
  }
  return ledgers;
}

/** An entry without what it says, and the hash that covers it and all before it. */
export interface EntryHead extends Pick<Entry, 'seq' | 'type' | 'by' | 'receivedAt' | 'recordedAt'> {
  hash: string;
}

/** A matter's ledger as it stood at an instant, by its heads. */
export async function loadEntryHeads(db: Kysely<Database>, matter: string, recordedUntil: number): Promise<EntryHead[]> {
  const rows = await db.selectFrom('entry').select(['seq', 'type', 'actor', 'received_at', 'recorded_at', 'hash']).where('matter', '=', matter).where('recorded_at', '<=', recordedUntil).orderBy('seq').execute();
  return rows.map(({ seq, type, actor, received_at, recorded_at, hash }) => ({ seq, type, by: actor, receivedAt: received_at, recordedAt: recorded_at, hash }));
}

export interface Head {
  seq: number;
  hash: string;
}

/** Appends to a matter whose row the caller has locked. Returns the new head. */
export async function appendEntries(trx: Transaction<Database>, matter: string, head: Head, drafts: readonly EntryDraft[], recordedAt: number): Promise<Head> {
  const chained = chainEntries(matter, head, drafts, recordedAt);
  if (chained.rows.length > 0) await trx.insertInto('entry').values(chained.rows).execute();
  return chained.head;
}

/** The rows of entries that follow a head, each with the hash of the one before it, and the head they make. */
export function chainEntries(matter: string, head: Head, drafts: readonly EntryDraft[], recordedAt: number): { rows: Insertable<EntryTable>[]; head: Head } {
  let { seq, hash } = head;
  const rows = drafts.map((draft) => {
    seq += 1;
    const prevHash = hash;
    hash = hashEntry(prevHash, matter, { ...draft, seq, recordedAt });
    return {
      matter,
      seq,
      key: draft.key,
      type: draft.type,
      actor: JSON.stringify(draft.by),
      received_at: draft.receivedAt,
      recorded_at: recordedAt,
      facts: JSON.stringify(draft.facts),
      terms: draft.terms ? JSON.stringify(draft.terms) : null,
      prev_hash: prevHash,
      hash,
    };
  });
  return { rows, head: { seq, hash } };
}
