import type { z } from 'zod';
import type { matterFilters } from '../../contract/matters';
import { placeOf } from '../../domain/access/assignment';
import type { Principal } from '../../register/accounts/sessions';
import type { MatterFilter } from '../../register/matters/queries';
import { waitsFor } from './read-page';

type Given = { readonly [Name in keyof typeof matterFilters]?: z.output<(typeof matterFilters)[Name]> };

/** What an officer filters by, as the register asks for it. */
export function filterOf(query: Given, principal: Principal): MatterFilter {
  return {
    ...(query.mine === 'true' ? { openedBy: principal.accountId } : {}),
    ...(query.assigned === undefined ? {} : { heldAt: { place: placeOf(principal) ?? '', by: query.assigned === 'me' ? principal.accountId : null } }),
    ...(query.unread === 'true' ? { unreadBy: principal.accountId } : {}),
    unit: query.unit,
    court: query.court,
    kind: query.kind,
    stage: query.stage,
    ...(query.open === undefined ? {} : { isOpen: query.open === 'true' }),
    awaiting: query.awaiting,
    ...(query.waitsForMe === 'true' ? waitsFor(principal) : {}),
    dueBefore: query.dueBefore,
    ...(query.overdue === undefined ? {} : { isOverdue: query.overdue === 'true' }),
    ...(query.toAnnul === 'true' ? { isToAnnul: true } : {}),
    caseNumber: query.caseNumber,
    text: query.text,
  };
}
