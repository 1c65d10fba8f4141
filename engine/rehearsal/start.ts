import { type Deployment, startDeployment } from '../deployment';
import type { Log } from '../go-build';
import { prepareRehearsal, tokensFileIn } from './prepare';

const NAMESPACE = 'liandong-rehearsal';
const PREFERRED_PORTS = { api: 8800, ui: 8810 };

export interface RehearsalStart {
  home: string;
  /** Virtual instant at which a new rehearsal begins, epoch ms. */
  beginsAt: number;
  mustBegin: boolean;
  log: Log;
  signal: AbortSignal;
  /** Further settings for the worker and the API. */
  settings?: Record<string, string>;
}

/** A whole deployment on a clock that is moved, with its people. */
export function startRehearsal({ home, beginsAt, mustBegin, log, signal, settings = {} }: RehearsalStart): Promise<Deployment> {
  return startDeployment({
    dataHome: home,
    namespace: NAMESPACE,
    log,
    signal,
    preferredPorts: PREFERRED_PORTS,
    env: { LIANDONG_REHEARSAL: '1', ...settings },
    prepare: (engine, keysFolder) => prepareRehearsal(engine, keysFolder, { beginsAt, mustBegin, tokensFile: tokensFileIn(home) }),
  });
}
