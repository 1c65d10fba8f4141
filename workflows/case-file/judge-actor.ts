import { type Party, SIDES, type Side } from '../../domain/access/parties';
import { mayActOn } from '../../domain/access/may-act';
import { type Actor, type CommandMessage, THE_CALENDAR, THE_STANDING_INSTRUCTION } from '../../matters/ledger';
import { ANNUL_BREACH, CONTEST_BREACH, LINKED, REVISE_CALENDAR } from '../../matters/shell-commands';
import { REVISE_INSTRUCTION } from '../../matters/revise-instruction';
import type { OfferedTable, Refusal } from './shape';

/** What is offered in every procedure: a breach is contested by whoever owed the term, and annulled on the court's side. */
const OFFERED_EVERYWHERE: OfferedTable[string] = { court: [CONTEST_BREACH, ANNUL_BREACH], unit: [CONTEST_BREACH], police: [CONTEST_BREACH], procuratorate: [CONTEST_BREACH] };

/** Commands that the platform alone gives, and as whom. */
const PLATFORM_COMMANDS: Readonly<Record<string, Actor>> = { [REVISE_CALENDAR]: THE_CALENDAR, [REVISE_INSTRUCTION]: THE_STANDING_INSTRUCTION };

/** Nobody is known to have signalled: what is signalled is judged by the stage alone. */
export function isSignal({ id }: CommandMessage): boolean {
  return id.startsWith('signal:');
}

/**
 * Who may never give a command, whatever the stage: nobody but the court changes what it asks for, and nobody but the unit answers (二(三)).
 */
export function judgeActor(parties: readonly Party[], offered: OfferedTable, command: CommandMessage): Refusal | undefined {
  const { id, side, kind } = command.by;
  // Only the register writes commands of matters.
  if (command.name === LINKED && kind === 'matter') return undefined;
  // Only the platform itself bears these ids; everybody at the door has a side.
  const platform = PLATFORM_COMMANDS[command.name];
  if (platform) return id === platform.id && kind === platform.kind && side === undefined ? undefined : { code: 'not-permitted' };
  const sides = sidesOf([OFFERED_EVERYWHERE, ...Object.values(offered)], command.name);
  if (sides.length === 0) return { code: 'unknown-command' };
  if (side === undefined || !sides.includes(side) || (side === 'matter') !== (kind === 'matter')) return { code: 'not-permitted' };
  if (side === 'matter') return undefined;
  return mayActOn(parties, command.by, command.name) ? undefined : { code: 'not-permitted' };
}

/** The sides that may ever give a command. */
function sidesOf(stages: readonly OfferedTable[string][], command: string): Side[] {
  return SIDES.filter((side) => stages.some((stage) => stage[side]?.includes(command)));
}
