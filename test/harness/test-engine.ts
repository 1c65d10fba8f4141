import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Engine, startEngine } from '../../engine/engine';
import { hasCode, messageOf } from '../../engine/errors';
import { LOCK_FILE } from '../../engine/data-home';
import { isGoneWithin, livingProcess, processIdentity, signalIfAlive } from '../../engine/processes';
import { stopLeftovers } from '../../engine/leftovers';

const PREFIX = 'liandong-test-';
const OWNER_FILE = 'owner';
const ENGINE_FOLDER = 'engine';

/** A folder of this run's own, marked with its process, so that a later run can tell whether it was left behind. */
export function createRunFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
  fs.chmodSync(folder, 0o711);
  fs.writeFileSync(path.join(folder, OWNER_FILE), processIdentity(process.pid) ?? '');
  return folder;
}

/** Every engine's data home lies directly below its run's folder. */
export function createEngineHome(runFolder: string): string {
  return fs.mkdtempSync(path.join(runFolder, `${ENGINE_FOLDER}-`));
}

export async function removeRunFolder(folder: string): Promise<void> {
  for (const entry of fs.readdirSync(folder)) {
    if (!entry.startsWith(ENGINE_FOLDER)) continue;
    await stopProductOf(path.join(folder, entry));
    await stopLeftovers(path.join(folder, entry), () => undefined);
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A whole product that a test started, and that outlived its test run. */
async function stopProductOf(home: string): Promise<void> {
  const lock = path.join(home, LOCK_FILE);
  const pid = fs.existsSync(lock) ? livingProcess(fs.readFileSync(lock, 'utf8')) : undefined;
  if (pid === undefined || pid === process.pid) return;
  signalIfAlive(pid, 'SIGTERM');
  if (!(await isGoneWithin(pid, 15_000))) signalIfAlive(pid, 'SIGKILL');
}

/** Ends the processes and removes the folders of runs that were killed. */
export async function removeAbandonedRuns(): Promise<void> {
  for (const entry of fs.readdirSync(os.tmpdir())) {
    const folder = path.join(os.tmpdir(), entry);
    const owner = path.join(folder, OWNER_FILE);
    if (!entry.startsWith(PREFIX) || !fs.existsSync(owner)) continue;
    if (fs.statSync(folder).uid !== process.getuid?.()) continue;
    try {
      if (livingProcess(fs.readFileSync(owner, 'utf8')) === undefined) await removeRunFolder(folder);
    } catch (error) {
      // Another run that starts at this moment clears it away as well.
      if (!hasCode(error, 'ENOENT', 'ESRCH')) throw error;
    }
  }
}

/** A fresh engine; a second attempt covers the moment between finding ports free and taking them, when runs go side by side. */
export async function startFreshEngine(runFolder: string, options: { timeSkipping: boolean }): Promise<{ engine: Engine; home: string }> {
  const attempt = async (): Promise<{ engine: Engine; home: string }> => {
    const home = createEngineHome(runFolder);
    return { engine: await startEngine({ dataHome: home, ...options, log: (line) => process.stderr.write(`${line}\n`) }), home };
  };
  try {
    return await attempt();
  } catch (error) {
    process.stderr.write(`the test engine did not start (${messageOf(error)}): trying once more\n`);
    return attempt();
  }
}
