import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { Clock } from '../../register/clock';

/** `FAST_FORWARD_POLLING_RESULT_…` of the server's API. */
const STILL_MOVING = 1;
const REACHED = 2;

/** The host's clock, ahead by as much as a workflow's was moved: for the register beside a workflow whose time is skipped. */
export class FollowingClock implements Clock {
  private aheadMs = 0;

  now(): number {
    return Date.now() + this.aheadMs;
  }

  advance(ms: number): void {
    this.aheadMs += ms;
  }
}

/** Moves one workflow's virtual clock on the real server; timers on the way fire in order, and this resolves when the clock got there. */
export async function fastForward(client: Client, workflowId: string, ms: number, { limitMs = 30_000 } = {}): Promise<void> {
  const { namespace } = client.options;
  const workflowExecution = { workflowId };
  const fastForwardId = randomUUID();
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id: fastForwardId, duration: msToTs(ms) } } },
    updateMask: { paths: ['time_skipping_config'] },
  });
  const until = Date.now() + limitMs;
  for (;;) {
    const poll = await client.withDeadline(Math.min(until, Date.now() + 20_000), () => client.workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId }));
    if (Number(poll.fastForwardPollingResult) === REACHED) return;
    if (Number(poll.fastForwardPollingResult) !== STILL_MOVING) throw new Error(`the clock of ${workflowId} did not get there: ${poll.failedReason}`);
    if (Date.now() > until) throw new Error(`the clock of ${workflowId} did not get there within ${limitMs} ms`);
  }
}
