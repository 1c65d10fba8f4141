import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './activities';
import { COMPLETE_UPDATE } from './names';

/** As long as a matter may well be open; it never fires here. */
const TERM = '30 days';
const ROW_BYTES = 1_024;

const { insertRow } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '3s' });

const completeUpdate = defineUpdate<void, [string]>(COMPLETE_UPDATE);

/** The least that a case with a deadline can cost on Temporal: start, timer, one update, close. */
export async function floor(): Promise<void> {
  let isComplete = false;
  setHandler(completeUpdate, () => {
    isComplete = true;
  });
  await condition(() => isComplete, TERM);
}

/** The floor, and what it does is remembered in PostgreSQL: one row, committed before the caller is answered. */
export async function kase(): Promise<void> {
  let isComplete = false;
  setHandler(completeUpdate, async (key) => {
    await insertRow({ key, body: key.padEnd(ROW_BYTES, '.') });
    isComplete = true;
  });
  await condition(() => isComplete, TERM);
}
