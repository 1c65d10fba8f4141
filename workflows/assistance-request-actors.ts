import { type CommandName, mayCommand, type Relation, type Role } from '../domain/access/permissions';
import { ANSWER_OUTCOMES, sidesOf, type Opening } from '../matters/assistance-request';
import type { CommandMessage } from '../matters/ledger';
import type { CompleteSignal, MatterInput } from '../matters/messages';
import type { Refusal } from './case-file/shape';

function openingOf(input: MatterInput): Opening {
  const first = input.ledger[0];
  if (!first) throw new Error(`matter ${input.matter} has no opening`);
  return first.facts as unknown as Opening;
}

/** Nobody but the court changes what it asks for, and nobody but the unit answers: whoever else tries is refused at whatever stage (二(三)). */
export function judgeAssistanceRequest(input: MatterInput, command: CommandMessage): Refusal | undefined {
  const { court, unit, office } = openingOf(input);
  const sides = sidesOf(command.name);
  if (sides.length === 0) return { code: 'unknown-command' };
  const side = command.by.side;
  if (side === undefined || !sides.includes(side)) return { code: 'not-permitted' };
  const isOwnBody = side === 'court' ? command.by.body === court : command.by.body === unit || (office !== undefined && command.by.body === office);
  // The same table as at the door; in which of its offices an officer of the unit sits was looked up there.
  const relations: readonly Relation[] = side === 'court' ? ['requesting-court'] : ['assisting-unit', 'superior-unit'];
  const mayInRole = relations.some((relation) => mayCommand(command.by.role as Role, command.name as CommandName, relation));
  return isOwnBody && mayInRole ? undefined : { code: 'not-permitted' };
}

/** Whoever speaks only signals says that the unit has answered; nobody checked who it was. What is no outcome of ours stays among the sealed words. */
export function signalledAnswer(input: MatterInput, signal: CompleteSignal): Pick<CommandMessage, 'name' | 'by' | 'facts'> {
  const { unit } = openingOf(input);
  return {
    name: 'answer',
    by: { kind: 'machine', id: 'signal', body: unit, side: 'unit' },
    facts: { outcome: ANSWER_OUTCOMES.find((outcome) => outcome === signal.outcome) ?? 'unknown', answerSeal: 'none' },
  };
}
