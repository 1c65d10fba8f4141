import { alarmFacts, watchFacts } from '../test/factories/on-the-spot';
import { at, deskOfficerOf } from '../test/factories/assistance-request';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace } from '../test/harness/temporal';
import { MatterRig } from '../test/rig/matter-rig';
import { VirtualClock } from '../test/rig/virtual-clock';

describe('alarms and watches on a real Temporal server and a real PostgreSQL', () => {
  let database: TestDatabase;
  let shared: MatterRig;

  beforeAll(async () => {
    database = await createTestDatabase();
    shared = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()) });
    await shared.startWorker();
  });
  afterAll(async () => {
    await shared.stop();
    await database.drop();
  });

  /** A rig of its own clock, which is moved for one matter. */
  const living = (from: string) => {
    const clock = VirtualClock.at(at(from));
    const rig = shared.living(clock);
    return { rig, moveTo: (matter: string, to: string) => rig.setClock(matter, clock.move(at(to))) };
  };

  test('nobody answers: the duty desk is rung after three minutes, the head after five more, across midnight; what ran replays', async () => {
    const { rig, moveTo } = living('2026-03-07T23:56');
    const alarm = await rig.openAs('emergency', alarmFacts());
    await moveTo(alarm, '2026-03-07T23:58:59');
    expect(await rig.types(alarm)).toEqual(['open-request']);
    await moveTo(alarm, '2026-03-07T23:59');
    await moveTo(alarm, '2026-03-08T00:04');
    expect(await rig.types(alarm)).toEqual(['open-request', 'duty-desk-rung', 'head-rung']);
    // 23:56 and ten minutes.
    await moveTo(alarm, '2026-03-08T00:06');
    expect(await rig.types(alarm)).toEqual(['open-request', 'duty-desk-rung', 'head-rung', 'target-missed missed']);
    expect(await rig.act(alarm, 'unit', 'arrived')).toMatchObject({ status: 'accepted' });
    expect(await rig.act(alarm, 'court', 'record-false-report', {}, { words: { reportedBy: '被执行人亲属', claim: '称有人入室抢劫' } })).toMatchObject({ status: 'accepted', seq: 6 });
    expect(await rig.act(alarm, 'court', 'record-110', { calledAt: at('2026-03-07T23:55') })).toMatchObject({ status: 'accepted' });
    expect(await rig.act(alarm, 'unit', 'end-emergency', { outcome: 'order-restored' })).toMatchObject({ status: 'accepted' });
    expect(await rig.position(alarm)).toMatchObject({ stage: 'ended', awaitedSides: ['unit'], lateness: 'advisory-missed' });
    expect(await rig.act(alarm, 'unit', 'pass-to-punishment', { report: 6, punishmentCase: '云公（城）受案字〔2026〕88号' })).toMatchObject({ status: 'accepted' });
    expect(await rig.position(alarm)).toMatchObject({ stage: 'closed', closedAs: 'ended' });
    await rig.client.workflow.getHandle(alarm).result();
    await rig.replay(alarm);
  });

  test('acknowledged by twenty at once: one is taken, the others are told by which entry', async () => {
    const { rig } = living('2026-03-07T21:05');
    const alarm = await rig.openAs('emergency', alarmFacts());
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => rig.act(alarm, 'unit', 'acknowledge-alarm')));
    expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(1);
    for (const outcome of outcomes.filter((one) => one?.status === 'refused')) expect(outcome).toMatchObject({ code: 'not-awaited', details: { takenAs: 2 } });
    await rig.replay(alarm);
  });

  test('the court calls it off while the police say that they have arrived: one wins, the other is told', async () => {
    const { rig } = living('2026-03-07T21:05');
    const alarm = await rig.openAs('emergency', alarmFacts());
    const [withdrawn, arrived] = await Promise.all([rig.act(alarm, 'court', 'withdraw'), rig.act(alarm, 'unit', 'arrived')]);
    expect([withdrawn?.status, arrived?.status].sort()).toEqual(['accepted', 'refused']);
    await rig.replay(alarm);
  });

  test('an alarm whose workflow is ended from outside rings again where it stood', async () => {
    const { rig, moveTo } = living('2026-03-07T21:05');
    const alarm = await rig.openAs('emergency', alarmFacts());
    await moveTo(alarm, '2026-03-07T21:08');
    await rig.client.workflow.getHandle(alarm).terminate('by the test');
    await rig.dispatcher.start(alarm);
    await moveTo(alarm, '2026-03-07T21:13');
    expect(await rig.types(alarm)).toEqual(['open-request', 'duty-desk-rung', 'head-rung']);
    await rig.replay(alarm);
  });

  test('an alarm that was opened while no worker ran has rung at its own instants when one runs again', async () => {
    const { rig, moveTo } = living('2026-03-07T21:05');
    await shared.stopWorker();
    const alarm = await rig.openAs('emergency', alarmFacts(), false);
    await shared.startWorker();
    await rig.dispatcher.start(alarm);
    await moveTo(alarm, '2026-03-07T22:00');
    const ledger = await rig.ledger(alarm);
    expect(ledger.map(({ type }) => type)).toEqual(['open-request', 'duty-desk-rung', 'head-rung', 'target-missed']);
    expect(ledger.slice(1).map(({ receivedAt }) => receivedAt)).toEqual(['21:08', '21:13', '21:15'].map((time) => at(`2026-03-07T${time}`)));
    await rig.replay(alarm);
  });

  test('a vehicle stopped on a Saturday night is handed over by both; differing times are refused with both; what ran replays', async () => {
    const { rig, moveTo } = living('2026-03-05T10:00');
    const traffic = { by: { ...deskOfficerOf('police') } };
    const watch = await rig.openAs('vehicle-intercept', watchFacts({ watchUntil: '2026-03-07' }));
    await moveTo(watch, '2026-03-06T08:30');
    expect(await rig.types(watch)).toEqual(['open-request', 'watch-ending']);
    await moveTo(watch, '2026-03-07T22:40');
    expect(await rig.types(watch)).toEqual(['open-request', 'watch-ending', 'receipt-deemed']);
    expect(await rig.act(watch, 'unit', 'report-stopped', { stoppedAt: at('2026-03-07T22:30') }, traffic)).toMatchObject({ status: 'accepted', seq: 4 });
    // An hour without the court's word: its bureau is told.
    await moveTo(watch, '2026-03-07T23:40');
    expect(await rig.types(watch)).toContain('target-missed missed');
    expect(await rig.act(watch, 'court', 'acknowledge-stop', { stop: 4 })).toMatchObject({ status: 'accepted' });
    await moveTo(watch, '2026-03-08T01:00');
    expect(await rig.position(watch)).toMatchObject({ stage: 'stopped' });
    expect(await rig.act(watch, 'court', 'confirm-hand-over', { handedOverAt: at('2026-03-08T00:50') })).toMatchObject({ status: 'accepted' });
    expect(await rig.act(watch, 'unit', 'confirm-hand-over', { handedOverAt: at('2026-03-08T00:55') }, traffic)).toMatchObject({ code: 'hand-over-times-differ', details: { confirmedAt: at('2026-03-08T00:50'), givenAt: at('2026-03-08T00:55') } });
    expect(await rig.act(watch, 'unit', 'confirm-hand-over', { handedOverAt: at('2026-03-08T00:55'), agreed: true }, traffic)).toMatchObject({ status: 'accepted' });
    expect(await rig.position(watch)).toMatchObject({ closedAs: 'handed-over', particulars: { handedOverAt: at('2026-03-08T00:50') } });
    await rig.client.workflow.getHandle(watch).result();
    await rig.replay(watch);
  });

  test('both sides confirm at the same moment with differing times: one stands, the other is refused with both', async () => {
    const { rig, moveTo } = living('2026-03-05T10:00');
    const watch = await rig.openAs('vehicle-intercept', watchFacts());
    await moveTo(watch, '2026-03-05T12:00');
    await rig.act(watch, 'unit', 'report-stopped', { stoppedAt: at('2026-03-05T11:00') });
    const outcomes = await Promise.all([rig.act(watch, 'court', 'confirm-hand-over', { handedOverAt: at('2026-03-05T11:30') }), rig.act(watch, 'unit', 'confirm-hand-over', { handedOverAt: at('2026-03-05T11:40') })]);
    expect(outcomes.map((outcome) => (outcome?.status === 'refused' ? outcome.code : outcome?.status)).sort()).toEqual(['accepted', 'hand-over-times-differ']);
    await rig.replay(watch);
  });
});
