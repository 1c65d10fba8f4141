import * as contract from '../../contract/own-views';
import { Refusal } from '../../register/errors';
import { listSavedFilters, removeFilter, saveFilter } from '../../register/own-views/saved-filters';
import { markMatterRead } from '../../register/own-views/unread';
import { sightContent } from '../matters/access';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** What is one officer's own, and shown to nobody else: how far each matter was read, and the filters kept by name. */
export function setUpOwnViews(router: ApiRouter, services: Services): void {
  const { db, keyRing } = services;

  router.handle(contract.markMatterRead, async ({ params: { id }, body: { seq }, principal }) => {
    const { row } = await sightContent(services, principal, id);
    // An entry that is not there yet has not been seen.
    await markMatterRead(db, { account: principal.accountId, matter: id, seq: Math.min(seq, row.seq) });
    return { status: 204 };
  });

  router.handle(contract.listSavedFilters, async ({ principal }) => ({ status: 200, body: { items: await listSavedFilters(db, keyRing, principal.accountId) } }));

  router.handle(contract.saveFilter, async ({ body: { name, filters }, principal }) => ({ status: 200, body: await saveFilter(db, keyRing, principal.accountId, { name, filters: givenOf(filters) }) }));

  router.handle(contract.removeFilter, async ({ params: { id }, principal }) => {
    if (!(await removeFilter(db, principal.accountId, id))) throw new Refusal('not-found');
    return { status: 204 };
  });
}

function givenOf(filters: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
