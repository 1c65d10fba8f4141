import { resolveDataHome } from './data-home';
import { startDeployment, type Deployment } from './deployment';
import { EngineError } from './errors';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function describe({ apiUrl, uiUrl, temporalAddress, namespace, keysFolder, operator }: Deployment, dataHome: string, startedMs: number): string {
  const lines = [
    '',
    `Liandong 联动 is ready (${(startedMs / 1000).toFixed(1)} s)`,
    `  Console      ${apiUrl}/`,
    `  API          ${apiUrl}/api/v1   documentation ${apiUrl}/api/v1/docs`,
    uiUrl ? `  Temporal UI  ${uiUrl}/namespaces/${namespace}/workflows   for looking only` : undefined,
    `  Temporal     ${temporalAddress}, namespace ${namespace}`,
    `  Data         ${dataHome}   logs in ${dataHome}/logs`,
    `  Keys         ${keysFolder}   keep a copy of them apart from the back-ups`,
    operator ? `\n  First start. Operator's account: ${operator.username}   one-time password: ${operator.oneTimePassword}   (shown this once)` : undefined,
    '\nCtrl-C stops all of it.',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

async function main(): Promise<void> {
  const log = (line: string): void => console.log(line);
  // A closed terminal must not end us before the parts are stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const stopping = new AbortController();
  const stopAsked = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  for (const name of STOP_SIGNALS) process.on(name, () => stopping.abort());

  const dataHome = resolveDataHome();
  let deployment: Deployment;
  try {
    deployment = await startDeployment({ dataHome, namespace: process.env.TEMPORAL_NAMESPACE || undefined, log, signal: stopping.signal });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    log('stopped before it was ready');
    return;
  }
  log(describe(deployment, dataHome, performance.now()));
  await stopAsked;
  log('\nstopping …');
  await deployment.stop();
  log('stopped; the data stay where they are');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof EngineError ? `liandong: ${error.message}` : error);
    process.exit(1);
  },
);
