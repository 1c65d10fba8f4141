import fs from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from '../dispatch/payload-codec';

/** Rooms whose code runs inside workflows, or decides how it is bundled. */
const BUNDLED_ROOMS = ['domain', 'matters', 'workflows'];

/** Where the build leaves the bundle; a production worker starts from nothing else. */
export const BUNDLE_FILE = path.join(distFolder(), 'workflow-bundle.js');

/** The law as data is loaded once for all cached workflows; it is frozen, so none can change another's. */
const PRELOADED = ['workflows/case-file/short-stacks', 'domain/calendar/calendar', 'domain/deadlines/due', 'domain/deadlines/ladder', 'domain/rule-sets/index'];

function distFolder(): string {
  const here = path.resolve(__dirname, '..');
  return path.basename(here) === 'dist' ? here : path.join(here, 'dist');
}

/** Bundles the compiled workflows. Takes a second or two. */
export async function buildBundle(): Promise<WorkflowBundle & { code: string }> {
  const dist = distFolder();
  return bundleWorkflowCode({
    workflowsPath: path.join(dist, 'workflows', 'index.js'),
    failureConverterPath: path.join(dist, 'dispatch', path.basename(FAILURE_CONVERTER_PATH).replace(/\.ts$/, '.js')),
    preloadModules: PRELOADED.map((module) => path.join(dist, `${module}.js`)),
    logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error },
  });
}

/** Whether compiled workflow code is newer than the bundle. */
export function isBundleStale(): boolean {
  if (!fs.existsSync(BUNDLE_FILE)) return true;
  const builtAt = fs.statSync(BUNDLE_FILE).mtimeMs;
  return [...BUNDLED_ROOMS, 'dispatch', 'workers'].some((room) => newest(path.join(distFolder(), room)) > builtAt);
}

function newest(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith('.js'))
    .reduce((latest, file) => Math.max(latest, fs.statSync(path.join(file.parentPath, file.name)).mtimeMs), 0);
}
