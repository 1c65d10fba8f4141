import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { checkoutRoot } from '../../engine/checkout';
import { waitFor } from './wait-for';

export interface RunningProduct {
  process: ChildProcess;
  /** Everything it printed so far. */
  said(): string;
  ended: Promise<number | null>;
}

const portsOf = new Map<string, { api: number; ui: number }>();

/**
 * Ports of the data home's own, from a range that nothing else draws from. With the product's usual ports, suites that run side by
 * side would take each other's between the stop of a product and its next start, and it rightly refuses to start on others.
 */
function portsFor(dataHome: string): { api: number; ui: number } {
  const api = 2 * randomInt(5_000, 9_500);
  const ports = portsOf.get(dataHome) ?? { api, ui: api + 1 };
  portsOf.set(dataHome, ports);
  return ports;
}

function environmentFor(dataHome: string): NodeJS.ProcessEnv {
  const { api, ui } = portsFor(dataHome);
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LIANDONG_CACHE: process.env.LIANDONG_CACHE,
    LIANDONG_DATA: dataHome,
    LIANDONG_API_PORT: String(api),
    LIANDONG_TEMPORAL_UI_PORT: String(ui),
  };
}

/** `npm start` after its build, on a data home of the test's own. */
export function startProduct(dataHome: string): RunningProduct {
  let said = '';
  const child = spawn(process.execPath, [path.join(checkoutRoot(), 'dist', 'engine', 'main.js')], { env: environmentFor(dataHome), stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { process: child, said: () => said, ended: new Promise((resolve) => child.once('close', resolve)) };
}

export async function startUntilReady(dataHome: string): Promise<RunningProduct> {
  const run = startProduct(dataHome);
  await waitFor(() => run.said().includes('is ready') || run.process.exitCode !== null, 60_000);
  if (run.process.exitCode !== null) throw new Error(run.said());
  return run;
}

export async function stopProduct(run: RunningProduct): Promise<void> {
  run.process.kill('SIGTERM');
  await run.ended;
}

export const apiUrlOf = (run: RunningProduct): string => /API\s+(http:\S+)\/api\/v1/.exec(run.said())?.[1] ?? '';

/** `npx liandong …` on a data home. */
export async function runCommand(dataHome: string, ...args: string[]): Promise<{ exitCode: number | null; said: string }> {
  let said = '';
  const child = spawn(process.execPath, [path.join(checkoutRoot(), 'bin', 'liandong.js'), ...args], { env: environmentFor(dataHome), stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { exitCode: await new Promise((resolve) => child.once('close', resolve)), said };
}
