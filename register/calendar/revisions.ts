import type { Kysely } from 'kysely';
import { dayOf } from '../../domain/calendar/day';
import { THE_CALENDAR } from '../../matters/ledger';
import { changeBetween, countsAChangedDay } from '../../matters/revision';
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

/** Commits the command for some matters at once, as everybody's commands are: their legal instant is stamped under the matters' locks. */
export async function commitRevisions({ db, clock }: Pick<RegisterDeps, 'db' | 'clock'>, numbers: readonly string[], to: number): Promise<KnownCommand[]> {
  if (numbers.length === 0) return [];
  const ids = numbers.map((number) => commandIdOf(THE_CALENDAR.id, REVISE_CALENDAR, `${number}:${to}`));
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
          idempotency_key: `${number}:${to}`,
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
