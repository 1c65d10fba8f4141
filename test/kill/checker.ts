import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type Kysely, sql } from 'kysely';
import { verifyRegister } from '../../cli/register';
import { parseInstant } from '../../domain/calendar/day';
import type { Database } from '../../register/database';
import type { KeyRing } from '../../register/sealing/key-ring';
import type { Acknowledged } from './load';

/** Everything that is wrong with a register after the storm; empty when nothing was lost, doubled or changed. */
export async function findDamage(db: Kysely<Database>, keyRing: KeyRing, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const damage: string[] = [];

  // What was acknowledged stands, once, where and when it was said to stand.
  const entries = await db.selectFrom('entry').select(['matter', 'seq', 'key', 'received_at', 'recorded_at']).orderBy('matter').orderBy('seq').execute();
  const byKey = new Map<string, typeof entries>();
  for (const entry of entries) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  const numbers = new Set(entries.filter(({ seq }) => seq === 1).map(({ matter }) => matter));
  for (const { matter, command, seq, recordedAt } of acknowledged) {
    if (command === undefined) {
      if (!numbers.has(matter)) damage.push(`${matter} was opened and is not there`);
      continue;
    }
    const found = byKey.get(command) ?? [];
    // Answers tell the second; the register keeps the millisecond.
    const isThere = found.some((entry) => entry.matter === matter && entry.seq === seq && Math.floor(entry.recorded_at / 1000) === Math.floor(parseInstant(recordedAt ?? '') / 1000));
    if (!isThere || found.length !== 1) damage.push(`${matter} entry ${seq} was acknowledged to ${command}, which stands ${found.length} times`);
  }

  // No key twice, no gap, nothing before its time.
  for (const [key, found] of byKey) {
    const matters = found.map(({ matter }) => matter);
    if (new Set(matters).size !== matters.length) damage.push(`key ${key} stands ${found.length} times in ${[...new Set(matters)].join(', ')}`);
  }
  let [last, seq] = ['', 0];
  for (const entry of entries) {
    seq = entry.matter === last ? seq + 1 : 1;
    last = entry.matter;
    if (entry.seq !== seq) {
      damage.push(`${entry.matter} has no entry ${seq}`);
      seq = entry.seq;
    }
    if (entry.received_at > entry.recorded_at) damage.push(`${entry.matter} entry ${entry.seq} was recorded before its instant`);
  }

  // Every command is settled, and as its ledger says.
  const commands = await db.selectFrom('command').select(['id', 'matter', 'state']).execute();
  for (const { id, matter, state } of commands) {
    const times = (byKey.get(id) ?? []).filter((entry) => entry.matter === matter).length;
    if (state === 'pending') damage.push(`${matter}: command ${id} was never decided`);
    else if (times !== (state === 'accepted' ? 1 : 0)) damage.push(`${matter}: command ${id} is ${state} and stands ${times} times`);
  }

  // Nobody is told twice.
  const told = await sql<{ matter: string }>`select matter from delivery where matter is not null group by matter, seq, message, term, rung, recipient, channel having count(*) > 1`.execute(db);
  for (const { matter } of told.rows) damage.push(`${matter}: somebody was told twice`);

  // Chains, words, dates and positions, derived again.
  const { broken } = await verifyRegister({ db, keyRing });
  if (broken !== undefined) damage.push(broken);
  return damage;
}

/** Open matters without a running workflow, and closed ones with one. */
export async function findStrayWorkflows(db: Kysely<Database>, client: Client): Promise<string[]> {
  const strays: string[] = [];
  for (const { number, closed_at } of await db.selectFrom('matter').select(['number', 'closed_at']).execute()) {
    const state = await stateOf(client, number);
    if ((state === 'RUNNING') !== (closed_at === null)) strays.push(`${number} is ${closed_at === null ? 'open' : 'closed'} and its workflow ${state}`);
  }
  return strays;
}

/** A matter that a step opened has no workflow until dispatch comes round. */
async function stateOf(client: Client, number: string): Promise<string> {
  try {
    return (await client.workflow.getHandle(number).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not started';
    throw error;
  }
}
