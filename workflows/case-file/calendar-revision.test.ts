import * as fc from 'fast-check';
import { ANSWER, at, CALENDARS, command, COURT_OFFICER, deskOfficerOf, RequestInMemory } from '../../test/factories/assistance-request';
import { AMENDED_2027, CALENDAR_2027 } from '../../test/factories/calendar-2027';
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

  test('a last day that came nearer and has ended is a breach at its own instant', async () => {
    const matter = await received('2026-12-31');
    // Wed 6 becomes Tue 5, on Wed 6.
    await revise(matter, '2027-01-06T10:00');
    await matter.advanceTo(at('2027-01-06T10:01'));
    expect(matter.register.ledger.at(-1)).toMatchObject({ type: 'term-expired', receivedAt: at('2027-01-06T00:00'), facts: { dueOn: '2027-01-05' } });
    expect(matter.position).toMatchObject({ lateness: 'breached' });
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
