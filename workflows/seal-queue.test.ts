import { at, deskOfficerOf } from '../test/factories/assistance-request';
import { type Asking, byMatter, courtOfficerOf, QueueInMemory, THREE } from '../test/factories/seal-queue';

const [YUNCHENG, LUODING, XINXING] = THREE;

/** Yuncheng was served at nine and Luoding at ten, and the registry has booked both. */
async function twoInOrder(): Promise<QueueInMemory> {
  const queue = await QueueInMemory.open('2026-03-05T09:00');
  await queue.report(YUNCHENG, '2026-03-05T09:00', { servedAt: at('2026-03-05T09:00') });
  await queue.report(LUODING, '2026-03-05T10:00', { servedAt: at('2026-03-05T10:00') });
  await queue.unit('confirm-seal', '2026-03-05T11:00', { seal: 1, bookedAt: at('2026-03-05T09:30') });
  await queue.unit('confirm-seal', '2026-03-05T11:01', { seal: 2, bookedAt: at('2026-03-05T10:30') });
  return queue;
}

const released = (asking: Asking, queue: QueueInMemory, instant: string) =>
  queue.actAs(byMatter('AR-2026-000009'), 'report-release', instant, { happenedAt: at(instant), court: asking.court, caseNumber: asking.caseNumber, of: asking.request });

describe('who may not', () => {
  test.each([
    ['confirm-seal', { seal: 1, bookedAt: at('2026-03-05T09:30') }],
    ['record-outside-seal', { bookedAt: at('2026-03-05T09:30') }],
    ['end-outside-seal', { seal: 1, how: 'not-booked' }],
    ['record-encumbrance', { encumbrance: 'mortgage', bookedAt: at('2026-03-05T09:30') }],
    ['end-encumbrance', { entry: 3 }],
    ['settle-seal-order', { order: [1, 2] }],
    ['record-disposal', { extent: 'whole' }],
    ['give-waiting-notice', { seal: 2 }],
  ])('a court never gives %s: the registry’s book is the registry’s', async (name, facts) => {
    const queue = await twoInOrder();
    expect(await queue.court(YUNCHENG.court, name, '2026-03-06T09:00', facts)).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test('the unit renews nothing, and no court another’s seal (二(三))', async () => {
    const queue = await twoInOrder();
    expect(await queue.unit('renew-seal', '2026-03-06T09:00', { seal: 1 })).toMatchObject({ status: 'refused', code: 'not-permitted' });
    expect(await queue.court(LUODING.court, 'renew-seal', '2026-03-06T09:00', { seal: 1 })).toMatchObject({ status: 'refused', code: 'seal-of-another-court' });
    expect(await queue.court(XINXING.court, 'renew-seal', '2026-03-06T09:00', { seal: 1 })).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test('another unit, and people who call themselves a request, are not heard', async () => {
    const queue = await twoInOrder();
    expect(await queue.actAs(deskOfficerOf('land'), 'confirm-seal', '2026-03-06T09:00', { seal: 1, bookedAt: at('2026-03-05T09:30') })).toMatchObject({ status: 'refused', code: 'not-permitted' });
    for (const name of ['report-seal', 'report-release']) expect(await queue.actAs(courtOfficerOf(YUNCHENG.court), name, '2026-03-06T09:00', {})).toMatchObject({ status: 'refused', code: 'not-permitted' });
  });

  test('the registry does not lift the seal of a court of the platform', async () => {
    const queue = await twoInOrder();
    expect(await queue.unit('end-outside-seal', '2026-03-06T09:00', { seal: 1, how: 'released' })).toMatchObject({ status: 'refused', code: 'released-by-its-court' });
    expect(await queue.unit('end-outside-seal', '2026-03-06T09:00', { seal: 9, how: 'not-booked' })).toMatchObject({ status: 'refused', code: 'no-such-seal' });
  });
});

describe('the order', () => {
  test('from the service on each court is told its place by law; in force is nothing before the registry confirms', async () => {
    const queue = await QueueInMemory.open('2026-03-05T09:00');
    await queue.report(LUODING, '2026-03-05T10:00', { servedAt: at('2026-03-05T10:00') });
    expect(queue.told()).toEqual(['court.luoding seal-next-by-law', 'unit.desk seal-to-confirm!', 'unit.liaison seal-to-confirm!']);
    // Served an hour before, told to the queue after.
    await queue.report(YUNCHENG, '2026-03-05T10:05', { servedAt: at('2026-03-05T09:00') });
    expect(queue.seals()).toEqual([[1, 'to-confirm', 2, undefined], [2, 'to-confirm', 1, undefined]]);
    expect(queue.told()).toContain('court.luoding seal-next-by-law');
    expect(queue.position).toMatchObject({ stage: 'to-confirm', awaitedSides: ['unit'] });
    expect(queue.position?.parties.map(({ body }) => body)).toEqual(['court.yuncheng', 'police', 'court.luoding']);
  });

  test('the registry’s book decides, and the later court is told that it waits and where', async () => {
    const queue = await twoInOrder();
    // Booked on 5 March 2026, movables two years: until 5 March 2028.
    expect(queue.seals()).toEqual([[1, 'in-force', 1, '2028-03-05'], [2, 'waiting', 2, undefined]]);
    expect(queue.told()).toEqual(['court.luoding seal-waiting', 'unit.desk waiting-notice-due', 'unit.liaison waiting-notice-due']);
    expect(queue.position).toMatchObject({ stage: 'in-order', awaitedSides: ['unit'] });
  });

  test('whoever waits is told so in writing, which the registry owes until it has', async () => {
    const queue = await twoInOrder();
    expect(await queue.unit('give-waiting-notice', '2026-03-05T12:00', { seal: 1 })).toMatchObject({ status: 'refused', code: 'seal-not-waiting' });
    await queue.unit('give-waiting-notice', '2026-03-05T12:00', { seal: 2 });
    expect(queue.shown.seals[1]).toMatchObject({ state: 'waiting', noticedPlace: 2 });
    expect(queue.told()).toEqual(['court.luoding waiting-notice-given']);
    expect(queue.position?.awaitedSides).toEqual([]);
  });

  test('an answer that it is done says that it stands in the book; what the unit then puts right is not overwritten', async () => {
    const queue = await QueueInMemory.open('2026-03-05T09:00');
    await queue.report(YUNCHENG, '2026-03-05T11:00', { servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-05T11:00'), isStated: false } });
    expect(queue.seals()).toEqual([[1, 'in-force', 1, '2028-03-05']]);
    await queue.unit('confirm-seal', '2026-03-05T12:00', { seal: 1, bookedAt: at('2026-03-05T09:20') });
    await queue.report(YUNCHENG, '2026-03-06T09:00', { servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-06T09:00'), isStated: false } });
    expect(queue.shown.seals[0]?.bookedAt).toBe(at('2026-03-05T09:20'));
  });

  test('a report that comes late says nothing new, and one that comes twice says it once', async () => {
    const queue = await QueueInMemory.open('2026-03-05T09:00');
    await queue.report(YUNCHENG, '2026-03-05T11:00', { step: 5, servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-05T10:00'), isStated: true } });
    await queue.report(YUNCHENG, '2026-03-05T11:01', { step: 2, servedAt: at('2026-03-05T09:00'), over: 'released' });
    await queue.report(YUNCHENG, '2026-03-05T11:02', { step: 5, servedAt: at('2026-03-05T09:00'), over: 'released' });
    expect(queue.seals()).toEqual([[1, 'in-force', 1, '2028-03-05']]);
    expect(queue.told()).toEqual([]);
  });

  test('of two served in the same instant the register’s first stands first, and never both', async () => {
    const queue = await QueueInMemory.open('2026-03-05T09:00');
    for (const asking of [XINXING, LUODING]) await queue.report(asking, '2026-03-05T09:00', { servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-05T09:00'), isStated: true } });
    expect(queue.seals()).toEqual([[1, 'in-force', 1, '2028-03-05'], [2, 'waiting', 2, undefined]]);
  });

  test('a book against the order of service is shown, counts meanwhile, and is settled by the registry alone', async () => {
    const queue = await twoInOrder();
    await queue.unit('confirm-seal', '2026-03-06T09:00', { seal: 1, bookedAt: at('2026-03-05T10:45') });
    expect(queue.shown.contradictions).toEqual([{ kind: 'order', ahead: 2, behind: 1 }]);
    expect(queue.position).toMatchObject({ stage: 'contradicted', awaitedSides: ['unit'] });
    expect(queue.told()).toEqual(expect.arrayContaining(['unit.desk seal-order-contradicted!', 'court.luoding seal-order-contradicted!', 'court.yuncheng seal-order-contradicted!', 'court.luoding seal-in-force!', 'court.yuncheng seal-waiting']));
    expect(await queue.unit('settle-seal-order', '2026-03-06T10:00', { order: [1] })).toMatchObject({ status: 'refused', code: 'not-the-order-of-the-book' });
    await queue.unit('settle-seal-order', '2026-03-06T10:01', { order: [1, 2] });
    expect(queue.shown.contradictions).toEqual([]);
    // Back in force from 6 March 2026 on: until 6 March 2028.
    expect(queue.seals()).toEqual([[1, 'in-force', 1, '2028-03-06'], [2, 'waiting', 2, undefined]]);
    expect(queue.told()).toEqual(expect.arrayContaining(['court.yuncheng seal-order-settled', 'court.luoding seal-order-settled']));
  });

  test('another city’s court that was first is recorded by the unit with the book’s time, and is first', async () => {
    const queue = await twoInOrder();
    await queue.unit('record-outside-seal', '2026-03-06T09:00', { bookedAt: at('2026-02-10T10:00'), untilOn: '2026-06-30' });
    expect(queue.seals()).toEqual([[1, 'waiting', 2, undefined], [2, 'waiting', 3, undefined], [3, 'in-force', 1, '2026-06-30']]);
    await queue.unit('end-outside-seal', '2026-04-01T09:00', { seal: 3, how: 'released' });
    expect(queue.seals().slice(0, 2)).toEqual([[1, 'in-force', 1, '2028-04-01'], [2, 'waiting', 2, undefined]]);
  });

  test('encumbrances are recorded with the book’s time, and ended once', async () => {
    const queue = await twoInOrder();
    await queue.unit('record-encumbrance', '2026-03-06T09:00', { encumbrance: 'mortgage', bookedAt: at('2025-03-05T09:30') });
    const entry = queue.register.ledger.length;
    expect(await queue.unit('end-encumbrance', '2026-03-07T09:00', { entry: 2 })).toMatchObject({ status: 'refused', code: 'no-such-encumbrance' });
    await queue.unit('end-encumbrance', '2026-03-07T09:00', { entry });
    expect(queue.shown.encumbrances).toEqual([{ entry, encumbrance: 'mortgage', bookedAt: at('2025-03-05T09:30'), endedAt: at('2026-03-07T09:00') }]);
    expect(await queue.unit('end-encumbrance', '2026-03-07T09:01', { entry })).toMatchObject({ status: 'refused', code: 'no-such-encumbrance' });
  });

  test('nothing is booked before the day of its service, or ended or disposed of before it was booked: a slip of a year takes no seal from anybody', async () => {
    const queue = await twoInOrder();
    const slip = at('2024-03-05T09:00');
    for (const [name, facts] of [['confirm-seal', { seal: 1, bookedAt: slip }], ['end-outside-seal', { seal: 1, how: 'not-booked', endedAt: slip }], ['record-disposal', { extent: 'part', disposedAt: slip }]] as const) {
      expect([name, await queue.unit(name, '2026-03-06T09:00', facts)]).toMatchObject([name, { status: 'refused', code: 'time-out-of-range' }]);
    }
    expect(queue.seals().map(([, state]) => state)).toEqual(['in-force', 'waiting']);
    // Of another city's court the book may be older than everything here.
    expect(await queue.unit('record-outside-seal', '2026-03-06T09:00', { bookedAt: slip, untilOn: '2026-12-31' })).toMatchObject({ status: 'accepted' });
  });

  test('no last day that has passed is taken: of what stands in the book today the slip of a year would be the end', async () => {
    const queue = await twoInOrder();
    for (const [name, facts] of [['confirm-seal', { seal: 1, bookedAt: at('2026-03-05T09:30') }], ['record-outside-seal', { bookedAt: at('2026-02-10T10:00') }]] as const) {
      expect([name, await queue.unit(name, '2026-03-06T09:00', { ...facts, untilOn: '2026-03-05' })]).toMatchObject([name, { status: 'refused', code: 'last-day-passed' }]);
      expect([name, await queue.unit(name, '2026-03-06T09:01', { ...facts, untilOn: '2026-03-06' })]).toMatchObject([name, { status: 'accepted' }]);
    }
    // Of one that says none the law's counts, unless somebody stands before it: movables, two years.
    const old = { bookedAt: at('2024-03-05T10:00') };
    expect(await queue.unit('record-outside-seal', '2026-03-06T09:02', old)).toMatchObject({ status: 'refused', code: 'last-day-passed' });
    expect(await queue.unit('record-outside-seal', '2026-03-06T09:03', { bookedAt: at('2023-03-05T10:00'), untilOn: '2026-12-31' })).toMatchObject({ status: 'accepted' });
    expect(await queue.unit('record-outside-seal', '2026-03-06T09:04', old)).toMatchObject({ status: 'accepted' });
    // A request's own report is not refused; its day counts for nothing, and the law's for it.
    const reported = await QueueInMemory.open('2026-03-05T09:00');
    await reported.report(YUNCHENG, '2026-03-05T10:00', { servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-05T10:00'), isStated: true, untilOn: '2025-03-05' } });
    expect(reported.seals()).toEqual([[1, 'in-force', 1, '2028-03-05']]);
  });

  test('one contradiction that takes the place of another is told', async () => {
    const queue = await twoInOrder();
    await queue.report(XINXING, '2026-03-05T12:00', { servedAt: at('2026-03-05T11:00'), booked: { bookedAt: at('2026-03-05T12:00'), isStated: true } });
    // Luoding's entry is put right to half past one, behind Xinxing's: 3 before 2.
    await queue.unit('confirm-seal', '2026-03-05T14:00', { seal: 2, bookedAt: at('2026-03-05T13:30') });
    expect(queue.shown.contradictions).toEqual([{ kind: 'order', ahead: 3, behind: 2 }]);
    // Then back, and Yuncheng's to noon, between them: 2 before 1.
    await queue.unit('confirm-seal', '2026-03-05T14:01', { seal: 2, bookedAt: at('2026-03-05T10:30') });
    await queue.unit('confirm-seal', '2026-03-05T14:02', { seal: 1, bookedAt: at('2026-03-05T11:00') });
    expect(queue.shown.contradictions).toEqual([{ kind: 'order', ahead: 2, behind: 1 }]);
    // Both at once: Luoding's goes behind Xinxing's, so that 2 before 1 is gone, and 3 before 2 is there.
    await queue.unit('confirm-seal', '2026-03-05T14:03', { seal: 2, bookedAt: at('2026-03-05T13:30') });
    expect(queue.shown.contradictions).toEqual([{ kind: 'order', ahead: 3, behind: 2 }]);
    expect(queue.told()).toEqual(expect.arrayContaining(['unit.desk seal-order-contradicted!', 'court.xinxing seal-order-contradicted!', 'court.luoding seal-order-contradicted!']));
    expect(queue.told()).not.toContain('court.yuncheng seal-order-contradicted!');
  });

  test('a queue opened before does what it did: a day that has passed is taken, renewals are stacked, a release told late dates the next', async () => {
    const queue = await QueueInMemory.open('2026-03-05T09:00', { revision: 2 });
    await queue.unit('record-outside-seal', '2026-03-05T09:00', { bookedAt: at('2026-01-05T09:00') });
    await queue.report(YUNCHENG, '2026-03-05T10:00', { servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-05T10:00'), isStated: true } });
    await queue.unit('end-outside-seal', '2026-03-20T09:00', { seal: 1, how: 'released', endedAt: at('2026-02-01T09:00') });
    expect(queue.seals()[1]).toEqual([2, 'in-force', 1, '2028-02-01']);
    for (const minute of [1, 2]) expect(await queue.court(YUNCHENG.court, 'renew-seal', `2026-03-20T09:0${minute}`, { seal: 2 })).toMatchObject({ status: 'accepted' });
    expect(await queue.unit('confirm-seal', '2026-03-20T10:00', { seal: 2, bookedAt: at('2026-03-05T10:00'), untilOn: '2025-03-05' })).toMatchObject({ status: 'accepted' });
    expect(queue.seals()[1]).toEqual([2, 'expired', undefined, '2025-03-05']);
  });

  test('nothing is booked, ended or disposed of in the future', async () => {
    const queue = await twoInOrder();
    const ahead = at('2026-03-06T09:01');
    for (const [name, facts] of [['confirm-seal', { seal: 1, bookedAt: ahead }], ['record-outside-seal', { bookedAt: ahead }], ['record-encumbrance', { encumbrance: 'mortgage', bookedAt: ahead }], ['record-disposal', { extent: 'whole', disposedAt: ahead }]] as const) {
      expect(await queue.unit(name, '2026-03-06T09:00', facts)).toMatchObject({ status: 'refused', code: 'time-out-of-range' });
    }
  });
});

describe('what moves the queue', () => {
  test('the next takes effect at the very instant at which the first is released, with its own two years', async () => {
    const queue = await twoInOrder();
    await released(YUNCHENG, queue, '2026-06-01T15:00');
    expect(queue.seals()).toEqual([[1, 'released', undefined, '2028-03-05'], [2, 'in-force', 1, '2028-06-01']]);
    expect(queue.shown.seals[1]?.sinceAt).toBe(at('2026-06-01T15:00'));
    expect(queue.told()).toEqual(['court.yuncheng seal-ended', 'court.luoding seal-in-force!', 'unit.desk seal-order-changed', 'unit.liaison seal-order-changed']);
    // The same again, by another way, changes nothing.
    await queue.report(YUNCHENG, '2026-06-01T16:00', { over: 'released' });
    expect(queue.told()).toEqual([]);
  });

  test('its court is reminded thirty days and seven days before the last day, at the beginning of office hours; with that day it expires and the next takes effect', async () => {
    const queue = await twoInOrder();
    // 5 March 2028 less 30 days: 4 February (February 2028 has 29 days); less 7: 27 February.
    await queue.advanceTo(at('2028-02-04T08:29:59'));
    expect(queue.types().at(-1)).toBe('confirm-seal');
    await queue.advanceTo(at('2028-02-04T09:00'));
    expect(queue.told()).toEqual(['court.yuncheng seal-expiring!']);
    await queue.advanceTo(at('2028-02-27T09:00'));
    expect(queue.types().slice(-2)).toEqual(['seal-expiring', 'seal-expiring']);
    await queue.advanceTo(at('2028-03-05T23:59:59'));
    expect(queue.seals()[0]).toEqual([1, 'in-force', 1, '2028-03-05']);
    await queue.advanceTo(at('2028-03-06T00:00'));
    expect(queue.seals()).toEqual([[1, 'expired', undefined, '2028-03-05'], [2, 'in-force', 1, '2030-03-06']]);
    expect(queue.told()).toEqual(['court.yuncheng seal-ended!', 'court.luoding seal-in-force!', 'unit.desk seal-order-changed', 'unit.liaison seal-order-changed']);
  });

  test('a renewal received in the last second of the last day keeps the place; a second later it is too late', async () => {
    const queue = await twoInOrder();
    expect(await queue.court(YUNCHENG.court, 'renew-seal', '2028-03-05T23:59:59', { seal: 1 })).toMatchObject({ status: 'accepted' });
    expect(queue.seals()[0]).toEqual([1, 'in-force', 1, '2030-03-05']);
    expect(queue.told()).toEqual(expect.arrayContaining(['unit.desk seal-renewed!', 'court.yuncheng seal-in-force!']));
    const late = await twoInOrder();
    expect(await late.court(YUNCHENG.court, 'renew-seal', '2028-03-06T00:00', { seal: 1 })).toMatchObject({ status: 'refused', code: 'seal-not-in-force' });
  });

  test('a renewal is for a later day, for no more than one term behind the last, and for a seal in force', async () => {
    const queue = await twoInOrder();
    for (const untilOn of ['2028-03-05', '2030-03-06']) expect(await queue.court(YUNCHENG.court, 'renew-seal', '2027-01-04T09:00', { seal: 1, untilOn })).toMatchObject({ status: 'refused', code: 'day-out-of-range' });
    expect(await queue.court(YUNCHENG.court, 'renew-seal', '2027-01-04T09:01', { seal: 1, untilOn: '2029-01-01' })).toMatchObject({ status: 'accepted' });
    expect(await queue.court(LUODING.court, 'renew-seal', '2027-01-04T09:02', { seal: 2 })).toMatchObject({ status: 'refused', code: 'seal-not-in-force' });
  });

  test('renewals are not stacked: no further one while more than one term is left', async () => {
    const queue = await twoInOrder();
    expect(await queue.court(YUNCHENG.court, 'renew-seal', '2027-01-04T09:00', { seal: 1 })).toMatchObject({ status: 'accepted' });
    // Until 5 March 2030; two years before that day one term is left.
    for (const instant of ['2027-01-04T09:01', '2028-03-04T23:59']) expect(await queue.court(YUNCHENG.court, 'renew-seal', instant, { seal: 1 })).toMatchObject({ status: 'refused', code: 'renewed-ahead' });
    expect(await queue.court(YUNCHENG.court, 'renew-seal', '2028-03-05T09:00', { seal: 1 })).toMatchObject({ status: 'accepted' });
    expect(queue.seals()[0]).toEqual([1, 'in-force', 1, '2032-03-05']);
  });

  test('a seal entered by mistake and taken out again a year later gives the true one its own day back, with the reminders that lie ahead', async () => {
    const queue = await twoInOrder();
    await queue.unit('record-outside-seal', '2026-03-06T09:00', { bookedAt: at('2026-02-10T10:00') });
    expect(queue.seals()[0]).toEqual([1, 'waiting', 2, undefined]);
    await queue.unit('end-outside-seal', '2027-03-05T09:00', { seal: 3, how: 'not-booked' });
    expect(queue.seals()[0]).toEqual([1, 'in-force', 1, '2028-03-05']);
    expect(queue.told()).toContain('court.yuncheng seal-in-force!');
    await queue.advanceTo(at('2028-02-04T09:00'));
    expect(queue.told()).toEqual(['court.yuncheng seal-expiring!']);
  });

  test('when the whole is disposed of those behind lapse; a court that seals it later opens the same queue anew', async () => {
    const queue = await twoInOrder();
    await queue.unit('record-disposal', '2026-06-01T15:00', { extent: 'whole' });
    expect(queue.seals().map(([, state]) => state)).toEqual(['disposed-of', 'lapsed']);
    expect(await queue.unit('record-disposal', '2026-06-01T15:01', { extent: 'whole' })).toMatchObject({ status: 'refused', code: 'no-seal-in-force' });
    await queue.report(XINXING, '2026-07-01T09:00', { servedAt: at('2026-07-01T09:00'), booked: { bookedAt: at('2026-07-01T09:00'), isStated: true } });
    expect(queue.seals().at(-1)).toEqual([3, 'in-force', 1, '2028-07-01']);
    expect(queue.isClosed).toBe(false);
  });

  test('when part is disposed of the next takes effect on the remainder', async () => {
    const queue = await twoInOrder();
    await queue.unit('record-disposal', '2026-06-01T15:00', { extent: 'part' });
    expect(queue.seals()).toEqual([[1, 'disposed-of', undefined, '2028-03-05'], [2, 'in-force', 1, '2028-06-01']]);
    expect(queue.shown.isRemainder).toBe(true);
  });

  test('a seal that the registry did not book ends, and one that it booked after all stands behind what came meanwhile', async () => {
    const queue = await QueueInMemory.open('2026-03-05T09:00');
    await queue.report(YUNCHENG, '2026-03-05T09:00', { servedAt: at('2026-03-05T09:00') });
    await queue.report(YUNCHENG, '2026-03-05T10:00', { servedAt: at('2026-03-05T09:00'), over: 'not-booked' });
    expect(queue.told()).toContain('court.yuncheng seal-ended!');
    await queue.report(LUODING, '2026-03-05T11:00', { servedAt: at('2026-03-05T11:00'), booked: { bookedAt: at('2026-03-05T11:00'), isStated: true } });
    await queue.report(YUNCHENG, '2026-03-06T10:00', { servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-06T10:00'), isStated: true } });
    expect(queue.seals()).toEqual([[1, 'not-booked', undefined, undefined], [2, 'in-force', 1, '2028-03-05'], [3, 'waiting', 2, undefined]]);
    expect(queue.position).toMatchObject({ stage: 'contradicted' });
  });

  test('land and houses stand sealed for three years, and after an outage the reminders that were missed go out as one', async () => {
    const queue = await QueueInMemory.open('2026-03-05T09:00', { assetClass: 'land', unit: 'land', office: undefined });
    await queue.report(YUNCHENG, '2026-03-05T09:00', { unit: 'land', office: undefined, servedAt: at('2026-03-05T09:00'), booked: { bookedAt: at('2026-03-05T09:00'), isStated: true } });
    expect(queue.seals()).toEqual([[1, 'in-force', 1, '2029-03-05']]);
    await queue.leapTo(at('2029-03-04T12:00'));
    const reminders = queue.register.steps.flatMap(({ tells }) => tells).filter(({ message }) => message === 'seal-expiring');
    expect(queue.types().filter((type) => type === 'seal-expiring')).toHaveLength(2);
    expect(reminders).toHaveLength(1);
  });
});
