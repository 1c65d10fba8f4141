import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { canonicalJson } from '../canonical-json';
import type { CommandMessage, CommandOutcome, Entry, EntryDraft } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import type { StepRecord, StepResult } from '../../matters/step';
import { type Clock, stampInstant } from '../clock';
import type { Database } from '../database';
import { insertTells } from '../deliveries/tell';
import { commandIdOf } from './command-id';
import { appendEntries, loadLedger } from './entries';
import type { CommandTable } from './tables';

export interface RecordStepDeps {
  db: Kysely<Database>;
  clock: Clock;
}

/**
 * Writes one step of a matter in one transaction: entries, position, deliveries, commands for other matters, the settling of its command.
 * Idempotent by matter, seq and key: the same step again returns what stands; another step at that seq changes nothing and returns the ledger.
 */
export async function recordStep({ db, clock }: RecordStepDeps, step: StepRecord): Promise<StepResult> {
  return db.transaction().execute(async (trx) => {
    const matter = await trx.selectFrom('matter').selectAll().where('number', '=', step.matter).forUpdate().executeTakeFirstOrThrow();

    if (matter.seq >= step.seq) return compareWithRecorded(trx, step);
    // The register was restored from an older copy: what it holds is the truth, and the matter goes on from there.
    if (matter.seq < step.seq - 1) return { status: 'diverged', ledger: await loadLedger(trx, step.matter) };

    for (const { commandId, outcome } of step.refused) await settleRefusedIn(trx, commandId, outcome, clock.now());
    if (step.alarmDueAt !== undefined) {
      const pending = await pendingBefore(trx, step.matter, step.alarmDueAt);
      if (pending.length > 0) return { status: 'pending-first', commands: pending };
    }
    if (step.commandId !== undefined) {
      const command = await trx.selectFrom('command').select(['state', 'outcome']).where('id', '=', step.commandId).forUpdate().executeTakeFirst();
      // Nobody who talks to the engine past the register gives a command.
      if (!command) return { status: 'settled-before', commandId: step.commandId, outcome: { status: 'refused', code: 'unknown-command' } };
      if (command.outcome && command.state !== 'pending') return { status: 'settled-before', commandId: step.commandId, outcome: command.outcome };
    }

    const now = await stampInstant(clock, trx);
    const head = await appendEntries(trx, step.matter, { seq: matter.seq, hash: matter.head_hash }, step.entries, now);
    await trx
      .updateTable('matter')
      .set({ seq: head.seq, head_hash: head.hash, ...positionColumns(step.position) })
      .where('number', '=', step.matter)
      .execute();
    if (step.commandId !== undefined) await settle(trx, step.commandId, { status: 'accepted', seq: head.seq, recordedAt: now }, now);
    await insertTells(trx, {
      matter: step.matter,
      kind: matter.kind,
      seq: head.seq,
      at: step.entries.at(-1)?.receivedAt ?? matter.opened_at,
      tells: step.tells,
      parties: { court: matter.court, unit: matter.unit, office: matter.office, officer: matter.opened_by },
      clock,
    });
    for (const outgoing of step.outgoing) {
      const route = `matter:${step.matter}`;
      const key = `${head.seq}:${outgoing.key}`;
      await trx
        .insertInto('command')
        .values({
          id: commandIdOf(step.matter, route, key),
          account: step.matter,
          route,
          idempotency_key: key,
          body_hash: '',
          matter: outgoing.matter,
          name: outgoing.name,
          actor: JSON.stringify({ kind: 'matter', id: step.matter, body: '' }),
          facts: JSON.stringify(outgoing.facts),
          received_at: now,
          state: 'pending',
        } satisfies Insertable<CommandTable>)
        .onConflict((conflict) => conflict.columns(['account', 'route', 'idempotency_key']).doNothing())
        .execute();
    }
    return { status: 'recorded', stamps: step.entries.map((_, index) => ({ seq: matter.seq + 1 + index, recordedAt: now })) };
  });
}

/** A refused command leaves no entry, and its words go with it. Returns whether this call decided it. */
export async function settleRefusedIn(trx: Transaction<Database>, commandId: string, outcome: CommandOutcome, now: number): Promise<boolean> {
  if (!(await settle(trx, commandId, outcome, now))) return false;
  await trx.deleteFrom('sealed').where('origin', '=', commandId).execute();
  return true;
}

/** A command is settled once; what was decided first stays. Returns whether this call decided it. */
async function settle(db: Kysely<Database>, commandId: string, outcome: CommandOutcome, now: number): Promise<boolean> {
  const updated = await db
    .updateTable('command')
    .set({ state: outcome.status, outcome: JSON.stringify(outcome), settled_at: now })
    .where('id', '=', commandId)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

export function commandMessageOf(row: Selectable<CommandTable>): CommandMessage {
  return { id: row.id, name: row.name, by: row.actor, receivedAt: row.received_at, facts: row.facts };
}

/** What the lists show, beside the whole position. */
export function positionColumns(position: Position) {
  return {
    stage: position.stage,
    awaited_sides: [...position.awaitedSides],
    due_on: position.dueOn ?? null,
    due_at: position.dueAt ?? null,
    next_alarm_at: position.nextAlarmAt ?? null,
    provisional: position.provisional,
    lateness: position.lateness,
    closed_as: position.closedAs ?? null,
    closed_at: position.closedAt ?? null,
    position: JSON.stringify(position),
    position_seq: position.seq,
  };
}

async function pendingBefore(trx: Transaction<Database>, matter: string, instant: number): Promise<CommandMessage[]> {
  const rows = await trx
    .selectFrom('command')
    .selectAll()
    .where('matter', '=', matter)
    .where('state', '=', 'pending')
    .where('received_at', '<', instant)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map(commandMessageOf);
}

/** The step was written before (its acknowledgement was lost), or another was written in its place. */
async function compareWithRecorded(trx: Transaction<Database>, step: StepRecord): Promise<StepResult> {
  const ledger = await loadLedger(trx, step.matter);
  const standing = ledger.slice(step.seq - 1);
  const isSame = step.entries.length > 0 && standing.length === step.entries.length && step.entries.every((draft, index) => isSameEntry(draft, standing[index]));
  return isSame ? { status: 'recorded', stamps: standing.map(({ seq, recordedAt }) => ({ seq, recordedAt })) } : { status: 'diverged', ledger };
}

function isSameEntry(draft: EntryDraft, entry: Entry | undefined): boolean {
  const content = ({ key, type, by, receivedAt, facts }: EntryDraft): string => canonicalJson(JSON.parse(JSON.stringify({ key, type, by, receivedAt, facts })));
  return entry !== undefined && content(draft) === content(entry);
}
