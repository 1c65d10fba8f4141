import type { Insertable, Transaction } from 'kysely';
import type { LiftView, MeasureView } from '../../matters/measures';
import type { Position } from '../../matters/position';
import type { Database } from '../database';
import type { MeasureLiftTable, MeasureTable } from './tables';

/** Brings the registry up to what a step made of its matter's measures, in the step's transaction. `seq`: the last entry that was written before. */
export async function writeMeasures(trx: Transaction<Database>, matter: string, { measures = [], lifts = [] }: Pick<Position, 'measures' | 'lifts'>, seq: number): Promise<void> {
  for (const row of measures.filter(({ lastEntry }) => lastEntry > seq).map((measure) => measureRow(matter, measure))) {
    await trx.insertInto('measure').values(row).onConflict((conflict) => conflict.columns(['matter', 'key']).doUpdateSet(row)).execute();
  }
  for (const row of lifts.filter(({ lastEntry }) => lastEntry > seq).map((lift) => liftRow(matter, lift))) {
    await trx.insertInto('measure_lift').values(row).onConflict((conflict) => conflict.columns(['matter', 'key']).doUpdateSet(row)).execute();
  }
}

export function measureRow(matter: string, { key, kind, assets, state, sinceAt, untilOn, liftedAt, byEntry, lastEntry }: MeasureView): Insertable<MeasureTable> {
  return { matter, key, kind, assets: [...assets], state, since_at: sinceAt, until_on: untilOn ?? null, lifted_at: liftedAt ?? null, by_entry: byEntry, last_entry: lastEntry };
}

export function liftRow(matter: string, { key, kind, assets, of, state, at, lastEntry }: LiftView): Insertable<MeasureLiftTable> {
  return { matter, key, kind, assets: [...assets], of_matter: of ?? null, state, at, last_entry: lastEntry };
}
