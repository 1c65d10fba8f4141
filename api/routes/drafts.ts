import { formatInstant } from '../../contract/common';
import * as contract from '../../contract/drafts';
import { type Draft, keepDraft, listDrafts, throwDraftAway } from '../../register/drafts/drafts';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** Requests that a court's officer has begun to fill in. */
export function setUpDrafts(router: ApiRouter, services: Services): void {
  router.handle(contract.listDrafts, async ({ principal }) => ({ status: 200, body: { items: (await listDrafts(services, principal.accountId)).map(viewOf) } }));

  router.handle(contract.keepDraft, async ({ params: { id }, body, principal }) => ({ status: 200, body: viewOf(await keepDraft(services, principal.accountId, { id, ...body })) }));

  router.handle(contract.throwDraftAway, async ({ params: { id }, principal }) => {
    await throwDraftAway(services, principal.accountId, id);
    return { status: 204 };
  });
}

function viewOf({ keptAt, ...draft }: Draft): contract.DraftView {
  return { ...draft, keptAt: formatInstant(keptAt) };
}
