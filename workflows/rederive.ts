import type { Calendar } from '../domain/calendar/calendar';
import type { Entry } from '../matters/ledger';
import type { Procedure as ProcedureName } from '../matters/messages';
import type { FirstStep } from '../matters/step';
import { type MemoryInput, rederive, type Rederived } from './case-file/in-memory';
import { PROCEDURES_BY_NAME } from './procedures';

/** Runs the procedure that a ledger's opening names over that ledger, and says what follows from it. */
export async function rederiveMatter(input: MemoryInput): Promise<Rederived> {
  return rederive(PROCEDURES_BY_NAME[input.ledger[0]?.facts['procedure'] as ProcedureName], input);
}

/** What follows from an opening alone, whichever number the matter is given. */
export async function deriveFirstStep(opening: Entry, calendar: Calendar): Promise<FirstStep> {
  return (await rederiveMatter({ matter: 'opening', ledger: [opening], calendar })).step;
}
