import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { createTestNamespace, type TestNamespace } from '../../test/harness/temporal';
import { ANSWER, at } from '../../test/factories/assistance-request';
import { MatterRig, waitFor } from '../../test/rig/matter-rig';
import { VirtualClock } from '../../test/rig/virtual-clock';
import type { CommandOutcome } from '../../matters/ledger';

describe('the result of a step is lost after its commit', () => {
  let database: TestDatabase;
  let namespace: TestNamespace;
  let rig: MatterRig;
  const clock = VirtualClock.at(at('2026-03-05T15:00'));

  beforeAll(async () => {
    database = await createTestDatabase();
    namespace = await createTestNamespace();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...namespace, clock, rehearsalClock: async () => clock.setting });
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });

  test('with the worker, which dies: a rival received earlier and a due alarm wait, and nothing is done twice, lost or out of order', async () => {
    const first = await HangingWorker.start({ ...namespace, databaseUrl: database.appUrl, keysDir: rig.keysDir }, clock);
    const names = ['answered', 'withdrawn', 'signed', 'deemed'] as const;
    const matters = { answered: await rig.open(), withdrawn: await rig.open(), signed: await rig.open(), deemed: await rig.open() };
    for (const matter of Object.values(matters)) await rig.waitForStage(matter, 'awaiting-receipt');

    // Friday 23:00, an hour before the papers count as received. The rivals are committed first and brought last.
    clock.move(at('2026-03-06T23:00'));
    first.tell({ clock: clock.setting });
    const rivals = {
      answered: await rig.commit(matters.answered, 'court', 'withdraw'),
      withdrawn: await rig.commit(matters.withdrawn, 'unit', 'answer', ANSWER),
      signed: await rig.commit(matters.signed, 'unit', 'raise-query'),
    };
    clock.move(at('2026-03-06T23:01'));
    first.tell({ clock: clock.setting });
    for (const [matter, type] of [[matters.answered, 'answer'], [matters.withdrawn, 'withdraw'], [matters.signed, 'sign-receipt'], [matters.deemed, 'receipt-deemed']]) first.tell({ matter, hangAfter: type });
    const taken = {
      answered: await rig.commit(matters.answered, 'unit', 'answer', ANSWER),
      withdrawn: await rig.commit(matters.withdrawn, 'court', 'withdraw'),
      signed: await rig.commit(matters.signed, 'unit', 'sign-receipt'),
    };
    for (const command of Object.values(taken)) void rig.dispatcher.bring(command);
    for (const name of ['answered', 'withdrawn', 'signed'] as const) await first.committed(matters[name]);
    // Saturday 00:00:01: the fourth matter's papers are deemed received.
    clock.move(at('2026-03-07T00:00:01'));
    first.tell({ clock: clock.setting });
    void rig.setClock(matters.deemed, clock.setting).catch(() => undefined);
    await first.committed(matters.deemed);
    await first.kill();
    const recorded = new Map(await Promise.all(names.map(async (name) => [name, await rig.ledger(matters[name])] as const)));

    const late = await rig.commit(matters.deemed, 'unit', 'sign-receipt');
    const moved = names.map((name) => rig.setClock(matters[name], clock.setting).catch(() => undefined));
    const brought = [...Object.values(rivals), late].map((command) => rig.dispatcher.bring(command));
    await rig.startWorker();
    await Promise.all([...moved, ...brought]);
    const decided = async (id: string): Promise<CommandOutcome> =>
      waitFor(async () => {
        await rig.reconciler.bringPending(0);
        return rig.outcome(id);
      }, 20_000);

    expect(await decided(taken.answered.id)).toMatchObject({ status: 'accepted', seq: 3 });
    expect(await decided(rivals.answered.id)).toMatchObject({ status: 'accepted', seq: 4 });
    expect(await decided(taken.withdrawn.id)).toMatchObject({ status: 'accepted', seq: 2 });
    expect(await decided(rivals.withdrawn.id)).toMatchObject({ status: 'refused', code: 'matter-closed' });
    expect(await decided(taken.signed.id)).toMatchObject({ status: 'accepted', seq: 2 });
    expect(await decided(rivals.signed.id)).toMatchObject({ status: 'accepted', seq: 3 });
    expect(await decided(late.id)).toMatchObject({ status: 'accepted', seq: 3 });
    expect(await rig.types(matters.answered)).toEqual(['open-request', 'receipt-implied', 'answer', 'withdraw']);
    expect(await rig.types(matters.withdrawn)).toEqual(['open-request', 'withdraw']);
    expect(await rig.types(matters.signed)).toEqual(['open-request', 'sign-receipt', 'raise-query']);
    expect(await rig.types(matters.deemed)).toEqual(['open-request', 'receipt-deemed', 'sign-receipt']);
    // What stood when the worker died stands unchanged, instants included.
    for (const [name, ledger] of recorded) expect((await rig.ledger(matters[name])).slice(0, ledger.length)).toEqual(ledger);
    for (const matter of Object.values(matters)) await rig.replay(matter);
    await rig.stopWorker();
  }, 90_000);

  test('on its way back, at every step: a whole request is recorded once', async () => {
    const lost = new Set<string>();
    await rig.startWorker({
      wrap: (activities) => ({
        ...activities,
        recordStep: async (step: Parameters<typeof activities.recordStep>[0]) => {
          const result = await activities.recordStep(step);
          const id = `${step.matter}:${step.seq}:${step.entries.length}`;
          if (lost.has(id)) return result;
          lost.add(id);
          throw new Error('the connection was lost after the commit');
        },
      }),
    });
    const matter = await rig.open();
    for (const [side, name, facts] of [['unit', 'answer', ANSWER], ['court', 'contest-answer', {}], ['unit', 'answer', ANSWER], ['court', 'accept-answer', {}]] as const) {
      expect(await rig.act(matter, side, name, facts)).toMatchObject({ status: 'accepted' });
    }
    expect(await rig.types(matter)).toEqual(['open-request', 'receipt-implied', 'answer', 'contest-answer', 'answer', 'accept-answer']);
    expect(lost.size).toBe(4);
    const deliveries = await rig.db.selectFrom('delivery').select(['seq', 'message', 'audience']).where('matter', '=', matter).execute();
    expect(new Set(deliveries.map((row) => JSON.stringify(row))).size).toBe(deliveries.length);
    await rig.replay(matter);
    await rig.stopWorker();
  });
});

class HangingWorker {
  private readonly committedMatters = new Set<string>();

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ committed }: { committed?: string }) => void (committed && this.committedMatters.add(committed)));
  }

  static async start(options: TestNamespace & { databaseUrl: string; keysDir: string }, clock: VirtualClock): Promise<HangingWorker> {
    const worker = new HangingWorker(fork(path.join(__dirname, '..', '..', 'test', 'kill', 'hanging-worker.js'), { execArgv: [] }));
    worker.tell({ clock: clock.setting, start: options });
    await once(worker.child, 'message');
    return worker;
  }

  tell(message: object): void {
    this.child.send(message);
  }

  async committed(matter: string): Promise<void> {
    await waitFor(async () => this.committedMatters.has(matter));
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
