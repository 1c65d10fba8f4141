import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { createDeliverActivities } from '../activities/deliver';
import type { DelivererDeps } from '../activities/deliverer';
import { DELIVERIES_WORKFLOW, deliveriesWorkflowId, OUTSIDE_CHANNELS, type OutsideChannel } from '../matters/messages-to-people';
import { SystemClock } from '../register/clock';
import { MailServer } from '../test/factories/mail-server';
import { createTellingWorld, type TellingWorld } from '../test/factories/told-people';
import { createTestNamespace } from '../test/harness/temporal';
import { waitFor } from '../test/harness/wait-for';

const SILENT = { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const BREACH = { message: 'term-expired', term: 'answer', urgency: 'urgent', params: { term: 'answer', rung: 'breach', dueOn: '2026-10-08' } } as const;
const TASK_QUEUE = 'deliveries-test';

let bundle: WorkflowBundle;
let address: string;
let namespace: string;
let connection: Connection;
let native: NativeConnection;
let client: Client;
let world: TellingWorld;
let mail: MailServer;

beforeAll(async () => {
  Runtime.install({ logger: SILENT, shutdownSignals: [] });
  bundle = await bundleWorkflowCode({ workflowsPath: path.join(__dirname, 'deliveries.ts'), logger: SILENT });
  ({ address, namespace } = await createTestNamespace());
  connection = await Connection.connect({ address });
  native = await NativeConnection.connect({ address });
  client = new Client({ connection, namespace });
}, 60_000);
afterAll(async () => {
  await connection.close();
  await native.close();
});
beforeEach(async () => {
  world = await createTellingWorld();
  mail = new MailServer({ isPlain: true });
  await mail.start();
  await world.addPerson('desk', 'desk-officer', 'police', { office: 'police.luoding' });
});
afterEach(async () => {
  for (const worker of running) await worker.stop();
  for (const channel of OUTSIDE_CHANNELS) await client.workflow.getHandle(deliveriesWorkflowId(channel)).terminate('the test is over').catch(() => undefined);
  await mail.stop();
  await world.close();
});

interface Running {
  stop(): Promise<void>;
  /** Without telling the deliverers first: they are cancelled. */
  shutDown(): Promise<void>;
}

let running: Running[] = [];

async function startWorker(options: { shiftMs?: number } = {}): Promise<Running> {
  const stopping = new AbortController();
  const deps: DelivererDeps = {
    ...world,
    wallClock: new SystemClock(),
    telling: { publicUrl: 'https://liandong.example', outboxDir: '/nonexistent', smtp: { host: '127.0.0.1', port: mail.port, secure: false, from: 'platform@court.example' }, digestSettleMs: 0 },
  };
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: bundle,
    activities: createDeliverActivities({ ...deps, ...options, stopping: stopping.signal }),
  });
  const done = worker.run();
  const one: Running = {
    async stop() {
      stopping.abort();
      await one.shutDown();
    },
    async shutDown() {
      running = running.filter((other) => other !== one);
      worker.shutdown();
      await done;
    },
  };
  running.push(one);
  return one;
}

function start(channel: OutsideChannel) {
  return client.workflow.start(DELIVERIES_WORKFLOW, { workflowId: deliveriesWorkflowId(channel), workflowIdConflictPolicy: 'USE_EXISTING', taskQueue: TASK_QUEUE, args: [{ channel }] });
}

async function replay(workflowId: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId);
}

test('starting it twice keeps one deliverer, which sends; a worker that stops hands over to the next', async () => {
  const first = await startWorker();
  const one = await start('mail');
  const other = await start('mail');
  expect(other.firstExecutionRunId).toBe(one.firstExecutionRunId);
  await world.tell([BREACH]);
  await waitFor(() => mail.mails.length === 1);

  const before = performance.now();
  await first.stop();
  expect(performance.now() - before).toBeLessThan(5_000);
  await world.tell([BREACH]);
  const second = await startWorker();
  await waitFor(() => mail.mails.length === 2);
  await second.shutDown();
  await world.tell([BREACH]);
  const third = await startWorker();
  await waitFor(() => mail.mails.length === 3);
  await third.stop();
  await replay(deliveriesWorkflowId('mail'));
});

test('it goes on shift after shift, continued as new, and each run replays', async () => {
  const worker = await startWorker({ shiftMs: 1 });
  const { firstExecutionRunId, workflowId } = await start('webhook');
  await waitFor(async () => (await client.workflow.getHandle(workflowId).describe()).runId !== firstExecutionRunId, 60_000);
  await worker.stop();
  const history = await client.workflow.getHandle(workflowId, firstExecutionRunId).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId);
  expect((await client.workflow.getHandle(workflowId).describe()).status.name).toBe('RUNNING');
}, 90_000);

test('a register that cannot be read for a while ends no workflow', async () => {
  const worker = await startWorker();
  const { workflowId } = await start('mail');
  await world.tell([BREACH]);
  await waitFor(() => mail.mails.length === 1);
  await world.forbidDeliveries(true);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await world.forbidDeliveries(false);
  await world.tell([BREACH]);
  await waitFor(() => mail.mails.length === 2);
  expect((await client.workflow.getHandle(workflowId).describe()).status.name).toBe('RUNNING');
  await worker.stop();
});
