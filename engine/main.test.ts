import fs from 'node:fs';
import path from 'node:path';
import { fromSetup } from '../test/harness/environment';
import { type RunningProduct, startProduct, startUntilReady } from '../test/harness/product';
import { createEngineHome } from '../test/harness/test-engine';
import { waitFor } from '../test/harness/wait-for';
import { isAlive } from './processes';

/** Whole starts take seconds, and several times that on a machine that is busy with other tests. */
jest.setTimeout(90_000);

const pidOf = (dataHome: string, part: string): number => Number(fs.readFileSync(path.join(dataHome, 'run', part), 'utf8').split(' ')[0]);

describe('npm start', () => {
  let home: string;
  let run: RunningProduct;
  beforeAll(async () => {
    home = createEngineHome(fromSetup('LIANDONG_TEST_DIR'));
    run = await startUntilReady(home);
  });
  afterAll(async () => {
    run.process.kill('SIGTERM');
    await run.ended;
  });

  const apiUrl = (): string => /API\s+(http:\S+)\/api\/v1/.exec(run.said())?.[1] ?? '';
  const isReady = async (): Promise<boolean> => fetch(`${apiUrl()}/readyz`).then((answer) => answer.ok, () => false);

  test('serves, and says where, with the operator’s one-time password', async () => {
    expect(await isReady()).toBe(true);
    expect(run.said()).toMatch(/Operator's account: operator {3}one-time password: \S{12,}/);
    expect(run.said()).toContain(home);
  });

  test('shows matters in the Temporal UI and lets nobody act there', async () => {
    const uiUrl = /Temporal UI\s+(http:\/\/[^/]+)/.exec(run.said())?.[1] ?? '';
    expect((await fetch(`${uiUrl}/api/v1/namespaces/liandong`)).status).toBe(200);
    const settings = (await (await fetch(`${uiUrl}/api/v1/settings`)).json()) as { DisableWriteActions: boolean; Codec: { Endpoint: string } };
    expect(settings).toMatchObject({ DisableWriteActions: true, Codec: { Endpoint: `${apiUrl()}/codec` } });
  });

  test('keeps the owner’s right to the database away from worker and API', () => {
    for (const part of ['api', 'worker']) {
      const environment = fs.readFileSync(`/proc/${pidOf(home, part)}/environ`, 'utf8');
      expect(environment).toContain('DATABASE_URL=postgres://liandong_app:');
      expect(environment).not.toContain('liandong_owner');
    }
  });

  test('starts worker and API again when they are killed', async () => {
    const before = ['api', 'worker'].map((part) => pidOf(home, part));
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await waitFor(() => run.said().includes('the API runs again') && run.said().includes('the worker runs again'), 20_000);
    expect(await isReady()).toBe(true);
    expect(['api', 'worker'].map((part) => pidOf(home, part))).not.toEqual(before);
  });

  test('stops all of it on Ctrl-C, and shows no password the next time', async () => {
    const pids = ['api', 'worker', 'temporal-ui', 'temporal-server'].map((part) => pidOf(home, part));
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(pids.map(isAlive)).toEqual([false, false, false, false]);
    expect(fs.readdirSync(path.join(home, 'run'))).toEqual([]);
    run = await startUntilReady(home);
    expect(run.said()).not.toContain('one-time password');
  });

  test('a second one on the same data says that it is running, and ends', async () => {
    const second = startProduct(home);
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`in use by process ${run.process.pid ?? ''}`);
  });

  test('does not start over a database whose keys are missing', async () => {
    run.process.kill('SIGTERM');
    await run.ended;
    fs.renameSync(path.join(home, 'keys'), path.join(home, 'run', 'keys-elsewhere'));
    const without = startProduct(home);
    expect(await without.ended).toBe(1);
    expect(without.said()).toContain('the keys of this data home are not in');
  });
});
