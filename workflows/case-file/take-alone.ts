import type { CommandMessage, CommandOutcome } from '../../matters/ledger';
import type { LoneDesk, LoneFile } from '../../matters/step';
import { type Desk, Queue } from './desk';
import { type Procedure, runProcedure } from './run-procedure';
import type { Shape } from './shape';

/** Thrown out of a procedure that has taken its command, or that has something else to do first. */
class LeftOff extends Error {}

/**
 * Takes one command over a matter's ledger without the matter's run: the same procedure, the same step, the same transaction of the register. Should the run
 * be taking a step just then, one of the two finds the other's entries at its seq and goes on from there; afterwards the run is behind its register, and catches up as ever (ADR 19).
 * Undefined when the matter has something else to do first, or would refuse the command: its run decides.
 */
export async function takeAlone<S extends Shape>(procedure: Procedure<S>, file: LoneFile, command: CommandMessage, lone: LoneDesk): Promise<CommandOutcome | undefined> {
  let outcome: CommandOutcome | undefined;
  const queue = new Queue();
  queue.add(command);
  const desk: Desk = {
    queue,
    now: () => lone.now(),
    registerSeq: 0,
    loadCalendar: (version, openedOn) => lone.loadCalendar(version, openedOn),
    settle: (_, settled) => {
      outcome = settled;
    },
    record: async (step) => {
      if (step.commandId !== command.id) throw new LeftOff();
      return lone.record(step);
    },
    rest: async () => {
      throw new LeftOff();
    },
  };
  try {
    await runProcedure<S>(procedure, { ...file, isPositionWritten: true }, desk);
  } catch (error) {
    if (!(error instanceof LeftOff)) throw error;
  }
  return outcome?.status === 'accepted' ? outcome : undefined;
}
