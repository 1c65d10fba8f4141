import type { Insertable, Transaction } from 'kysely';
import type { Position } from '../../matters/position';
import type { SealQueueParticulars, SealView } from '../../matters/seal-queue';
import type { Database } from '../database';
import type { QueuedSealTable } from './tables';

/** Brings the registry of seals up to what a step made of their queue, in the step's transaction. */
export async function writeSeals(trx: Transaction<Database>, queue: { number: string; procedure: string }, position: Pick<Position, 'particulars'>): Promise<void> {
  for (const row of sealRows(queue, position)) {
    await trx.insertInto('queued_seal').values(row).onConflict((conflict) => conflict.columns(['queue', 'no']).doUpdateSet(row)).execute();
  }
}

/** None of a matter that is no queue. */
export function sealRows({ number, procedure }: { number: string; procedure: string }, { particulars }: Pick<Position, 'particulars'>): Insertable<QueuedSealTable>[] {
  return procedure === 'seal-queue' ? (particulars as SealQueueParticulars).seals.map((seal) => sealRow(number, seal)) : [];
}

function sealRow(queue: string, { no, request, court, state, place, sinceAt, untilOn, noticedPlace }: SealView): Insertable<QueuedSealTable> {
  return { queue, no, request: request ?? null, court: court ?? null, state, place: place ?? null, since_at: sinceAt, until_on: untilOn ?? null, noticed_place: noticedPlace ?? null };
}
