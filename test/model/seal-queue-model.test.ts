import * as fc from 'fast-check';
import { addDays, dayOf, parseInstant } from '../../domain/calendar/day';
import { confirm, contradictionsOf, dispose, EMPTY_QUEUE, end, enter, isLiving, isOrderOfBook, moveService, renew, type SealEnd, sealInForce, type SealQueue, settle, standings } from '../../domain/seals/queue';
import { testInMemory } from './describe-model';
import { same } from './same';
import { SealQueueModel } from './seal-queue-model';

interface Event {
  what: 'serve' | 'outside' | 'confirm' | 'move' | 'end' | 'renew' | 'dispose' | 'settle' | 'expire';
  pick: number;
  choice: number;
  /** Often nothing: several things happen in one instant. */
  later: number;
}

const HOUR = 3_600_000;
const START = parseInstant('2026-03-05T09:00:00+08:00');
const ENDS: readonly SealEnd[] = ['released', 'not-booked', 'expired'];

const events = fc.array(
  fc.record({
    what: fc.constantFrom<Event['what']>('serve', 'serve', 'serve', 'outside', 'confirm', 'confirm', 'confirm', 'confirm', 'move', 'end', 'renew', 'dispose', 'settle', 'expire'),
    pick: fc.nat(99),
    choice: fc.nat(999),
    later: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 * HOUR })),
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
);
const histories = fc.record({ years: fc.constantFrom(2, 3), events });

/** Plays one history on the queue and on the model; throws where they differ, or where a rule of every queue is broken. */
async function play({ years, events: happened }: { years: number; events: Event[] }): Promise<number> {
  const model = new SealQueueModel(years);
  let queue: SealQueue = EMPTY_QUEUE;
  let at = START;
  for (const [index, { what, pick, choice, later }] of happened.entries()) {
    at += later;
    const when = { at, years, keepsOwnTime: true };
    const no = index + 1;
    const living = model.living();
    const of = living[pick % Math.max(1, living.length)] ?? 0;
    const bookedAt = at - (choice % 5) * HOUR;
    const untilOn = choice % 3 === 0 ? addDays(dayOf(at), choice) : undefined;
    const isWaiting = choice % 11 === 1;
    const before = queue;
    let happenedAt = at;
    switch (what) {
      case 'serve': {
        const servedAt = at - (choice % 4) * HOUR;
        model.enter(no, servedAt, at);
        queue = enter(queue, { no, servedAt }, when);
        break;
      }
      case 'outside':
        model.enter(no, undefined, at);
        model.confirm(no, bookedAt, untilOn, isWaiting, at);
        queue = confirm(enter(queue, { no }, when), no, { bookedAt, isWaiting, ...(untilOn ? { untilOn } : {}) }, when);
        break;
      case 'confirm':
        model.confirm(of, bookedAt, untilOn, isWaiting, at);
        queue = confirm(queue, of, { bookedAt, isWaiting, ...(untilOn ? { untilOn } : {}) }, when);
        break;
      case 'move':
        model.reserve(of, bookedAt);
        queue = moveService(queue, of, bookedAt);
        break;
      case 'end': {
        const as = ENDS[choice % ENDS.length] ?? 'released';
        // What the registry learns of late lies before what was booked meanwhile.
        const endedAt = choice % 7 < 3 ? at - (choice % 200) * HOUR : at;
        model.end(of, as, endedAt);
        queue = end(queue, of, as, { ...when, at: endedAt });
        happenedAt = endedAt;
        break;
      }
      case 'renew': {
        const first = model.inForce();
        const until = first === undefined ? undefined : model.untilOf(first);
        if (first === undefined || until === undefined) break;
        model.renew(first, addDays(until, choice));
        queue = renew(queue, first, addDays(until, choice), when);
        break;
      }
      case 'dispose': {
        const extent = choice % 2 ? 'whole' : 'part';
        model.dispose(extent, at);
        queue = dispose(queue, extent, when);
        break;
      }
      case 'settle': {
        const order = [...model.book()].sort((a, b) => ((a * 7 + choice) % 13) - ((b * 7 + choice) % 13));
        same('order of the book', isOrderOfBook(queue, order), true);
        model.settle(order, at);
        queue = settle(queue, order, when);
        break;
      }
      case 'expire': {
        const first = model.inForce();
        if (first === undefined) break;
        model.end(first, 'expired', at);
        queue = end(queue, first, 'expired', when);
      }
    }
    const where = `after ${index} ${what}`;
    const placed = standings(queue);
    same(`${where}: seals`, queue.seals.map(({ no: number, state, untilOn: until }) => ({ no: number, state, place: placed.get(number)?.place, until })), model.shown());
    same(`${where}: contradictions`, contradictionsOf(queue).map((one) => (one.kind === 'order' ? `${one.ahead}>${one.behind}` : `?>${one.seal}`)).sort(), model.open());
    same(`${where}: remainder`, queue.isRemainder, model.isRemainder);
    holdsAlways(where, before, queue, happenedAt);
  }
  return happened.length;
}

/** What is true of every queue, whatever happened. */
function holdsAlways(where: string, before: SealQueue, queue: SealQueue, at: number): void {
  const inForce = queue.seals.filter(({ state }) => state === 'in-force');
  const claims: Record<string, boolean> = {
    'at most one is in force': inForce.length <= 1,
    'nothing is in force that the registry has not booked': inForce.every(({ bookedAt }) => bookedAt !== undefined),
    'who is in force has a last day, and nobody who waits has one': queue.seals.every((seal) => !isLiving(seal) || (seal.untilOn !== undefined) === (seal.state === 'in-force')),
    'places in the book are taken once': new Set(queue.book).size === queue.book.length,
    'what has ended stays ended': before.seals.every((seal) => isLiving(seal) || queue.seals.find(({ no }) => no === seal.no)?.state === seal.state),
    'who was first and ended makes room in the same instant, and nobody is in force from before his own booking': !hasMadeRoom(before, queue) || queue.book.length === 0 || queue.isHeadHeld || sealInForce(queue)?.since === sinceOfNext(before, queue, at),
  };
  for (const [claim, holds] of Object.entries(claims)) same(`${where}: ${claim}`, holds, true);
}

/** From when the next is in force, if the first has ended then. */
function sinceOfNext(before: SealQueue, queue: SealQueue, at: number): number {
  const next = sealInForce(queue);
  const left = queue.seals.find(({ no }) => no === sealInForce(before)?.no);
  const had = before.seals.find(({ no }) => no === next?.no)?.had;
  return left?.state === 'not-booked' && had ? had.since : Math.max(at, next?.bookedAt ?? at);
}

function hasMadeRoom(before: SealQueue, queue: SealQueue): boolean {
  const first = sealInForce(before);
  const now = first && queue.seals.find(({ no }) => no === first.no);
  return now !== undefined && !isLiving(now);
}

testInMemory('the queue of seals and an independent model agree at every step', histories, play, { usualRuns: 5_000 });
