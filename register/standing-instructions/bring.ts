import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import type { Day } from '../../domain/calendar/day';
import { type StandingInstruction, standingInstructionFor } from '../../domain/standing-instructions/standing-instruction';
import { type Facts, THE_STANDING_INSTRUCTION } from '../../matters/ledger';
import { INSTRUCTED_PROCEDURE, REVISE_INSTRUCTION } from '../../matters/revise-instruction';
import { canonicalJson } from '../canonical-json';
import type { Database } from '../database';
import { commandIdOf } from '../matters/command-id';
import type { CommandTable } from '../matters/tables';
import { newestInstruction } from './queries';

/** Commits the command for every open referral of the court, as everybody's commands are: under the matters' locks. The reconciler brings them. */
export async function bringToReferrals(trx: Transaction<Database>, court: string, instruction: StandingInstruction, now: number): Promise<void> {
  const open = await trx.selectFrom('matter').select('number').where('procedure', '=', INSTRUCTED_PROCEDURE).where('court', '=', court).where('closed_at', 'is', null).orderBy('number').forKeyShare().execute();
  if (open.length > 0) await trx.insertInto('command').values(open.map(({ number }) => revisionOf(number, instruction, now))).execute();
}

/**
 * What a referral that opens now has to be told beside its opening: its court's instruction, when the opening was prepared with another. Until the
 * opening is committed nobody changes it. Undefined: nothing.
 */
export async function instructionMissedBy(trx: Kysely<Database>, { procedure, facts, today }: { procedure: string; facts: Facts & { court: string }; today: Day }): Promise<StandingInstruction | undefined> {
  if (procedure !== INSTRUCTED_PROCEDURE) return undefined;
  await sql`select pg_advisory_xact_lock_shared(hashtext('liandong.standing-instruction'), hashtext(${facts.court}))`.execute(trx);
  const newest = await newestInstruction(trx, facts.court);
  return canonicalJson(standingInstructionFor(newest, today)) === canonicalJson(facts['standingInstruction'] ?? null) ? undefined : newest;
}

export function revisionOf(matter: string, instruction: StandingInstruction, now: number): Insertable<CommandTable> {
  const { id: account } = THE_STANDING_INSTRUCTION;
  const key = `${matter}:${instruction.version}`;
  return {
    id: commandIdOf(account, REVISE_INSTRUCTION, key),
    account,
    route: REVISE_INSTRUCTION,
    idempotency_key: key,
    body_hash: '',
    matter,
    name: REVISE_INSTRUCTION,
    actor: JSON.stringify(THE_STANDING_INSTRUCTION),
    facts: JSON.stringify({ standingInstruction: instruction }),
    received_at: now,
    state: 'pending',
  };
}
