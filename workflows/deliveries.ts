import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { DeliverActivities } from '../activities/deliver';
import type { DeliveriesInput } from '../matters/messages-to-people';

const { deliver } = proxyActivities<DeliverActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Shifts of one run: the better part of a day, and a history of a few hundred events. */
const SHIFTS_PER_RUN = 100;

/** Keeps somebody at one channel for ever: a deliverer that ends or dies is replaced, on whichever worker lives. */
export async function deliveries(input: DeliveriesInput): Promise<void> {
  for (let shift = 1; shift <= SHIFTS_PER_RUN && !workflowInfo().continueAsNewSuggested; shift += 1) {
    await deliver({ channel: input.channel });
  }
  await continueAsNew<typeof deliveries>(input);
}
