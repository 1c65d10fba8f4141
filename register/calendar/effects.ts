import { type Kysely, sql } from 'kysely';
import { isClosed } from '../../domain/access/closed-matters';
import type { Calendar } from '../../domain/calendar/calendar';
import type { BreachView } from '../../matters/position';
import { type MovedTerm, movesOf } from '../../matters/revision';
import type { Database } from '../database';

export interface MatterEffect {
  matter: string;
  kind: string;
  terms: readonly MovedTerm[];
  /** Breaches that rested on a date which would be another. */
  breaches: readonly BreachView[];
}

const PAGE = 500;

/** Which open matters another calendar would move, by number; nothing is changed. What a term that begins later would make of it is not said. */
export async function effectsOf(db: Kysely<Database>, calendar: Calendar, now: number): Promise<MatterEffect[]> {
  const effects: MatterEffect[] = [];
  for (let after = ''; ; ) {
    const page = await db
      .selectFrom('matter')
      .innerJoin('entry', (join) => join.onRef('entry.matter', '=', 'matter.number').on('entry.seq', '=', 1))
      .select(['matter.number', 'matter.kind', 'matter.procedure', 'matter.position', sql<string | null>`entry.facts ->> 'closeOfBusiness'`.as('closeOfBusiness')])
      .where('matter.closed_at', 'is', null)
      .where('matter.number', '>', after)
      .orderBy('matter.number')
      .limit(PAGE)
      .execute();
    for (const { number, kind, procedure, position, closeOfBusiness } of page) {
      const { terms, groundless } = movesOf(position, calendar, { now, ...(closeOfBusiness === null ? {} : { closeOfBusiness }) });
      if (terms.length > 0 || groundless.length > 0) effects.push({ matter: number, kind: isClosed(procedure) ? 'closed' : kind, terms, breaches: groundless });
    }
    const last = page.at(-1);
    if (!last) return effects;
    after = last.number;
  }
}
