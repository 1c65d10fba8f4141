import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/codec-helpers';
import { createTestDatabase, type TestDatabase } from '../../test/harness/database';
import { createTestNamespace, type TestNamespace } from '../../test/harness/temporal';
import { ANSWER, at } from '../../test/factories/assistance-request';
import { MatterRig, waitFor } from '../../test/rig/matter-rig';
import { bundleForTest } from '../../test/rig/test-bundle';
import { fastForward, FollowingClock } from '../../test/rig/time-skipping';
import { VirtualClock } from '../../test/rig/virtual-clock';
import { deemedReceipt } from '../../domain/deadlines/deemed-receipt';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { COMPLETE_SIGNAL, type MatterInput } from '../../matters/messages';

describe('alarms on a real Temporal server, by the rehearsal clock', () => {
  let database: TestDatabase;
  let namespace: TestNamespace;
  let rig: MatterRig;
  const clock = VirtualClock.at(at('2026-03-05T15:00'));

  beforeAll(async () => {
    database = await createTestDatabase();
    namespace = await createTestNamespace();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...namespace, clock, isSignalAllowed: true, rehearsalClock: async () => clock.setting });
    await rig.startWorker();
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });
  beforeEach(() => clock.move(at('2026-03-05T15:00'), 0));

  const moveTo = async (matter: string, instant: string) => rig.setClock(matter, clock.move(at(instant)));

  /** Signed on Thursday 5 March; Fri 6 (1), Mon 9 (2), Tue 10 (3). */
  const openSigned = async (): Promise<string> => {
    const matter = await rig.open();
    expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted' });
    return matter;
  };

  test('fire at their instants, each once, in order, and not a millisecond early', async () => {
    const matter = await openSigned();
    await moveTo(matter, '2026-03-10T23:59:59');
    expect(await rig.position(matter)).toMatchObject({ lateness: 'none', nextAlarmAt: at('2026-03-11T00:00') });
    await rig.setClock(matter, clock.move(at('2026-03-11T00:00') - 1));
    expect(await rig.position(matter)).toMatchObject({ lateness: 'none' });
    expect(await rig.setClock(matter, clock.move(at('2026-03-11T00:00')))).toEqual({ nextAlarmAt: at('2026-03-11T08:30') });
    expect(await rig.position(matter)).toMatchObject({ lateness: 'breached', breaches: [{ at: at('2026-03-11T00:00') }] });
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'reminder T-2', 'reminder T-1', 'reminder T-0', 'term-expired breach']);
    await rig.replay(matter);
  });

  test('wait for a command that was committed before them and that nobody has brought', async () => {
    const matter = await openSigned();
    await moveTo(matter, '2026-03-10T12:00');
    clock.move(at('2026-03-11T00:00') - 1);
    const answer = await rig.commit(matter, 'unit', 'answer', ANSWER);
    await moveTo(matter, '2026-03-11T03:00');
    expect(await rig.outcome(answer.id)).toMatchObject({ status: 'accepted' });
    expect(await rig.position(matter)).toMatchObject({ stage: 'answered', lateness: 'none', breaches: [] });
    await rig.replay(matter);
  });

  test('do not wait for one that was received at their very instant', async () => {
    const matter = await openSigned();
    await moveTo(matter, '2026-03-10T12:00');
    clock.move(at('2026-03-11T00:00'));
    const answer = await rig.commit(matter, 'unit', 'answer', ANSWER);
    await moveTo(matter, '2026-03-11T00:00');
    expect(await rig.dispatcher.bring(answer)).toMatchObject({ status: 'accepted' });
    const types = await rig.types(matter);
    expect(types.slice(-2)).toEqual(['term-expired breach', 'answer']);
    expect((await rig.position(matter)).terms.find((term) => term.name === 'answer')).toMatchObject({ lateSince: at('2026-03-11T00:00') });
    await rig.replay(matter);
  });

  test('go on when the command they waited for is refused, which is settled with them', async () => {
    const matter = await openSigned();
    const before = await rig.countEvents(matter);
    clock.move(at('2026-03-05T16:00'));
    const refused = await rig.commit(matter, 'court', 'reply-to-query', { query: 7 }, { words: { reply: '答复' } });
    await moveTo(matter, '2026-03-06T09:00');
    expect(await rig.outcome(refused.id)).toMatchObject({ status: 'refused', code: 'no-such-query' });
    expect(await rig.db.selectFrom('sealed').select('id').where('origin', '=', refused.id).execute()).toEqual([]);
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'reminder T-2']);
    expect((await rig.countEvents(matter)) - before).toBeLessThan(15);
    expect(await rig.dispatcher.bring(refused)).toMatchObject({ status: 'refused', code: 'no-such-query' });
    await rig.replay(matter);
  });

  test('an outage makes no timely act late: what was committed during it is taken before what fell due after it', async () => {
    const matter = await openSigned();
    await moveTo(matter, '2026-03-05T15:01');
    await rig.stopWorker();
    clock.move(at('2026-03-09T10:00'));
    const notice = await rig.commit(matter, 'unit', 'give-delay-notice');
    clock.move(at('2026-03-10T16:00'));
    const extension = await rig.commit(matter, 'court', 'grant-extension', { workingDays: 1 });
    clock.move(at('2026-03-12T07:00'));
    const moved = rig.setClock(matter, clock.setting);
    await rig.startWorker();
    await moved;
    expect(await rig.outcome(notice.id)).toMatchObject({ status: 'accepted' });
    expect(await rig.outcome(extension.id)).toMatchObject({ status: 'accepted' });
    // Extended to Wed 11, whose end has passed as well: T-2 Fri 6; T-1 Mon 9; notice; T-0 Tue 10; extension; T-0 Wed 11; breach.
    expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'reminder T-2', 'reminder T-1', 'give-delay-notice', 'reminder T-0', 'grant-extension', 'reminder T-0', 'term-expired breach']);
    expect((await rig.position(matter)).breaches).toMatchObject([{ at: at('2026-03-12T00:00'), explanation: 'notice-unanswered' }]);
    await rig.replay(matter);
  });

  test('when the court stays silent the matter closes at the exact instant, and whoever moved the clock is answered', async () => {
    const matter = await openSigned();
    expect(await rig.act(matter, 'unit', 'answer', ANSWER)).toMatchObject({ status: 'accepted' });
    await moveTo(matter, '2026-03-10T23:59:59');
    expect(await moveTo(matter, '2026-03-20T00:00')).toEqual({});
    expect(await rig.position(matter)).toMatchObject({ closedAs: 'accepted-by-silence', closedAt: at('2026-03-11T00:00') });
    await rig.client.workflow.getHandle(matter).result();
    await rig.replay(matter);
  });

  test('fire by themselves while the clock runs', async () => {
    const matter = await openSigned();
    // A day in two seconds.
    await rig.setClock(matter, clock.move(at('2026-03-10T20:00'), 43_200));
    await waitFor(async () => (await rig.position(matter)).lateness === 'breached');
    const breach = (await rig.ledger(matter)).at(-1);
    expect(breach?.receivedAt).toBe(at('2026-03-11T00:00'));
    expect(breach?.recordedAt).toBeGreaterThanOrEqual(at('2026-03-11T00:00'));
    await rig.replay(matter);
  });

  test('nobody sets the clock of a matter that lives by real time', async () => {
    const earnest = await MatterRig.create({ databaseUrl: database.appUrl, ...namespace, keysDir: rig.keysDir });
    const matter = await earnest.open();
    await earnest.waitForStage(matter, 'awaiting-receipt');
    await expect(earnest.setClock(matter, clock.setting)).rejects.toMatchObject({ cause: { type: 'not-a-rehearsal' } });
    await earnest.replay(matter);
    await earnest.stop();
  });

  describe('a history that goes on as new', () => {
    const runs = async (matter: string): Promise<number> => {
      let count = 0;
      for await (const { workflowId } of rig.client.workflow.list({ query: `WorkflowId = "${matter}"` })) if (workflowId === matter) count += 1;
      return count;
    };
    beforeAll(async () => {
      await rig.stopWorker();
      const bundle = await bundleForTest('short-runs.ts');
      await rig.startWorker({
        bundle,
        wrap: (activities) => ({
          ...activities,
          recordStep: async (step: Parameters<typeof activities.recordStep>[0]) => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            return activities.recordStep(step);
          },
        }),
      });
    });
    afterAll(async () => {
      await rig.stopWorker();
      await rig.startWorker();
    });

    test('carries what waits: every command is decided once, and the same key again has the same outcome in another run', async () => {
      const matter = await openSigned();
      const commands = await Promise.all(Array.from({ length: 40 }, (_, n) => rig.commit(matter, 'unit', 'raise-query', {}, { key: `query-${n}` })));
      const outcomes = await Promise.all(commands.map((command) => rig.dispatcher.bring(command)));
      await waitFor(async () => {
        await rig.reconciler.bringPending(0);
        return (await Promise.all(commands.map(({ id }) => rig.outcome(id)))).every((outcome) => outcome?.status === 'accepted');
      });
      const ledger = await rig.ledger(matter);
      expect(ledger.filter((entry) => entry.type === 'raise-query').map((entry) => entry.key).sort()).toEqual(commands.map(({ id }) => id).sort());
      for (const [index, command] of commands.entries()) {
        const settled = await rig.outcome(command.id);
        expect(outcomes[index] ?? settled).toEqual(settled);
        expect(await rig.act(matter, 'unit', 'raise-query', {}, { key: `query-${index}` })).toEqual(settled);
      }
      await waitFor(async () => (await runs(matter)) > 1);
      // A run that is behind goes on as one that knows it.
      const { events } = await rig.client.workflow.getHandle(matter).fetchHistory();
      const [carried] = (await decodeArrayFromPayloads(rig.client.options.loadedDataConverter, events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads)) as [MatterInput];
      expect(carried.continued?.registerSeq).toBeGreaterThanOrEqual(2);
      const described = await rig.client.workflow.getHandle(matter).describe();
      expect(described.typedSearchAttributes.getAll().find(({ key }) => key.name === 'Stage')?.value).toBe('awaiting-answer');
      const metadata = await rig.client.workflow.getHandle(matter).query<{ currentDetails: string }>('__temporal_workflow_metadata');
      expect(metadata.currentDetails).toMatch(/police\.identity-property-query[^]*awaiting-answer[^]*2026-03-10 届满/);
    }, 60_000);

    test('keeps its clock and its alarms, and whoever sets the clock is answered all the same', async () => {
      const matter = await openSigned();
      for (let hour = 16; hour < 24; hour += 1) await moveTo(matter, `2026-03-05T${hour}:00`);
      await rig.client.workflow.getHandle(matter).signal(COMPLETE_SIGNAL, { officer: '李四', outcome: 'no' });
      for (const instant of ['2026-03-06T08:29', '2026-03-06T08:30', '2026-03-09T09:00', '2026-03-10T09:00', '2026-03-11T00:00', '2026-03-11T08:30']) await moveTo(matter, instant);
      expect((await rig.types(matter)).filter((type) => type !== 'signal-refused')).toEqual(['open-request', 'sign-receipt', 'reminder T-2', 'reminder T-1', 'reminder T-0', 'term-expired breach', 'escalation +1']);
      expect(await rig.types(matter)).toContain('signal-refused');
      await waitFor(async () => (await runs(matter)) > 1);
      expect(await rig.act(matter, 'unit', 'answer', ANSWER)).toMatchObject({ status: 'accepted' });
    }, 60_000);
  });
});

describe('alarms by the server’s own timers, with its time skipped', () => {
  test('the papers count as received, the term is reminded of and breached at the exact instants', async () => {
    const database = await createTestDatabase();
    const clock = new FollowingClock();
    const rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), clock });
    await rig.startWorker();
    const matter = await rig.open();
    const opened = (await rig.ledger(matter))[0]?.receivedAt ?? 0;
    await rig.waitForStage(matter, 'awaiting-receipt');
    const { on, at: deemedAt } = deemedReceipt(SHIPPED_CALENDAR, opened);

    const forwardTo = async (instant: number): Promise<void> => {
      const ms = instant - clock.now();
      clock.advance(ms);
      await fastForward(rig.client, matter, ms);
    };
    await forwardTo(deemedAt - 60_000);
    expect(await rig.types(matter)).toEqual(['open-request']);
    await forwardTo(deemedAt + 1_000);
    await rig.waitForStage(matter, 'awaiting-answer');
    expect((await rig.ledger(matter))[1]).toMatchObject({ type: 'receipt-deemed', receivedAt: deemedAt, facts: { on } });

    const { dueAt } = (await rig.position(matter)).terms[0] ?? { dueAt: 0 };
    await forwardTo(dueAt - 60_000);
    expect((await rig.position(matter)).lateness).toBe('none');
    const notice = await rig.act(matter, 'unit', 'give-delay-notice');
    expect(notice).toMatchObject({ status: 'accepted' });
    await forwardTo(dueAt + 1_000);
    await waitFor(async () => (await rig.position(matter)).lateness === 'breached');
    expect((await rig.position(matter)).breaches).toMatchObject([{ at: dueAt, explanation: 'notice-unanswered', restsOnDeemedReceipt: true }]);
    expect(await rig.types(matter)).toEqual(['open-request', 'receipt-deemed', 'reminder T-2', 'reminder T-1', 'reminder T-0', 'give-delay-notice', 'term-expired breach']);
    await rig.replay(matter);
    await rig.stop();
    await database.drop();
  }, 60_000);
});
