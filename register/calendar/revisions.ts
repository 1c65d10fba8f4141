import { type Kysely, sql } from 'kysely';
import { dayOf, startOfDayMs } from '../../domain/calendar/day';
import { THE_CALENDAR } from '../../matters/ledger';
import { changeBetween, countsAChangedDay, movesOf } from '../../matters/revision';
import { REVISE_CALENDAR } from '../../matters/shell-commands';
import { stampInstant } from '../clock';
import type { Database } from '../database';
import { commandIdOf } from '../matters/command-id';
import { hashBody, type KnownCommand, knownCommandOf, type RegisterDeps } from '../matters/commands';
import type { Calendars } from './calendars';

/** An open matter that counts with an older calendar, and how far its ledger goes. */
interface Unrevised {
  number: string;
  seq: number;
}

const PAGE = 500;

/**
 * Open matters that counted a day which the newest calendar sees differently, those first in which something happens soonest. Whatever `settled` says was looked at already, at that entry of its
 * ledger, and had counted none, is not read again; what is found to have counted none is added to it.
 */
export async function findUnrevised(db: Kysely<Database>, calendars: Calendars, { to, now, settled }: { to: number; now: number; settled: Map<string, number> }): Promise<string[]> {
  const after = await calendars.version(to);
  const unrevised: { number: string; nextAlarmAt: number }[] = [];
  for (const { calendar_version: version } of await db.selectFrom('matter').select('calendar_version').distinct().where('closed_at', 'is', null).where('calendar_version', '<', to).execute()) {
    const open: Unrevised[] = await db.selectFrom('matter').select(['number', 'seq']).where('closed_at', 'is', null).where('calendar_version', '=', version).orderBy('number').execute();
    const fresh = open.filter(({ number, seq }) => settled.get(number) !== seq);
    if (fresh.length === 0) continue;
    const change = changeBetween(await calendars.version(version), after);
    for (let from = 0; from < fresh.length; from += PAGE) {
      const numbers = fresh.slice(from, from + PAGE).map(({ number }) => number);
      const rows = await db.selectFrom('matter').select(['number', 'seq', 'opened_at', 'next_alarm_at', 'position']).where('number', 'in', numbers).where('closed_at', 'is', null).orderBy('number').execute();
      for (const { number, seq, opened_at, next_alarm_at, position } of rows) {
        if (countsAChangedDay(position, change, { openedOn: dayOf(opened_at), today: dayOf(now) })) unrevised.push({ number, nextAlarmAt: next_alarm_at ?? Number.MAX_SAFE_INTEGER });
        else settled.set(number, seq);
      }
    }
  }
  return unrevised.sort((a, b) => a.nextAlarmAt - b.nextAlarmAt).map(({ number }) => number);
}

/**
 * Closed matters with a breach that rested on a day which the newest calendar sees differently: no run of theirs will ever list it. `looked` says which were found without one, at
 * that entry of their ledger; they are added to it.
 */
export async function findGroundlessOfClosed(db: Kysely<Database>, calendars: Calendars, { to, looked }: { to: number; looked: Map<string, number> }): Promise<string[]> {
  const after = await calendars.version(to);
  const groundless: string[] = [];
  const versions = await db.selectFrom('matter').select('calendar_version').distinct().where('closed_at', 'is not', null).where('lateness', '=', 'breached').where('calendar_version', '<', to).execute();
  for (const { calendar_version: version } of versions) {
    const [firstDay] = changeBetween(await calendars.version(version), after).days;
    if (firstDay === undefined) continue;
    // Whoever counted that day was in breach, and closed, after it.
    const closed = db.selectFrom('matter').where('closed_at', '>=', startOfDayMs(firstDay)).where('lateness', '=', 'breached').where('calendar_version', '=', version);
    const fresh = (await closed.select(['number', 'seq']).orderBy('number').execute()).filter(({ number, seq }) => looked.get(number) !== seq);
    for (let from = 0; from < fresh.length; from += PAGE) {
      const numbers = fresh.slice(from, from + PAGE).map(({ number }) => number);
      const rows = await db
        .selectFrom('matter')
        .innerJoin('entry', (join) => join.onRef('entry.matter', '=', 'matter.number').on('entry.seq', '=', 1))
        .select(['matter.number', 'matter.seq', 'matter.closed_at', 'matter.position', sql<string | null>`entry.facts ->> 'closeOfBusiness'`.as('closeOfBusiness')])
        .where('matter.number', 'in', numbers)
        .orderBy('matter.number')
        .execute();
      for (const { number, seq, closed_at, position, closeOfBusiness } of rows) {
        if (movesOf(position, after, { now: closed_at ?? 0, ...(closeOfBusiness === null ? {} : { closeOfBusiness }) }).groundless.length > 0) groundless.push(number);
        else looked.set(number, seq);
      }
    }
  }
  return groundless;
}

/** Commits the command for some matters at once, as everybody's commands are: their legal instant is stamped under the matters' locks. */
export async function commitRevisions({ db, clock }: Pick<RegisterDeps, 'db' | 'clock'>, numbers: readonly string[], to: number, isClosed = false): Promise<KnownCommand[]> {
  if (numbers.length === 0) return [];
  // What a matter refused because it had closed is asked of it anew when it is.
  const keyOf = (number: string): string => `${number}:${to}${isClosed ? ':closed' : ''}`;
  const ids = numbers.map((number) => commandIdOf(THE_CALENDAR.id, REVISE_CALENDAR, keyOf(number)));
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('matter').select('number').where('number', 'in', [...numbers]).orderBy('number').forKeyShare().execute();
    const now = await stampInstant(clock, trx);
    await trx
      .insertInto('command')
      .values(
        numbers.map((number, index) => ({
          id: ids[index] ?? '',
          account: THE_CALENDAR.id,
          route: REVISE_CALENDAR,
          idempotency_key: keyOf(number),
          body_hash: hashBody({ to }),
          matter: number,
          name: REVISE_CALENDAR,
          actor: JSON.stringify(THE_CALENDAR),
          facts: JSON.stringify({ to }),
          received_at: now,
          state: 'pending' as const,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  return (await db.selectFrom('command').selectAll().where('id', 'in', ids).orderBy('matter').execute()).map(knownCommandOf);
}

/** Those of some matters in which somebody's command of before still waits to be decided. */
export async function findWaiting(db: Kysely<Database>, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await db.selectFrom('command').select('matter').distinct().where('matter', 'in', [...numbers]).where('state', '=', 'pending').where('name', '<>', REVISE_CALENDAR).execute();
  return new Set(rows.map(({ matter }) => matter));
}
