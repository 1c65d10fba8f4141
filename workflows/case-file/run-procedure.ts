import type { RefusedCommand } from '../../matters/step';
import { CaseFile, type CaseFileInput } from './case-file';
import { type Desk, Rewind } from './desk';
import type { Shape } from './shape';

/** Runs a procedure over its ledger, again from the start whenever the register knew better. Returns when the matter is closed. */
export async function runProcedure<S extends Shape>(
  procedure: (file: CaseFile<S>) => Promise<void>,
  input: CaseFileInput & { isPositionWritten: boolean },
  desk: Desk,
  onFile?: (file: CaseFile<S>) => void,
): Promise<void> {
  let { ledger, isPositionWritten } = input;
  const refused = new Map<string, RefusedCommand>();
  for (;;) {
    const file = new CaseFile<S>({ ...input, ledger }, desk, isPositionWritten, refused);
    for (const command of desk.queue.all()) {
      const known = file.outcomeOf(command.id);
      if (known) {
        desk.queue.remove(command.id);
        desk.settle(command.id, { status: 'accepted', seq: known.seq, recordedAt: known.recordedAt });
      }
    }
    onFile?.(file);
    try {
      return await procedure(file);
    } catch (error) {
      if (!(error instanceof Rewind)) throw error;
      ledger = error.ledger;
      isPositionWritten = true;
    }
  }
}
