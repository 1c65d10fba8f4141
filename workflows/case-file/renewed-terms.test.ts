import { ANSWER, at, command, deskOfficerOf, RequestInMemory } from '../../test/factories/assistance-request';
import { AMENDED_2027, CALENDAR_2027 } from '../../test/factories/calendar-2027';
import { WORDS } from '../../test/factories/dispute';
import { type Actor, THE_CALENDAR } from '../../matters/ledger';
import type { TermView } from '../../matters/position';

const DISPUTE: Actor = { kind: 'matter', id: 'DI-2026-000001', body: '', side: 'matter' };
const LIAISON: Actor = { ...deskOfficerOf('police'), id: 'liaison-of-police', role: 'liaison' };

/** Signed for on that day, which is day 0, and disputed at once; the dispute was opened. */
async function disputed(on: string): Promise<RequestInMemory> {
  const request = await RequestInMemory.open(`${on}T09:00`, { revision: 2 });
  await request.act('unit', 'sign-receipt', `${on}T10:00`);
  expect(await request.send(command('unit', 'open-dispute', `${on}T11:00`, { words: WORDS, question: 'term', term: 'answer' }, { by: LIAISON }))).toMatchObject({ status: 'accepted' });
  return request;
}

/** The court has accepted the committee's new term. */
async function renew(request: RequestInMemory, instant: string, workingDays: number): Promise<void> {
  await request.advanceTo(at(instant) - 1);
  const opened = request.register.ledger.find(({ type }) => type === 'open-dispute')?.seq;
  expect(await request.send(command('court', 'apply-proposal', instant, { opened, proposal: { kind: 'new-term', workingDays } }, { by: DISPUTE }))).toMatchObject({ status: 'accepted' });
}

async function revise(request: RequestInMemory, instant: string, to: number): Promise<void> {
  await request.advanceTo(at(instant));
  expect(await request.send(command('court', 'revise-calendar', instant, { to }, { by: THE_CALENDAR }))).toMatchObject({ status: 'accepted' });
}

const answerOf = (request: RequestInMemory): TermView | undefined => request.position?.terms.find(({ id }) => id === 'answer');

describe('a new term that was agreed on when the old one had run out', () => {
  test('is counted from the agreement by a revised calendar too, not from the old last day', async () => {
    const request = await disputed('2026-12-28');
    // Due on Thu 31 December: Tue 29 (1), Wed 30 (2), Thu 31 (3). Agreed on Wed 6 January: Thu 7 (1), Fri 8 (2), Mon 11 (3).
    await renew(request, '2027-01-06T10:00', 3);
    expect(answerOf(request)).toMatchObject({ dueOn: '2027-01-11', grants: [{ workingDays: 3, agreedAt: at('2027-01-06T10:00') }], lateSince: at('2027-01-01T00:00') });
    // Thu 31 and Mon 4 off, Sun 3 and Sat 9 worked: due on Sun 3; from Wed 6: Thu 7 (1), Fri 8 (2), Sat 9 (3). On from Sun 3 three days late and three more would end on Mon 11.
    await revise(request, '2027-01-07T09:00', AMENDED_2027.version);
    expect(answerOf(request)).toMatchObject({ dueOn: '2027-01-09', lateSince: at('2027-01-04T00:00') });
    expect(request.position?.breaches).toMatchObject([{ at: at('2027-01-01T00:00') }]);
    expect(request.position?.breaches[0]?.isToBeAnnulled).toBeUndefined();
    await request.act('unit', 'answer', '2027-01-08T10:00', ANSWER);
    // Late after Sun 3 until the agreement: Tue 5, Wed 6. By the calendar of before it was three: Mon 4, Tue 5, Wed 6.
    expect(answerOf(request)).toMatchObject({ state: 'met', lateWorkingDays: 2 });
  });

  test('was agreed on in time after all when the last day moves behind the agreement: no lateness is left, and the breach is listed', async () => {
    const request = await disputed('2026-12-28');
    await renew(request, '2027-01-02T10:00', 3);
    // From Sat 2: Mon 4 (1), Tue 5 (2), Wed 6 (3).
    expect(answerOf(request)).toMatchObject({ dueOn: '2027-01-06', lateSince: at('2027-01-01T00:00') });
    await revise(request, '2027-01-04T09:00', CALENDAR_2027.version);
    // Due on Sun 3, behind Sat 2; counted on from Sun 3: Mon 4 (1), Tue 5 (2), Wed 6 (3).
    expect(answerOf(request)).toMatchObject({ dueOn: '2027-01-06' });
    expect(answerOf(request)?.lateSince).toBeUndefined();
    expect(request.position).toMatchObject({ lateness: 'none', breaches: [{ at: at('2027-01-01T00:00'), isToBeAnnulled: true }] });
    await request.act('unit', 'answer', '2027-01-06T10:00', ANSWER);
    expect(answerOf(request)).toMatchObject({ state: 'met' });
    expect(answerOf(request)?.lateWorkingDays).toBeUndefined();
  });

  test('leaves the breach a breach when the last day moves, but not behind the agreement', async () => {
    const request = await disputed('2026-12-28');
    await renew(request, '2027-01-04T10:00', 3);
    await revise(request, '2027-01-04T11:00', CALENDAR_2027.version);
    // Due on Sun 3, agreed on Mon 4: Tue 5 (1), Wed 6 (2), Thu 7 (3).
    expect(answerOf(request)).toMatchObject({ dueOn: '2027-01-07', lateSince: at('2027-01-04T00:00') });
    expect(request.position?.breaches).toHaveLength(1);
    expect(request.position?.breaches[0]?.isToBeAnnulled).toBeUndefined();
  });

  test('twice: all the days on which it was late stay', async () => {
    const request = await disputed('2026-03-05');
    // Due on Tue 10 March. Agreed on Fri 13: 16, 17, 18, 19, 20. Agreed on Tue 24 again: 25, 26.
    await renew(request, '2026-03-13T10:00', 5);
    await renew(request, '2026-03-24T10:00', 2);
    expect(answerOf(request)).toMatchObject({ dueOn: '2026-03-26', lateSince: at('2026-03-11T00:00') });
    await request.act('unit', 'answer', '2026-03-25T10:00', ANSWER);
    // Wed 11, Thu 12, Fri 13; Mon 23, Tue 24.
    expect(answerOf(request)).toMatchObject({ lateSince: at('2026-03-11T00:00'), lateWorkingDays: 5 });
  });
});
