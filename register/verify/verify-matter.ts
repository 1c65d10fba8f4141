import type { Kysely } from 'kysely';
import type { Entry } from '../../matters/ledger';
import type { Position, TermView } from '../../matters/position';
import { canonicalJson } from '../canonical-json';
import type { Database } from '../database';
import { entryOf, GENESIS, hashEntry } from '../matters/entries';
import { openWords } from '../matters/words';
import type { MatterRow } from '../matters/queries';
import { positionColumns } from '../matters/position-columns';
import { liftRow, measureRow } from '../measures/write-measures';
import { noticeRow } from '../public-notices/write-notice';
import { sealRows } from '../seals/write-seals';
import type { KeyRing } from '../sealing/key-ring';
import { saltedDigest } from '../sealing/seal';
import { type DocumentsToVerify, findWrongDocument } from './documents';

/** What follows from a ledger when its procedure is run again. */
export interface Derived {
  terms: ReadonlyMap<number, readonly TermView[]>;
  position: Position;
}

export interface VerifyDeps {
  db: Kysely<Database>;
  keyRing: KeyRing;
  /** Left out, documents are not looked for. */
  documents?: DocumentsToVerify;
  rederive: (matter: MatterRow, ledger: readonly Entry[]) => Promise<Derived>;
}

/**
 * Holds one matter against itself: the chain, the words behind its digests, every date derived again, and what the lists show.
 * Returns the first thing that is wrong, or undefined.
 */
export async function findBroken({ db, keyRing, documents, rederive }: VerifyDeps, matter: MatterRow): Promise<string | undefined> {
  const { number } = matter;
  const rows = await db.selectFrom('entry').selectAll().where('matter', '=', number).orderBy('seq').execute();
  let prevHash = GENESIS;
  for (const [index, row] of rows.entries()) {
    const where = `${number} entry ${index + 1}`;
    if (row.seq !== index + 1) return `${where}: missing; the next that is there is ${row.seq}`;
    if (row.prev_hash !== prevHash) return `${where}: does not follow from the entry before it`;
    if (row.hash !== hashEntry(prevHash, number, entryOf(row))) return `${where}: was changed after it was recorded`;
    prevHash = row.hash;
  }
  if (matter.seq !== rows.length || matter.head_hash !== prevHash) return `${number} entry ${Math.min(rows.length, matter.seq) + 1}: the matter ends at entry ${matter.seq}, its ledger at ${rows.length}`;

  const ledger = rows.map(entryOf);
  const unreadable = await findWrongWords(db, keyRing, number, ledger);
  if (unreadable) return unreadable;
  const wrongDocument = documents && (await findWrongDocument(db, documents, number, ledger));
  if (wrongDocument) return wrongDocument;
  const unsettled = await findWrongCommand(db, number, ledger);
  if (unsettled) return unsettled;

  const derived = await rederive(matter, ledger);
  for (const entry of ledger.slice(1)) {
    if (!isSame(entry.terms ?? [], derived.terms.get(entry.seq) ?? [])) return `${number} entry ${entry.seq} (${entry.type}): its dates do not follow from the ledger`;
  }
  // Behind its ledger only while the workflow has not run yet.
  if (matter.position_seq !== matter.seq) return matter.position_seq === 0 ? undefined : `${number}: its position is of entry ${matter.position_seq}, its ledger is at ${matter.seq}`;
  if (!isSame(matter.position, derived.position)) return `${number}: where it is shown to stand does not follow from its ledger`;
  for (const [name, value] of Object.entries(positionColumns(derived.position))) {
    if (name !== 'position' && !isSame(matter[name as keyof MatterRow], value)) return `${number}: the list shows another ${name} than follows from its ledger`;
  }
  return (await findWrongMeasure(db, number, derived.position)) ?? (await findWrongNotice(db, matter, derived.position, ledger)) ?? findWrongSeal(db, matter, derived.position);
}

/** The registry of measures shows what follows from the ledger, and nothing else. */
async function findWrongMeasure(db: Kysely<Database>, number: string, { measures = [], lifts = [] }: Position): Promise<string | undefined> {
  const rows = await db.selectFrom('measure').selectAll().where('matter', '=', number).orderBy('key').execute();
  const liftRows = await db.selectFrom('measure_lift').selectAll().where('matter', '=', number).orderBy('key').execute();
  const expected = [...measures].sort(byKey).map((measure) => measureRow(number, measure));
  const expectedLifts = [...lifts].sort(byKey).map((lift) => liftRow(number, lift));
  return isSame(rows, expected) && isSame(liftRows, expectedLifts) ? undefined : `${number}: the registry of measures shows other than follows from its ledger`;
}

/** So does the public column. */
async function findWrongNotice(db: Kysely<Database>, matter: MatterRow, { publication }: Position, ledger: readonly Entry[]): Promise<string | undefined> {
  const rows = await db.selectFrom('public_notice').selectAll().where('matter', '=', matter.number).execute();
  const expected = publication ? [{ ...noticeRow(matter, publication, ledger[publication.byEntry - 1]?.facts ?? {}), corrections: publication.corrections, withdrawn: publication.withdrawn ?? null }] : [];
  return isSame(rows, expected) ? undefined : `${matter.number}: the public column shows other than follows from its ledger`;
}

/** And so does the registry of seals. */
async function findWrongSeal(db: Kysely<Database>, matter: MatterRow, position: Position): Promise<string | undefined> {
  const rows = await db.selectFrom('queued_seal').selectAll().where('queue', '=', matter.number).orderBy('no').execute();
  return isSame(rows, sealRows(matter, position)) ? undefined : `${matter.number}: the registry of seals shows other than follows from its ledger`;
}

function byKey(one: { key: string }, other: { key: string }): number {
  return one.key < other.key ? -1 : 1;
}

async function findWrongWords(db: Kysely<Database>, keyRing: KeyRing, number: string, ledger: readonly Entry[]): Promise<string | undefined> {
  const references = ledger.flatMap((entry) => (entry.facts.words ? [entry.facts.words] : []));
  if (references.length === 0) return undefined;
  const rows = await db.selectFrom('sealed').select(['id', 'salt', 'erased_at']).where('id', 'in', references.map(({ ref }) => ref)).execute();
  const words = await openWords(db, keyRing, references);
  for (const { ref, digest } of references) {
    const row = rows.find(({ id }) => id === ref);
    if (!row) return `${number}: the sealed words ${ref} are gone without having been erased`;
    if (row.erased_at === null && saltedDigest(row.salt, words.get(ref)) !== digest) return `${number}: the sealed words ${ref} are not those that were recorded`;
  }
  return undefined;
}

/** A command that says it was accepted stands in the ledger, once. */
async function findWrongCommand(db: Kysely<Database>, number: string, ledger: readonly Entry[]): Promise<string | undefined> {
  const commands = await db.selectFrom('command').select(['id', 'state']).where('matter', '=', number).execute();
  const keys = new Set(ledger.map(({ key }) => key));
  const lost = commands.find(({ id, state }) => (state === 'accepted') !== keys.has(id));
  return lost && `${number}: command ${lost.id} is ${lost.state}, but ${keys.has(lost.id) ? 'stands' : 'does not stand'} in the ledger`;
}

/** As JSON: what is undefined is not there. */
function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(JSON.parse(JSON.stringify(one))) === canonicalJson(JSON.parse(JSON.stringify(other)));
}
