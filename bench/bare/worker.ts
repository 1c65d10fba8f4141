import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { createBareActivities } from './activities';
import { BARE_TASK_QUEUE } from './names';

/** The worker of the bare cases: a process of its own, with the product's limits and nothing else of the product. */
async function main(): Promise<void> {
  const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = '', DATABASE_URL: connectionString = '', BENCH_WORKER_PORT: port = '' } = process.env;
  const logger = new DefaultLogger('WARN');
  Runtime.install({ shutdownSignals: [], logger });
  const pool = new pg.Pool({ connectionString, max: 12 });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: BARE_TASK_QUEUE,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: path.join(__dirname, 'workflows.js'), logger }),
    activities: createBareActivities(pool),
    maxCachedWorkflows: 600,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: '1s',
    shutdownForceTime: '5s',
  });
  process.once('SIGTERM', () => worker.shutdown());
  const running = worker.run();
  const server = createServer((_req, res) => res.writeHead(worker.getState() === 'RUNNING' ? 200 : 503).end()).listen(Number(port), '127.0.0.1');
  await once(server, 'listening');
  await running;
  server.close();
  await connection.close();
  await pool.end();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
