import type { Calendar } from '../domain/calendar/calendar';
import { calendarSlice } from '../domain/calendar/calendar';
import { dayOf } from '../domain/calendar/day';
import { type Entry, THE_CALENDAR } from '../matters/ledger';
import type { Procedure as ProcedureName } from '../matters/messages';
import { CALENDAR_REVISED } from '../matters/shell-commands';
import type { FirstStep, ForeseeAlarms, TakeAlone } from '../matters/step';
import { type MemoryInput, rederive, type Rederived } from './case-file/in-memory';
import { takeAlone } from './case-file/take-alone';
import { PROCEDURES_BY_NAME } from './procedures';

/** Runs the procedure that a ledger's opening names over that ledger, and says what follows from it. */
export async function rederiveMatter(input: MemoryInput): Promise<Rederived> {
  return rederive(procedureOf(input.ledger), input);
}

/** Takes one command over a matter's ledger without its run. */
export const takeOverLedger: TakeAlone = (file, command, desk) => takeAlone(procedureOf(file.ledger), file, command, desk);

/** As if the calendar stood in the ledger already: the same procedure says what it would set itself then. */
export const foreseeAlarms: ForeseeAlarms = async (file, { calendar, now }) => {
  const { ledger } = file;
  const revised: Entry = { seq: ledger.length + 1, key: 'foreseen', type: CALENDAR_REVISED, by: THE_CALENDAR, receivedAt: now, recordedAt: now, facts: { from: file.calendar.version, to: calendar.version } };
  const slice = calendarSlice(calendar, dayOf(ledger[0]?.receivedAt ?? now));
  const [before, after] = [await rederiveMatter(file), await rederiveMatter({ ...file, ledger: [...ledger, revised], calendars: [...file.calendars, slice] })];
  return { before: before.ownAlarms, after: after.ownAlarms };
};

function procedureOf([opening]: readonly Entry[]) {
  return PROCEDURES_BY_NAME[opening?.facts['procedure'] as ProcedureName];
}

/** What follows from an opening alone, whichever number the matter is given. */
export async function deriveFirstStep(opening: Entry, calendar: Calendar): Promise<FirstStep> {
  return (await rederiveMatter({ matter: 'opening', ledger: [opening], calendar })).step;
}
