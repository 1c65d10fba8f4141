import { type Party, SIDES, type Side } from '../../domain/access/parties';
import { mayActOn } from '../../domain/access/may-act';
import type { CommandMessage } from '../../matters/ledger';
import type { OfferedTable, Refusal } from './shape';

/**
 * Who may never give a command, whatever the stage: nobody but the court changes what it asks for, and nobody but the unit answers (二(三)).
 */
export function judgeActor(parties: readonly Party[], offered: OfferedTable, command: CommandMessage): Refusal | undefined {
  const sides = sidesOf(offered, command.name);
  if (sides.length === 0) return { code: 'unknown-command' };
  const { side, kind } = command.by;
  if (side === undefined || !sides.includes(side) || (side === 'matter') !== (kind === 'matter')) return { code: 'not-permitted' };
  if (side === 'matter') return undefined;
  return mayActOn(parties, command.by, command.name) ? undefined : { code: 'not-permitted' };
}

/** The sides that may ever give a command. */
function sidesOf(offered: OfferedTable, command: string): Side[] {
  return SIDES.filter((side) => Object.values(offered).some((stage) => stage[side]?.includes(command)));
}
