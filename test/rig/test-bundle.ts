import path from 'node:path';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from '../../dispatch/payload-codec';

/** Bundles a workflow module of the tests' own. Takes a few seconds. */
export async function bundleForTest(module: string): Promise<WorkflowBundleOption> {
  return bundleWorkflowCode({
    workflowsPath: path.join(__dirname, module),
    failureConverterPath: FAILURE_CONVERTER_PATH,
    logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error },
  });
}
