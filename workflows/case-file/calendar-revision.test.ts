import * as fc from 'fast-check';
import { ANSWER, at, CALENDARS, command, COURT_OFFICER, deskOfficerOf, RequestInMemory } from '../../test/factories/assistance-request';
import { AMENDED_2027, CALENDAR_2027 } from '../../test/factories/calendar-2027';
import { openDetention } from '../../test/factories/people';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { type Actor, THE_CALENDAR } from '../../matters/ledger';
import type { TermView } from '../../matters/position';
import { ASSISTANCE_REQUEST } from '../procedures';
import { rederive } from './in-memory';

const answerTerm = (matter: RequestInMemory): TermView | undefined => matter.position?.terms.find((term) => term.name === 'answer');

/** The calendar is published, and the matter is told at that instant. */
async function revise(matter: RequestInMemory, instant: string, to = CALENDAR_2027.version, by: Actor = THE_CALENDAR) {
  await matter.advanceTo(at(instant));
  return matter.send(command('court', 'revise-calendar', instant, { to }, { by }));
}

/** Signed for at 10:00 on its day, which is day 0. */
async function received(on: string, over: Parameters<typeof RequestInMemory.open>[1] = {}): Promise<RequestInMemory> {
  const matter = await RequestInMemory.open(`${on}T09:00`, over);
  await matter.act('unit', 'sign-receipt', `${on}T10:00`);
  return matter;
}

/** What follows from the ledger is what was written, and a procedure that starts again over it stands where it stood. */
async function standsOnItsLedger(matter: RequestInMemory): Promise<void> {
  const { ledger } = matter.register;
  const derived = await rederive(ASSISTANCE_REQUEST, { matter: 'AR-2026-000001', ledger, ...CALENDARS });
  for (const entry of ledger.slice(1)) expect([entry.seq, derived.terms.get(entry.seq) ?? []]).toEqual([entry.seq, entry.terms ?? []]);
  expect(derived.position).toEqual(matter.position);
  if (matter.isClosed) return;
  const again = await RequestInMemory.over(ledger, matter.now(), matter.register);
  expect(again.position).toEqual(matter.position);
}

describe('whoever may not', () => {
  test.each<[string, Actor]>([
    ['the court', COURT_OFFICER],
    ['the unit', deskOfficerOf('police')],
    ['a system of the unit', { kind: 'machine', id: 'system', body: 'police', side: 'unit', role: 'system' }],
    ['somebody who calls himself the calendar', { ...THE_CALENDAR, side: 'court', body: 'court.yuncheng', role: 'court-officer' }],
    ['another matter', { kind: 'matter', id: 'AR-2026-000002', body: '', side: 'matter' }],
  ])('%s brings no calendar', async (_who, by) => {
    const matter = await received('2026-12-28');
    expect(await revise(matter, '2026-12-29T09:00', 13, by)).toEqual({ status: 'refused', code: 'not-permitted' });
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-12-31', calendarVersion: 12 });
  });

  test('nobody is offered it', async () => {
    const matter = await received('2026-12-28');
    expect(Object.values(matter.position?.offered ?? {}).flat()).not.toContain('revise-calendar');
  });
});

describe('dates move, counted by hand', () => {
  test('received on Mon 28 December: Thu 31 December becomes Sun 3 January, which nobody had called provisional', async () => {
    const matter = await received('2026-12-28');
    // Tue 29 (1), Wed 30 (2), Thu 31 (3).
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-12-31', provisional: false });
    expect(await revise(matter, '2026-12-29T09:00')).toMatchObject({ status: 'accepted' });
    // Tue 29 (1), Wed 30 (2), 31 to 2 off, Sun 3 worked (3).
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-03', dueAt: at('2027-01-04T00:00'), calendarVersion: 13, state: 'running' });
    expect(matter.position).toMatchObject({ calendarVersion: 13, dueOn: '2027-01-03', lateness: 'none' });
    const entry = matter.register.ledger.at(-1);
    expect(entry).toMatchObject({ type: 'calendar-revised', facts: { from: 12, to: 13 }, by: THE_CALENDAR, terms: [{ id: 'answer', dueOn: '2027-01-03' }] });
    await standsOnItsLedger(matter);
  });

  test('received on Thu 31 December: the provisional Wed 6 January becomes Tue 5, and both ends are told at once', async () => {
    const matter = await received('2026-12-31');
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-06', provisional: true });
    await revise(matter, '2026-12-31T12:00');
    // Sun 3 (1), Mon 4 (2), Tue 5 (3).
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-05', provisional: false });
    const params = { term: 'answer', oldDueOn: '2027-01-06', dueOn: '2027-01-05' };
    expect(matter.register.steps.at(-1)?.tells).toMatchObject([
      { audience: 'court.party', message: 'calendar-revised', urgency: 'urgent', params },
      { audience: 'unit.party', message: 'calendar-revised', urgency: 'urgent', params },
    ]);
  });

  test('received on Tue 29 December: Mon 4 January stays, is provisional no more, and nobody is told', async () => {
    const matter = await received('2026-12-29');
    expect(matter.position).toMatchObject({ dueOn: '2027-01-04', provisional: true });
    await revise(matter, '2026-12-30T09:00');
    expect(matter.position).toMatchObject({ dueOn: '2027-01-04', provisional: false });
    expect(matter.register.steps.at(-1)?.tells).toEqual([]);
  });

  test('a second notice is counted on from the first: Mon 4 January is off as well, and the answer due on Tue 5', async () => {
    const matter = await received('2026-12-29');
    await revise(matter, '2026-12-30T09:00');
    await revise(matter, '2026-12-30T15:00', AMENDED_2027.version);
    // Wed 30 (1), Sun 3 (2), Tue 5 (3).
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-05', calendarVersion: 14 });
    await standsOnItsLedger(matter);
    expect(await revise(matter, '2026-12-30T16:00', AMENDED_2027.version)).toMatchObject({ status: 'refused', code: 'calendar-in-force' });
    expect(await revise(matter, '2026-12-30T17:00')).toMatchObject({ status: 'refused', code: 'calendar-in-force' });
  });

  test('an extension granted before is counted on from the new last day', async () => {
    const matter = await received('2026-12-28');
    await matter.act('court', 'grant-extension', '2026-12-28T15:00', { workingDays: 2 });
    // From Thu 31: Mon 4 (1), Tue 5 (2).
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-05' });
    await revise(matter, '2026-12-29T09:00');
    // From Sun 3: Mon 4 (1), Tue 5 (2).
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-05', grants: [2], provisional: false });
  });

  test('a deemed receipt that still lies ahead moves: not the end of Thu 31 December, but of Sun 3 January', async () => {
    const matter = await RequestInMemory.open('2026-12-30T15:00');
    expect(matter.position?.nextAlarmAt).toBe(at('2027-01-01T00:00'));
    await revise(matter, '2026-12-30T16:00');
    expect(matter.position?.nextAlarmAt).toBe(at('2027-01-04T00:00'));
    await matter.advanceTo(at('2027-01-04T00:00'));
    // Day 0 is Sun 3; Mon 4 (1), Tue 5 (2), Wed 6 (3).
    expect(answerTerm(matter)).toMatchObject({ startOn: '2027-01-03', dueOn: '2027-01-06', calendarVersion: 13 });
    await standsOnItsLedger(matter);
  });

  test('a deemed receipt that lies behind moves too: day 0 was counted like the days after it', async () => {
    const matter = await RequestInMemory.open('2026-12-30T15:00');
    await matter.advanceTo(at('2027-01-02T10:00'));
    // Deemed received at the end of Thu 31; Mon 4 (1), Tue 5 (2), Wed 6 (3).
    expect(answerTerm(matter)).toMatchObject({ startOn: '2026-12-31', dueOn: '2027-01-06' });
    await revise(matter, '2027-01-02T10:00');
    // Thu 31 is off: deemed received at the end of Sun 3; Mon 4 (1), Tue 5 (2), Wed 6 (3). Counted from Thu 31 it would end on Tue 5.
    expect(answerTerm(matter)).toMatchObject({ startOn: '2027-01-03', startAt: at('2027-01-04T00:00'), dueOn: '2027-01-06', calendarVersion: 13 });
    await standsOnItsLedger(matter);
  });

  test('a breach that rested on the day of a deemed receipt is listed as well', async () => {
    const matter = await RequestInMemory.open('2026-12-31T15:00');
    await matter.act('unit', 'answer', '2027-01-08T10:00', ANSWER);
    // Deemed received at the end of Mon 4; Tue 5 (1), Wed 6 (2), Thu 7 (3); answered on Fri 8.
    expect(matter.position?.breaches).toMatchObject([{ term: 'answer', at: at('2027-01-08T00:00') }]);
    // Mon 4 off, Sat 9 worked: deemed received at the end of Sun 3, which is worked; Tue 5 (1), Wed 6 (2), Thu 7 (3): as late as before.
    await revise(matter, '2027-01-08T11:00', AMENDED_2027.version);
    expect(matter.position?.breaches[0]?.isToBeAnnulled).toBeUndefined();
    const later = await RequestInMemory.open('2026-12-30T15:00', { kind: 'land.query', unit: 'land' });
    await later.act('unit', 'answer', '2027-01-07T10:00', ANSWER);
    // Deemed received at the end of Thu 31; Mon 4 (1), Tue 5 (2), Wed 6 (3); answered on Thu 7.
    expect(later.position?.breaches).toMatchObject([{ term: 'answer', at: at('2027-01-07T00:00') }]);
    // Thu 31 off: deemed received at the end of Sun 3; Mon 4 off; Tue 5 (1), Wed 6 (2), Thu 7 (3): in time after all.
    await revise(later, '2027-01-07T11:00', AMENDED_2027.version);
    expect(later.position?.breaches).toMatchObject([{ term: 'answer', isToBeAnnulled: true }]);
    await standsOnItsLedger(later);
  });

  test('a term of hours from a deemed receipt that rests on an unpublished year is provisional', async () => {
    const detention = await openDetention('2026-12-30T09:00');
    await detention.act('unit', 'suggest-stop', '2026-12-31T10:00');
    await detention.advanceTo(at('2027-01-05T00:00'));
    // Fri 1 January is a holiday, then the weekend: at the end of Mon 4 the court has had the notice; 24 hours by the clock.
    expect(detention.term('decide-stop')).toMatchObject({ startOn: '2027-01-04', dueAt: at('2027-01-06T00:00'), provisional: true });
    await detention.send(command('court', 'revise-calendar', '2027-01-05T09:00', { to: 13 }, { by: THE_CALENDAR }));
    // Sun 3 January is worked: 24 hours from its end.
    expect(detention.term('decide-stop')).toMatchObject({ startOn: '2027-01-03', dueAt: at('2027-01-05T00:00'), provisional: false });
  });

  test('an act that runs on after a contest counts with the calendar that came meanwhile, and is broken once', async () => {
    const matter = await received('2026-12-28', { kind: 'commerce.freeze-notice', revision: 2 });
    await matter.act('unit', 'answer', '2027-01-07T10:00', { outcome: 'cannot-be-done', hasLegalGround: true, answerSeal: 'unit' });
    await revise(matter, '2027-01-07T11:00');
    await matter.act('court', 'contest-answer', '2027-01-07T12:00');
    await matter.advanceTo(at('2027-01-07T13:00'));
    // Tue 29 (1), Wed 30 (2), 31 to 2 off, Sun 3 worked (3).
    expect(matter.position?.terms.find(({ id }) => id === 'publish')).toMatchObject({ state: 'running', dueOn: '2027-01-03', lateSince: at('2027-01-04T00:00') });
    expect(matter.types().filter((type) => type === 'term-expired breach')).toHaveLength(1);
    await standsOnItsLedger(matter);
  });

  test('what was met keeps its dates, and what starts later counts with the new calendar', async () => {
    const matter = await received('2026-12-28');
    await matter.act('unit', 'answer', '2026-12-30T11:00', ANSWER);
    // The court's three working days: Thu 31, Mon 4, Tue 5.
    expect(matter.position?.terms.map(({ id, dueOn }) => [id, dueOn])).toEqual([['answer', '2026-12-31'], ['accept-answer', '2027-01-05']]);
    await revise(matter, '2026-12-30T12:00');
    // Sun 3, Mon 4, Tue 5.
    expect(matter.position?.terms.map(({ id, dueOn, calendarVersion }) => [id, dueOn, calendarVersion])).toEqual([['answer', '2026-12-31', 12], ['accept-answer', '2027-01-05', 13]]);
    await matter.act('court', 'contest-answer', '2026-12-30T13:00');
    // Promptly, as a target of three: Sun 3, Mon 4, Tue 5.
    expect(matter.position?.terms.find(({ id }) => id === 'answer.2')).toMatchObject({ dueOn: '2027-01-05', calendarVersion: 13 });
    await standsOnItsLedger(matter);
  });
});

describe('rungs', () => {
  test('one that has rung does not ring again at an instant that has passed; the new last day has its own', async () => {
    const matter = await received('2026-12-28');
    // Two working days before Thu 31, and before Sun 3: Tue 29, 08:30.
    await revise(matter, '2026-12-29T09:00');
    await matter.advanceTo(at('2027-01-04T08:29'));
    expect(matter.types()).toEqual(['open-request', 'sign-receipt', 'reminder T-2', 'calendar-revised', 'reminder T-1', 'reminder T-0', 'term-expired breach']);
    const at0 = matter.register.ledger.filter((entry) => entry.facts['rung'] === 'T-0').map((entry) => entry.receivedAt);
    expect(at0).toEqual([at('2027-01-03T08:30')]);
  });

  test('the last day’s reminder rang on Thu 31 and rings again on Sun 3, which is the last day now', async () => {
    const matter = await received('2026-12-28');
    await revise(matter, '2026-12-31T09:00');
    await matter.advanceTo(at('2027-01-03T12:00'));
    expect(matter.register.ledger.filter((entry) => entry.facts['rung'] === 'T-0').map((entry) => entry.receivedAt)).toEqual([at('2026-12-31T08:30'), at('2027-01-03T08:30')]);
    await standsOnItsLedger(matter);
  });

  test('a last day that came nearer and has ended is a breach at its own instant, and climbs by one message to everybody whom that concerns', async () => {
    const matter = await received('2026-12-31');
    // Wed 6 becomes Tue 5, on Wed 6.
    await revise(matter, '2027-01-06T10:00');
    await matter.advanceTo(at('2027-01-06T10:01'));
    expect(matter.register.ledger.slice(-2)).toMatchObject([
      { type: 'term-expired', receivedAt: at('2027-01-06T00:00'), facts: { dueOn: '2027-01-05' } },
      { type: 'escalation', receivedAt: at('2027-01-06T08:30'), facts: { rung: '+1' } },
    ]);
    expect(matter.register.steps.slice(-2).map(({ tells }) => tells.map(({ audience }) => audience).sort())).toEqual([[], ['court.bureau', 'court.officer', 'unit.head', 'unit.liaison']]);
    expect(matter.position).toMatchObject({ lateness: 'breached' });
    // Wed 6, Thu 7, Fri 8: the committee hears as ever.
    await matter.advanceTo(at('2027-01-08T09:00'));
    expect(matter.register.ledger.at(-1)).toMatchObject({ type: 'escalation', receivedAt: at('2027-01-08T08:30'), facts: { rung: '+3' } });
    await standsOnItsLedger(matter);
  });
});

describe('a breach that rested on the old date', () => {
  test('is listed for annulment and stays visible; the term runs on as if it had never ended', async () => {
    const matter = await received('2026-12-28');
    await matter.advanceTo(at('2027-01-02T10:00'));
    expect(matter.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'answer', at: at('2027-01-01T00:00') }] });
    await revise(matter, '2027-01-02T10:00');
    expect(matter.position).toMatchObject({ lateness: 'none', breaches: [{ term: 'answer', at: at('2027-01-01T00:00'), isToBeAnnulled: true }] });
    expect(answerTerm(matter)?.lateSince).toBeUndefined();
    await matter.act('unit', 'answer', '2027-01-03T16:00', ANSWER);
    expect(answerTerm(matter)).toMatchObject({ state: 'met', metAt: at('2027-01-03T16:00') });
    expect(answerTerm(matter)?.lateSince).toBeUndefined();
    await standsOnItsLedger(matter);
  });

  test('of a term that was met late keeps its dates and is listed all the same', async () => {
    const matter = await received('2026-12-28');
    await matter.act('unit', 'answer', '2027-01-02T10:00', ANSWER);
    await revise(matter, '2027-01-02T12:00');
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2026-12-31', state: 'met', lateSince: at('2027-01-01T00:00') });
    expect(matter.position).toMatchObject({ lateness: 'breached', breaches: [{ term: 'answer', isToBeAnnulled: true }] });
  });

  test('late under either calendar stays a breach, from the new date on, and rings nothing twice', async () => {
    const matter = await received('2026-12-28');
    await revise(matter, '2027-01-05T10:00');
    expect(matter.position).toMatchObject({ lateness: 'breached' });
    expect(matter.position?.breaches[0]?.isToBeAnnulled).toBeUndefined();
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-03', lateSince: at('2027-01-04T00:00') });
    await matter.act('unit', 'answer', '2027-01-06T10:00', ANSWER);
    // After Sun 3: Mon 4, Tue 5, Wed 6.
    expect(answerTerm(matter)).toMatchObject({ lateWorkingDays: 3 });
    expect(matter.types()).toEqual(['open-request', 'sign-receipt', 'reminder T-2', 'reminder T-1', 'reminder T-0', 'term-expired breach', 'escalation +1', 'calendar-revised', 'escalation +3', 'answer']);
    await standsOnItsLedger(matter);
  });

  test('when the new last day passes too, that is a second breach, and the first is the one to annul', async () => {
    const matter = await received('2026-12-28');
    await revise(matter, '2027-01-02T10:00');
    await matter.advanceTo(at('2027-01-04T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ at: at('2027-01-01T00:00'), isToBeAnnulled: true }, { at: at('2027-01-04T00:00') }]);
    expect(matter.position?.lateness).toBe('breached');
    await standsOnItsLedger(matter);
  });

  test('that stays one climbs on from where it was: the day after has rung, and rings no second time because it moved', async () => {
    const matter = await received('2026-12-28');
    await revise(matter, '2026-12-29T09:00');
    // Due on Sun 3; the first working day after it is Mon 4, 08:30.
    await matter.advanceTo(at('2027-01-04T09:00'));
    await revise(matter, '2027-01-04T09:00', AMENDED_2027.version);
    // Mon 4 is off: the first is Tue 5 now, the third Thu 7: Tue 5, Wed 6, Thu 7.
    await matter.advanceTo(at('2027-01-07T08:29'));
    expect(matter.types().slice(-4)).toEqual(['reminder T-0', 'term-expired breach', 'escalation +1', 'calendar-revised']);
    await matter.advanceTo(at('2027-01-08T12:00'));
    expect(matter.register.ledger.slice(-2)).toMatchObject([{ type: 'calendar-revised' }, { type: 'escalation', receivedAt: at('2027-01-07T08:30'), facts: { rung: '+3' } }]);
    await standsOnItsLedger(matter);
  });
});

describe('papers that were deemed received', () => {
  /** Delivered on Wed 30 December, 15:00: by the calendar of before deemed received at the end of Thu 31, by the new one at the end of Sun 3 January. */
  const delivered = (): Promise<RequestInMemory> => RequestInMemory.open('2026-12-30T15:00');

  test('and signed for before the new instant count from the signature', async () => {
    const matter = await delivered();
    await matter.act('unit', 'sign-receipt', '2027-01-02T10:00');
    expect(matter.position?.particulars).toMatchObject({ receipt: { on: '2026-12-31', how: 'deemed' } });
    expect(answerTerm(matter)).toMatchObject({ dueOn: '2027-01-06' });
    await revise(matter, '2027-01-02T11:00');
    // Day 0 is Sat 2; Sun 3 (1), Mon 4 (2), Tue 5 (3).
    expect(answerTerm(matter)).toMatchObject({ startAt: at('2027-01-02T10:00'), startOn: '2027-01-02', dueOn: '2027-01-05' });
    expect(matter.position?.particulars).toMatchObject({ receipt: { at: at('2027-01-02T10:00'), how: 'signed' } });
    await matter.advanceTo(at('2027-01-06T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ term: 'answer', restsOnDeemedReceipt: false }]);
    await standsOnItsLedger(matter);
  });

  test('and signed for between the revision and the new instant count from the signature at once', async () => {
    const matter = await delivered();
    await revise(matter, '2027-01-01T12:00');
    // Day 0 is Sun 3; Mon 4 (1), Tue 5 (2), Wed 6 (3).
    expect(answerTerm(matter)).toMatchObject({ startOn: '2027-01-03', dueOn: '2027-01-06' });
    expect(matter.position?.particulars).toMatchObject({ receipt: { on: '2027-01-03', how: 'deemed' } });
    await matter.act('unit', 'sign-receipt', '2027-01-02T10:00');
    expect(answerTerm(matter)).toMatchObject({ startOn: '2027-01-02', dueOn: '2027-01-05' });
    await standsOnItsLedger(matter);
  });

  test('and signed for after the new instant stay deemed received: the signature is evidence', async () => {
    const matter = await delivered();
    await matter.act('unit', 'sign-receipt', '2027-01-04T09:00');
    await revise(matter, '2027-01-04T10:00');
    expect(answerTerm(matter)).toMatchObject({ startOn: '2027-01-03', dueOn: '2027-01-06' });
    await matter.advanceTo(at('2027-01-07T00:00'));
    expect(matter.position?.breaches).toMatchObject([{ term: 'answer', restsOnDeemedReceipt: true }]);
    await standsOnItsLedger(matter);
  });

  test('were in the unit’s hands earlier, both sides say: earlier than the receipt by the calendar in force', async () => {
    const matter = await delivered();
    await matter.advanceTo(at('2027-01-02T12:00'));
    const proposed = () => matter.act('court', 'propose-service-time', '2027-01-04T10:00', { servedAt: at('2027-01-02T10:00') });
    // Deemed received at the end of Thu 31.
    expect(await proposed()).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
    const revised = await delivered();
    await revise(revised, '2027-01-02T12:00');
    expect(await revised.act('court', 'propose-service-time', '2027-01-04T10:00', { servedAt: at('2027-01-02T10:00') })).toMatchObject({ status: 'accepted' });
  });
});

test('that a delivery is unrecorded is said once, wherever a revised calendar puts the day of it', async () => {
  const matter = await RequestInMemory.open('2026-12-28T09:00', { serviceMode: 'post' });
  // Promptly is a target of three: Tue 29, Wed 30, Thu 31; by the new calendar Tue 29, Wed 30, Sun 3.
  await matter.advanceTo(at('2027-01-01T12:00'));
  await revise(matter, '2027-01-01T12:00');
  await matter.advanceTo(at('2027-01-05T12:00'));
  expect(matter.types()).toEqual(['open-request', 'delivery-unrecorded', 'calendar-revised']);
  const moved = await RequestInMemory.open('2026-12-28T09:00', { serviceMode: 'post' });
  await revise(moved, '2026-12-30T12:00');
  await moved.advanceTo(at('2027-01-05T12:00'));
  expect(moved.register.ledger.slice(1)).toMatchObject([{ type: 'calendar-revised' }, { type: 'delivery-unrecorded', receivedAt: at('2027-01-04T00:00') }]);
});

describe('properties', () => {
  const DAY_MS = 86_400_000;
  const kinds = ['police.identity-property-query', 'land.consult', 'commerce.equity-transfer', 'police.vehicle-transfer', 'justice.query'] as const;
  const course = fc.record({
    kind: fc.constantFrom(...kinds),
    /** From 5 January 2026 on. */
    openedAfterDays: fc.integer({ min: 0, max: 355 }),
    signsAfterHours: fc.option(fc.integer({ min: 1, max: 40 })),
    answersAfterDays: fc.option(fc.integer({ min: 1, max: 40 })),
    revisedAfterDays: fc.integer({ min: 0, max: 45 }),
    isRevised: fc.boolean(),
  });
  type Course = typeof course extends fc.Arbitrary<infer T> ? T : never;

  async function play({ kind, openedAfterDays, signsAfterHours, answersAfterDays, revisedAfterDays, isRevised }: Course): Promise<RequestInMemory> {
    const openedAt = at('2026-01-05T09:00') + openedAfterDays * DAY_MS;
    const matter = await RequestInMemory.open(openedAt, { kind });
    const happenings = [
      ...(signsAfterHours === null ? [] : [{ at: openedAt + signsAfterHours * 3_600_000, give: () => command('unit', 'sign-receipt', matter.now()) }]),
      ...(answersAfterDays === null ? [] : [{ at: openedAt + answersAfterDays * DAY_MS + 1, give: () => command('unit', 'answer', matter.now(), ANSWER) }]),
      ...(isRevised ? [{ at: openedAt + revisedAfterDays * DAY_MS + 2, give: () => command('court', 'revise-calendar', matter.now(), { to: 13 }, { by: THE_CALENDAR }) }] : []),
    ].sort((a, b) => a.at - b.at);
    for (const happening of happenings) {
      await matter.advanceTo(happening.at);
      await matter.send(happening.give());
    }
    await matter.advanceTo(openedAt + 60 * DAY_MS);
    return matter;
  }

  test('what was written at a revision is what follows from the ledger', async () => {
    await fc.assert(
      fc.asyncProperty(course, async (given) => {
        await standsOnItsLedger(await play({ ...given, isRevised: true }));
      }),
      { numRuns: 100 },
    );
  });

  test('a revision that changes no counted day changes no date', async () => {
    await fc.assert(
      fc.asyncProperty(course, async (given) => {
        const [plain, revised] = [await play({ ...given, isRevised: false }), await play({ ...given, isRevised: true })];
        // The last day before the first changed one, 31 December 2026, with every rung behind it.
        if (plain.register.ledger.some((entry) => entry.terms?.some(({ dueOn }) => dueOn >= '2026-12-25'))) return;
        const dates = (matter: RequestInMemory): unknown =>
          matter.register.ledger.filter(({ type }) => type !== 'calendar-revised').map(({ type, receivedAt, terms }) => [type, receivedAt, terms?.map(({ id, dueOn, dueAt, state, lateSince, lateWorkingDays }) => [id, dueOn, dueAt, state, lateSince, lateWorkingDays])]);
        expect(dates(revised)).toEqual(dates(plain));
      }),
      { numRuns: 100 },
    );
  });

  test('calendars differ as the tests say', () => {
    expect([SHIPPED_CALENDAR.version, CALENDAR_2027.version, AMENDED_2027.version]).toEqual([12, 13, 14]);
  });
});
