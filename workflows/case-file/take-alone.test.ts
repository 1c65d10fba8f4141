import { ANSWER, at, CALENDARS, command, RequestInMemory } from '../../test/factories/assistance-request';
import { CALENDAR_2027 } from '../../test/factories/calendar-2027';
import { type CommandMessage, THE_CALENDAR } from '../../matters/ledger';
import type { LoneDesk, StepRecord } from '../../matters/step';
import { ASSISTANCE_REQUEST } from '../procedures';
import { rederive } from './in-memory';
import { takeAlone } from './take-alone';

const NUMBER = 'AR-2026-000001';

/** Signed for on Mon 28 December at 10:00, due on Thu 31: Tue 29 (1), Wed 30 (2), Thu 31 (3). */
async function received(): Promise<RequestInMemory> {
  const matter = await RequestInMemory.open('2026-12-28T09:00');
  await matter.act('unit', 'sign-receipt', '2026-12-28T10:00');
  return matter;
}

const revision = (instant: string): CommandMessage => command('court', 'revise-calendar', instant, { to: CALENDAR_2027.version }, { by: THE_CALENDAR });

/** A register that both the matter's run and whoever takes a step without it write to. */
function deskOf({ register }: RequestInMemory, instant: string): LoneDesk & { steps: StepRecord[] } {
  const steps: StepRecord[] = [];
  return {
    steps,
    now: () => at(instant),
    record: async (step) => {
      steps.push(step);
      return register.record(step, at(instant));
    },
    loadCalendar: async () => CALENDAR_2027,
  };
}

const fileOf = ({ register }: RequestInMemory) => ({ matter: NUMBER, ledger: [...register.ledger], calendar: CALENDARS.calendar });

test('a step taken without the matter’s run is the one that the run would have taken', async () => {
  const [alone, byItsRun] = [await received(), await received()];
  const message = revision('2026-12-29T09:00');
  const desk = deskOf(alone, '2026-12-29T09:00');
  await byItsRun.advanceTo(at('2026-12-29T09:00'));
  await alone.advanceTo(at('2026-12-29T09:00'));
  expect(await takeAlone(ASSISTANCE_REQUEST, fileOf(alone), message, desk)).toMatchObject({ status: 'accepted', seq: alone.register.ledger.length });
  await byItsRun.send(message);
  expect(alone.register.ledger.slice(2)).toEqual(byItsRun.register.ledger.slice(2));
  expect(desk.steps).toEqual([byItsRun.register.steps.at(-1)]);
  // Tue 29 (1), Wed 30 (2), 31 to 2 off, Sun 3 worked (3).
  expect(alone.register.ledger.at(-1)).toMatchObject({ type: 'calendar-revised', terms: [{ id: 'answer', dueOn: '2027-01-03' }] });
  const { position } = await rederive(ASSISTANCE_REQUEST, { matter: NUMBER, ledger: alone.register.ledger, ...CALENDARS });
  expect(position).toEqual(desk.steps.at(-1)?.position);
});

test('the run, which has not heard of it, finds it at its own next step and goes on from there', async () => {
  const matter = await received();
  await takeAlone(ASSISTANCE_REQUEST, fileOf(matter), revision('2026-12-28T11:00'), deskOf(matter, '2026-12-28T11:00'));
  expect(await matter.act('court', 'grant-extension', '2026-12-28T12:00', { workingDays: 1 })).toMatchObject({ status: 'accepted' });
  // From Sun 3 January: Mon 4.
  expect(matter.position).toMatchObject({ dueOn: '2027-01-04', calendarVersion: 13 });
  // The first reminder by the new dates, two working days before Mon 4: Wed 30 December (Sun 3, Wed 30).
  await matter.advanceTo(at('2026-12-30T08:30'));
  expect(matter.register.ledger.map(({ type }) => type)).toEqual(['open-request', 'sign-receipt', 'calendar-revised', 'grant-extension', 'reminder']);
});

test('the run took a step meanwhile: the command is taken over the longer ledger', async () => {
  const matter = await received();
  const file = fileOf(matter);
  await matter.act('unit', 'give-delay-notice', '2026-12-28T10:30', {});
  const desk = deskOf(matter, '2026-12-28T11:00');
  expect(await takeAlone(ASSISTANCE_REQUEST, file, revision('2026-12-28T11:00'), desk)).toMatchObject({ status: 'accepted', seq: 4 });
  expect(desk.steps.map(({ seq }) => seq)).toEqual([3, 4]);
  expect(matter.register.ledger.map(({ type }) => type)).toEqual(['open-request', 'sign-receipt', 'give-delay-notice', 'calendar-revised']);
});

test('an alarm that is due comes first, and is its run’s: nothing is written', async () => {
  const matter = await received();
  const desk = deskOf(matter, '2026-12-29T09:00');
  // The reminder two working days before Thu 31 was due on Tue 29 at 08:30.
  expect(await takeAlone(ASSISTANCE_REQUEST, fileOf(matter), revision('2026-12-29T09:00'), desk)).toBeUndefined();
  expect(desk.steps).toEqual([]);
});

test('what would be refused is its run’s to refuse', async () => {
  const matter = await received();
  const desk = deskOf(matter, '2026-12-28T11:00');
  const stranger = { ...revision('2026-12-28T11:00'), by: { ...THE_CALENDAR, id: 'somebody', kind: 'officer' as const, role: 'court-officer', body: 'court.yuncheng', side: 'court' as const } };
  expect(await takeAlone(ASSISTANCE_REQUEST, fileOf(matter), stranger, desk)).toBeUndefined();
  await matter.act('unit', 'answer', '2026-12-28T11:00', ANSWER);
  await matter.act('court', 'accept-answer', '2026-12-28T12:00');
  expect(matter.isClosed).toBe(true);
  expect(await takeAlone(ASSISTANCE_REQUEST, fileOf(matter), revision('2026-12-28T13:00'), desk)).toBeUndefined();
  expect(desk.steps).toEqual([]);
});

test('taken before, it is accepted again and nothing is written', async () => {
  const matter = await received();
  const desk = deskOf(matter, '2026-12-28T11:00');
  const message = revision('2026-12-28T11:00');
  const first = await takeAlone(ASSISTANCE_REQUEST, fileOf(matter), message, desk);
  expect(await takeAlone(ASSISTANCE_REQUEST, fileOf(matter), message, desk)).toEqual(first);
  expect(matter.register.ledger).toHaveLength(3);
});
