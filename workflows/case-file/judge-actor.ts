import { type Party, SIDES, type Side } from '../../domain/access/parties';
import { type CommandName, mayCommand, type Relation, type Role } from '../../domain/access/permissions';
import type { CommandMessage } from '../../matters/ledger';
import type { OfferedTable, Refusal } from './shape';

/**
 * Who may never give a command, whatever the stage: nobody but the court changes what it asks for, and nobody but the unit answers (二(三)).
 * The same table as at the door; in which of its offices an officer of a unit sits was looked up there.
 */
export function judgeActor(parties: readonly Party[], offered: OfferedTable, command: CommandMessage): Refusal | undefined {
  const sides = sidesOf(offered, command.name);
  if (sides.length === 0) return { code: 'unknown-command' };
  const { side, body, role, kind } = command.by;
  if (side === undefined || !sides.includes(side) || (side === 'matter') !== (kind === 'matter')) return { code: 'not-permitted' };
  if (side === 'matter') return undefined;
  const party = parties.find((candidate) => candidate.side === side && (candidate.body === body || (candidate.office !== undefined && candidate.office === body)));
  if (!party) return { code: 'not-permitted' };
  const relations: readonly Relation[] = party.relation === 'assisting-unit' ? ['assisting-unit', 'superior-unit'] : [party.relation];
  return relations.some((relation) => mayCommand(role as Role, command.name as CommandName, relation)) ? undefined : { code: 'not-permitted' };
}

/** The sides that may ever give a command. */
function sidesOf(offered: OfferedTable, command: string): Side[] {
  return SIDES.filter((side) => Object.values(offered).some((stage) => stage[side]?.includes(command)));
}
