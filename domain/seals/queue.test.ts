import { parseInstant } from '../calendar/day';
import { YUNFU_2017 } from '../rule-sets/yunfu-2017';
import { confirm, contradictionsOf, dispose, EMPTY_QUEUE, end, enter, isOrderOfBook, renew, sealInForce, type SealQueue, settle, standings } from './queue';
import { assetClassOf, lastDayOfSeal, validityYears } from './validity';

const at = (text: string): number => parseInstant(`2026-${text}:00+08:00`);
const when = (text: string) => ({ at: at(text), years: 2, keepsOwnTime: true });
const shown = (queue: SealQueue) => [...standings(queue)].map(([no, { state, place, untilOn }]) => [no, state, place, untilOn]);

/** Two courts, served an hour apart and booked in that order. */
function twoInOrder(): SealQueue {
  const first = enter(EMPTY_QUEUE, { no: 1, servedAt: at('03-05T09:00') }, when('03-05T09:00'));
  const both = enter(first, { no: 2, servedAt: at('03-05T10:00') }, when('03-05T10:00'));
  const booked = confirm(both, 1, { bookedAt: at('03-05T09:30') }, when('03-05T11:00'));
  return confirm(booked, 2, { bookedAt: at('03-05T10:30') }, when('03-05T11:00'));
}

describe('seals on one asset', () => {
  test('nothing is in force before the registry confirms; until then each has its place by law', () => {
    const served = enter(enter(EMPTY_QUEUE, { no: 1, servedAt: at('03-05T10:00') }, when('03-05T10:00')), { no: 2, servedAt: at('03-05T09:00') }, when('03-05T10:05'));
    expect(sealInForce(served)).toBeUndefined();
    expect(shown(served)).toEqual([[1, 'to-confirm', 2, undefined], [2, 'to-confirm', 1, undefined]]);
  });

  test('of two served at the same instant the register’s first stands first, and only one is in force', () => {
    const served = [1, 2].reduce((queue, no) => enter(queue, { no, servedAt: at('03-05T09:00') }, when('03-05T09:00')), EMPTY_QUEUE);
    const booked = [2, 1].reduce((queue, no) => confirm(queue, no, { bookedAt: at('03-05T09:30') }, when('03-05T09:30')), served);
    // Booked on 5 March 2026, two years: until 5 March 2028.
    expect(shown(booked)).toEqual([[1, 'in-force', 1, '2028-03-05'], [2, 'waiting', 2, undefined]]);
    expect(contradictionsOf(booked)).toEqual([]);
  });

  test('the next takes effect at the very instant at which the first is released, with years of its own', () => {
    const released = end(twoInOrder(), 1, 'released', when('06-01T15:00'));
    expect(shown(released)).toEqual([[2, 'in-force', 1, '2028-06-01']]);
    expect(sealInForce(released)?.since).toBe(at('06-01T15:00'));
  });

  test('a renewal keeps the place; an expiry makes room', () => {
    const renewed = renew(twoInOrder(), 1, '2029-03-05', when('06-01T15:00'));
    expect(shown(renewed)[0]).toEqual([1, 'in-force', 1, '2029-03-05']);
    expect(shown(end(renewed, 1, 'expired', when('06-02T00:00')))).toEqual([[2, 'in-force', 1, '2028-06-02']]);
  });

  test('what moves up because of what is told late is in force from no time before its own booking', () => {
    // Another city's court since 5 January; Yuncheng booked on 2 March; on 20 March it is told that the first was released on 1 February.
    const outside = confirm(enter(EMPTY_QUEUE, { no: 1 }, when('01-05T09:00')), 1, { bookedAt: at('01-05T09:00') }, when('01-05T09:00'));
    const both = confirm(enter(outside, { no: 2, servedAt: at('03-02T09:00') }, when('03-02T09:00')), 2, { bookedAt: at('03-02T10:00') }, when('03-02T10:00'));
    const told = end(both, 1, 'released', when('02-01T09:00'));
    expect(sealInForce(told)).toMatchObject({ no: 2, since: at('03-02T10:00'), untilOn: '2028-03-02' });
    expect(sealInForce(end(both, 1, 'released', { ...when('02-01T09:00'), keepsOwnTime: false }))).toMatchObject({ since: at('02-01T09:00'), untilOn: '2028-02-01' });
  });

  describe('somebody is entered ahead of a seal in force', () => {
    const pushedBack = (of = twoInOrder()): SealQueue => confirm(enter(of, { no: 3 }, when('06-01T09:00')), 3, { bookedAt: at('02-01T09:00') }, when('06-01T09:00'));

    test('by mistake: taken out again, the seal is in force as it was', () => {
      expect(shown(pushedBack())).toEqual([[1, 'waiting', 2, undefined], [2, 'waiting', 3, undefined], [3, 'in-force', 1, '2028-02-01']]);
      expect(sealInForce(end(pushedBack(), 3, 'not-booked', when('09-01T09:00')))).toMatchObject({ no: 1, since: at('03-05T09:30'), untilOn: '2028-03-05' });
      // So it is when only his time was mistaken.
      expect(sealInForce(confirm(pushedBack(), 3, { bookedAt: at('05-01T09:00') }, when('09-01T09:00')))).toMatchObject({ no: 1, untilOn: '2028-03-05' });
      // And through two mistakes, whichever is found first.
      const twice = confirm(enter(pushedBack(), { no: 4 }, when('07-01T09:00')), 4, { bookedAt: at('01-15T09:00') }, when('07-01T09:00'));
      for (const order of [[3, 4], [4, 3]]) expect(sealInForce(order.reduce((queue, no) => end(queue, no, 'not-booked', when('09-01T09:00')), twice))).toMatchObject({ no: 1, untilOn: '2028-03-05' });
    });

    test('in truth: released, the next has its time anew', () => {
      expect(sealInForce(end(pushedBack(), 3, 'released', when('09-01T09:00')))).toMatchObject({ no: 1, untilOn: '2028-09-01' });
      // Whoever is behind it then and is found mistaken changes nothing of that.
      const between = confirm(enter(pushedBack(), { no: 4 }, when('07-01T09:00')), 4, { bookedAt: at('02-15T09:00') }, when('07-01T09:00'));
      expect(sealInForce([[3, 'released'], [4, 'not-booked']].reduce((queue, [no, as]) => end(queue, no as number, as as 'released', when('09-01T09:00')), between))).toMatchObject({ no: 1, untilOn: '2028-09-01' });
    });

    test('a queue opened earlier does what it did', () => {
      const before = { ...when('06-01T09:00'), keepsOwnTime: false };
      const earlier = confirm(enter(twoInOrder(), { no: 3 }, before), 3, { bookedAt: at('02-01T09:00') }, before);
      expect(sealInForce(end(earlier, 3, 'not-booked', { ...when('09-01T09:00'), keepsOwnTime: false }))).toMatchObject({ no: 1, untilOn: '2028-09-01' });
    });
  });

  test('when the whole is disposed of those behind lapse; of a part, the next takes effect on the remainder', () => {
    expect(dispose(twoInOrder(), 'whole', when('06-01T15:00')).seals.map(({ state }) => state)).toEqual(['disposed-of', 'lapsed']);
    const part = dispose(twoInOrder(), 'part', when('06-01T15:00'));
    expect(part.isRemainder).toBe(true);
    expect(shown(part)).toEqual([[2, 'in-force', 1, '2028-06-01']]);
  });

  test('a book against the order of service is shown, decides all the same, and is settled by the registry', () => {
    const against = confirm(twoInOrder(), 1, { bookedAt: at('03-05T10:45') }, when('03-06T09:00'));
    expect(contradictionsOf(against)).toEqual([{ kind: 'order', ahead: 2, behind: 1 }]);
    expect(sealInForce(against)?.no).toBe(2);
    expect(contradictionsOf(settle(against, [2, 1], when('03-06T10:00')))).toEqual([]);
    const turned = settle(against, [1, 2], when('03-06T10:00'));
    expect(contradictionsOf(turned)).toEqual([]);
    expect(sealInForce(turned)?.no).toBe(1);
    expect([[1, 2], [1], [1, 1], [1, 3]].map((order) => isOrderOfBook(against, order))).toEqual([true, false, false, false]);
  });

  test('a seal that waits behind somebody unknown is not in force until that one is recorded and gone', () => {
    const served = enter(EMPTY_QUEUE, { no: 1, servedAt: at('03-05T09:00') }, when('03-05T09:00'));
    const waiting = confirm(served, 1, { bookedAt: at('03-05T09:30'), isWaiting: true }, when('03-05T11:00'));
    expect(sealInForce(waiting)).toBeUndefined();
    expect(contradictionsOf(waiting)).toEqual([{ kind: 'unknown-ahead', seal: 1 }]);
    const known = confirm(enter(waiting, { no: 2 }, when('03-05T12:00')), 2, { bookedAt: at('02-01T09:00'), untilOn: '2026-04-01' }, when('03-05T12:00'));
    expect(shown(known)).toEqual([[1, 'waiting', 2, undefined], [2, 'in-force', 1, '2026-04-01']]);
    expect(sealInForce(end(known, 2, 'expired', when('04-02T00:00')))?.no).toBe(1);
  });

  test('no last day lies further off than the law allows', () => {
    const served = enter(EMPTY_QUEUE, { no: 1, servedAt: at('03-05T09:00') }, when('03-05T09:00'));
    expect(sealInForce(confirm(served, 1, { bookedAt: at('03-05T09:30'), untilOn: '2035-01-01' }, when('03-05T11:00')))?.untilOn).toBe('2028-03-05');
  });
});

describe('how long a seal lasts', () => {
  test.each([['police.vehicle-seal', 2], ['land.seal', 3], ['housing.unseal', 3], ['commerce.freeze-notice', 3]])('%s: %d years', (kind, years) => {
    const assetClass = assetClassOf(kind);
    expect(assetClass && validityYears(YUNFU_2017.sealValidity, assetClass)).toBe(years);
  });

  test('years end with the same date, in February with its last day', () => {
    expect(lastDayOfSeal('2026-03-05', 2)).toBe('2028-03-05');
    expect(lastDayOfSeal('2028-02-29', 3)).toBe('2031-02-28');
    expect(assetClassOf('police.detention')).toBeUndefined();
  });
});
