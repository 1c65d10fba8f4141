import type { RefusedCommand } from '../../matters/step';
import { CaseFile, type CaseFileInput } from './case-file';
import { type Desk, Rewind } from './desk';
import type { OfferedTable, Shape } from './shape';

/** A kind of matter's procedure, and everything it ever offers to anybody. */
export interface Procedure<S extends Shape> {
  run: (file: CaseFile<S>) => Promise<void>;
  offered: OfferedTable;
}

/** Runs a procedure over its ledger, again from the start whenever the register knew better. Returns when the matter is closed. */
export async function runProcedure<S extends Shape>(
  { run, offered }: Procedure<S>,
  input: Omit<CaseFileInput, 'offered'> & { isPositionWritten: boolean },
  desk: Desk,
  onFile?: (file: CaseFile<S>) => void,
): Promise<void> {
  let { ledger, isPositionWritten } = input;
  const refused = new Map<string, RefusedCommand>();
  for (;;) {
    const file = new CaseFile<S>({ ...input, ledger, offered }, desk, isPositionWritten, refused);
    for (const command of desk.queue.all()) {
      const known = file.outcomeOf(command.id);
      if (known) {
        desk.queue.remove(command.id);
        desk.settle(command.id, { status: 'accepted', seq: known.seq, recordedAt: known.recordedAt });
      }
    }
    onFile?.(file);
    try {
      return await run(file);
    } catch (error) {
      if (!(error instanceof Rewind)) throw error;
      ledger = error.ledger;
      isPositionWritten = true;
    }
  }
}
