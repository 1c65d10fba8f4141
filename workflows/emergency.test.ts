import { at, command, COURT_OFFICER, deskOfficerOf } from '../test/factories/assistance-request';
import { raiseAlarm } from '../test/factories/on-the-spot';

const CALLED = { calledAt: at('2026-03-07T21:00'), incidentNumber: 'J4453020260307021' };
const termOf = (matter: Awaited<ReturnType<typeof raiseAlarm>>, id: string) => matter.position?.terms.find((term) => term.id === id);

describe('who may not', () => {
  test.each([
    ['acknowledge-alarm', {}],
    ['under-way', {}],
    ['arrived', {}],
    ['end-emergency', { outcome: 'order-restored' }],
    ['pass-to-punishment', { report: 2, punishmentCase: '云公（城）行罚决字〔2026〕1号' }],
    ['declare-unfounded', { report: 2 }],
  ])('the court never gives %s', async (name, facts) => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    expect(await alarm.act('court', name, '2026-03-07T21:06', facts)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test.each([
    ['record-110', CALLED],
    ['withdraw', {}],
  ])('the police never give %s', async (name, facts) => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    expect(await alarm.act('unit', name, '2026-03-07T21:06', facts)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test.each([
    ['a unit that is not asked', deskOfficerOf('land')],
    ['another court', { ...COURT_OFFICER, body: 'court.luoding' }],
    ['a supervisor of the police', { ...deskOfficerOf('police'), role: 'supervisor' }],
    ['a system, which cannot know that somebody is on the way', { ...deskOfficerOf('police'), kind: 'machine' as const, role: 'system' }],
  ])('%s records nothing', async (_who, by) => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    for (const name of ['acknowledge-alarm', 'record-false-report']) {
      expect(await alarm.send(command('unit', name, '2026-03-07T21:05', {}, { by }))).toMatchObject({ status: 'refused', code: 'not-permitted' });
    }
    expect(alarm.types()).toEqual(['open-request']);
  });
});

describe('from the alarm to its end', () => {
  test('acknowledged, under way, arrived, ended, each with its time; the court is told of each at once', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { call110: CALLED });
    expect(alarm.position).toMatchObject({ stage: 'unacknowledged', awaitedSides: ['unit'] });
    await alarm.act('unit', 'acknowledge-alarm', '2026-03-07T21:06');
    expect(alarm.position).toMatchObject({ stage: 'acknowledged', particulars: { acknowledgedAt: at('2026-03-07T21:06') } });
    await alarm.act('unit', 'under-way', '2026-03-07T21:10', { at: at('2026-03-07T21:08') });
    expect(alarm.position).toMatchObject({ stage: 'under-way', particulars: { underWayAt: at('2026-03-07T21:08') } });
    await alarm.act('unit', 'arrived', '2026-03-07T21:20');
    expect(alarm.told()).toEqual(['court.officer police-arrived!', 'court.bureau police-arrived!', 'unit.liaison police-arrived!']);
    expect(await alarm.act('unit', 'end-emergency', '2026-03-07T22:40', { outcome: 'persons-taken-away' })).toMatchObject({ status: 'accepted' });
    expect(alarm.position).toMatchObject({ stage: 'closed', closedAs: 'ended', lateness: 'none', particulars: { outcome: 'persons-taken-away', endedAt: at('2026-03-07T22:40'), call110: CALLED } });
    expect(alarm.types()).toEqual(['open-request', 'acknowledge-alarm', 'under-way', 'arrived', 'end-emergency']);
  });

  test('whoever arrives first need not go back to acknowledge', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { call110: CALLED });
    expect(await alarm.act('unit', 'arrived', '2026-03-07T21:07')).toMatchObject({ status: 'accepted' });
    expect(alarm.position).toMatchObject({ stage: 'arrived', particulars: { acknowledgedAt: null, underWayAt: null, arrivedAt: at('2026-03-07T21:07') } });
    expect(termOf(alarm, 'turn-out')).toMatchObject({ state: 'met' });
    expect(await alarm.act('unit', 'acknowledge-alarm', '2026-03-07T21:09')).toMatchObject({ status: 'refused', code: 'not-awaited' });
  });

  test.each([
    ['after it was received', '2026-03-07T21:12:00.001'],
    ['before the alarm', '2026-03-07T21:04:59'],
    ['before the part of the way that went before', '2026-03-07T21:05:59'],
  ])('a time %s is refused', async (_when, given) => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    await alarm.act('unit', 'acknowledge-alarm', '2026-03-07T21:06');
    expect(await alarm.act('unit', 'arrived', '2026-03-07T21:12', { at: at(given) })).toMatchObject({ status: 'refused', code: 'time-out-of-range', details: { field: 'at' } });
  });

  test('the first and the last possible time are taken', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    expect(await alarm.act('unit', 'acknowledge-alarm', '2026-03-07T21:06', { at: at('2026-03-07T21:05') })).toMatchObject({ status: 'accepted' });
    expect(await alarm.act('unit', 'arrived', '2026-03-07T21:12', { at: at('2026-03-07T21:12') })).toMatchObject({ status: 'accepted' });
  });

  test('the court calls it off before anybody has arrived, and not after', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    await alarm.act('unit', 'under-way', '2026-03-07T21:07');
    expect(await alarm.act('court', 'withdraw', '2026-03-07T21:08')).toMatchObject({ status: 'accepted' });
    expect(alarm.told()).toEqual(['unit.desk alarm-withdrawn!', 'unit.liaison alarm-withdrawn!']);
    expect(alarm.position).toMatchObject({ closedAs: 'withdrawn' });
    const arrived = await raiseAlarm('2026-03-07T21:05');
    await arrived.act('unit', 'arrived', '2026-03-07T21:07');
    expect(await arrived.act('court', 'withdraw', '2026-03-07T21:08')).toMatchObject({ status: 'refused', code: 'not-awaited' });
  });
});

describe('nobody answers', () => {
  test('after three minutes the duty desk is rung, after five more the head; the court is told to call 110 again', async () => {
    const alarm = await raiseAlarm('2026-03-07T23:56');
    // 23:56 and 3 minutes is 23:59; 5 more is 00:04 of Sunday.
    await alarm.advanceTo(at('2026-03-07T23:58:59'));
    expect(alarm.types()).toEqual(['open-request']);
    await alarm.advanceTo(at('2026-03-07T23:59'));
    expect(alarm.types()).toEqual(['open-request', 'duty-desk-rung']);
    expect(alarm.told()).toEqual(['unit.desk alarm-unacknowledged!!', 'court.officer call-110-again!!']);
    await alarm.advanceTo(at('2026-03-08T00:03:59'));
    expect(alarm.types()).toHaveLength(2);
    await alarm.advanceTo(at('2026-03-08T00:04'));
    expect(alarm.types()).toEqual(['open-request', 'duty-desk-rung', 'head-rung']);
    expect(alarm.told()).toEqual(['unit.head alarm-unacknowledged!!', 'court.officer call-110-again!!', 'court.bureau call-110-again!!']);
    expect(alarm.particular('rung')).toEqual([{ whom: 'duty-desk', at: at('2026-03-07T23:59') }, { whom: 'head', at: at('2026-03-08T00:04') }]);
  });

  test('an acknowledgement in the last millisecond rings nobody, one at the instant comes after the ring', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    const last = command('unit', 'acknowledge-alarm', at('2026-03-07T21:08') - 1);
    alarm.register.pending.push(last);
    await alarm.leapTo(at('2026-03-07T21:30'));
    expect(alarm.types().slice(0, 2)).toEqual(['open-request', 'acknowledge-alarm']);
    expect(alarm.types()).not.toContain('duty-desk-rung');
    const other = await raiseAlarm('2026-03-07T21:05');
    await other.send(command('unit', 'acknowledge-alarm', '2026-03-07T21:08'));
    expect(other.types()).toEqual(['open-request', 'duty-desk-rung', 'acknowledge-alarm']);
  });

  test('the minutes are those of the opening, whatever the operator sets later', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { ringDutyDeskAfterMinutes: 1, ringHeadAfterMinutes: 1 });
    await alarm.advanceTo(at('2026-03-07T21:07'));
    expect(alarm.types()).toEqual(['open-request', 'duty-desk-rung', 'head-rung']);
  });

  test('after an outage of the platform both rings are recorded once, in order, each at its own instant', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    await alarm.leapTo(at('2026-03-07T23:00'));
    expect(alarm.types()).toEqual(['open-request', 'duty-desk-rung', 'head-rung', 'target-missed missed']);
    expect(alarm.register.ledger.map(({ receivedAt }) => receivedAt)).toEqual(['21:05', '21:08', '21:13', '21:15'].map((time) => at(`2026-03-07T${time}`)));
  });
});

describe('turning out immediately', () => {
  test('is a target of ten minutes by the clock, into the night of a holiday; missed, it is no breach', async () => {
    // The eve of the October holiday of 2026; ten minutes from 23:55 are five of 1 October.
    const alarm = await raiseAlarm('2026-09-30T23:55', { call110: { calledAt: at('2026-09-30T23:54') } });
    expect(termOf(alarm, 'turn-out')).toMatchObject({ dueAt: at('2026-10-01T00:05'), dueOn: '2026-10-01', force: 'advisory', provisional: false, article: '四.7(4)' });
    await alarm.act('unit', 'acknowledge-alarm', '2026-09-30T23:56');
    await alarm.advanceTo(at('2026-10-01T00:05'));
    expect(alarm.types()).toEqual(['open-request', 'acknowledge-alarm', 'target-missed missed']);
    expect(alarm.told()).toEqual(['unit.desk target-missed!', 'unit.head target-missed!', 'court.officer target-missed!']);
    expect(alarm.position).toMatchObject({ lateness: 'advisory-missed', breaches: [] });
    // Entered later as done in time: told so, and late all the same.
    await alarm.act('unit', 'under-way', '2026-10-01T00:07', { at: at('2026-10-01T00:01') });
    expect(alarm.position).toMatchObject({ lateness: 'advisory-missed', particulars: { underWayAt: at('2026-10-01T00:01') } });
    expect(termOf(alarm, 'turn-out')).toMatchObject({ state: 'met', metAt: at('2026-10-01T00:07'), lateSince: at('2026-10-01T00:05') });
  });

  test('under way in the tenth minute is in time', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    await alarm.act('unit', 'under-way', '2026-03-07T21:14:59');
    expect(alarm.position).toMatchObject({ lateness: 'none' });
  });

  test('the operator’s own target counts', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { advisoryTargets: { terms: { 'emergency.turn-out': { kind: 'minutes', n: 5 } } } });
    expect(termOf(alarm, 'turn-out')).toMatchObject({ dueAt: at('2026-03-07T21:10') });
  });
});

describe('110', () => {
  test('is recorded with its time, and its number later', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    expect(alarm.particular('call110')).toBeNull();
    await alarm.act('court', 'record-110', '2026-03-07T21:06', { calledAt: at('2026-03-07T21:04') });
    expect(alarm.told()).toEqual(['unit.desk call-110-recorded!']);
    await alarm.act('court', 'record-110', '2026-03-07T21:30', { calledAt: at('2026-03-07T21:04'), incidentNumber: CALLED.incidentNumber });
    expect(alarm.particular('call110')).toEqual({ calledAt: at('2026-03-07T21:04'), incidentNumber: CALLED.incidentNumber });
    expect(await alarm.act('court', 'record-110', '2026-03-07T21:31', CALLED)).toMatchObject({ status: 'refused', code: 'already-recorded' });
  });

  test.each([
    ['in the future', '2026-03-07T21:06:00.001'],
    ['more than a day before', '2026-03-06T21:04:59'],
  ])('a call %s is refused', async (_when, calledAt) => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    expect(await alarm.act('court', 'record-110', '2026-03-07T21:06', { calledAt: at(calledAt) })).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
  });

  test('not on record when the police have gone, it is asked for, and closes the matter', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    await alarm.act('unit', 'arrived', '2026-03-07T21:07');
    await alarm.act('unit', 'end-emergency', '2026-03-07T22:00', { outcome: 'order-restored' });
    expect(alarm.position).toMatchObject({ stage: 'ended', awaitedSides: ['court'] });
    expect(alarm.told()).toContain('court.officer call-110-unrecorded!');
    await alarm.act('court', 'record-110', '2026-03-07T22:10', CALLED);
    expect(alarm.position).toMatchObject({ closedAs: 'ended', particulars: { call110: CALLED } });
  });

  test('left unrecorded for three working days, the matter closes without it', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    await alarm.act('unit', 'arrived', '2026-03-07T21:07');
    await alarm.act('unit', 'end-emergency', '2026-03-07T22:00', { outcome: 'order-restored' });
    // Ended on Saturday 7 March; Mon 9 (1), Tue 10 (2), Wed 11 (3).
    await alarm.advanceTo(at('2026-03-11T23:59:59'));
    expect(alarm.isClosed).toBe(false);
    await alarm.advanceTo(at('2026-03-12T00:00'));
    expect(alarm.position).toMatchObject({ closedAs: 'ended', particulars: { call110: null } });
  });
});

describe('a false report to hinder the enforcement', () => {
  test('is recorded by either side, and keeps the matter open until its passing to punishment is recorded', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { call110: CALLED });
    await alarm.act('court', 'record-false-report', '2026-03-07T21:15', { reportedAt: at('2026-03-07T20:50') });
    expect(alarm.told()).toEqual(['unit.desk false-report-recorded!', 'unit.liaison false-report-recorded!']);
    const report = alarm.seqOf('record-false-report');
    await alarm.act('unit', 'arrived', '2026-03-07T21:17');
    await alarm.act('unit', 'end-emergency', '2026-03-07T22:00', { outcome: 'order-restored' });
    expect(alarm.position).toMatchObject({ stage: 'ended', awaitedSides: ['unit'] });
    await alarm.act('unit', 'pass-to-punishment', '2026-03-09T10:00', { report, punishmentCase: '云公（城）受案字〔2026〕88号' });
    expect(alarm.told()).toEqual(['court.officer false-report-passed!']);
    expect(alarm.position).toMatchObject({ closedAs: 'ended', particulars: { falseReports: [{ seq: report, by: 'court', state: 'passed', punishmentCase: '云公（城）受案字〔2026〕88号' }] } });
  });

  test('that is declared unfounded closes it too; each of several is settled for itself', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { call110: CALLED });
    await alarm.act('unit', 'arrived', '2026-03-07T21:06');
    await alarm.act('unit', 'record-false-report', '2026-03-07T21:07');
    const first = alarm.seqOf('record-false-report');
    expect(alarm.told()).toEqual(['court.officer false-report-recorded!', 'unit.liaison false-report-recorded!']);
    await alarm.act('court', 'record-false-report', '2026-03-07T21:08');
    const second = alarm.seqOf('record-false-report');
    await alarm.act('unit', 'end-emergency', '2026-03-07T22:00', { outcome: 'order-restored' });
    await alarm.act('unit', 'declare-unfounded', '2026-03-07T22:01', { report: first });
    expect(alarm.isClosed).toBe(false);
    expect(await alarm.act('unit', 'pass-to-punishment', '2026-03-07T22:02', { report: first, punishmentCase: 'x' })).toMatchObject({ status: 'refused', code: 'no-such-false-report' });
    await alarm.act('unit', 'pass-to-punishment', '2026-03-07T22:03', { report: second, punishmentCase: 'x' });
    expect(alarm.position).toMatchObject({ closedAs: 'ended' });
  });

  test('keeps an alarm open that the court has called off', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    await alarm.act('court', 'record-false-report', '2026-03-07T21:06');
    await alarm.act('court', 'withdraw', '2026-03-07T21:07');
    expect(alarm.position).toMatchObject({ stage: 'ended', awaitedSides: ['unit'] });
    await alarm.act('unit', 'declare-unfounded', '2026-03-07T21:30', { report: 2 });
    expect(alarm.position).toMatchObject({ closedAs: 'withdrawn' });
  });

  test('is a target of ten working days of the police, which is reminded of and climbs: nothing keeps an alarm open in silence', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { call110: CALLED, revision: 2 });
    await alarm.act('court', 'record-false-report', '2026-03-07T21:15');
    await alarm.act('unit', 'arrived', '2026-03-07T21:17');
    await alarm.act('unit', 'end-emergency', '2026-03-07T22:00', { outcome: 'order-restored' });
    // From Sat 7 March: Mon 9 (1) to Fri 13 (5), Mon 16 (6) to Fri 20 (10).
    expect(termOf(alarm, 'settle-false-report')).toMatchObject({ side: 'unit', force: 'advisory', article: '四.7(4)', dueOn: '2026-03-20' });
    await alarm.advanceTo(at('2026-03-23T08:30'));
    expect(alarm.types().slice(-3)).toEqual(['reminder T-0', 'target-missed missed', 'escalation +1']);
    await alarm.act('unit', 'declare-unfounded', '2026-03-23T10:00', { report: alarm.seqOf('record-false-report') });
    expect(alarm.position).toMatchObject({ closedAs: 'ended', lateness: 'advisory-missed', breaches: [] });
  });

  test('of each of several there is a target, and none in an alarm raised before there were any', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05', { revision: 2 });
    await alarm.act('court', 'record-false-report', '2026-03-07T21:06');
    await alarm.act('unit', 'record-false-report', '2026-03-07T21:07');
    await alarm.act('unit', 'declare-unfounded', '2026-03-07T21:08', { report: 3 });
    expect(alarm.position?.terms.slice(1)).toMatchObject([{ id: 'settle-false-report', state: 'running' }, { id: 'settle-false-report.2', state: 'met' }]);
    const before = await raiseAlarm('2026-03-07T21:05');
    await before.act('court', 'record-false-report', '2026-03-07T21:06');
    expect(before.position?.terms.map(({ id }) => id)).toEqual(['turn-out']);
  });

  test('one that nobody recorded cannot be settled', async () => {
    const alarm = await raiseAlarm('2026-03-07T21:05');
    expect(await alarm.act('unit', 'declare-unfounded', '2026-03-07T21:06', { report: 1 })).toMatchObject({ status: 'refused', code: 'no-such-false-report' });
  });
});

test('the alarm itself goes out at once: the desk is rung, the liaison and the court’s bureau are told urgently', async () => {
  const alarm = await raiseAlarm('2026-03-07T21:05');
  expect(alarm.register.steps[0]?.tells).toEqual([
    expect.objectContaining({ audience: 'unit.desk', message: 'alarm-raised', urgency: 'urgent', isRinging: true }),
    expect.objectContaining({ audience: 'unit.liaison', urgency: 'urgent' }),
    expect.objectContaining({ audience: 'court.bureau', urgency: 'urgent' }),
  ]);
});
