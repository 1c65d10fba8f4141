import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from './errors';
import { isListening } from './ports';
import { ProcessRecord, spawnDetached, stopChild } from './processes';
import type { Part } from './supervisor';

const START_LIMIT_MS = 30_000;
const STOP_GRACE_MS = 5_000;

export interface UiOptions {
  dataHome: string;
  binary: string;
  port: number;
  temporalAddress: string;
  namespace: string;
  /** Of the API: the browser asks it to decrypt what it shows. */
  codecEndpoint: string;
}

export const uiOrigins = (port: number): string[] => [`http://127.0.0.1:${port}`, `http://localhost:${port}`];

/** The Temporal UI on loopback, for looking only: nothing but our API may act on a matter. */
export async function startUi({ dataHome, binary, port, temporalAddress, namespace, codecEndpoint }: UiOptions): Promise<Part> {
  const folder = path.join(dataHome, 'temporal-ui');
  const logFile = path.join(dataHome, 'logs', 'temporal-ui.log');
  const config = {
    temporalGrpcAddress: temporalAddress,
    host: '127.0.0.1',
    port,
    enableUi: true,
    defaultNamespace: namespace,
    disableNewsFetch: true,
    notifyOnNewVersion: false,
    disableWriteActions: true,
    hideLogs: true,
    cors: { allowOrigins: uiOrigins(port), cookieInsecure: true },
    codec: { endpoint: codecEndpoint, includeCredentials: true, defaultErrorMessage: 'Sign in to the API in this browser to see decrypted contents.' },
  };
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(folder, 'liandong.yaml'), JSON.stringify(config, null, 1));

  const child = spawnDetached(binary, ['--root', dataHome, '--config', 'temporal-ui', '--env', 'liandong', 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC' },
    logFile,
  });
  const record = new ProcessRecord(path.join(dataHome, 'run', 'temporal-ui'));
  record.write(child.pid);
  const until = performance.now() + START_LIMIT_MS;
  while (!isListening(child.pid, port)) {
    if (child.hasExited() || performance.now() > until) {
      await stopChild(child, 'SIGTERM', STOP_GRACE_MS);
      throw new EngineError(`the Temporal UI does not start: see ${logFile}`);
    }
    await sleep(50);
  }
  return {
    pid: child.pid,
    exit: child.exit,
    async stop() {
      await stopChild(child, 'SIGTERM', STOP_GRACE_MS);
      record.clear();
    },
  };
}
