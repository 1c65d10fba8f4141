import { findCourt } from '../catalogue/courts';
import { mayUse } from './permissions';
import type { Officer } from './relation';

/**
 * What of a court's standing instruction somebody reads: its own people the whole of it, supervisors that it exists, nobody else anything.
 * Undefined: nothing.
 */
export function readsInstruction({ roles, body }: Officer, court: string): 'whole' | 'existence' | undefined {
  if (body === court && findCourt(court)) return 'whole';
  return roles.includes('supervisor') ? 'existence' : undefined;
}

/** 二(三): asking is the court's right and nobody else's; its head says what is done in its name. */
export function mayChangeInstruction({ roles, body }: Officer, court: string): boolean {
  return body === court && findCourt(court) !== undefined && roles.some((role) => mayUse(role, 'instruct-beforehand'));
}
