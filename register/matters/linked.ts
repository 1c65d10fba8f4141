import type { Insertable, Transaction } from 'kysely';
import type { Calendar } from '../../domain/calendar/calendar';
import type { Actor, Facts } from '../../matters/ledger';
import type { OutgoingCommand, OutgoingOpening } from '../../matters/step';
import type { Database } from '../database';
import { commandIdOf } from './command-id';
import { insertMatter, type OpeningDeps } from './insert-matter';
import { findOrOpenShared, findShared } from './shared';
import type { CommandTable } from './tables';

/** Through which a matter's commands come, instead of a route of the API. */
export const MATTER_ROUTE = 'matter:';

/** What the new matter takes over from the one that opens it. */
interface Origin {
  number: string;
  opened_by: string;
  rehearsal: boolean;
}

interface Input {
  opening: OutgoingOpening;
  origin: Origin;
  /** Last entry of the step. */
  seq: number;
  now: number;
  calendar: Calendar;
}

/** Commands that a step sends to other matters: rows like anybody's, delivered by dispatch. */
export async function insertOutgoing(trx: Transaction<Database>, from: string, seq: number, commands: readonly OutgoingCommand[], now: number): Promise<void> {
  for (const { key, matter, name, facts } of commands) {
    await insertCommand(trx, { from, key: `${seq}:${key}`, matter, name, facts, now });
  }
}

/** Whatever a step opens, in the step's transaction. What is shared comes first: whoever waits for that holds no number yet for which others wait. */
export async function openAll(trx: Transaction<Database>, deps: OpeningDeps, openings: readonly OutgoingOpening[], from: Omit<Input, 'opening'>): Promise<void> {
  for (const opening of openings.filter(({ shared }) => shared)) await comeToShared(trx, deps, { ...from, opening });
  for (const opening of openings.filter(({ shared }) => !shared)) await openLinkedMatter(trx, deps, { ...from, opening });
}

/** The one matter for a thing: opened by whoever comes first, and told by everybody who comes. People and named officers of one who came are none of the others' business. */
async function comeToShared(trx: Transaction<Database>, deps: OpeningDeps, input: Input): Promise<void> {
  const { opening, origin, seq, now } = input;
  const { shared } = opening;
  if (!shared) return;
  const number = shared.isOnlyIfThere ? await findShared(trx, shared.token) : await findOrOpenShared(trx, shared.token, () => insertLinked(trx, deps, input, []));
  if (number === undefined) return;
  await sayLinked(trx, number, input);
  await insertCommand(trx, { from: origin.number, key: `${seq}:${opening.key}`, matter: number, ...shared.command, now });
}

/**
 * A matter that a step opens, in the step's transaction. It names where it came from, can be found by the same people, and says its number to
 * the matter that opened it.
 */
async function openLinkedMatter(trx: Transaction<Database>, deps: OpeningDeps, input: Input): Promise<void> {
  const from = input.origin.number;
  const tokens = await trx.selectFrom('matter_person').select('token').where('matter', '=', from).execute();
  const number = await insertLinked(trx, deps, input, tokens.map(({ token }) => token));
  // Whoever was named in the one it came from is named in this.
  await trx
    .insertInto('named_officer')
    .columns(['matter', 'account', 'named_by', 'named_at'])
    .expression((select) => select.selectFrom('named_officer').select((row) => [row.val(number).as('matter'), 'account', 'named_by', 'named_at']).where('matter', '=', from))
    .execute();
  await sayLinked(trx, number, input);
}

async function insertLinked(trx: Transaction<Database>, deps: OpeningDeps, { opening, origin, seq, now, calendar }: Input, personTokens: readonly string[]): Promise<string> {
  const from = origin.number;
  return insertMatter(trx, deps, {
    procedure: opening.procedure,
    by: matterActor(from),
    key: commandIdOf(from, routeOf(from), `open:${seq}:${opening.key}`),
    openedBy: origin.opened_by,
    facts: { ...opening.opening, origin: { matter: from, seq, as: opening.as } },
    isRehearsal: origin.rehearsal,
    at: now,
    calendar,
    beside: () => ({ personTokens }),
  });
}

/** Its number, to the matter that opened it or came to it: once. */
async function sayLinked(trx: Transaction<Database>, number: string, { opening: { as, key, procedure }, origin, now }: Input): Promise<void> {
  await insertCommand(trx, { from: number, key: `linked:${origin.number}`, matter: origin.number, name: 'linked', facts: { matter: number, as, key, procedure }, now });
}

async function insertCommand(trx: Transaction<Database>, command: { from: string; key: string; matter: string; name: string; facts: Facts; now: number }): Promise<void> {
  const { from, key, matter, name, facts, now } = command;
  const route = routeOf(from);
  await trx
    .insertInto('command')
    .values({
      id: commandIdOf(from, route, key),
      account: from,
      route,
      idempotency_key: key,
      body_hash: '',
      matter,
      name,
      actor: JSON.stringify(matterActor(from)),
      facts: JSON.stringify(facts),
      received_at: now,
      state: 'pending',
    } satisfies Insertable<CommandTable>)
    .onConflict((conflict) => conflict.columns(['account', 'route', 'idempotency_key']).doNothing())
    .execute();
}

function routeOf(from: string): string {
  return `${MATTER_ROUTE}${from}`;
}

function matterActor(number: string): Actor {
  return { kind: 'matter', id: number, body: '', side: 'matter' };
}
