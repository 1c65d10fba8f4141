import { at, COURT_OFFICER } from '../test/factories/assistance-request';
import { openDetention, type PersonInMemory } from '../test/factories/people';
import { SHIPPED_CALENDAR } from '../domain/calendar/shipped';
import type { Detention } from '../matters/detention';
import type { Side } from '../matters/ledger';
import { rederive } from './case-file/in-memory';
import { DETENTION } from './procedures';

const told = (instant: string) => ({ at: at(instant), channel: 'telephone' });

/** Brought on Friday 6 March 2026 and admitted at once. */
async function admitted(over: Parameters<typeof openDetention>[1] = {}): Promise<PersonInMemory<Detention>> {
  const matter = await openDetention('2026-03-06T09:00', over);
  await matter.act('unit', 'admit', '2026-03-06T10:00', { admittedAt: at('2026-03-06T09:50') });
  return matter;
}

/** The detention house advises to stop on Sunday 8 March at 10:00. */
async function advised(): Promise<PersonInMemory<Detention>> {
  const matter = await admitted();
  await matter.act('unit', 'suggest-stop', '2026-03-08T10:00');
  return matter;
}

async function standsOnItsLedger(matter: PersonInMemory<Detention>): Promise<void> {
  const { ledger } = matter.register;
  const derived = await rederive(DETENTION, { matter: 'DT-2026-000001', ledger, calendar: SHIPPED_CALENDAR });
  expect(derived.position).toEqual(matter.position);
  for (const entry of ledger.slice(1)) expect([entry.seq, derived.terms.get(entry.seq) ?? []]).toEqual([entry.seq, entry.terms ?? []]);
}

describe('whoever may not', () => {
  test.each<[string, Side, Record<string, unknown>]>([
    ['admit', 'court', { admittedAt: at('2026-03-06T09:30') }],
    ['refuse-admission', 'court', {}],
    ['suggest-stop', 'court', {}],
    ['record-release', 'court', { releasedAt: at('2026-03-06T09:30') }],
    ['sign-notice', 'unit', {}],
    ['decide-stop', 'unit', { stop: true }],
    ['tell-detention-house', 'unit', told('2026-03-06T09:30')],
    ['bring-again', 'unit', {}],
    ['close-refused', 'unit', {}],
    ['acknowledge', 'court', {}],
  ])('%s is not for the other side', async (name, side, facts) => {
    const matter = await openDetention('2026-03-06T09:00');
    expect(await matter.act(side, name, '2026-03-06T10:00', facts)).toEqual({ status: 'refused', code: 'not-permitted' });
  });

  test.each(['committee-officer', 'supervisor', 'unit-head'])('a %s does not decide in the court’s place', async (role) => {
    const matter = await advised();
    const outcome = await matter.send({ id: `by-${role}`, name: 'decide-stop', by: { ...COURT_OFFICER, role }, receivedAt: at('2026-03-08T10:05'), facts: { stop: true } });
    expect(outcome).toEqual({ status: 'refused', code: 'not-permitted' });
  });
});

describe('at the door of the detention house', () => {
  test('the police admit: the papers are there, the request is answered, the person is in custody', async () => {
    const matter = await admitted();
    expect(matter.types()).toEqual(['open-request', 'receipt-implied', 'admit']);
    expect(matter.term('answer')).toMatchObject({ state: 'met', force: 'advisory', article: '四.7(4)' });
    expect(matter.position).toMatchObject({ stage: 'admitted', awaitedSides: ['unit'], lateness: 'none', particulars: { admittedAt: at('2026-03-06T09:50') } });
    await standsOnItsLedger(matter);
  });

  test('neither admitting nor refusing misses a target of one working day', async () => {
    const matter = await openDetention('2026-03-06T09:00');
    await matter.act('unit', 'sign-receipt', '2026-03-06T09:30');
    // Day 0 Fri 6; Mon 9 (1).
    expect(matter.term('answer')).toMatchObject({ dueOn: '2026-03-09' });
    await matter.advanceTo(at('2026-03-10T00:00'));
    expect(matter.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
  });

  test('refused for reasons of health: the court brings the person again after another check, or leaves it', async () => {
    const matter = await openDetention('2026-03-06T09:00');
    await matter.act('unit', 'refuse-admission', '2026-03-06T10:00');
    expect(matter.position).toMatchObject({ stage: 'refused', awaitedSides: ['court'] });
    await matter.act('court', 'bring-again', '2026-03-12T09:00');
    // Fri 13.
    expect(matter.term('answer.2')).toMatchObject({ state: 'running', dueOn: '2026-03-13' });
    await matter.act('unit', 'refuse-admission', '2026-03-12T10:00');
    await matter.act('court', 'close-refused', '2026-03-12T11:00');
    expect(matter.position).toMatchObject({ stage: 'closed', closedAs: 'refused', lateness: 'none' });
    await standsOnItsLedger(matter);
  });

  test('nobody is admitted before the court asked, or in the future', async () => {
    const matter = await openDetention('2026-03-06T09:00');
    for (const admittedAt of [at('2026-03-06T08:59'), at('2026-03-06T10:01')]) {
      expect(await matter.act('unit', 'admit', '2026-03-06T10:00', { admittedAt })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
    }
  });
});

describe('the detention is served', () => {
  test('and its end recorded', async () => {
    const matter = await admitted();
    await matter.act('unit', 'record-release', '2026-03-21T09:50', { releasedAt: at('2026-03-21T09:45') });
    expect(matter.position).toMatchObject({ closedAs: 'served', particulars: { releasedAt: at('2026-03-21T09:45') } });
  });

  test('or asked after, once the days of the decision have passed', async () => {
    const matter = await admitted({ detentionDays: 3 });
    await matter.advanceTo(at('2026-03-09T09:49'));
    expect(matter.types()).not.toContain('release-unrecorded');
    await matter.advanceTo(at('2026-03-09T09:50'));
    expect(matter.told('release-unrecorded')).toEqual(['unit.desk', 'unit.liaison', 'court.officer']);
    expect(matter.position).toMatchObject({ stage: 'admitted', lateness: 'none' });
  });

  test('the court that ends it earlier sees the person free before the matter is closed', async () => {
    const matter = await admitted();
    await matter.act('court', 'withdraw', '2026-03-10T09:00');
    expect(matter.position).toMatchObject({ stage: 'release-owed', awaitedSides: ['unit'] });
    // Wed 11.
    expect(matter.term('release')).toMatchObject({ side: 'unit', force: 'advisory', dueOn: '2026-03-11' });
    await matter.act('unit', 'record-release', '2026-03-10T11:00', { releasedAt: at('2026-03-10T10:50') });
    expect(matter.position).toMatchObject({ closedAs: 'withdrawn', lateness: 'none' });
    await standsOnItsLedger(matter);
  });

  test('withdrawn before anybody was admitted, it is closed at once', async () => {
    const matter = await openDetention('2026-03-06T09:00');
    await matter.act('court', 'withdraw', '2026-03-06T09:30');
    expect(matter.position).toMatchObject({ closedAs: 'withdrawn' });
  });
});

describe('advice to stop: the court decides and tells the detention house within twenty-four hours', () => {
  test('signed for on Sunday at 11:00, both are done by Monday 11:00', async () => {
    const matter = await advised();
    expect(matter.told('stop-suggested')).toEqual(['court.contact', 'court.bureau', 'unit.liaison']);
    await matter.act('court', 'sign-notice', '2026-03-08T11:00');
    expect(matter.term('decide-stop')).toMatchObject({ side: 'court', force: 'statutory', article: '四.7(4)', startAt: at('2026-03-08T11:00'), dueAt: at('2026-03-09T11:00') });
    await matter.act('court', 'decide-stop', '2026-03-08T20:00', { stop: true });
    expect(matter.term('decide-stop')).toMatchObject({ state: 'running' });
    await matter.act('court', 'tell-detention-house', '2026-03-09T10:59', told('2026-03-09T10:59'));
    expect(matter.term('decide-stop')).toMatchObject({ state: 'met', metAt: at('2026-03-09T10:59') });
    expect(matter.position).toMatchObject({ stage: 'release-owed', lateness: 'none', awaitedSides: ['unit'] });
    await matter.act('unit', 'record-release', '2026-03-09T12:00', { releasedAt: at('2026-03-09T11:40') });
    expect(matter.position).toMatchObject({ closedAs: 'stopped' });
    await standsOnItsLedger(matter);
  });

  test('decided in time but told a millisecond after the hours, it is the court’s own breach', async () => {
    const matter = await advised();
    await matter.act('court', 'sign-notice', '2026-03-08T11:00');
    await matter.act('court', 'decide-stop', '2026-03-08T12:00', { stop: false });
    await matter.act('court', 'tell-detention-house', '2026-03-09T11:00', told('2026-03-09T11:00'));
    expect(matter.position).toMatchObject({ stage: 'admitted', lateness: 'breached', breaches: [{ term: 'decide-stop', restsOnDeemedReceipt: false }] });
  });

  test('the breach climbs to the enforcement bureau and then to the committee, and nobody has decided for the court', async () => {
    const matter = await advised();
    await matter.act('court', 'sign-notice', '2026-03-08T11:00');
    await matter.advanceTo(at('2026-03-09T11:00'));
    expect(matter.told('term-expired')).toEqual(['court.officer', 'court.contact', 'court.bureau', 'unit.desk', 'unit.liaison']);
    // Tue 10 is the first working day after Mon 9, Thu 12 the third.
    await matter.advanceTo(at('2026-03-10T08:30'));
    expect(matter.told('escalation')).toEqual(['court.bureau']);
    await matter.advanceTo(at('2026-03-12T08:30'));
    expect(matter.told('escalation')).toEqual(['committee']);
    expect(matter.position).toMatchObject({ stage: 'deciding', awaitedSides: ['court'], lateness: 'breached' });
    expect(matter.position?.particulars).not.toHaveProperty('stop');
  });

  test('the court’s officer is reminded at night, half-way and four hours before', async () => {
    const matter = await advised();
    await matter.act('court', 'sign-notice', '2026-03-08T11:00');
    await matter.advanceTo(at('2026-03-09T07:00'));
    const rungs = matter.register.ledger.filter(({ facts }) => facts['term'] === 'decide-stop').map(({ facts, receivedAt }) => [facts['rung'], receivedAt]);
    expect(rungs).toEqual([['half', at('2026-03-08T23:00')], ['last-4h', at('2026-03-09T07:00')]]);
    expect(matter.told('reminder')).toEqual(['court.contact', 'court.bureau']);
  });

  test('a court that does not sign gains the working day after and no more: deemed received on Monday at 24:00', async () => {
    const matter = await advised();
    await matter.advanceTo(at('2026-03-10T00:00'));
    expect(matter.position).toMatchObject({ stage: 'deciding' });
    expect(matter.term('decide-stop')).toMatchObject({ startOn: '2026-03-09', startAt: at('2026-03-10T00:00'), dueOn: '2026-03-11', dueAt: at('2026-03-11T00:00') });
    await matter.advanceTo(at('2026-03-11T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ term: 'decide-stop', restsOnDeemedReceipt: true }]);
    await standsOnItsLedger(matter);
  });

  test('the operator’s rule of deemed receipt counts for the court as well: at the end of the second working day', async () => {
    const matter = await openDetention('2026-03-08T09:00', { deemedReceipt: { workingDaysAfterDelivery: 2 } });
    await matter.act('unit', 'suggest-stop', '2026-03-08T10:00');
    await matter.advanceTo(at('2026-03-11T00:00'));
    // Sunday 8; Mon 9, Tue 10.
    expect(matter.term('decide-stop')).toMatchObject({ startOn: '2026-03-10', dueAt: at('2026-03-12T00:00') });
  });

  test('whoever decides has the notice', async () => {
    const matter = await advised();
    await matter.act('court', 'decide-stop', '2026-03-08T13:00', { stop: false });
    expect(matter.types().slice(-2)).toEqual(['notice-implied', 'decide-stop']);
    expect(matter.term('decide-stop')).toMatchObject({ startAt: at('2026-03-08T13:00') });
  });

  test('the notice was there earlier than recorded only if both sides say so; then the hours run from there', async () => {
    const matter = await advised();
    await matter.act('court', 'sign-notice', '2026-03-08T18:00');
    await matter.act('unit', 'propose-service-time', '2026-03-08T18:10', { servedAt: at('2026-03-08T10:30'), mode: 'in-person' });
    expect(matter.position).toMatchObject({ awaitedSides: ['court'] });
    expect(await matter.act('unit', 'confirm-service-time', '2026-03-08T18:11', { proposal: 6, agreed: true })).toMatchObject({ status: 'refused', code: 'confirmed-by-the-other-side' });
    await matter.act('court', 'confirm-service-time', '2026-03-08T18:12', { proposal: 6, agreed: true });
    expect(matter.term('decide-stop')).toMatchObject({ dueAt: at('2026-03-09T10:30') });
    await standsOnItsLedger(matter);
  });

  test('nothing is told that was not decided, and nothing decided twice', async () => {
    const matter = await advised();
    await matter.act('court', 'sign-notice', '2026-03-08T11:00');
    expect(await matter.act('court', 'tell-detention-house', '2026-03-08T11:30', told('2026-03-08T11:20'))).toMatchObject({ status: 'refused', code: 'decision-missing' });
    await matter.act('court', 'decide-stop', '2026-03-08T12:00', { stop: true });
    expect(await matter.act('court', 'decide-stop', '2026-03-08T12:01', { stop: false })).toMatchObject({ status: 'refused', code: 'already-decided' });
    expect(await matter.act('court', 'tell-detention-house', '2026-03-08T12:02', told('2026-03-08T10:59'))).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
  });

  test('told in time and recorded late, it is in time once the detention house confirms it', async () => {
    const matter = await advised();
    await matter.act('court', 'sign-notice', '2026-03-08T11:00');
    await matter.act('court', 'decide-stop', '2026-03-09T11:30', { stop: false });
    await matter.act('court', 'tell-detention-house', '2026-03-09T11:31', told('2026-03-09T10:30'));
    expect(matter.position).toMatchObject({ lateness: 'breached' });
    await matter.act('unit', 'acknowledge', '2026-03-09T11:40', { timeAgreed: true });
    expect(matter.position).toMatchObject({ stage: 'admitted', lateness: 'none', breaches: [{ explanation: 'confirmed-in-time' }] });
    expect(await matter.act('unit', 'acknowledge', '2026-03-09T11:41')).toMatchObject({ status: 'refused', code: 'nothing-to-acknowledge' });
    await standsOnItsLedger(matter);
  });

  test('advised at the door: the court insists and the person is admitted, or stops and the detention house confirms', async () => {
    const insists = await openDetention('2026-03-08T09:00');
    await insists.act('unit', 'suggest-stop', '2026-03-08T10:00');
    await insists.act('court', 'decide-stop', '2026-03-08T10:30', { stop: false });
    await insists.act('court', 'tell-detention-house', '2026-03-08T10:40', told('2026-03-08T10:40'));
    expect(insists.position).toMatchObject({ stage: 'awaiting-admission', awaitedSides: ['unit'] });
    // Day 0 Sun 8; Mon 9.
    expect(insists.term('answer.2')).toMatchObject({ dueOn: '2026-03-09' });
    await insists.act('unit', 'admit', '2026-03-08T11:00', { admittedAt: at('2026-03-08T10:55') });
    expect(insists.position).toMatchObject({ stage: 'admitted' });

    const stops = await openDetention('2026-03-08T09:00');
    await stops.act('unit', 'suggest-stop', '2026-03-08T10:00');
    expect(await stops.act('unit', 'record-release', '2026-03-08T10:10', { releasedAt: at('2026-03-08T10:05') })).toMatchObject({ status: 'refused', code: 'nobody-in-custody' });
    await stops.act('court', 'decide-stop', '2026-03-08T10:30', { stop: true });
    await stops.act('court', 'tell-detention-house', '2026-03-08T10:40', told('2026-03-08T10:40'));
    expect(stops.position).toMatchObject({ stage: 'stopped', awaitedSides: ['unit'] });
    await stops.act('unit', 'acknowledge', '2026-03-08T10:50', {});
    expect(stops.position).toMatchObject({ closedAs: 'stopped', lateness: 'none' });
    await standsOnItsLedger(stops);
  });

  test('a second advice has hours of its own', async () => {
    const matter = await advised();
    await matter.act('court', 'decide-stop', '2026-03-08T10:30', { stop: false });
    await matter.act('court', 'tell-detention-house', '2026-03-08T10:40', told('2026-03-08T10:40'));
    await matter.act('unit', 'suggest-stop', '2026-03-10T22:00');
    await matter.act('court', 'sign-notice', '2026-03-10T22:30');
    expect(matter.term('decide-stop.2')).toMatchObject({ dueAt: at('2026-03-11T22:30'), state: 'running' });
    await standsOnItsLedger(matter);
  });

  test('released while the court decides: the hours end with the matter', async () => {
    const matter = await advised();
    await matter.act('court', 'sign-notice', '2026-03-08T11:00');
    await matter.act('unit', 'record-release', '2026-03-08T12:00', { releasedAt: at('2026-03-08T11:50') });
    expect(matter.position).toMatchObject({ closedAs: 'served', lateness: 'none' });
    expect(matter.term('decide-stop')).toMatchObject({ state: 'ended' });
  });
});
