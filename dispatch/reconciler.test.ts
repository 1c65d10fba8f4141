import { randomUUID } from 'node:crypto';
import type { ConnectionLike } from '@temporalio/client';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace } from '../test/harness/temporal';
import { ANSWER } from '../test/factories/assistance-request';
import { MatterRig, waitFor } from '../test/rig/matter-rig';

jest.setTimeout(60_000);

let database: TestDatabase;
let rig: MatterRig;
beforeEach(async () => {
  database = await createTestDatabase();
  rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
});
afterEach(async () => {
  await rig.stop();
  await database.drop();
});

async function openSeveral(count: number): Promise<string[]> {
  const matters: string[] = [];
  for (let n = 0; n < count; n += 1) matters.push(await rig.open());
  return matters;
}
/** What the list of all runs shows lags a moment behind. */
const listsSoMany = (count: number): Promise<unknown> =>
  waitFor(async () => (await rig.client.workflowService.countWorkflowExecutions({ namespace: rig.client.options.namespace, query: 'ExecutionStatus = "Running"' })).count.toNumber() === count, 20_000);

function withoutLists(connection: ConnectionLike): ConnectionLike {
  const listWorkflowExecutions = (): Promise<never> => Promise.reject(new Error('no list'));
  const workflowService = Object.create(connection.workflowService, { listWorkflowExecutions: { value: listWorkflowExecutions } }) as ConnectionLike['workflowService'];
  return Object.create(connection, { workflowService: { value: workflowService } }) as ConnectionLike;
}

const notices = async () => (await rig.db.selectFrom('operator_notice').select('matter').where('code', '=', 'workflow-restarted').execute()).map(({ matter }) => matter);

describe('pending commands', () => {
  test('are brought for eight matters together: a slow one holds up no other', async () => {
    // Nobody decides: each waits for its whole deadline of 4.5 s; one after the other they would take 36 s.
    for (const matter of await openSeveral(8)) await rig.commit(matter, 'unit', 'sign-receipt');
    const begunAt = performance.now();
    expect(await rig.reconciler.bringPending(0)).toBe(0);
    expect(performance.now() - begunAt).toBeLessThan(20_000);
    await rig.startWorker();
    let decided = 0;
    await waitFor(async () => (decided += await rig.reconciler.bringPending(0)) >= 8, 40_000);
    expect(decided).toBe(8);
    expect(rig.errors).toEqual([]);
  });

  test('of one matter go one by one in the order in which they were received, and wait for each other', async () => {
    const [first = '', second = ''] = await openSeveral(2);
    for (const matter of [first, second]) {
      await rig.commit(matter, 'unit', 'sign-receipt');
      for (const question of ['一', '二', '三']) await rig.commit(matter, 'unit', 'raise-query', {}, { words: { question } });
    }
    // The first of each was decided by nobody: what came later was not brought at all, or eight deadlines would have passed.
    const begunAt = performance.now();
    expect(await rig.reconciler.bringPending(0)).toBe(0);
    expect(performance.now() - begunAt).toBeLessThan(15_000);

    await rig.startWorker();
    expect(await rig.reconciler.bringPending(0)).toBe(8);
    for (const matter of [first, second]) {
      const ledger = await rig.ledger(matter);
      expect(ledger.map(({ type }) => type)).toEqual(['open-request', 'sign-receipt', 'raise-query', 'raise-query', 'raise-query']);
      const commands = await rig.db.selectFrom('command').select('id').where('matter', '=', matter).orderBy('received_at').execute();
      expect(ledger.map(({ key }) => key)).toEqual(commands.map(({ id }) => id));
    }
  });
});

describe('every open matter is looked at', () => {
  test('those that run are left alone, and a pass takes the time it is given', async () => {
    await openSeveral(20);
    const begunAt = performance.now();
    expect(await rig.reconciler.restartMissing(1_500)).toEqual([]);
    // Eight, then a pause until 600 ms; eight, then a pause of at most 500 ms; four.
    expect(performance.now() - begunAt).toBeGreaterThan(1_000);
    expect(rig.errors).toEqual([]);
  });

  test('one that was ended from outside runs again, and the operator is told', async () => {
    const matters = await openSeveral(10);
    const [lost = ''] = matters;
    await rig.client.workflow.getHandle(lost).terminate('by mistake');
    expect(await rig.reconciler.restartMissing()).toEqual([lost]);
    expect((await rig.client.workflow.getHandle(lost).describe()).status.name).toBe('RUNNING');
    expect(await notices()).toEqual([lost]);
    expect(await rig.reconciler.restartMissing()).toEqual([]);
  });

  test('of many only a share by id, and at once those that the list of all runs does not show', async () => {
    const matters = await openSeveral(12);
    const reconciler = rig.reconcilerWith({ lookedAtInAPass: 4 });
    await listsSoMany(12);
    expect(await reconciler.restartMissing()).toEqual([]);

    const lost = [matters[2] ?? '', matters[7] ?? '', matters[9] ?? ''];
    for (const matter of lost) await rig.client.workflow.getHandle(matter).terminate('by mistake');
    await listsSoMany(9);
    expect((await reconciler.restartMissing()).sort()).toEqual(lost.sort());
    expect(rig.errors).toEqual([]);
  });

  test('of many, when no list is to be had, each in its turn', async () => {
    const matters = await openSeveral(6);
    for (const matter of matters) await rig.client.workflow.getHandle(matter).terminate('by mistake');
    const reconciler = rig.reconcilerWith({ lookedAtInAPass: 2, lookThrough: withoutLists(rig.client.connection) });
    const restarted = [await reconciler.restartMissing(), await reconciler.restartMissing(), await reconciler.restartMissing()];
    expect(restarted.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(restarted.flat().sort()).toEqual(matters.sort());
  });

  test('one that was opened while Temporal was away is started without a notice: it was only late', async () => {
    const late = await rig.open({}, false);
    expect(await rig.reconciler.restartMissing()).toEqual([late]);
    expect(await notices()).toEqual([]);
  });

  test('a closed one is not started again', async () => {
    await rig.startWorker();
    const [matter = ''] = await openSeveral(1);
    await rig.act(matter, 'court', 'withdraw', {}, { words: { reason: '和解' } });
    await rig.client.workflow.getHandle(matter).result();
    expect(await rig.reconciler.restartMissing()).toEqual([]);
    expect((await rig.client.workflow.getHandle(matter).describe()).status.name).toBe('COMPLETED');
  });
});

describe('a run that lost its last task with the command in it, after the step was committed', () => {
  /** As when the server dies before the task is completed and nobody brings the command again: the register has the entry, the history does not. */
  async function loseLastUpdate(matter: string): Promise<void> {
    const { events = [] } = await rig.client.workflow.getHandle(matter).fetchHistory();
    const accepted = (events ?? []).findLastIndex((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    const task = (events ?? []).slice(0, accepted - 2).findLast((event) => event.workflowTaskCompletedEventAttributes);
    await rig.client.workflowService.resetWorkflowExecution({
      namespace: rig.client.options.namespace,
      workflowExecution: { workflowId: matter },
      workflowTaskFinishEventId: task?.eventId ?? null,
      requestId: randomUUID(),
      reason: 'lost with the server',
      resetReapplyExcludeTypes: [2],
    });
  }
  const shownStage = async (matter: string) => (await rig.client.workflow.getHandle(matter).describe()).searchAttributes['Stage']?.[0];

  test('takes what follows from that step, instead of refusing it as unheard of', async () => {
    await rig.startWorker();
    const matter = await rig.open();
    await rig.act(matter, 'unit', 'sign-receipt');
    expect(await rig.act(matter, 'unit', 'raise-query', {}, { words: { question: '哪一位' } })).toMatchObject({ status: 'accepted', seq: 3 });
    await loseLastUpdate(matter);
    expect(await rig.act(matter, 'court', 'reply-to-query', { query: 3 }, { words: { reply: '同名二人，以身份证号为准' } })).toMatchObject({ status: 'accepted', seq: 4 });
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'raise-query', 'reply-to-query']);
    await rig.replay(matter);
  });

  test('is told by the next pass, and arms the timers of the term that the step began', async () => {
    await rig.startWorker();
    const matter = await rig.open();
    await rig.act(matter, 'unit', 'sign-receipt');
    await loseLastUpdate(matter);
    await waitFor(async () => (await shownStage(matter)) === 'awaiting-receipt');
    expect(await rig.reconciler.restartMissing()).toEqual([]);
    expect(await shownStage(matter)).toBe('awaiting-answer');
    const shown = (await rig.client.workflow.getHandle(matter).describe()).searchAttributes['NextAlarmAt']?.[0];
    expect((shown as Date).getTime()).toBe((await rig.position(matter)).nextAlarmAt);
    expect(await notices()).toEqual([]);
    await rig.replay(matter);
  });

  test('ends by the next pass, when that step had closed the matter', async () => {
    await rig.startWorker();
    const matter = await rig.open();
    await rig.act(matter, 'unit', 'answer', ANSWER);
    await rig.act(matter, 'court', 'accept-answer');
    await rig.client.workflow.getHandle(matter).result();
    await loseLastUpdate(matter);
    expect((await rig.client.workflow.getHandle(matter).describe()).status.name).toBe('RUNNING');
    await rig.reconciler.restartMissing();
    await waitFor(async () => (await rig.client.workflow.getHandle(matter).describe()).status.name === 'COMPLETED');
    expect(await rig.types(matter)).toEqual(['open-request', 'receipt-implied', 'answer', 'accept-answer']);
    expect(rig.errors).toEqual([]);
  });
});
