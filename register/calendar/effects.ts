import { type Kysely, sql } from 'kysely';
import { isClosed } from '../../domain/access/closed-matters';
import type { Calendar } from '../../domain/calendar/calendar';
import { dayOf } from '../../domain/calendar/day';
import type { BreachView } from '../../matters/position';
import { type CalendarChange, changeBetween, countsAChangedDay, type MovedTerm, movesOf } from '../../matters/revision';
import type { ForeseeAlarms } from '../../matters/step';
import type { Database } from '../database';
import { loadLedgers } from '../matters/entries';
import type { Calendars } from './calendars';

/** Of a closed matter whose days move is said, not of what: its terms would say how it stands. */
type Unnamed<T extends { term: string }> = Omit<T, 'term'> & { term: string | null };

export interface MatterEffect {
  matter: string;
  kind: string;
  terms: readonly Unnamed<MovedTerm>[];
  /** Breaches that rested on a date which would be another. */
  breaches: readonly Unnamed<BreachView>[];
  /** Where no term moves: what happens by itself at another instant, as a deemed receipt that lies ahead. */
  alarms: readonly MovedAlarm[];
}

export interface MovedAlarm {
  /** Null: of a closed matter. */
  type: string | null;
  from: number;
  to: number;
}

export interface EffectsDeps {
  db: Kysely<Database>;
  calendars: Pick<Calendars, 'version' | 'slicesFor'>;
  foreseeAlarms: ForeseeAlarms;
}

const PAGE = 500;

/** Which open matters another calendar would move, by number; nothing is changed. What a term that begins later would make of it is not said. */
export async function effectsOf(deps: EffectsDeps, calendar: Calendar, now: number): Promise<MatterEffect[]> {
  const { db } = deps;
  const effects: MatterEffect[] = [];
  const changes = new Map<number, CalendarChange>();
  for (let after = ''; ; ) {
    const page = await db
      .selectFrom('matter')
      .innerJoin('entry', (join) => join.onRef('entry.matter', '=', 'matter.number').on('entry.seq', '=', 1))
      .select(['matter.number', 'matter.kind', 'matter.procedure', 'matter.opened_at', 'matter.calendar_version', 'matter.position', sql<string | null>`entry.facts ->> 'closeOfBusiness'`.as('closeOfBusiness')])
      .where('matter.closed_at', 'is', null)
      .where('matter.number', '>', after)
      .orderBy('matter.number')
      .limit(PAGE)
      .execute();
    for (const { number, kind, procedure, opened_at, calendar_version: version, position, closeOfBusiness } of page) {
      const { terms, groundless } = movesOf(position, calendar, { now, ...(closeOfBusiness === null ? {} : { closeOfBusiness }) });
      const change = changes.get(version) ?? changeBetween(await deps.calendars.version(version), calendar);
      changes.set(version, change);
      const mayMove = terms.length === 0 && countsAChangedDay(position, change, { openedOn: dayOf(opened_at), today: dayOf(now) });
      const alarms = mayMove ? await movedAlarms(deps, number, { calendar, now }) : [];
      if (terms.length === 0 && groundless.length === 0 && alarms.length === 0) continue;
      effects.push(
        isClosed(procedure)
          ? { matter: number, kind: 'closed', terms: terms.map(({ from, to }) => ({ term: null, from, to })), breaches: groundless.map((breach) => ({ ...breach, term: null })), alarms: alarms.map((alarm) => ({ ...alarm, type: null })) }
          : { matter: number, kind, terms, breaches: groundless, alarms },
      );
    }
    const last = page.at(-1);
    if (!last) return effects;
    after = last.number;
  }
}

async function movedAlarms({ db, calendars, foreseeAlarms }: EffectsDeps, matter: string, revision: { calendar: Calendar; now: number }): Promise<MovedAlarm[]> {
  const ledger = (await loadLedgers(db, [matter])).get(matter) ?? [];
  const { before, after } = await foreseeAlarms({ matter, ledger, ...(await calendars.slicesFor(ledger)) }, revision);
  return before.flatMap(({ type, at: from }) => {
    const to = after.find((alarm) => alarm.type === type)?.at;
    return to === undefined || to === from ? [] : [{ type, from, to }];
  });
}
