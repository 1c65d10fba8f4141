import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { canonicalJson } from '../canonical-json';
import type { CommandMessage, CommandOutcome, Entry, EntryDraft } from '../../matters/ledger';
import type { StepRecord, StepResult } from '../../matters/step';
import { stampInstant } from '../clock';
import type { Database } from '../database';
import { insertTells } from '../deliveries/tell';
import { releaseDocuments } from '../documents/attach';
import { chainEntries, type Head, loadLedger } from './entries';
import type { OpeningDeps } from './insert-matter';
import { insertOutgoing, openAll } from './linked';
import { writeMeasures } from '../measures/write-measures';
import { writeNotice } from '../public-notices/write-notice';
import { writeSeals } from '../seals/write-seals';
import { positionColumns } from './position-columns';
import type { CommandTable, EntryTable } from './tables';

export interface RecordStepDeps extends OpeningDeps {
  db: Kysely<Database>;
}

/**
 * Writes one step of a matter in one transaction: entries, position, deliveries, commands for other matters, the settling of its command.
 * Idempotent by matter, seq and key: the same step again returns what stands; another step at that seq changes nothing and returns the ledger.
 */
export async function recordStep(deps: RecordStepDeps, step: StepRecord): Promise<StepResult> {
  const { db, clock } = deps;
  const calendar = await deps.calendars.newest();
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
    if (step.madeBefore !== undefined && now >= step.madeBefore) return { status: 'overtaken' };
    const { rows, head } = chainEntries(step.matter, { seq: matter.seq, hash: matter.head_hash }, step.entries, now);
    await writeStep(trx, step, rows, head, now);
    await writeMeasures(trx, step.matter, step.position, matter.seq);
    await writeNotice(trx, matter, step.position, matter.seq);
    await writeSeals(trx, matter, step.position);
    await insertTells(trx, {
      matter: step.matter,
      about: { kind: matter.kind, court: matter.court, unit: matter.unit, ...(matter.office ? { office: matter.office } : {}), officer: matter.opened_by },
      seq: head.seq,
      at: step.entries.at(-1)?.receivedAt ?? matter.opened_at,
      tells: step.tells,
      parties: step.position.parties,
      standing: { procedure: matter.procedure, stage: step.position.stage, ...(step.position.dueOn ? { dueOn: step.position.dueOn } : {}) },
      clock,
      calendar,
    });
    await insertOutgoing(trx, step.matter, head.seq, step.outgoing, now);
    await openAll(trx, deps, step.openings, { origin: matter, seq: head.seq, now, calendar });
    return { status: 'recorded', stamps: step.entries.map((_, index) => ({ seq: matter.seq + 1 + index, recordedAt: now })) };
  });
}

/** Entries, position and the settling of the command, in one statement. */
async function writeStep(trx: Transaction<Database>, step: StepRecord, rows: Insertable<EntryTable>[], head: Head, now: number): Promise<void> {
  const { commandId } = step;
  let rest = trx as Kysely<Database>;
  if (rows.length > 0) rest = rest.with('appended', (create) => create.insertInto('entry').values(rows)) as unknown as Kysely<Database>;
  if (commandId !== undefined) {
    const outcome = JSON.stringify({ status: 'accepted', seq: head.seq, recordedAt: now } satisfies CommandOutcome);
    rest = rest.with('settled', (change) => change.updateTable('command').set({ state: 'accepted', outcome, settled_at: now }).where('id', '=', commandId).where('state', '=', 'pending')) as unknown as Kysely<Database>;
  }
  await rest
    .updateTable('matter')
    .set({ seq: head.seq, head_hash: head.hash, ...positionColumns(step.position) })
    .where('number', '=', step.matter)
    .execute();
}

/** A refused command leaves no entry; its words go with it, its documents are free again. Returns whether this call decided it. */
export async function settleRefusedIn(trx: Transaction<Database>, commandId: string, outcome: CommandOutcome, now: number): Promise<boolean> {
  if (!(await settle(trx, commandId, outcome, now))) return false;
  await trx.deleteFrom('sealed').where('origin', '=', commandId).execute();
  await releaseDocuments(trx, commandId);
  return true;
}

/** A command is settled once; what was decided first stays. Returns whether this call decided it. */
export async function settle(db: Kysely<Database>, commandId: string, outcome: CommandOutcome, now: number): Promise<boolean> {
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
