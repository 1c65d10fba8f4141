import { at, command, COURT_OFFICER, deskOfficerOf } from '../test/factories/assistance-request';
import { openWatch } from '../test/factories/on-the-spot';

type Watch = Awaited<ReturnType<typeof openWatch>>;
const termOf = (matter: Watch, id: string) => matter.position?.terms.find((term) => term.id === id);

/** Opened on Thursday, signed, and stopped on Saturday night. */
async function stopped(over: Parameters<typeof openWatch>[1] = {}): Promise<Watch> {
  const watch = await openWatch('2026-03-05T10:00', over);
  await watch.act('unit', 'sign-receipt', '2026-03-05T11:00');
  await watch.act('unit', 'report-stopped', '2026-03-07T22:40', { stoppedAt: at('2026-03-07T22:30') });
  return watch;
}

describe('who may not', () => {
  test.each([
    ['report-stopped', { stoppedAt: at('2026-03-05T10:30') }],
    ['sign-receipt', {}],
  ])('the court never gives %s', async (name, facts) => {
    const watch = await openWatch('2026-03-05T10:00');
    expect(await watch.act('court', name, '2026-03-05T11:00', facts)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test.each([
    ['acknowledge-stop', { stop: 3 }],
    ['extend-watch', { until: '2026-04-01' }],
    ['end-watch', {}],
    ['record-delivery', { mode: 'window' }],
  ])('the police never give %s', async (name, facts) => {
    const watch = await stopped();
    expect(await watch.act('unit', name, '2026-03-07T22:50', facts)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test.each([
    ['a unit that is not asked', deskOfficerOf('land'), 'unit'],
    ['another court', { ...COURT_OFFICER, body: 'court.luoding' }, 'court'],
    ['a system of the police', { ...deskOfficerOf('police'), kind: 'machine' as const, role: 'system' }, 'unit'],
  ] as const)('%s confirms no hand-over', async (_who, by, side) => {
    const watch = await stopped();
    expect(await watch.send(command(side, 'confirm-hand-over', '2026-03-07T23:00', { handedOverAt: at('2026-03-07T22:55') }, { by }))).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });
});

describe('the papers', () => {
  test('are signed for, and the watch begins', async () => {
    const watch = await openWatch('2026-03-05T10:00');
    expect(watch.position).toMatchObject({ stage: 'awaiting-receipt', awaitedSides: ['unit'] });
    await watch.act('unit', 'sign-receipt', '2026-03-05T11:00');
    expect(watch.position).toMatchObject({ stage: 'watching', particulars: { receipt: { at: at('2026-03-05T11:00'), how: 'signed' } } });
    expect(await watch.act('unit', 'sign-receipt', '2026-03-05T11:01')).toMatchObject({ status: 'refused', code: 'already-received' });
  });

  test('that nobody signs for are deemed received at the end of the next working day', async () => {
    const watch = await openWatch('2026-03-06T15:00'); // Friday
    await watch.advanceTo(at('2026-03-09T23:59:59'));
    expect(watch.position).toMatchObject({ stage: 'awaiting-receipt' });
    await watch.advanceTo(at('2026-03-10T00:00')); // Monday 9 has ended
    expect(watch.position).toMatchObject({ stage: 'watching' });
    expect(await watch.act('unit', 'sign-receipt', '2026-03-10T09:00')).toMatchObject({ status: 'accepted' });
  });

  test('brought by hand are received once their delivery is recorded', async () => {
    const watch = await openWatch('2026-03-05T10:00', { serviceMode: 'in-person' });
    expect(watch.position).toMatchObject({ stage: 'awaiting-delivery', awaitedSides: ['court'] });
    await watch.act('court', 'record-delivery', '2026-03-05T15:00', { mode: 'in-person' });
    expect(watch.position).toMatchObject({ stage: 'awaiting-receipt' });
  });

  test('a stop before anybody signed implies receipt: both entries, one step', async () => {
    const watch = await openWatch('2026-03-05T10:00');
    await watch.act('unit', 'report-stopped', '2026-03-05T12:00', { stoppedAt: at('2026-03-05T11:55') });
    expect(watch.types()).toEqual(['open-request', 'receipt-implied', 'report-stopped']);
    expect(watch.position).toMatchObject({ stage: 'stopped', particulars: { receipt: { how: 'report' } } });
  });
});

describe('a stop', () => {
  test('on a Saturday night is told to the court at once, by every channel; thirty minutes are the target', async () => {
    const watch = await stopped();
    expect(watch.told()).toEqual(['court.officer vehicle-stopped!!', 'court.bureau vehicle-stopped!!', 'unit.liaison vehicle-stopped!']);
    // 22:30 and 30 minutes; told after ten.
    expect(termOf(watch, 'notify-court')).toMatchObject({ startAt: at('2026-03-07T22:30'), dueAt: at('2026-03-07T23:00'), force: 'advisory', state: 'met', article: '四.7(3)' });
    expect(watch.position).toMatchObject({ stage: 'stopped', awaitedSides: ['court'], lateness: 'none' });
  });

  test('told across midnight after the target was missed is late, and no breach', async () => {
    const watch = await openWatch('2026-03-05T10:00');
    await watch.act('unit', 'sign-receipt', '2026-03-05T11:00');
    // Stopped on Saturday 23:50; thirty minutes end on Sunday 00:20, told at 00:21.
    await watch.act('unit', 'report-stopped', '2026-03-08T00:21', { stoppedAt: at('2026-03-07T23:50') });
    expect(termOf(watch, 'notify-court')).toMatchObject({ dueAt: at('2026-03-08T00:20'), lateSince: at('2026-03-08T00:20'), state: 'met' });
    expect(watch.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
  });

  test.each([
    ['after it was told', '2026-03-07T22:40:00.001'],
    ['before the watch', '2026-03-05T09:59'],
  ])('at a time %s is refused', async (_when, stoppedAt) => {
    const watch = await openWatch('2026-03-05T10:00');
    expect(await watch.act('unit', 'report-stopped', '2026-03-07T22:40', { stoppedAt: at(stoppedAt) })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
  });

  test('is acknowledged by the court, once; unacknowledged for an hour its bureau is told', async () => {
    const watch = await stopped();
    const stop = watch.seqOf('report-stopped');
    await watch.advanceTo(at('2026-03-07T23:40'));
    expect(watch.types().at(-1)).toBe('target-missed missed');
    expect(watch.told()).toEqual(['court.officer target-missed!', 'court.bureau target-missed!']);
    expect(await watch.act('court', 'acknowledge-stop', '2026-03-07T23:45', { stop: stop + 9 })).toMatchObject({ status: 'refused', code: 'no-such-stop' });
    await watch.act('court', 'acknowledge-stop', '2026-03-07T23:45', { stop });
    expect(watch.told()).toEqual(['unit.desk stop-acknowledged!', 'unit.liaison stop-acknowledged!']);
    expect(watch.position).toMatchObject({ awaitedSides: ['court', 'unit'] });
    expect(await watch.act('court', 'acknowledge-stop', '2026-03-07T23:46', { stop })).toMatchObject({ status: 'refused', code: 'already-recorded' });
  });

  test('may be followed by another, until the vehicle is handed over', async () => {
    const watch = await stopped();
    const first = watch.seqOf('report-stopped');
    await watch.act('unit', 'report-stopped', '2026-03-08T09:00', { stoppedAt: at('2026-03-08T08:45') });
    expect(termOf(watch, 'acknowledge-stop')).toMatchObject({ state: 'ended' });
    expect(termOf(watch, 'notify-court.2')).toMatchObject({ startAt: at('2026-03-08T08:45'), state: 'met' });
    expect(await watch.act('court', 'acknowledge-stop', '2026-03-08T09:10', { stop: first })).toMatchObject({ status: 'refused', code: 'no-such-stop' });
    expect(await watch.act('court', 'acknowledge-stop', '2026-03-08T09:11', { stop: watch.seqOf('report-stopped') })).toMatchObject({ status: 'accepted' });
    expect(watch.particular('stops')).toHaveLength(2);
    expect(await watch.act('unit', 'report-stopped', '2026-03-08T09:20', { stoppedAt: at('2026-03-08T08:44') })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
  });
});

describe('the hand-over', () => {
  test.each([
    ['court', 'unit'],
    ['unit', 'court'],
  ] as const)('is confirmed by the %s and then by the %s, to the minute', async (first, second) => {
    const watch = await stopped();
    await watch.act(first, 'confirm-hand-over', '2026-03-08T01:00', { handedOverAt: at('2026-03-08T00:50:10') });
    expect(watch.position).toMatchObject({ stage: 'stopped', awaitedSides: [second] });
    expect(await watch.act(second, 'confirm-hand-over', '2026-03-08T01:05', { handedOverAt: at('2026-03-08T00:50:55') })).toMatchObject({ status: 'accepted' });
    expect(watch.told()).toEqual(['court.officer vehicle-handed-over!', 'unit.desk vehicle-handed-over!', 'unit.liaison vehicle-handed-over!']);
    expect(watch.position).toMatchObject({ closedAs: 'handed-over', particulars: { handedOverAt: at('2026-03-08T00:50:10') } });
  });

  test('at differing times is refused with both, unless the second agrees to the first', async () => {
    const watch = await stopped();
    await watch.act('court', 'confirm-hand-over', '2026-03-08T01:00', { handedOverAt: at('2026-03-08T00:50') });
    expect(await watch.act('unit', 'confirm-hand-over', '2026-03-08T01:05', { handedOverAt: at('2026-03-08T00:55') })).toEqual({
      status: 'refused',
      code: 'hand-over-times-differ',
      details: { confirmedAt: at('2026-03-08T00:50'), givenAt: at('2026-03-08T00:55') },
    });
    expect(await watch.act('unit', 'confirm-hand-over', '2026-03-08T01:06', { handedOverAt: at('2026-03-08T00:55'), agreed: true })).toMatchObject({ status: 'accepted' });
    expect(watch.position).toMatchObject({ closedAs: 'handed-over', particulars: { handedOverAt: at('2026-03-08T00:50') } });
  });

  test('who was wrong confirms again, and the other may then say the same', async () => {
    const watch = await stopped();
    await watch.act('court', 'confirm-hand-over', '2026-03-08T01:00', { handedOverAt: at('2026-03-08T00:50') });
    expect(await watch.act('court', 'confirm-hand-over', '2026-03-08T01:02', { handedOverAt: at('2026-03-08T00:55') })).toMatchObject({ status: 'accepted' });
    expect(watch.isClosed).toBe(false);
    await watch.act('unit', 'confirm-hand-over', '2026-03-08T01:05', { handedOverAt: at('2026-03-08T00:55') });
    expect(watch.position).toMatchObject({ closedAs: 'handed-over' });
  });

  test('that one side confirmed is void when the vehicle is stopped again', async () => {
    const watch = await stopped();
    await watch.act('unit', 'confirm-hand-over', '2026-03-08T01:00', { handedOverAt: at('2026-03-08T00:50') });
    await watch.act('unit', 'report-stopped', '2026-03-08T02:00', { stoppedAt: at('2026-03-08T01:50') });
    expect(watch.particular('handOverConfirmed')).toBeNull();
    expect(await watch.act('court', 'confirm-hand-over', '2026-03-08T02:10', { handedOverAt: at('2026-03-08T00:50') })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
  });

  test('before any stop nothing can be handed over', async () => {
    const watch = await openWatch('2026-03-05T10:00');
    expect(await watch.act('court', 'confirm-hand-over', '2026-03-05T11:00', { handedOverAt: at('2026-03-05T10:30') })).toMatchObject({ status: 'refused', code: 'not-awaited' });
  });

  test('by the court acknowledges the stop', async () => {
    const watch = await stopped();
    await watch.act('court', 'confirm-hand-over', '2026-03-07T23:10', { handedOverAt: at('2026-03-07T23:05') });
    expect(termOf(watch, 'acknowledge-stop')).toMatchObject({ state: 'met', metAt: at('2026-03-07T23:10') });
  });
});

describe('how long the court wants it', () => {
  test('without an end day it stays open', async () => {
    const watch = await openWatch('2026-03-05T10:00');
    await watch.act('unit', 'sign-receipt', '2026-03-05T11:00');
    await watch.advanceTo(at('2027-03-05T10:00'));
    expect(watch.position).toMatchObject({ stage: 'watching' });
    expect(watch.position?.nextAlarmAt).toBeUndefined();
  });

  test('an end day after a holiday is reminded of on the working day before, and ends the watch with its 24:00', async () => {
    // 8 October 2026 is the first working day after the holiday of 1–7 October; the working day before it is Wednesday 30 September.
    const watch = await openWatch('2026-09-10T10:00', { watchUntil: '2026-10-08' });
    await watch.act('unit', 'sign-receipt', '2026-09-10T11:00');
    await watch.advanceTo(at('2026-09-30T08:30'));
    expect(watch.types()).toEqual(['open-request', 'sign-receipt', 'watch-ending']);
    expect(watch.told()).toEqual(['court.officer watch-ending']);
    await watch.advanceTo(at('2026-10-08T23:59:59'));
    expect(watch.isClosed).toBe(false);
    await watch.advanceTo(at('2026-10-09T00:00'));
    expect(watch.position).toMatchObject({ closedAs: 'watch-ended', closedAt: at('2026-10-09T00:00') });
  });

  test('extended, the old end day ends nothing; without a day it is open for good', async () => {
    const watch = await openWatch('2026-03-05T10:00', { watchUntil: '2026-03-10' });
    await watch.act('unit', 'sign-receipt', '2026-03-05T11:00');
    await watch.act('court', 'extend-watch', '2026-03-09T10:00', { until: '2026-03-20' });
    await watch.advanceTo(at('2026-03-12T10:00'));
    expect(watch.isClosed).toBe(false);
    await watch.act('court', 'extend-watch', '2026-03-12T11:00');
    await watch.advanceTo(at('2026-06-01T10:00'));
    expect(watch.position).toMatchObject({ stage: 'watching', particulars: { watchUntil: null } });
    expect(watch.types()).toEqual(['open-request', 'sign-receipt', 'watch-ending', 'extend-watch', 'extend-watch']);
  });

  test('to today it may be set, to yesterday not; the reminder that is past is not sent', async () => {
    const watch = await openWatch('2026-03-05T10:00');
    expect(await watch.act('court', 'extend-watch', '2026-03-09T10:00', { until: '2026-03-08' })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
    expect(await watch.act('court', 'extend-watch', '2026-03-09T10:01', { until: '2026-03-09' })).toMatchObject({ status: 'accepted' });
    await watch.advanceTo(at('2026-03-10T00:00'));
    expect(watch.types().slice(-2)).toEqual(['extend-watch', 'watch-lapsed']);
  });

  test('a vehicle stopped before the end day is handed over after it', async () => {
    const watch = await stopped({ watchUntil: '2026-03-07' });
    await watch.advanceTo(at('2026-03-09T09:00'));
    expect(watch.position).toMatchObject({ stage: 'stopped' });
    await watch.act('unit', 'confirm-hand-over', '2026-03-09T10:00', { handedOverAt: at('2026-03-09T09:30') });
    await watch.act('court', 'confirm-hand-over', '2026-03-09T10:01', { handedOverAt: at('2026-03-09T09:30') });
    expect(watch.position).toMatchObject({ closedAs: 'handed-over' });
  });

  test('ended by the court at any time, the police are told at once', async () => {
    const watch = await stopped();
    expect(await watch.act('court', 'end-watch', '2026-03-08T09:00')).toMatchObject({ status: 'accepted' });
    expect(watch.told()).toEqual(['unit.desk watch-ended!', 'unit.liaison watch-ended!']);
    expect(watch.position).toMatchObject({ closedAs: 'watch-ended' });
  });
});
