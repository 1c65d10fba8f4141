import { canHold, type Role } from '../../domain/access/permissions';
import { bodyKindOf } from '../../domain/access/relation';
import { dayOf } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import { findOffice, findUnit } from '../../domain/catalogue/units';
import { Refusal } from '../errors';

interface Place {
  kind: 'person' | 'machine';
  roles: readonly Role[];
  body: string | null;
  office: string | null;
}

/** The body and office exist today, and may have such an officer. Refusals: unknown-body, unknown-office, role-does-not-fit. */
export function checkPlace({ kind, roles, body, office }: Place, now: number): void {
  const today = dayOf(now);
  if (body !== null && !findCourt(body) && findUnit(body, today)?.id !== body) throw new Refusal('unknown-body', { body });
  if (office !== null) {
    const found = findOffice(office, today);
    if (found?.id !== office || found.unit !== body) throw new Refusal('unknown-office', { office, body });
  }
  const bodyKind = bodyKindOf(body);
  for (const role of roles) {
    if (!canHold(role, bodyKind) || (role === 'system') !== (kind === 'machine')) throw new Refusal('role-does-not-fit', { role, body, kind });
  }
}
