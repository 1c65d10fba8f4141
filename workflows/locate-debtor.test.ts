import { at, COURT_OFFICER, deskOfficerOf } from '../test/factories/assistance-request';
import { openSearch, type PersonInMemory } from '../test/factories/people';
import type { Side } from '../matters/ledger';
import type { LocateDebtor } from '../matters/locate-debtor';
import { rederive } from './case-file/in-memory';
import { LOCATE_DEBTOR } from './procedures';
import { SHIPPED_CALENDAR } from '../domain/calendar/shipped';

const NOT_FOUND = { outcome: 'nothing-found', answerSeal: 'police' };
const told = (instant: string) => ({ at: at(instant), channel: 'telephone' });

/** Signed for on Mon 14 September 2026 and taken on the next day. */
async function searching(over: Parameters<typeof openSearch>[1] = {}): Promise<PersonInMemory<LocateDebtor>> {
  const search = await openSearch('2026-09-14T09:00', over);
  await search.act('unit', 'sign-receipt', '2026-09-14T10:00');
  await search.act('unit', 'take-on', '2026-09-15T10:00');
  return search;
}

/** Found on Friday night, as the worked example has it. */
async function found(): Promise<PersonInMemory<LocateDebtor>> {
  const search = await searching();
  await search.act('unit', 'record-found', '2026-09-25T22:05', { foundAt: at('2026-09-25T22:00') });
  return search;
}

/** What follows from the ledger is what was written. */
async function standsOnItsLedger(search: PersonInMemory<LocateDebtor>): Promise<void> {
  const { ledger } = search.register;
  const derived = await rederive(LOCATE_DEBTOR, { matter: 'LD-2026-000001', ledger, calendar: SHIPPED_CALENDAR });
  expect(derived.position).toEqual(search.position);
  for (const entry of ledger.slice(1)) expect([entry.seq, derived.terms.get(entry.seq) ?? []]).toEqual([entry.seq, entry.terms ?? []]);
}

describe('whoever may not', () => {
  test.each<[string, Side, Record<string, unknown>]>([
    ['take-on', 'court', {}],
    ['record-found', 'court', { foundAt: at('2026-09-25T22:00') }],
    ['retract-finding', 'court', {}],
    ['notify-court', 'court', told('2026-09-25T22:30')],
    ['confirm-search-withdrawn', 'court', {}],
    ['record-found-by-court', 'unit', { foundAt: at('2026-09-25T22:00') }],
    ['cancel-search', 'unit', { ground: 'found-by-court' }],
  ])('%s is not for the other side', async (name, side, facts) => {
    const search = await searching();
    expect(await search.act(side, name, '2026-09-25T23:00', facts)).toEqual({ status: 'refused', code: 'not-permitted' });
  });

  test('a court’s prosecutor, another court or the head of the police do not acknowledge', async () => {
    const search = await found();
    await search.act('unit', 'notify-court', '2026-09-25T22:30', told('2026-09-25T22:30'));
    for (const by of [{ ...COURT_OFFICER, body: 'court.luoding' }, { ...deskOfficerOf('police'), role: 'unit-head' }, { ...COURT_OFFICER, role: 'supervisor' }]) {
      const outcome = await search.send({ id: `by-${by.role}-${by.body}`, name: 'acknowledge', by, receivedAt: at('2026-09-25T22:31'), facts: {} });
      expect(outcome).toEqual({ status: 'refused', code: 'not-permitted' });
    }
  });

  test('the police do not acknowledge in the court’s place, and nobody tests the contact but the two sides', async () => {
    const search = await found();
    await search.act('unit', 'notify-court', '2026-09-25T22:30', told('2026-09-25T22:30'));
    expect(await search.act('unit', 'acknowledge', '2026-09-25T22:31')).toMatchObject({ status: 'refused', code: 'not-permitted' });
    expect(await search.act('unit', 'record-contact-test', '2026-09-25T22:32', { at: at('2026-09-25T22:32'), channel: 'telephone' })).toMatchObject({ status: 'accepted' });
  });
});

describe('the papers and the prompt answer', () => {
  test('taking the search on answers the request, within the target of three working days', async () => {
    const search = await openSearch('2026-09-14T09:00');
    await search.act('unit', 'sign-receipt', '2026-09-14T10:00');
    // Tue 15 (1), Wed 16 (2), Thu 17 (3).
    expect(search.term('answer')).toMatchObject({ dueOn: '2026-09-17', force: 'advisory', article: '四.7(2)' });
    await search.act('unit', 'take-on', '2026-09-17T23:59');
    expect(search.term('answer')).toMatchObject({ state: 'met' });
    expect(search.position).toMatchObject({ stage: 'searching', lateness: 'none', awaitedSides: ['unit'] });
    expect(search.told('search-taken-on')).toEqual(['court.officer', 'unit.liaison']);
  });

  test('papers that nobody signs for are deemed received; a target that is missed is no breach', async () => {
    const search = await openSearch('2026-09-14T15:00');
    await search.advanceTo(at('2026-09-16T00:00'));
    // Day 0 Tue 15; Wed 16, Thu 17, Fri 18.
    expect(search.term('answer')).toMatchObject({ startOn: '2026-09-15', dueOn: '2026-09-18' });
    await search.advanceTo(at('2026-09-19T00:00'));
    expect(search.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
  });

  test('the operator’s rule of deemed receipt counts in a search too: at the end of the second working day', async () => {
    const search = await openSearch('2026-09-14T15:00', { deemedReceipt: { workingDaysAfterDelivery: 2 } });
    await search.advanceTo(at('2026-09-16T23:59'));
    expect(search.position).toMatchObject({ stage: 'awaiting-receipt' });
    await search.advanceTo(at('2026-09-17T00:00'));
    // Tue 15, Wed 16 is day 0; Thu 17, Fri 18, Sun 20 (worked).
    expect(search.term('answer')).toMatchObject({ startOn: '2026-09-16', dueOn: '2026-09-20' });
  });

  test('papers sent by hand wait for the record of their delivery', async () => {
    const search = await openSearch('2026-09-14T09:00', { serviceMode: 'in-person' });
    expect(search.position).toMatchObject({ stage: 'awaiting-delivery', awaitedSides: ['court'] });
    await search.act('court', 'record-delivery', '2026-09-14T16:00', { mode: 'in-person' });
    expect(search.position).toMatchObject({ stage: 'awaiting-receipt', awaitedSides: ['unit'] });
  });

  test('whoever takes on without having signed has the papers', async () => {
    const search = await openSearch('2026-09-14T09:00');
    await search.act('unit', 'take-on', '2026-09-14T11:00');
    expect(search.types()).toEqual(['open-request', 'receipt-implied', 'take-on']);
    await standsOnItsLedger(search);
  });

  test('that nothing was found is an answer, which the court accepts, contests, or accepts by silence', async () => {
    const search = await searching();
    await search.act('unit', 'answer', '2026-10-12T10:00', NOT_FOUND);
    expect(search.position).toMatchObject({ stage: 'answered', awaitedSides: ['court'] });
    await search.act('court', 'contest-answer', '2026-10-13T10:00');
    // Promptly again: Wed 14, Thu 15, Fri 16.
    expect(search.term('answer.2')).toMatchObject({ dueOn: '2026-10-16', force: 'advisory' });
    await search.act('unit', 'answer', '2026-10-14T10:00', NOT_FOUND);
    // Silence: Thu 15, Fri 16, Mon 19.
    await search.advanceTo(at('2026-10-20T00:00'));
    expect(search.position).toMatchObject({ closedAs: 'accepted-by-silence', closedAt: at('2026-10-20T00:00') });
    await standsOnItsLedger(search);
  });

  test('the police who find the person after answering say so, and nobody accepts the answer any more', async () => {
    const search = await searching();
    await search.act('unit', 'answer', '2026-10-12T10:00', NOT_FOUND);
    await search.act('unit', 'record-found', '2026-10-13T10:00', { foundAt: at('2026-10-13T09:30') });
    expect(search.position).toMatchObject({ stage: 'found' });
    await search.advanceTo(at('2026-10-20T00:00'));
    expect(search.isClosed).toBe(false);
    expect(search.types()).not.toContain('accepted-by-silence');
  });

  test.each(['done', 'partly-done'])('“%s” is no answer: that the person was found is recorded with its moment', async (outcome) => {
    const search = await searching();
    expect(await search.act('unit', 'answer', '2026-09-16T10:00', { outcome, answerSeal: 'police' })).toMatchObject({ status: 'refused', code: 'found-is-recorded-apart' });
  });

  test('it cannot be done without a legal ground', async () => {
    const search = await searching();
    expect(await search.act('unit', 'answer', '2026-09-16T10:00', { outcome: 'cannot-be-done', answerSeal: 'police' })).toMatchObject({ status: 'refused', code: 'legal-ground-missing' });
  });
});

describe('the police find the person: twenty-four hours by the clock', () => {
  test('found on Friday 25 September 2026 at 22:00, a holiday, the court is told by Saturday 22:00', async () => {
    const search = await found();
    expect(search.term('notify-court')).toMatchObject({ startAt: at('2026-09-25T22:00'), dueOn: '2026-09-26', dueAt: at('2026-09-26T22:00'), force: 'statutory', article: '四.7(2)', provisional: false });
    expect(search.told('finding-recorded')).toEqual(['unit.desk', 'unit.liaison']);
    await search.act('unit', 'notify-court', '2026-09-26T21:59', told('2026-09-26T21:59'));
    expect(search.term('notify-court')).toMatchObject({ state: 'met' });
    expect(search.position).toMatchObject({ stage: 'court-told', awaitedSides: ['court'], lateness: 'none' });
    await standsOnItsLedger(search);
  });

  test('the reminders ring through the weekend, half-way and four hours before', async () => {
    const search = await found();
    await search.advanceTo(at('2026-09-26T22:00'));
    const rungs = search.register.ledger.filter(({ facts }) => facts['term'] === 'notify-court').map(({ facts, receivedAt }) => [facts['rung'], receivedAt]);
    expect(rungs).toEqual([['half', at('2026-09-26T10:00')], ['last-4h', at('2026-09-26T18:00')], ['breach', at('2026-09-26T22:00')]]);
    expect(search.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'notify-court', explanation: 'none' }] });
    // After the breach, in working hours, the holiday ending on Sun 27: Mon 28 to the head and the bureau, Wed 30 to the committee.
    await search.advanceTo(at('2026-09-30T08:30'));
    expect(search.types().slice(-2)).toEqual(['escalation +1', 'escalation +3']);
    expect(search.told('escalation')).toEqual(['committee']);
  });

  test('the first millisecond after the hours is late', async () => {
    const search = await found();
    await search.act('unit', 'notify-court', '2026-09-26T22:00', told('2026-09-26T22:00'));
    // 0 working days late on a Saturday, and late all the same.
    expect(search.term('notify-court')).toMatchObject({ state: 'met', lateSince: at('2026-09-26T22:00'), lateWorkingDays: 0 });
    expect(search.position).toMatchObject({ lateness: 'breached' });
  });

  test('the hours run from the finding, even when it is entered on Monday: then the breach is a fact at once', async () => {
    const search = await searching();
    await search.act('unit', 'record-found', '2026-09-28T09:00', { foundAt: at('2026-09-25T22:00') });
    // Monday 08:30 is behind as well: head and bureau hear with the same message.
    expect(search.types().slice(-3)).toEqual(['record-found', 'term-expired breach', 'escalation +1']);
    expect(search.register.ledger.slice(-2)).toMatchObject([{ receivedAt: at('2026-09-26T22:00') }, { receivedAt: at('2026-09-28T08:30') }]);
    expect(search.position).toMatchObject({ stage: 'found', lateness: 'breached', awaitedSides: ['unit'] });
  });

  test('entered on Wednesday, after the rung of the committee: everybody whom it concerns learns of it then, by one message', async () => {
    const search = await searching();
    await search.act('unit', 'record-found', '2026-09-30T09:00', { foundAt: at('2026-09-25T22:00') });
    // Ended on Sat 26 at 22:00; Mon 28 (1), Tue 29 (2), Wed 30 (3), at 08:30 each.
    expect(search.types().slice(-4)).toEqual(['record-found', 'term-expired breach', 'escalation +1', 'escalation +3']);
    expect(search.register.steps.slice(-3).map(({ tells }) => tells.map(({ audience }) => audience).sort())).toEqual([[], [], ['committee', 'court.bureau', 'court.officer', 'unit.head', 'unit.liaison']]);
    await search.advanceTo(at('2026-10-15T00:00'));
    expect(search.types().slice(-3)).toEqual(['term-expired breach', 'escalation +1', 'escalation +3']);
  });

  test('nobody is found in the future, nor before the court asked', async () => {
    const search = await searching();
    for (const foundAt of [at('2026-09-25T22:06'), at('2026-09-14T08:59')]) {
      expect(await search.act('unit', 'record-found', '2026-09-25T22:05', { foundAt })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
    }
  });

  test('it was somebody else: the search goes on, and a second finding has hours of its own', async () => {
    const search = await found();
    await search.act('unit', 'retract-finding', '2026-09-26T08:00');
    expect(search.position).toMatchObject({ stage: 'searching', lateness: 'none' });
    expect(search.term('notify-court')).toMatchObject({ state: 'ended' });
    await search.act('unit', 'record-found', '2026-10-04T03:00', { foundAt: at('2026-10-04T02:30') });
    // A Sunday in the October holiday, through which the hours run.
    expect(search.term('notify-court.2')).toMatchObject({ dueAt: at('2026-10-05T02:30'), state: 'running' });
    await standsOnItsLedger(search);
  });
});

describe('telling the court has two times', () => {
  test('the time that the police state counts only when it was recorded, until the court confirms it', async () => {
    const search = await found();
    await search.act('unit', 'notify-court', '2026-09-27T09:00', told('2026-09-26T20:00'));
    expect(search.term('notify-court')).toMatchObject({ state: 'met', metAt: at('2026-09-27T09:00'), lateSince: at('2026-09-26T22:00') });
    await search.act('court', 'acknowledge', '2026-09-27T09:10', { timeAgreed: true });
    expect(search.term('notify-court')).toMatchObject({ metAt: at('2026-09-26T20:00') });
    expect(search.term('notify-court')).not.toHaveProperty('lateSince');
    // The breach stays visible and is told apart.
    expect(search.position).toMatchObject({ closedAs: 'found', lateness: 'none', breaches: [{ term: 'notify-court', explanation: 'confirmed-in-time' }] });
    await standsOnItsLedger(search);
  });

  test('without the court’s word it stays late', async () => {
    const search = await found();
    await search.act('unit', 'notify-court', '2026-09-27T09:00', told('2026-09-26T20:00'));
    await search.act('court', 'acknowledge', '2026-09-27T09:10', { timeAgreed: false });
    expect(search.position).toMatchObject({ closedAs: 'found', lateness: 'breached', breaches: [{ explanation: 'none' }] });
  });

  test('a confirmed time after the hours is late all the same', async () => {
    const search = await found();
    await search.act('unit', 'notify-court', '2026-09-28T09:00', told('2026-09-26T23:00'));
    await search.act('court', 'acknowledge', '2026-09-28T09:10', { timeAgreed: true });
    expect(search.term('notify-court')).toMatchObject({ metAt: at('2026-09-26T23:00'), lateSince: at('2026-09-26T22:00'), lateWorkingDays: 0 });
    expect(search.position).toMatchObject({ lateness: 'breached' });
  });

  test('nobody was told before the person was found, or in the future', async () => {
    const search = await found();
    for (const instant of ['2026-09-25T21:59', '2026-09-25T22:31']) {
      expect(await search.act('unit', 'notify-court', '2026-09-25T22:30', told(instant))).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
    }
  });
});

describe('until the court acknowledges', () => {
  async function courtTold(): Promise<PersonInMemory<LocateDebtor>> {
    const search = await found();
    await search.act('unit', 'notify-court', '2026-09-25T23:00', told('2026-09-25T22:30'));
    return search;
  }

  test('its contact is alerted every hour by every channel, and the police are not late', async () => {
    const search = await courtTold();
    await search.advanceTo(at('2026-09-26T02:00'));
    const alerts = search.register.ledger.filter(({ type }) => type === 'court-alerted').map(({ receivedAt }) => receivedAt);
    expect(alerts).toEqual([at('2026-09-26T00:00'), at('2026-09-26T01:00'), at('2026-09-26T02:00')]);
    expect(search.register.steps.at(-1)?.tells).toEqual([{ audience: 'court.contact', message: 'court-alerted', urgency: 'urgent', isRinging: true, term: 'acknowledge', params: { count: 3 } }]);
    expect(search.position).toMatchObject({ lateness: 'none', breaches: [], awaitedSides: ['court'] });
  });

  test('every hour for as long as it is silent, over a holiday too; after a day and a night its enforcement bureau is rung besides', async () => {
    const search = await courtTold();
    await search.advanceTo(at('2026-09-26T23:00'));
    expect(search.told('court-alerted')).toEqual(['court.contact']);
    await search.advanceTo(at('2026-09-27T00:00'));
    expect(search.told('court-alerted')).toEqual(['court.contact', 'court.bureau']);
    await search.advanceTo(at('2026-10-08T23:00'));
    const alerts = search.register.ledger.filter(({ type }) => type === 'court-alerted').map(({ receivedAt }) => receivedAt);
    // From Fri 25 September 23:00 to Thu 8 October 23:00: 13 days of 24 hours, the last three before the end.
    expect(alerts).toHaveLength(312);
    expect(alerts.slice(-3)).toEqual([at('2026-10-08T21:00'), at('2026-10-08T22:00'), at('2026-10-08T23:00')]);
    expect(search.told('court-alerted')).toEqual(['court.contact', 'court.bureau']);
  });

  test('after an outage the missed alerts are recorded once, in order, and the contact gets one message', async () => {
    const search = await courtTold();
    await search.leapTo(at('2026-09-26T04:30'));
    expect(search.types().filter((type) => type === 'court-alerted')).toHaveLength(5);
    const alerted = search.register.steps.filter(({ entries }) => entries[0]?.type === 'court-alerted').map(({ tells }) => tells.length);
    expect(alerted).toEqual([0, 0, 0, 0, 1]);
  });

  test('then it is quiet, and the matter is closed', async () => {
    const search = await courtTold();
    await search.act('court', 'acknowledge', '2026-09-26T00:30', {});
    expect(search.position).toMatchObject({ stage: 'closed', closedAs: 'found' });
    expect(search.position?.nextAlarmAt).toBeUndefined();
    expect(search.told('finding-acknowledged')).toEqual(['unit.desk', 'unit.liaison']);
  });
});

describe('the court finds the person first', () => {
  test('it calls the search off promptly, which is a target of three working days from the finding', async () => {
    const search = await searching();
    // Found on a Friday night.
    await search.act('court', 'record-found-by-court', '2026-09-18T23:00', { foundAt: at('2026-09-18T22:30') });
    // Sun 20 is worked (1), Mon 21 (2), Tue 22 (3).
    expect(search.term('withdraw-search')).toMatchObject({ side: 'court', force: 'advisory', dueOn: '2026-09-22' });
    expect(search.position).toMatchObject({ awaitedSides: ['court', 'unit'] });
    await search.act('court', 'cancel-search', '2026-09-21T09:00', { ground: 'found-by-court' });
    expect(search.term('withdraw-search')).toMatchObject({ state: 'met' });
    expect(search.position).toMatchObject({ stage: 'withdrawing', awaitedSides: ['unit'], lateness: 'none' });
    expect(await search.act('unit', 'confirm-search-withdrawn', '2026-09-21T10:00')).toMatchObject({ status: 'accepted' });
    expect(search.position).toMatchObject({ closedAs: 'search-withdrawn' });
    await standsOnItsLedger(search);
  });

  test('a court that does not misses its target, and its bureau hears of it; it breaches nothing', async () => {
    const search = await searching();
    await search.act('court', 'record-found-by-court', '2026-09-18T23:00', { foundAt: at('2026-09-18T22:30') });
    await search.advanceTo(at('2026-09-23T08:30'));
    expect(search.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
    expect(search.told('escalation')).toEqual(['court.bureau']);
    expect(await search.act('court', 'record-found-by-court', '2026-09-24T09:00', { foundAt: at('2026-09-18T22:30') })).toMatchObject({ status: 'refused', code: 'already-recorded' });
  });

  test('called off while the police were about to tell: nothing is owed any more, what was late stays late', async () => {
    const search = await found();
    await search.advanceTo(at('2026-09-26T22:00'));
    await search.act('court', 'cancel-search', '2026-09-26T22:30', { ground: 'found-by-court' });
    expect(search.term('notify-court')).toMatchObject({ state: 'ended', lateSince: at('2026-09-26T22:00') });
    expect(search.position).toMatchObject({ stage: 'withdrawing', lateness: 'breached' });
  });

  test('both at once: one is first, the other is told', async () => {
    const search = await searching();
    const [first, second] = [await search.act('court', 'cancel-search', '2026-09-21T09:00', { ground: 'performed' }), await search.act('unit', 'record-found', '2026-09-21T09:00', { foundAt: at('2026-09-21T08:00') })];
    expect(first).toMatchObject({ status: 'accepted' });
    expect(second).toMatchObject({ status: 'refused', code: 'not-awaited' });
  });
});

describe('the contact who can be reached at any hour', () => {
  test('without a tested channel is shown as unreachable, and the bureau is told', async () => {
    const search = await openSearch('2026-09-14T09:00', { contactTested: false });
    expect(search.position?.particulars).toMatchObject({ contactReachable: false });
    expect(search.told('contact-unreachable')).toEqual(['court.officer', 'court.bureau']);
  });

  test('is reachable once somebody has called', async () => {
    const search = await openSearch('2026-09-14T09:00', { contactTested: false });
    await search.act('unit', 'record-contact-test', '2026-09-14T20:00', { at: at('2026-09-14T19:55'), channel: 'telephone' });
    expect(search.position?.particulars).toMatchObject({ contactReachable: true });
  });
});
