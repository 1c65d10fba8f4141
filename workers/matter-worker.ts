import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { TASK_QUEUE } from '../matters/messages';
import { createDataConverter } from '../dispatch/payload-codec';
import type { KeyRing } from '../register/sealing/key-ring';

export interface MatterWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  keyRing: KeyRing;
  bundle: WorkflowBundleOption;
  activities: object;
  taskQueue?: string;
  /** Workflows kept in memory; the rest are rebuilt from history when they are needed. */
  maxCachedWorkflows?: number;
}

/** The worker that runs matters. */
export async function createMatterWorker({ connection, namespace, keyRing, bundle, activities, taskQueue = TASK_QUEUE, maxCachedWorkflows = 500 }: MatterWorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: bundle,
    activities,
    dataConverter: createDataConverter(keyRing),
    maxCachedWorkflows,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: '5s',
    shutdownForceTime: '15s',
  });
}
