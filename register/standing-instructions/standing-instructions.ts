import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Role } from '../../domain/access/permissions';
import { type Day, dayOf } from '../../domain/calendar/day';
import type { CrimeId } from '../../domain/rule-sets';
import { actsBefore } from '../../domain/standing-instructions/standing-instruction';
import { type AuditActor, recordAudit } from '../accounts/audit';
import { canonicalJson } from '../canonical-json';
import { type Clock, stampInstant } from '../clock';
import type { Database } from '../database';
import { lockLooseDocument } from '../documents/loose';
import { Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { openJson, sealJson } from '../sealing/seal';
import { bringToReferrals } from './bring';
import { type InstructionRow, instructionOf, newestRow } from './queries';

interface InstructionDeps {
  db: Kysely<Database>;
  /** The time of the law. */
  clock: Clock;
  /** Real time, for the audit. */
  wallClock: Clock;
  keyRing: KeyRing;
}

/** What a court's head says: what holds from now on, or that nothing does. */
export type InstructionChange =
  | { status: 'confirmed'; judge: string; document?: string; crimes: readonly CrimeId[]; validFrom: Day; validTo?: Day }
  | { status: 'withdrawn'; reason: string };

/** Judges, not machines, answer for it. */
const JUDGES: readonly Role[] = ['court-officer', 'enforcement-bureau', 'unit-head'];

/** Why it was withdrawn; null when it was not. */
export function reasonOf(keyRing: KeyRing, { id, sealed_reason }: InstructionRow): string | null {
  return sealed_reason && (openJson(keyRing, sealed_reason, reasonContext(id)) as string);
}

/** The account of a judge of that court, or undefined. */
export async function findJudge(db: Kysely<Database>, court: string, username: string): Promise<string | undefined> {
  return (await judgesOf(db, court).where('username', '=', username).executeTakeFirst())?.id;
}

/** Who may be: the people of a court who ask in its name, by name. */
export async function listJudges(db: Kysely<Database>, court: string): Promise<{ username: string; display_name: string }[]> {
  return judgesOf(db, court).orderBy('display_name').orderBy('username').limit(500).execute();
}

function judgesOf(db: Kysely<Database>, court: string) {
  return db
    .selectFrom('account')
    .select(['id', 'username', 'display_name'])
    .where('kind', '=', 'person')
    .where('body', '=', court)
    .where('active', '=', true)
    .where('roles', '&&', sql<string[]>`${[...JUDGES]}::text[]`);
}

/** What the accounts of these ids are called. */
export async function namesOf(db: Kysely<Database>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('account').select(['id', 'display_name']).where('id', 'in', [...new Set(ids)]).execute();
  return new Map(rows.map(({ id, display_name }) => [id, display_name]));
}

/**
 * Puts a court's instruction in place of that of `version`, and brings it to every open referral of the court in the same transaction. The same
 * again changes nothing. Refusals: standing-instruction-changed when it was changed since; instruction-begins-too-late while
 * the one before would act until then; document-not-free.
 */
export async function changeInstruction(deps: InstructionDeps, actor: AuditActor & { accountId: string }, { court, version, change }: { court: string; version: number; change: InstructionChange }): Promise<void> {
  const { db, clock, wallClock, keyRing } = deps;
  await db.transaction().execute(async (trx) => {
    // One change after the other, and none while a referral opens with what stood before.
    await sql`select pg_advisory_xact_lock(hashtext('liandong.standing-instruction'), hashtext(${court}))`.execute(trx);
    const current = await newestRow(trx, court);
    if (current && isSame(keyRing, current, change)) return;
    if ((current?.version ?? 0) !== version) throw new Refusal('standing-instruction-changed', { version: current?.version ?? 0 });
    const today = dayOf(await stampInstant(clock, trx));
    if (current && change.status === 'confirmed' && actsBefore(instructionOf(current), change.validFrom, today)) throw new Refusal('instruction-begins-too-late', { version, today });
    const row = await insertVersion(trx, deps, actor.accountId, { court, version: version + 1, current, change });
    await bringToReferrals(trx, court, instructionOf(row), await stampInstant(clock, trx));
    await recordAudit(trx, { at: wallClock.now(), actor, action: 'standing-instruction-changed', details: { court, version: row.version, status: row.status } });
  });
}

interface NewVersion {
  court: string;
  version: number;
  current: InstructionRow | undefined;
  change: InstructionChange;
}

async function insertVersion(trx: Transaction<Database>, { clock, keyRing }: InstructionDeps, accountId: string, { court, version, current, change }: NewVersion): Promise<InstructionRow> {
  const id = randomUUID();
  const common = { id, court, version, status: change.status, set_at: await stampInstant(clock, trx), set_by: accountId };
  if (change.status === 'withdrawn') {
    if (!current) throw new Refusal('not-found');
    const { judge, crimes, valid_from, valid_to } = current;
    const sealed_reason = JSON.stringify(sealJson(keyRing, change.reason, reasonContext(id)));
    return trx.insertInto('standing_instruction').values({ ...common, judge, file: null, crimes, valid_from, valid_to, sealed_reason }).returningAll().executeTakeFirstOrThrow();
  }
  const { judge, document, crimes, validFrom, validTo } = change;
  const file = document === undefined ? null : await lockLooseDocument(trx, document, accountId);
  const row = await trx
    .insertInto('standing_instruction')
    .values({ ...common, judge, file: file && JSON.stringify(file), crimes: [...crimes], valid_from: validFrom, valid_to: validTo ?? null, sealed_reason: null })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (file) await trx.updateTable('document').set({ instruction: id }).where('id', '=', file.document).execute();
  return row;
}

function isSame(keyRing: KeyRing, row: InstructionRow, change: InstructionChange): boolean {
  if (row.status !== change.status) return false;
  if (change.status === 'withdrawn') return reasonOf(keyRing, row) === change.reason;
  const { judge, document, crimes, validFrom, validTo } = change;
  return canonicalJson([row.judge, row.file?.document ?? null, [...row.crimes].sort(), row.valid_from, row.valid_to]) === canonicalJson([judge, document?.toLowerCase() ?? null, [...crimes].sort(), validFrom, validTo ?? null]);
}

function reasonContext(id: string): string {
  return `standing-instruction:${id}`;
}
