import type { Side } from '../matters/ledger';
import { SEARCH_ATTRIBUTES } from '../matters/search-attributes';
import { at } from '../test/factories/assistance-request';
import { officerOf, referralFacts } from '../test/factories/crimes';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace } from '../test/harness/temporal';
import { MatterRig, waitFor } from '../test/rig/matter-rig';
import { VirtualClock } from '../test/rig/virtual-clock';

/* Sat 14 Feb 2026 is made up, 15–23 is the holiday; Tue 24, Wed 25, Thu 26, Fri 27, Sat 28 made up, 2–5 March are worked. */

describe('suspected crimes, on a real Temporal server by the rehearsal clock', () => {
  let database: TestDatabase;
  let rig: MatterRig;
  const clock = VirtualClock.at(at('2026-02-09T09:00'));

  beforeAll(async () => {
    database = await createTestDatabase();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), clock, rehearsalClock: async () => clock.setting });
    await rig.startWorker();
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });
  beforeEach(() => clock.move(at('2026-02-09T09:00'), 0));

  const moveTo = async (matter: string, instant: string) => rig.setClock(matter, clock.move(at(instant)));
  const act = async (matter: string, side: Side, name: string, instant: string, facts: Record<string, unknown> = {}) => {
    await moveTo(matter, instant);
    return rig.act(matter, side, name, facts, { by: officerOf(side) });
  };
  const oversightOf = async (matter: string): Promise<string> => waitFor(async () => (await rig.position(matter)).links.find(({ as }) => as === 'filing-oversight')?.matter);

  /** The court's own instruction is the product's default, which the platform brings to whoever opens with another. Its decision signed for on Fri 13 February at 10:00: the window ends with Wed 25. */
  async function received(): Promise<string> {
    const matter = await rig.openAs('crime-referral', referralFacts());
    expect(matter).toMatch(/^CR-2026-/);
    await act(matter, 'police', 'accept', '2026-02-09T10:00');
    await act(matter, 'police', 'decide-not-to-file', '2026-02-10T10:00', { decidedAt: at('2026-02-10T09:00') });
    await act(matter, 'police', 'issue-decision', '2026-02-12T15:00');
    expect(await act(matter, 'court', 'sign-decision', '2026-02-13T10:00')).toMatchObject({ status: 'accepted' });
    return matter;
  }

  /** What stands in the Temporal UI of a run. */
  async function shown(matter: string): Promise<{ details: string; attributes: Record<string, unknown> }> {
    const handle = rig.client.workflow.getHandle(matter);
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    const { typedSearchAttributes } = await handle.describe();
    return { details: currentDetails, attributes: Object.fromEntries(typedSearchAttributes.getAll().filter(({ key }) => Object.hasOwn(SEARCH_ATTRIBUTES, key.name)).map(({ key, value }) => [key.name, value])) };
  }

  /** What the matters say to each other. */
  const bringAll = async (): Promise<void> => {
    while ((await rig.reconciler.bringPending(0)) > 0);
  };

  test('a court silent over the Spring Festival: asked by standing instruction as Wednesday 25 February begins, not a millisecond before; first result on the seventh working day', async () => {
    const matter = await received();
    await rig.stopWorker();
    await rig.startWorker();
    await rig.setClock(matter, clock.move(at('2026-02-25T00:00') - 1));
    expect(await rig.position(matter)).toMatchObject({ stage: 'decision-received', nextAlarmAt: at('2026-02-25T00:00') });
    // Number, stage and dates: until when the window runs, and when the platform acts next.
    const { details, attributes } = await shown(matter);
    expect(details).toBe([`### ${matter}`, '- 阶段：`decision-received`', '- 规定期限：2026-02-25 届满（2026-02-26T00:00:00+08:00）', '- 下次提醒：2026-02-25T00:00:00+08:00'].join('\n'));
    expect(attributes).toEqual({ Stage: 'decision-received', Lateness: 'none', DueAt: new Date(at('2026-02-26T00:00')), NextAlarmAt: new Date(at('2026-02-25T00:00')), Provisional: false, Rehearsal: true });
    await moveTo(matter, '2026-02-25T00:00');
    expect(await rig.position(matter)).toMatchObject({ stage: 'under-oversight', particulars: { asked: { how: 'by-standing-instruction', askedAt: at('2026-02-25T00:00') } } });
    await bringAll();
    const oversight = await oversightOf(matter);
    expect(oversight).toMatch(/^FO-2026-/);
    await rig.dispatcher.start(oversight);
    expect(await act(oversight, 'procuratorate', 'sign-request', '2026-02-25T09:00')).toMatchObject({ status: 'accepted' });
    // Thu 26 (1), Fri 27, Sat 28, Mon 2, Tue 3, Wed 4, Thu 5 March (7).
    expect((await rig.position(oversight)).terms.find(({ id }) => id === 'first-result')).toMatchObject({ dueOn: '2026-03-05' });
    await act(oversight, 'procuratorate', 'report-first-result', '2026-03-05T16:00', { result: 'reasons-to-be-demanded' });
    await act(oversight, 'procuratorate', 'demand-reasons', '2026-03-06T09:00');
    await act(oversight, 'procuratorate', 'notify-to-file', '2026-03-09T09:00');
    await act(oversight, 'police', 'file-case', '2026-03-10T09:00');
    expect(await rig.position(oversight)).toMatchObject({ closedAs: 'filed', lateness: 'none' });
    await moveTo(matter, '2026-03-10T09:01');
    await bringAll();
    await rig.waitForStage(matter, 'filed');
    await rig.replay(matter);
    await rig.replay(oversight);
  });

  test('a worker that is away from before the last working day until after it: nothing is submitted, and the ledger and the court’s head are told so', async () => {
    const matter = await received();
    await rig.stopWorker();
    clock.move(at('2026-02-26T08:00'));
    await rig.startWorker();
    await moveTo(matter, '2026-02-26T08:00');
    await rig.waitForStage(matter, 'window-closed');
    expect((await rig.types(matter)).slice(-4)).toEqual(['reminder T-2', 'reminder T-1', 'reminder T-0', 'window-closed']);
    expect((await rig.ledger(matter)).at(-1)).toMatchObject({ receivedAt: at('2026-02-26T00:00'), facts: { lastDay: '2026-02-25', unsubmitted: { version: 1 } } });
    expect(await act(matter, 'court', 'ask-oversight', '2026-02-26T09:00')).toMatchObject({ status: 'refused', code: 'window-closed' });
    await rig.replay(matter);
  });

  test('a worker that comes back within the last working day submits at once', async () => {
    const matter = await received();
    await rig.stopWorker();
    clock.move(at('2026-02-25T21:00'));
    await rig.startWorker();
    await moveTo(matter, '2026-02-25T21:00');
    await rig.waitForStage(matter, 'under-oversight');
    expect((await rig.ledger(matter)).find(({ type }) => type === 'asked-by-standing-instruction')).toMatchObject({ receivedAt: at('2026-02-25T00:00'), facts: { askedAt: at('2026-02-25T21:00') } });
    await rig.replay(matter);
  });

  test('eight officers of the court ask at once: one is first, one oversight is opened, the rest are told', async () => {
    const matter = await received();
    await moveTo(matter, '2026-02-24T10:00');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => rig.act(matter, 'court', 'ask-oversight', {}, { by: officerOf('court') })));
    expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(1);
    expect(new Set(outcomes.flatMap((outcome) => (outcome?.status === 'refused' ? [outcome.code] : [])))).toEqual(new Set(['not-awaited']));
    await bringAll();
    await oversightOf(matter);
    expect((await rig.position(matter)).links).toHaveLength(1);
    await rig.replay(matter);
  });

  test('the court accepts while the police file: one is first, the other is told', async () => {
    const matter = await received();
    await moveTo(matter, '2026-02-24T10:00');
    const [accept, file] = await Promise.all([rig.act(matter, 'court', 'accept-decision', {}, { by: officerOf('court') }), rig.act(matter, 'police', 'file-case', {}, { by: officerOf('police') })]);
    expect([accept?.status, file?.status].sort()).toEqual(['accepted', 'refused']);
    await rig.replay(matter);
  });
});
