import { listOversightWindows, readOversightDraft } from '../../contract/oversight-windows';
import { recordAudit } from '../../register/accounts/audit';
import { Refusal } from '../../register/errors';
import { roleFor, sightContent } from '../matters/access';
import { listedWindowOf, STAGES_OF } from '../matters/oversight-windows';
import { readPage } from '../matters/read-page';
import { composeOversightDraft, type Drafted } from '../official-papers/oversight-draft';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpOversightWindows(router: ApiRouter, services: Services): void {
  router.handle(listOversightWindows, async ({ query: { state, limit, cursor }, principal }) => {
    // By its kind a closed matter is found only by those who see what it holds.
    const filter = { kind: 'police.crime-referral', stages: STAGES_OF[state] };
    const { items, nextCursor } = await readPage(services, principal, filter, { order: 'due', limit, cursor }, (row, summary) => ({ row, summary }));
    const now = services.clock.now();
    const listed = items.map(async ({ row, summary }) => listedWindowOf(row, summary, { calendar: await services.calendars.version(row.calendar_version), now }));
    return { status: 200, body: { items: await Promise.all(listed), nextCursor } };
  });

  router.handle(readOversightDraft, async ({ params: { id }, principal, auditActor }) => {
    const { row, relation, isParty } = await sightContent(services, principal, id);
    if (!isParty || roleFor(principal, 'amend-draft', relation) === undefined) throw new Refusal('not-permitted');
    const drafted = row.position.particulars['draftRequest'] as Drafted | undefined;
    if (drafted === undefined) return { status: 200, body: { draft: null } };
    const { draft, entries } = await composeOversightDraft(services, row, drafted);
    await recordAudit(services.db, { at: services.wallClock.now(), actor: auditActor, action: 'words-revealed', details: { matter: id, entries, reason: 'oversight-draft' } });
    return { status: 200, body: { draft } };
  });
}
