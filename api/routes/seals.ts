import { readSeals, searchSeals } from '../../contract/seal-queue';
import { Refusal } from '../../register/errors';
import { findShared } from '../../register/matters/shared';
import { sightContent, type MatterInSight } from '../matters/access';
import { assetIdentity } from '../matters/asset-identity';
import { viewSealQueue } from '../matters/seal-queues';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpSeals(router: ApiRouter, services: Services): void {
  const { db, keyRing } = services;

  router.handle(searchSeals, async ({ body: { assetClass, number, holder }, principal }) => {
    const token = assetIdentity(keyRing, assetClass, { number, holder });
    const queue = token === undefined ? undefined : await findShared(db, token);
    // Whoever is not in it learns no more than of an asset that nobody has sealed.
    if (queue === undefined) throw new Refusal('not-found');
    return { status: 200, body: await viewSealQueue(services, await sightContent(services, principal, queue)) };
  });

  router.handle(readSeals, async ({ params: { id }, principal }) => {
    const sight = await sightContent(services, principal, id);
    const queue = queueOf(sight);
    if (queue === undefined) throw new Refusal('not-found');
    return { status: 200, body: await viewSealQueue(services, queue === id ? sight : await sightContent(services, principal, queue)) };
  });
}

/** The queue itself, or the one in which a request's seal stands. */
function queueOf({ row }: MatterInSight): string | undefined {
  return row.procedure === 'seal-queue' ? row.number : row.position.links.findLast(({ as }) => as === 'seal-queue')?.matter;
}
