import { CaseFile, type CaseFileInput } from './case-file';
import { type Desk, Rewind } from './desk';
import type { OfferedTable, Shape } from './shape';
import { Writing } from './writing';

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
  let { ledger } = input;
  const writing = new Writing(desk, input.isPositionWritten);
  for (;;) {
    const file = new CaseFile<S>({ ...input, ledger, offered }, desk, writing);
    for (const command of desk.queue.all()) {
      const outcome = file.outcomeOf(command.id);
      if (outcome) {
        desk.queue.remove(command.id);
        desk.settle(command.id, outcome);
      }
    }
    onFile?.(file);
    try {
      return await run(file);
    } catch (error) {
      if (!(error instanceof Rewind)) throw error;
      ledger = error.ledger;
    }
  }
}
