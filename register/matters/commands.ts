import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Actor, CommandMessage, CommandOutcome, Facts } from '../../matters/ledger';
import { REVISE_INSTRUCTION } from '../../matters/revise-instruction';
import { canonicalJson } from '../canonical-json';
import { type Clock, stampInstant } from '../clock';
import type { Database } from '../database';
import { attachDocuments, documentsIn } from '../documents/attach';
import { Refusal } from '../errors';
import type { KeyRing } from '../sealing/key-ring';
import { commandIdOf } from './command-id';
import { MATTER_ROUTE } from './linked';
import { commandMessageOf, settleRefusedIn } from './record-step';
import type { CommandTable } from './tables';
import { prepareWords, type Words } from './words';

export interface RegisterDeps {
  db: Kysely<Database>;
  clock: Clock;
  keyRing: KeyRing;
}

/** Who asked, through which route, with which key: the same three with the same body are the same command, for ever. */
export interface Idempotency {
  account: string;
  route: string;
  key: string;
  body: unknown;
}

export function hashBody(body: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(body ?? null)))).digest('base64url')}`;
}

export interface KnownCommand {
  id: string;
  matter: string;
  outcome: CommandOutcome | undefined;
  message: CommandMessage;
  /** How many entries the matter had when the command was committed; unknown of one read back. */
  registerSeq?: number;
}

export function knownCommandOf(row: Selectable<CommandTable>): KnownCommand {
  return { id: row.id, matter: row.matter, outcome: row.outcome ?? undefined, message: commandMessageOf(row) };
}

/** The command that was given with this key before, or undefined. Throws `idempotency-key-reused` when it had another body. */
export async function findRepeated(db: Kysely<Database>, { account, route, key, body }: Idempotency): Promise<KnownCommand | undefined> {
  const row = await db.selectFrom('command').selectAll().where('account', '=', account).where('route', '=', route).where('idempotency_key', '=', key).executeTakeFirst();
  if (!row) return undefined;
  if (row.body_hash !== hashBody(body)) throw new Refusal('idempotency-key-reused');
  return knownCommandOf(row);
}

export interface NewCommand {
  matter: string;
  name: string;
  by: Actor;
  facts: Facts;
  words?: Words;
  idempotency: Idempotency;
}

/**
 * Commits a command before anything is done with it. Its legal instant is stamped under the matter's lock: a breach of that instant or earlier
 * is either recorded already, or will find this command waiting. The same key again returns what is known of the first.
 * Documents that its facts name are attached to it. Refusal: document-not-free.
 */
export async function commitCommand({ db, clock, keyRing }: RegisterDeps, input: NewCommand): Promise<KnownCommand> {
  const { account, route, key, body } = input.idempotency;
  const id = commandIdOf(account, route, key);
  const committed = await db.transaction().execute(async (trx) => {
    const { seq } = await trx.selectFrom('matter').select('seq').where('number', '=', input.matter).forKeyShare().executeTakeFirstOrThrow();
    const now = await stampInstant(clock, trx);
    const words = input.words && Object.keys(input.words).length > 0 ? prepareWords(keyRing, { matter: input.matter, origin: id, words: input.words, now }) : undefined;
    const facts = { ...input.facts, ...(words ? { words: words.reference } : {}) };
    const isNew = await trx
      .insertInto('command')
      .values({
        id,
        account,
        route,
        idempotency_key: key,
        body_hash: hashBody(body),
        matter: input.matter,
        name: input.name,
        actor: JSON.stringify(input.by),
        facts: JSON.stringify(facts),
        received_at: now,
        state: 'pending',
      })
      // On whichever of its unique columns two at once meet first.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if ((isNew.numInsertedOrUpdatedRows ?? 0n) === 0n) return undefined;
    if (words) await trx.insertInto('sealed').values(words.row).execute();
    await attachDocuments(trx, documentsIn(input.facts), { matter: input.matter, entry: id });
    return { message: { id, name: input.name, by: input.by, receivedAt: now, facts }, seq };
  });
  if (committed) return { id, matter: input.matter, outcome: undefined, message: committed.message, registerSeq: committed.seq };
  const known = await findRepeated(db, input.idempotency);
  if (!known) throw new Error(`command ${id} is not there after its commit`);
  return known;
}

/** Settles a command as refused, unless it was decided before. Returns what stands. */
export async function settleRefused({ db, clock }: RegisterDeps, commandId: string, outcome: CommandOutcome): Promise<CommandOutcome> {
  return db.transaction().execute(async (trx) => {
    if (await settleRefusedIn(trx, commandId, outcome, clock.now())) return outcome;
    return (await trx.selectFrom('command').select('outcome').where('id', '=', commandId).executeTakeFirst())?.outcome ?? outcome;
  });
}

export async function findCommand(db: Kysely<Database>, id: string): Promise<(KnownCommand & { account: string; name: string; receivedAt: number }) | undefined> {
  const row = await db.selectFrom('command').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...knownCommandOf(row), account: row.account, name: row.name, receivedAt: row.received_at };
}

/** Commands that nobody has decided, received before an instant: dispatch brings them again. What matters send each other, and a court's instruction, has no other caller. */
export async function findPending(db: Kysely<Database>, receivedBefore: number, limit: number): Promise<KnownCommand[]> {
  const rows = await db
    .selectFrom('command')
    .selectAll()
    .where('state', '=', 'pending')
    .where((where) => where.or([where('received_at', '<', receivedBefore), where('route', 'like', `${MATTER_ROUTE}%`), where('route', '=', REVISE_INSTRUCTION)]))
    .orderBy('received_at')
    .limit(limit)
    .execute();
  return rows.map(knownCommandOf);
}
