import { type Calendar, calendarSlice } from '../domain/calendar/calendar';
import type { Day } from '../domain/calendar/day';
import type { Calendars } from '../register/calendar/calendars';
import type { KeyRing } from '../register/sealing/key-ring';
import { recordStep, type RecordStepDeps } from '../register/matters/record-step';
import { sealWords, type Words } from '../register/matters/words';
import type { SealedReference } from '../matters/ledger';
import type { StepRecord, StepResult } from '../matters/step';

/** What a matter's workflow asks of the register. All are idempotent, short, and retried until they succeed. */
export interface MatterActivities {
  recordStep(step: StepRecord): Promise<StepResult>;
  /** The slice of a published calendar that a matter opened on that day needs. */
  loadCalendar(input: { version: number; openedOn: Day }): Promise<Calendar>;
  sealSignalWords(input: { matter: string; key: string; words: Words }): Promise<SealedReference>;
}

export function createMatterActivities(deps: RecordStepDeps & { keyRing: KeyRing; calendars: Calendars }): MatterActivities {
  return {
    recordStep: (step) => recordStep(deps, step),
    loadCalendar: async ({ version, openedOn }) => calendarSlice(await deps.calendars.version(version), openedOn),
    sealSignalWords: ({ matter, key, words }) => sealWords(deps.db, deps.keyRing, { matter, origin: `${matter}/${key}`, words, now: deps.clock.now() }),
  };
}
