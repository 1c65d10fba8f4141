import type { Party, Side } from './parties';
import { type CommandName, mayCommand, type Relation, type Role } from './permissions';

/**
 * Whether somebody may give a command on a side of a matter: the same table as at the door, asked again before the record.
 * In which of a unit's offices the officer sits was looked up there.
 */
export function mayActOn(parties: readonly Party[], by: { side?: Side; body: string; role?: string }, command: string): boolean {
  const { side, body, role } = by;
  const party = parties.find((candidate) => candidate.side === side && (candidate.body === body || (candidate.office !== undefined && candidate.office === body)));
  if (!party) return false;
  const relations: readonly Relation[] = party.relation === 'assisting-unit' ? ['assisting-unit', 'superior-unit'] : [party.relation];
  return relations.some((relation) => mayCommand(role as Role, command as CommandName, relation));
}
