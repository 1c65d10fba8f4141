import type { KeyRing } from '../register/sealing/key-ring';
import { recordStep, type RecordStepDeps } from '../register/matters/record-step';
import { sealWords, type Words } from '../register/matters/words';
import type { SealedReference } from '../matters/ledger';
import type { StepRecord, StepResult } from '../matters/step';

/** What a matter's workflow asks of the register. Both are idempotent, short, and retried until they succeed. */
export interface MatterActivities {
  recordStep(step: StepRecord): Promise<StepResult>;
  sealSignalWords(input: { matter: string; key: string; words: Words }): Promise<SealedReference>;
}

export function createMatterActivities(deps: RecordStepDeps & { keyRing: KeyRing }): MatterActivities {
  return {
    recordStep: (step) => recordStep(deps, step),
    sealSignalWords: ({ matter, key, words }) => sealWords(deps.db, deps.keyRing, { matter, origin: `${matter}/${key}`, words, now: deps.clock.now() }),
  };
}
