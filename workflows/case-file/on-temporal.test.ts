import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { createTestNamespace } from '../../test/harness/temporal';
import { ANSWER, COURT_OFFICER, deskOfficerOf } from '../../test/factories/assistance-request';
import { MatterRig, waitFor } from '../../test/rig/matter-rig';
import { bundleForTest } from '../../test/rig/test-bundle';
import { withConnection } from '../../engine/database';
import type { CommandMessage } from '../../matters/ledger';
import { ACT_UPDATE, COMPLETE_SIGNAL } from '../../matters/messages';

describe('the case file on a real Temporal server and a real PostgreSQL', () => {
  let database: TestDatabase;
  let rig: MatterRig;
  /** Steps of these matters wait here before they are written. */
  const held = new Map<string, Promise<void>>();

  const startWorker = () =>
    rig.startWorker({
      wrap: (activities) => ({
        ...activities,
        recordStep: async (step: Parameters<typeof activities.recordStep>[0]) => {
          await held.get(step.matter);
          return activities.recordStep(step);
        },
      }),
    });
  /** Holds every step of a matter until the returned function is called. */
  const hold = (matter: string): (() => void) => {
    let release: () => void = () => undefined;
    held.set(
      matter,
      new Promise((resolve) => {
        release = () => {
          held.delete(matter);
          resolve();
        };
      }),
    );
    return release;
  };
  const notices = async (matter: string) => (await rig.db.selectFrom('operator_notice').select('code').where('matter', '=', matter).execute()).map(({ code }) => code);
  const statusOf = async (matter: string) => (await rig.client.workflow.getHandle(matter).describe()).status.name;

  beforeAll(async () => {
    database = await createTestDatabase();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), isSignalAllowed: true });
    await startWorker();
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });

  describe('a command', () => {
    test('runs a request from opening to acceptance in at most 30 events, and its history replays', async () => {
      const matter = await rig.open();
      await rig.waitForStage(matter, 'awaiting-receipt');
      expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted', seq: 2 });
      expect(await rig.act(matter, 'unit', 'answer', ANSWER, { words: { remarks: '已办' } })).toMatchObject({ status: 'accepted', seq: 3 });
      expect(await rig.act(matter, 'court', 'accept-answer')).toMatchObject({ status: 'accepted', seq: 4 });
      expect(await rig.position(matter)).toMatchObject({ stage: 'closed', closedAs: 'accepted' });
      await rig.client.workflow.getHandle(matter).result();
      await rig.replay(matter);
      expect(await rig.countEvents(matter)).toBeLessThanOrEqual(30);
    });

    test('of a stranger, of the other side, or in a role that may not is refused before anything is written', async () => {
      const matter = await rig.open();
      const strangers = [
        { ...deskOfficerOf('land') },
        { ...deskOfficerOf('police'), side: 'court' as const },
        { ...deskOfficerOf('police'), side: undefined },
        { ...deskOfficerOf('police'), role: 'supervisor' },
        { ...deskOfficerOf('police'), role: undefined },
        { ...COURT_OFFICER },
      ];
      for (const by of strangers) expect([by, await rig.act(matter, 'unit', 'sign-receipt', {}, { by })]).toMatchObject([by, { status: 'refused', code: 'not-permitted' }]);
      expect(await rig.act(matter, 'unit', 'no-such-command')).toMatchObject({ status: 'refused', code: 'unknown-command' });
      expect(await rig.types(matter)).toEqual(['open-request']);
      await rig.replay(matter);
    });

    test('given by 20 at once with different answers: one is accepted, and the others are told when and by which entry', async () => {
      const matter = await rig.open();
      await rig.act(matter, 'unit', 'sign-receipt');
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => rig.act(matter, 'unit', 'answer', { ...ANSWER, answerSeal: `seal-${n}` })));
      expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(1);
      const answer = (await rig.ledger(matter)).at(-1);
      expect(answer?.type).toBe('answer');
      for (const outcome of outcomes.filter((one) => one?.status === 'refused')) {
        expect(outcome).toMatchObject({ code: 'not-awaited', details: { stage: 'answered', takenAs: answer?.seq, takenAt: answer?.recordedAt } });
      }
      expect(outcomes.filter((outcome) => outcome?.status === 'refused')).toHaveLength(19);
      // One that comes later, to a file at rest, is told the same.
      expect(await rig.act(matter, 'unit', 'answer', ANSWER)).toMatchObject({ code: 'not-awaited', details: { takenAs: answer?.seq } });
      await rig.replay(matter);
    });

    test('given by 20 at once that closes the matter: one is accepted, the others are told how it was closed', async () => {
      const matter = await rig.open();
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => rig.act(matter, 'court', 'withdraw')));
      expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(1);
      const end = (await rig.ledger(matter)).at(-1);
      for (const outcome of outcomes.filter((one) => one?.status !== 'accepted')) {
        expect(outcome).toMatchObject({ status: 'refused', code: 'matter-closed', details: { closedAs: 'withdrawn', closedAt: end?.receivedAt } });
      }
      expect(await rig.act(matter, 'unit', 'answer', ANSWER)).toMatchObject({ code: 'matter-closed', details: { closedAs: 'withdrawn', closedAt: end?.receivedAt } });
      await rig.client.workflow.getHandle(matter).result();
      await rig.replay(matter);
    });

    test('given again with the same key, at once and later, has the same outcome and stands in the ledger once', async () => {
      const matter = await rig.open();
      const sign = () => rig.act(matter, 'unit', 'sign-receipt', {}, { key: 'same' });
      const atOnce = await Promise.all(Array.from({ length: 20 }, sign));
      const refused = () => rig.act(matter, 'court', 'reply-to-query', { query: 9 }, { key: 'refused' });
      const first = await refused();
      await rig.act(matter, 'unit', 'raise-query');
      for (const outcome of [...atOnce, await sign()]) expect(outcome).toEqual(atOnce[0]);
      expect(atOnce[0]).toMatchObject({ status: 'accepted', seq: 2 });
      expect(first).toMatchObject({ status: 'refused', code: 'no-such-query' });
      expect(await refused()).toEqual(first);
      expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'raise-query']);
      await rig.replay(matter);
    });

    test('that races the opening is taken, whichever starts the workflow', async () => {
      const matters = await Promise.all(Array.from({ length: 8 }, () => rig.open({}, false)));
      const outcomes = await Promise.all(
        matters.map(async (matter, n) => {
          const start = () => rig.dispatcher.start(matter);
          const sign = () => rig.act(matter, 'unit', 'sign-receipt');
          const [one, other] = await Promise.all(n % 2 ? [start(), sign()] : [sign(), start()]);
          return n % 2 ? other : one;
        }),
      );
      for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'accepted', seq: 2 });
      for (const matter of matters.slice(0, 2)) await rig.replay(matter);
    });

    test('that arrives while the opening is being recorded is decided afterwards, not refused for state', async () => {
      const matter = await rig.open({}, false);
      const release = hold(matter);
      await rig.dispatcher.start(matter);
      const answer = rig.dispatcher.bring(await rig.commit(matter, 'unit', 'answer', ANSWER));
      const accept = rig.dispatcher.bring(await rig.commit(matter, 'court', 'accept-answer'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      release();
      expect(await answer).toMatchObject({ status: 'accepted' });
      expect(await accept).toMatchObject({ status: 'accepted' });
      await rig.replay(matter);
    });

    test('brought to a workflow that never started, or was lost, starts it', async () => {
      const matter = await rig.open({}, false);
      expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted', seq: 2 });
      await rig.client.workflow.getHandle(matter).terminate('lost');
      const before = await rig.position(matter);
      expect(await rig.act(matter, 'unit', 'raise-query')).toMatchObject({ status: 'accepted', seq: 3 });
      expect((await rig.position(matter)).terms).toEqual(before.terms);
      await rig.replay(matter);
    });

    test('whose run is ended before it is decided stays pending, and is brought again', async () => {
      const matter = await rig.open();
      await rig.waitForStage(matter, 'awaiting-receipt');
      const release = hold(matter);
      const command = await rig.commit(matter, 'unit', 'sign-receipt');
      await rig.client.workflow.getHandle(matter).startUpdate(ACT_UPDATE, { updateId: command.id, args: [command.message], waitForStage: 'ACCEPTED' });
      const outcome = rig.dispatcher.bring(command);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await rig.client.workflow.getHandle(matter).terminate('lost');
      expect(await outcome).toBeUndefined();
      expect(await rig.outcome(command.id)).toBeUndefined();
      release();
      expect(await rig.reconciler.restartMissing()).toContain(matter);
      await rig.reconciler.bringPending(0);
      expect(await rig.outcome(command.id)).toMatchObject({ status: 'accepted' });
      expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt']);
      await rig.replay(matter);
    });

    test('that nobody decides in time is answered as pending', async () => {
      const matter = await rig.open();
      await rig.waitForStage(matter, 'awaiting-receipt');
      await rig.stopWorker();
      const command = await rig.commit(matter, 'unit', 'sign-receipt');
      expect(await rig.dispatcher.bring(command)).toBeUndefined();
      await startWorker();
      expect(await waitFor(async () => rig.dispatcher.bring(command))).toMatchObject({ status: 'accepted' });
      expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt']);
      await rig.replay(matter);
    });

    test('sent to the engine past the register, in no form that it knows, is refused and harms nothing', async () => {
      const matter = await rig.open();
      await rig.waitForStage(matter, 'awaiting-receipt');
      const handle = rig.client.workflow.getHandle(matter);
      for (const garbage of [null, 'text', {}, { id: 1, by: null }, { id: 'x', name: 'sign-receipt' }]) {
        await expect(handle.executeUpdate(ACT_UPDATE, { args: [garbage as unknown as CommandMessage] })).rejects.toThrow();
      }
      expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted' });
      await rig.replay(matter);
    });
  });

  describe('the signal `complete`', () => {
    const signal = (matter: string, ...args: unknown[]) => rig.client.workflow.getHandle(matter).signal(COMPLETE_SIGNAL, ...args);

    test('answers the request, and its entry says that nobody was verified', async () => {
      const matter = await rig.open();
      await signal(matter, { officer: '李四', outcome: 'nothing-found', result: '查无记录' });
      await rig.waitForStage(matter, 'answered');
      const answer = (await rig.ledger(matter)).at(-1);
      expect(answer).toMatchObject({ type: 'answer', by: { kind: 'machine', id: 'signal' }, facts: { outcome: 'nothing-found', via: 'signal, unverified' } });
      expect(JSON.stringify(answer)).not.toMatch(/李四|查无/);
      expect(await rig.act(matter, 'court', 'accept-answer')).toMatchObject({ status: 'accepted' });
      await rig.replay(matter);
    });

    test('that is invalid or comes too late is recorded as refused, and no word of it stands in clear', async () => {
      const matter = await rig.open();
      await signal(matter, { officer: '李四', outcome: '张三的\u0000住所已查到', result: 'x' });
      await signal(matter, { officer: '李四', outcome: 'done' });
      await signal(matter, { officer: '李四', outcome: 'done' });
      await signal(matter, { officer: '李四', outcome: 'cannot-be-done' });
      await waitFor(async () => (await rig.types(matter)).length === 6);
      const ledger = await rig.ledger(matter);
      expect(ledger.map((entry) => entry.type)).toEqual(['open-request', 'signal-refused', 'receipt-implied', 'answer', 'signal-refused', 'signal-refused']);
      expect(ledger.map((entry) => entry.facts['refused'])).toEqual([undefined, 'unknown-outcome', undefined, undefined, 'not-awaited', 'not-awaited']);
      expect(JSON.stringify(ledger)).not.toMatch(/李四|张三/);
      expect(await rig.act(matter, 'court', 'accept-answer')).toMatchObject({ status: 'accepted', seq: 7 });
      await rig.replay(matter);
    });

    test('in no form that anybody knows is recorded as refused and harms nothing', async () => {
      const matter = await rig.open();
      for (const args of [[], [null], ['text'], [42], [{}], [{ officer: { name: 1 }, outcome: ['done'] }]]) await signal(matter, ...args);
      await waitFor(async () => (await rig.types(matter)).length === 7);
      expect(await rig.types(matter)).toEqual(['open-request', ...Array.from({ length: 6 }, () => 'signal-refused')]);
      expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted' });
      await rig.replay(matter);
    });
  });

  describe('nothing ends a matter for good', () => {
    test('a request to cancel is not heard: commands and signals go on', async () => {
      const matter = await rig.open();
      await rig.waitForStage(matter, 'awaiting-receipt');
      const release = hold(matter);
      const sign = rig.act(matter, 'unit', 'sign-receipt');
      const handle = rig.client.workflow.getHandle(matter);
      await handle.cancel();
      release();
      expect(await sign).toMatchObject({ status: 'accepted' });
      expect(await rig.act(matter, 'unit', 'raise-query')).toMatchObject({ status: 'accepted' });
      await handle.signal(COMPLETE_SIGNAL, { officer: '李四', outcome: 'done' });
      await rig.waitForStage(matter, 'answered');
      await handle.cancel();
      expect(await rig.act(matter, 'court', 'contest-answer')).toMatchObject({ status: 'accepted' });
      expect(await statusOf(matter)).toBe('RUNNING');
      await rig.replay(matter);
    });

    test('a terminated one is started again over its ledger, with the same dates, and the operator is told', async () => {
      const matter = await rig.open();
      await rig.act(matter, 'unit', 'sign-receipt');
      const before = await rig.position(matter);
      await rig.client.workflow.getHandle(matter).terminate('by mistake');
      expect(await rig.reconciler.restartMissing()).toContain(matter);
      expect(await notices(matter)).toEqual(['workflow-restarted']);
      expect(await rig.reconciler.restartMissing()).not.toContain(matter);
      expect(await rig.act(matter, 'unit', 'give-delay-notice', {}, { key: 'late' })).toMatchObject({ status: 'accepted', seq: 3 });
      expect((await rig.position(matter)).terms).toEqual(before.terms);
      expect(await rig.ledger(matter)).toHaveLength(3);
      await rig.client.workflow.getHandle(matter).terminate('again');
      expect(await rig.act(matter, 'unit', 'give-delay-notice', {}, { key: 'late' })).toMatchObject({ status: 'accepted', seq: 3 });
      expect(await rig.reconciler.restartMissing()).toContain(matter);
      await rig.replay(matter);
    });

    test('a bug in the procedure fails the task only: mended, the matter goes on', async () => {
      await rig.stopWorker();
      await rig.startWorker({ bundle: await bundleForTest('broken-procedure.ts') });
      const matter = await rig.open();
      const other = await rig.open();
      await rig.waitForStage(matter, 'awaiting-receipt');
      const command = await rig.commit(matter, 'unit', 'sign-receipt');
      const outcome = rig.dispatcher.bring(command);
      await waitFor(async () => (await rig.client.workflow.getHandle(matter).fetchHistory()).events?.some((event) => event.workflowTaskFailedEventAttributes) ?? false);
      expect(await rig.act(other, 'court', 'withdraw')).toMatchObject({ status: 'accepted' });
      expect(await statusOf(matter)).toBe('RUNNING');
      await rig.stopWorker();
      await startWorker();
      await outcome;
      expect(await waitFor(async () => rig.dispatcher.bring(command), 20_000)).toMatchObject({ status: 'accepted' });
      await rig.replay(matter);
    }, 60_000);
  });

  test('a register that was restored from an older copy is the truth: the matter goes on from there', async () => {
    const matter = await rig.open();
    await rig.act(matter, 'unit', 'sign-receipt');
    const kept = await rig.db.selectFrom('matter').selectAll().where('number', '=', matter).executeTakeFirstOrThrow();
    const lost = await rig.commit(matter, 'unit', 'raise-query');
    await rig.dispatcher.bring(lost);
    await withConnection(database.ownerUrl, async (client) => {
      await client.query('delete from entry where matter = $1 and seq = 3', [matter]);
      await client.query('delete from command where id = $1', [lost.id]);
      await client.query('update matter set seq = 2, head_hash = $2 where number = $1', [matter, kept.head_hash]);
    });
    expect(await rig.act(matter, 'unit', 'answer', ANSWER)).toMatchObject({ status: 'accepted', seq: 3 });
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'answer']);
    await rig.replay(matter);
  });
});
