import { type Kysely, sql } from 'kysely';
import type { Clock } from './clock';
import type { Database } from './database';

export type Component = 'api' | 'worker';

export interface Outage {
  component: Component;
  /** Last sign of life before it, and the first after it; epoch ms, real time. */
  fromAt: number;
  toAt: number;
}

/** When people answer; an outage at night hinders nobody. One that touches these hours of a term's last day sets a breach of it apart. */
export const HOURS_OF_ANSWERING = { from: '08:30', to: '17:30' } as const;

const BEAT_EVERY_MS = 30_000;
/** A shorter silence hinders nobody from answering in time. */
const SHORTEST_OUTAGE_MS = 5 * 60_000;

/**
 * A sign of life of one component, however many processes it has. A silence of five minutes or more before it is recorded as an outage:
 * a breach whose last day lies in one is told apart from others.
 */
export async function beat(db: Kysely<Database>, component: Component, wallClock: Clock): Promise<Outage | undefined> {
  const now = wallClock.now();
  return db.transaction().execute(async (trx) => {
    const last = await trx.selectFrom('component_beat').select('at').where('component', '=', component).forUpdate().executeTakeFirst();
    await trx
      .insertInto('component_beat')
      .values({ component, at: now })
      .onConflict((conflict) => conflict.column('component').doUpdateSet({ at: sql<number>`greatest(component_beat.at, excluded.at)` }))
      .execute();
    if (!last || now - last.at < SHORTEST_OUTAGE_MS) return undefined;
    const outage: Outage = { component, fromAt: last.at, toAt: now };
    await trx.insertInto('outage').values({ component, from_at: outage.fromAt, to_at: outage.toAt }).execute();
    return outage;
  });
}

/** Beats until it is stopped; what goes wrong is tried again at the next beat. */
export function keepBeating(db: Kysely<Database>, component: Component, wallClock: Clock, told: { outage: (outage: Outage) => void; error: (error: unknown) => void }): () => void {
  const once = (): void => {
    beat(db, component, wallClock).then((outage) => outage && told.outage(outage), told.error);
  };
  once();
  const timer = setInterval(once, BEAT_EVERY_MS);
  return () => clearInterval(timer);
}

/** Outages that touch a span of time. */
export async function outagesBetween(db: Kysely<Database>, fromAt: number, toAt: number): Promise<Outage[]> {
  const rows = await db.selectFrom('outage').selectAll().where('from_at', '<', toAt).where('to_at', '>', fromAt).orderBy('from_at').execute();
  return rows.map((row) => ({ component: row.component, fromAt: row.from_at, toAt: row.to_at }));
}
