import { listSealQueues, readSeals, type SealQueueView, searchSeals } from '../../contract/seal-queue';
import { Refusal } from '../../register/errors';
import { findShared } from '../../register/matters/shared';
import { type MatterInSight, sightMatter } from '../matters/access';
import { assetIdentity } from '../matters/asset-identity';
import { readPage, waitsFor } from '../matters/read-page';
import { listedQueueOf, viewSealQueue } from '../matters/seal-queues';
import type { ApiRouter } from '../router';
import type { Principal } from '../../register/accounts/sessions';
import type { Services } from '../services';

export function setUpSeals(router: ApiRouter, services: Services): void {
  const { db, keyRing } = services;
  const viewFor = async (principal: Principal, queue: string): Promise<SealQueueView> => {
    const sight = await sightMatter(services, principal, queue);
    return viewSealQueue(services, sight, sight.hasLeftQueue ? principal.body : undefined);
  };

  router.handle(listSealQueues, async ({ query: { assetClass, stage, waitsForMe, expiresBy, limit, cursor }, principal }) => {
    const filter = { kind: 'seal-queue', assetClass, stage, ...(waitsForMe === 'true' ? waitsFor(principal) : {}), ...(expiresBy === undefined ? {} : { sealExpiresBy: expiresBy }) };
    return { status: 200, body: await readPage(services, principal, filter, { order: 'newest', limit, cursor }, (row) => listedQueueOf(row, principal.body)) };
  });

  router.handle(searchSeals, async ({ body: { assetClass, number, holder }, principal }) => {
    const token = assetIdentity(keyRing, assetClass, { number, holder });
    const queue = token === undefined ? undefined : await findShared(db, token);
    // Whoever is not in it learns no more than of an asset that nobody has sealed.
    if (queue === undefined) throw new Refusal('not-found');
    return { status: 200, body: await viewFor(principal, queue) };
  });

  router.handle(readSeals, async ({ params: { id }, principal }) => {
    const queue = queueOf(await sightMatter(services, principal, id));
    if (queue === undefined) throw new Refusal('not-found');
    return { status: 200, body: await viewFor(principal, queue) };
  });
}

/** The queue itself, or the one in which a request's seal stands. */
function queueOf({ row }: MatterInSight): string | undefined {
  return row.procedure === 'seal-queue' ? row.number : row.position.links.findLast(({ as }) => as === 'seal-queue')?.matter;
}
