import { at } from '../test/factories/assistance-request';
import { detentionFacts, searchFacts } from '../test/factories/people';
import { createTestDatabase, type TestDatabase } from '../test/harness/database';
import { createTestNamespace } from '../test/harness/temporal';
import { MatterRig } from '../test/rig/matter-rig';
import { VirtualClock } from '../test/rig/virtual-clock';

describe('people, on a real Temporal server by the rehearsal clock', () => {
  let database: TestDatabase;
  let rig: MatterRig;
  const clock = VirtualClock.at(at('2026-09-14T09:00'));

  beforeAll(async () => {
    database = await createTestDatabase();
    rig = await MatterRig.create({ databaseUrl: database.appUrl, ...(await createTestNamespace()), clock, rehearsalClock: async () => clock.setting });
    await rig.startWorker();
  });
  afterAll(async () => {
    await rig.stop();
    await database.drop();
  });

  const moveTo = async (matter: string, instant: string) => rig.setClock(matter, clock.move(at(instant)));
  const act = async (matter: string, side: 'court' | 'unit', name: string, instant: string, facts: Record<string, unknown> = {}) => {
    await moveTo(matter, instant);
    return rig.act(matter, side, name, facts);
  };

  async function openSearch(): Promise<string> {
    clock.move(at('2026-09-14T09:00'), 0);
    const matter = await rig.openAs('locate-debtor', searchFacts());
    expect(matter).toMatch(/^LD-2026-/);
    await act(matter, 'unit', 'take-on', '2026-09-14T10:00');
    return matter;
  }

  test('found on a holiday Friday at 22:00: the breach falls on Saturday at 22:00, not a millisecond early, whoever is killed meanwhile', async () => {
    const matter = await openSearch();
    expect(await act(matter, 'unit', 'record-found', '2026-09-25T22:05', { foundAt: at('2026-09-25T22:00') })).toMatchObject({ status: 'accepted' });
    await rig.stopWorker();
    await rig.startWorker();
    await rig.setClock(matter, clock.move(at('2026-09-26T22:00') - 1));
    expect(await rig.position(matter)).toMatchObject({ lateness: 'none', nextAlarmAt: at('2026-09-26T22:00') });
    await moveTo(matter, '2026-09-26T22:00');
    expect(await rig.position(matter)).toMatchObject({ stage: 'found', lateness: 'breached', breaches: [{ term: 'notify-court', at: at('2026-09-26T22:00') }] });
    expect(await rig.types(matter)).toEqual(['open-request', 'receipt-implied', 'take-on', 'record-found', 'reminder half', 'reminder last-4h', 'term-expired breach']);
    await rig.replay(matter);
  });

  test('the court is alerted every hour until it acknowledges; eight acknowledgements at once close the matter once', async () => {
    const matter = await openSearch();
    await act(matter, 'unit', 'record-found', '2026-09-25T22:05', { foundAt: at('2026-09-25T22:00') });
    await act(matter, 'unit', 'notify-court', '2026-09-25T23:00', { at: at('2026-09-25T22:30'), channel: 'telephone' });
    await moveTo(matter, '2026-09-26T02:30');
    expect((await rig.types(matter)).filter((type) => type === 'court-alerted')).toHaveLength(3);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => rig.act(matter, 'court', 'acknowledge', { timeAgreed: true })));
    expect(outcomes.filter((outcome) => outcome?.status === 'accepted')).toHaveLength(1);
    expect(new Set(outcomes.flatMap((outcome) => (outcome?.status === 'refused' ? [outcome.code] : [])))).toEqual(new Set(['matter-closed']));
    const { closedAs, lateness, terms } = await rig.position(matter);
    expect([closedAs, lateness, terms.find(({ id }) => id === 'notify-court')?.metAt]).toEqual(['found', 'none', at('2026-09-25T22:30')]);
    await rig.replay(matter);
  });

  test('the court finds the person while the police report it: one is first, the other is told', async () => {
    const matter = await openSearch();
    await moveTo(matter, '2026-09-21T09:00');
    const [cancelled, found] = await Promise.all([rig.act(matter, 'court', 'cancel-search', { ground: 'found-by-court' }), rig.act(matter, 'unit', 'record-found', { foundAt: at('2026-09-21T08:00') })]);
    expect(cancelled).toMatchObject({ status: 'accepted' });
    // Found first, the search was then called off; called off first, nobody reports a finding any more.
    expect(['accepted', 'refused']).toContain(found?.status);
    expect(await rig.position(matter)).toMatchObject({ stage: 'withdrawing' });
    await rig.act(matter, 'unit', 'confirm-search-withdrawn');
    expect(await rig.position(matter)).toMatchObject({ closedAs: 'search-withdrawn' });
    await rig.replay(matter);
  });

  test('advised on a Sunday, signed for at 11:00: the court’s own breach falls on Monday at 11:00 and climbs; then it decides and tells', async () => {
    clock.move(at('2027-03-12T09:00'), 0);
    const matter = await rig.openAs('detention', detentionFacts());
    expect(matter).toMatch(/^DT-2027-/);
    await act(matter, 'unit', 'admit', '2027-03-12T10:00', { admittedAt: at('2027-03-12T09:50') });
    // Sunday 14 March 2027.
    await act(matter, 'unit', 'suggest-stop', '2027-03-14T10:00');
    await act(matter, 'court', 'sign-notice', '2027-03-14T11:00');
    expect(await act(matter, 'court', 'tell-detention-house', '2027-03-14T12:00', { at: at('2027-03-14T12:00'), channel: 'telephone' })).toMatchObject({ status: 'refused', code: 'decision-missing' });
    await moveTo(matter, '2027-03-15T11:00');
    expect(await rig.position(matter)).toMatchObject({ stage: 'deciding', lateness: 'breached', awaitedSides: ['court'] });
    // Three working days after Mon 15: 16, 17, 18.
    await moveTo(matter, '2027-03-16T08:30');
    await moveTo(matter, '2027-03-18T08:30');
    expect((await rig.types(matter)).slice(-5)).toEqual(['reminder half', 'reminder last-4h', 'term-expired breach', 'escalation +1', 'escalation +3']);
    const told = await rig.db.selectFrom('delivery').select(['audience', 'state']).where('matter', '=', matter).where('rung', '=', '+3').execute();
    expect(told).toEqual([{ audience: 'committee', state: 'no-recipient' }]);
    await act(matter, 'court', 'decide-stop', '2027-03-18T09:00', { stop: true });
    await act(matter, 'court', 'tell-detention-house', '2027-03-18T09:10', { at: at('2027-03-18T09:05'), channel: 'telephone' });
    await act(matter, 'unit', 'record-release', '2027-03-18T10:00', { releasedAt: at('2027-03-18T09:50') });
    expect(await rig.position(matter)).toMatchObject({ closedAs: 'stopped', lateness: 'breached' });
    await rig.replay(matter);
  });
});
