import type { Side } from '../matters/ledger';
import { at } from '../test/factories/assistance-request';
import { officerOf, referralFacts } from '../test/factories/crimes';
import { type DedicatedEngine, startDedicatedEngine } from '../test/harness/dedicated-engine';
import { MatterRig, waitFor } from '../test/rig/matter-rig';
import { VirtualClock } from '../test/rig/virtual-clock';

jest.setTimeout(150_000);

/* Fri 13 and, made up, Sat 14 February 2026 are worked, 15–23 is the holiday, Tue 24 and Wed 25 are worked. */

describe('worker, Temporal server and database are down from before the last working day of a window', () => {
  let engine: DedicatedEngine;
  let rig: MatterRig;
  const clock = VirtualClock.at(at('2026-02-09T09:00'));

  beforeAll(async () => {
    engine = await startDedicatedEngine({ timeSkipping: false });
    rig = await MatterRig.create({ databaseUrl: engine.databaseUrl, address: engine.temporalAddress, namespace: engine.namespace, databaseTimeoutMs: 2_000, clock, rehearsalClock: async () => clock.setting });
    await rig.startWorker();
  }, 90_000);
  afterAll(async () => {
    await rig.stop();
    await engine.stop();
  }, 60_000);

  const act = async (matter: string, side: Side, name: string, instant: string, facts: Record<string, unknown> = {}): Promise<void> => {
    await rig.setClock(matter, clock.move(at(instant)));
    expect(await rig.act(matter, side, name, facts, { by: officerOf(side) })).toMatchObject({ status: 'accepted' });
  };

  async function failTogetherUntil(instant: string): Promise<void> {
    await engine.killTemporal();
    await engine.killPostgres();
    await rig.stopWorker();
    clock.move(at(instant));
    await engine.restartPostgres();
    await engine.restartTemporal();
    await rig.startWorker();
  }

  test('until the window of one has closed and another’s is open: the first says that nothing was submitted, the second asks at once, nothing is back-dated', async () => {
    const [closed, open] = [await rig.openAs('crime-referral', referralFacts()), await rig.openAs('crime-referral', referralFacts())];
    for (const matter of [closed, open]) await act(matter, 'police', 'accept', '2026-02-09T10:00');
    for (const matter of [closed, open]) await act(matter, 'police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    for (const matter of [closed, open]) await act(matter, 'police', 'issue-decision', '2026-02-12T15:00');
    // From Thu 12: Fri 13, Sat 14 made up, Tue 24.
    await act(closed, 'court', 'sign-decision', '2026-02-12T16:00');
    // From Fri 13: Sat 14 made up, Tue 24, Wed 25.
    await act(open, 'court', 'sign-decision', '2026-02-13T10:00');
    for (const matter of [closed, open]) await rig.setClock(matter, clock.move(at('2026-02-23T23:00')));
    expect((await rig.position(closed)).nextAlarmAt).toBe(at('2026-02-24T00:00'));

    await failTogetherUntil('2026-02-25T00:30');
    for (const matter of [closed, open]) await waitFor(async () => rig.setClock(matter, clock.setting).then(() => true, () => false), 30_000);
    await rig.waitForStage(closed, 'window-closed');
    await rig.waitForStage(open, 'under-oversight');

    expect((await rig.ledger(closed)).at(-1)).toMatchObject({ type: 'window-closed', receivedAt: at('2026-02-25T00:00'), facts: { lastDay: '2026-02-24', unsubmitted: { version: 1 } } });
    expect((await rig.position(closed)).links).toEqual([]);
    expect((await rig.ledger(open)).find(({ type }) => type === 'asked-by-standing-instruction')).toMatchObject({ receivedAt: at('2026-02-25T00:00'), facts: { lastDay: '2026-02-25', askedAt: at('2026-02-25T00:30') } });
    await waitFor(async () => {
      await rig.reconciler.bringPending(0);
      return (await rig.position(open)).links.some(({ as }) => as === 'filing-oversight');
    }, 30_000);
    for (const matter of [closed, open]) await rig.replay(matter);
  });
});
