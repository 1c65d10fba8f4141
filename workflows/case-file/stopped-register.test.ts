import { type DedicatedEngine, startDedicatedEngine } from '../../test/harness/dedicated-engine';
import { createTestNamespace } from '../../test/harness/temporal';
import { ANSWER } from '../../test/factories/assistance-request';
import { MatterRig, waitFor } from '../../test/rig/matter-rig';
import type { KnownCommand } from '../../register/matters/commands';
import type { CommandOutcome } from '../../matters/ledger';

describe('a PostgreSQL that is stopped and answers nothing', () => {
  let engine: DedicatedEngine;
  beforeAll(async () => {
    engine = await startDedicatedEngine();
  }, 60_000);
  afterAll(() => engine.stop());

  const setUp = async (where: { address: string; namespace: string }) => {
    const rig = await MatterRig.create({ databaseUrl: engine.databaseUrl, ...where, databaseTimeoutMs: 5_000 });
    await rig.startWorker();
    const matters = await Promise.all(Array.from({ length: 4 }, () => rig.open()));
    for (const matter of matters) expect(await rig.act(matter, 'unit', 'sign-receipt')).toMatchObject({ status: 'accepted' });
    return { rig, matters };
  };
  const decidedOf = (rig: MatterRig, command: KnownCommand): Promise<CommandOutcome> =>
    waitFor(async () => {
      // A line that broke while nothing answered takes one pass with it; the next one follows, as in the process itself.
      await rig.reconciler.bringPending(0).catch(() => undefined);
      return rig.outcome(command.id);
    }, 30_000);
  const failedTasks = async (rig: MatterRig, matter: string): Promise<number> => ((await rig.client.workflow.getHandle(matter).fetchHistory()).events ?? []).filter((event) => event.workflowTaskFailedEventAttributes).length;

  test('under the register alone: commands are answered as pending, no workflow or task fails, and all goes on afterwards', async () => {
    const { rig, matters } = await setUp(await createTestNamespace());
    const answers = await Promise.all(matters.map((matter) => rig.commit(matter, 'unit', 'answer', ANSWER)));
    const rivals = await Promise.all(matters.map((matter) => rig.commit(matter, 'unit', 'answer', { ...ANSWER, outcome: 'nothing-found' })));
    engine.pausePostgres();
    const brought = await Promise.all([...answers, ...rivals].map((command) => rig.dispatcher.bring(command)));
    expect(brought).toEqual(brought.map(() => undefined));
    // Long enough for the step to have been given up as a local activity and to wait on a timer.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    engine.resumePostgres();
    for (const [index, matter] of matters.entries()) {
      const [answer, rival] = [answers[index], rivals[index]];
      if (!answer || !rival) throw new Error('a command is missing');
      const outcomes = [await decidedOf(rig, answer), await decidedOf(rig, rival)];
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['accepted', 'refused']);
      expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'answer']);
      expect((await rig.client.workflow.getHandle(matter).describe()).status.name).toBe('RUNNING');
      expect(await failedTasks(rig, matter)).toBe(0);
      expect(await rig.act(matter, 'court', 'accept-answer')).toMatchObject({ status: 'accepted' });
      await rig.replay(matter);
    }
    await rig.stop();
  }, 90_000);

  test('under the register and the engine: the same', async () => {
    const { rig, matters } = await setUp({ address: engine.temporalAddress, namespace: engine.namespace });
    const answers = await Promise.all(matters.map((matter) => rig.commit(matter, 'unit', 'answer', ANSWER)));
    engine.pausePostgres();
    const brought = await Promise.all(answers.map((command) => rig.dispatcher.bring(command)));
    expect(brought).toEqual(brought.map(() => undefined));
    engine.resumePostgres();
    for (const [index, matter] of matters.entries()) {
      const answer = answers[index];
      if (!answer) throw new Error('a command is missing');
      expect(await decidedOf(rig, answer)).toMatchObject({ status: 'accepted' });
      expect(await rig.types(matter)).toEqual(['open-request', 'sign-receipt', 'answer']);
      expect((await rig.client.workflow.getHandle(matter).describe()).status.name).toBe('RUNNING');
      await rig.replay(matter);
    }
    await rig.stop();
  }, 90_000);
});
