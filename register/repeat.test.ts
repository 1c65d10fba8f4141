import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../test/harness/wait-for';
import { repeat } from './repeat';

it('acts again and again, never twice at a time, and goes on after a failure', async () => {
  let [begun, atOnce, most] = [0, 0, 0];
  const errors: unknown[] = [];
  const repeated = repeat(
    5,
    async () => {
      begun += 1;
      most = Math.max(most, (atOnce += 1));
      await sleep(15);
      atOnce -= 1;
      if (begun === 1) throw new Error('away');
    },
    (error) => errors.push(error),
  );
  await waitFor(() => begun >= 3);
  await repeated.stop();
  expect([most, errors.length]).toEqual([1, 1]);
});

it('ends when what was begun has ended, and begins nothing more', async () => {
  let [begun, ended] = [0, 0];
  const repeated = repeat(
    1_000_000,
    async () => {
      begun += 1;
      await sleep(30);
      ended += 1;
    },
    () => undefined,
  );
  repeated.now();
  repeated.now();
  await repeated.stop();
  repeated.now();
  expect([begun, ended]).toEqual([1, 1]);
});
