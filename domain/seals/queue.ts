import { type Day, dayOf } from '../calendar/day';
import { deepFreeze } from '../deep-freeze';
import { lastDayOfSeal } from './validity';

/** `to-confirm`: served, and not yet confirmed by the registry. The last five are ends. */
export type SealState = 'to-confirm' | 'waiting' | 'in-force' | 'released' | 'expired' | 'disposed-of' | 'lapsed' | 'not-booked';
export type SealEnd = Exclude<SealState, 'to-confirm' | 'waiting' | 'in-force'>;

export interface Seal {
  /** Unique in its queue, in the order in which the register took them. */
  readonly no: number;
  /** When the 协助执行通知书 was served, epoch ms; of another city's court only if its book says so. */
  readonly servedAt?: number;
  /** When the registry entered it in its book, epoch ms. */
  readonly bookedAt?: number;
  readonly state: SealState;
  /** When it came to its state, epoch ms. */
  readonly since: number;
  /** Last day, of a seal in force alone: the time of one that waits does not run. */
  readonly untilOn?: Day;
  /** When that day was set, epoch ms. */
  readonly untilSetAt?: number;
  /** Of one that waits: how it was in force before somebody was entered ahead of it. It has that again if he turns out never to have stood there. */
  readonly had?: { readonly since: number; readonly untilOn: Day };
}

/** The first of two stands before the second in the book. */
export type Pair = readonly [ahead: number, behind: number];

/**
 * The seals on one asset (四.7(3); 法发〔2004〕5号, art. 20). The registry's book decides: its first entry is in force, the others wait in its order,
 * and what it has not confirmed is neither.
 */
export interface SealQueue {
  readonly seals: readonly Seal[];
  /** Confirmed seals that have not ended, in the registry's order. */
  readonly book: readonly number[];
  /** The registry says that somebody stands before the first whom the book here does not show: nothing is in force until that is settled. */
  readonly isHeadHeld: boolean;
  /** Part of the asset has been disposed of: what stands, stands on the remainder. */
  readonly isRemainder: boolean;
  /** Pairs that stand against the law's order, and that the registry has settled. */
  readonly settled: readonly Pair[];
}

export type Contradiction = { readonly kind: 'order'; readonly ahead: number; readonly behind: number } | { readonly kind: 'unknown-ahead'; readonly seal: number };

/** Where a living seal stands. */
export interface Standing {
  readonly state: SealState;
  /** In the book, or by law where the registry has still to confirm it. */
  readonly place: number;
  readonly untilOn?: Day;
}

/** By what an event is judged and dated. */
export interface When {
  /** Its legal instant, epoch ms. */
  readonly at: number;
  /** How long a seal on this class of assets lasts. */
  readonly years: number;
  /** What moves up is in force from no time before it was booked, and a mistake that is put right moves no last day. Queues opened earlier knew neither. */
  readonly keepsOwnTime: boolean;
}

export const EMPTY_QUEUE: SealQueue = deepFreeze({ seals: [], book: [], isHeadHeld: false, isRemainder: false, settled: [] });

export function isLiving({ state }: Pick<Seal, 'state'>): boolean {
  return state === 'to-confirm' || state === 'waiting' || state === 'in-force';
}

export function isEnd(state: SealState): state is SealEnd {
  return !isLiving({ state });
}

function findSeal(queue: SealQueue, no: number): Seal | undefined {
  return queue.seals.find((seal) => seal.no === no);
}

export function sealInForce(queue: SealQueue): Seal | undefined {
  return queue.seals.find(({ state }) => state === 'in-force');
}

/** A seal was served. Nothing is in force by that. */
export function enter(queue: SealQueue, seal: Pick<Seal, 'no' | 'servedAt'>, { at }: When): SealQueue {
  return { ...queue, seals: [...queue.seals, { ...seal, state: 'to-confirm', since: at }] };
}

/** Court and unit agree on another time of service, or a later receipt took its place. */
export function moveService(queue: SealQueue, no: number, servedAt: number): SealQueue {
  return change(queue, no, (seal) => ({ ...seal, servedAt }));
}

/**
 * The registry confirms what stands in its book, or corrects what it confirmed. `isWaiting`: it waits there. A last day that was given counts of a seal
 * in force, and never lies further off than the law allows from now on.
 */
export function confirm(queue: SealQueue, no: number, { bookedAt, untilOn, isWaiting = false }: { bookedAt: number; untilOn?: Day; isWaiting?: boolean }, when: When): SealQueue {
  const known = findSeal(queue, no);
  if (!known || !isLiving(known)) return queue;
  const isMoved = known.bookedAt !== bookedAt;
  const booked = change(queue, no, (seal) => (isMoved ? { ...withoutFormerTime(seal), bookedAt } : seal));
  const book = isMoved ? insert(booked, no) : queue.book;
  const settled = isMoved ? queue.settled.filter((pair) => !pair.includes(no)) : queue.settled;
  const isHead = book[0] === no;
  const arranged = arrange({ ...booked, book, settled, isHeadHeld: isHead ? isWaiting : queue.isHeadHeld }, when, { isCorrection: true, entered: { no, bookedAt } });
  if (untilOn === undefined || sealInForce(arranged)?.no !== no) return arranged;
  return change(arranged, no, (seal) => ({ ...seal, untilOn: earlier(untilOn, lastDayOfSeal(dayOf(when.at), when.years)), untilSetAt: when.at }));
}

/** A seal ends: released by its court, expired, or found not to stand in the book. The next in the book takes effect at the same instant. */
export function end(queue: SealQueue, no: number, as: SealEnd, when: When): SealQueue {
  const known = findSeal(queue, no);
  if (!known || !isLiving(known)) return queue;
  const isCorrection = as === 'not-booked';
  const left = change(isCorrection ? queue : forgetBehind(queue, no), no, (seal) => ended(seal, as, when.at));
  return arrange({ ...left, book: queue.book.filter((other) => other !== no) }, when, { isCorrection });
}

/** Whoever truly stood ahead had put back all behind him: what they had before is over. */
function forgetBehind(queue: SealQueue, no: number): SealQueue {
  const place = queue.book.indexOf(no);
  return place < 0 ? queue : queue.book.slice(place + 1).reduce((left, behind) => change(left, behind, withoutFormerTime), queue);
}

/** Renewed before it expires it keeps its place. */
export function renew(queue: SealQueue, no: number, untilOn: Day, { at }: When): SealQueue {
  return change(queue, no, (seal) => ({ ...seal, untilOn, untilSetAt: at }));
}

/** The asset is disposed of under the seal in force: wholly, and those behind lapse; in part, and the next takes effect on the remainder. */
export function dispose(queue: SealQueue, extent: 'whole' | 'part', when: When): SealQueue {
  const first = sealInForce(queue);
  if (!first) return queue;
  if (extent === 'part') return { ...end(queue, first.no, 'disposed-of', when), isRemainder: true };
  const seals = queue.seals.map((seal) => (isLiving(seal) ? ended(seal, seal.no === first.no ? 'disposed-of' : 'lapsed', when.at) : seal));
  return { ...EMPTY_QUEUE, seals };
}

/** The registry says in which order the seals stand in its book; what stands against the law's order then is settled. `order` names each entry of the book once. */
export function settle(queue: SealQueue, order: readonly number[], when: When): SealQueue {
  const arranged = arrange({ ...queue, book: order, isHeadHeld: false, settled: [] }, when);
  return { ...arranged, settled: pairsAgainstLaw(arranged) };
}

/** Whether an order names each entry of the book once. */
export function isOrderOfBook({ book }: SealQueue, order: readonly number[]): boolean {
  return order.length === book.length && new Set(order).size === order.length && order.every((no) => book.includes(no));
}

/** What the registry has to settle: its book stands against the order of service, or somebody is missing in it. */
export function contradictionsOf(queue: SealQueue): Contradiction[] {
  const open = pairsAgainstLaw(queue).filter(([ahead, behind]) => !queue.settled.some((pair) => pair[0] === ahead && pair[1] === behind));
  const [head] = queue.book;
  return [...open.map(([ahead, behind]): Contradiction => ({ kind: 'order', ahead, behind })), ...(queue.isHeadHeld && head !== undefined ? [{ kind: 'unknown-ahead', seal: head } as const] : [])];
}

/** Where each living seal stands, by number. */
export function standings(queue: SealQueue): ReadonlyMap<number, Standing> {
  const living = queue.seals.filter(isLiving);
  return new Map(
    living.map((seal) => {
      const inBook = queue.book.indexOf(seal.no);
      const place = 1 + (inBook >= 0 ? inBook : living.filter((other) => other.no !== seal.no && isServedBefore(other, seal)).length);
      return [seal.no, { state: seal.state, place, ...(seal.untilOn === undefined ? {} : { untilOn: seal.untilOn }) }];
    }),
  );
}

function ended(seal: Seal, state: SealEnd, at: number): Seal {
  return { ...withoutFormerTime(seal), state, since: at };
}

function withoutFormerTime(seal: Seal): Seal {
  const { had, ...rest } = seal;
  return had ? rest : seal;
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}

function change(queue: SealQueue, no: number, make: (seal: Seal) => Seal): SealQueue {
  return { ...queue, seals: queue.seals.map((seal) => (seal.no === no ? make(seal) : seal)) };
}

/** The time that the law goes by. Of what was not served here, no more is known than when it was booked. */
function lawfulAt({ servedAt, bookedAt, since }: Seal): number {
  return servedAt ?? bookedAt ?? since;
}

/** Of two served at the same instant the one that the register took first. */
function isServedBefore(one: Seal, other: Seal): boolean {
  return lawfulAt(one) < lawfulAt(other) || (lawfulAt(one) === lawfulAt(other) && one.no < other.no);
}

function isBookedBefore(one: Seal, other: Seal): boolean {
  const [first = 0, second = 0] = [one.bookedAt, other.bookedAt];
  return first < second || (first === second && isServedBefore(one, other));
}

/** The book with an entry at its time: behind the last one that was booked before it, whatever the registry has settled among the others. */
function insert(queue: SealQueue, no: number): readonly number[] {
  const others = queue.book.filter((other) => other !== no);
  const entry = findSeal(queue, no);
  const behind = others.findLastIndex((other) => {
    const seal = findSeal(queue, other);
    return seal !== undefined && entry !== undefined && isBookedBefore(seal, entry);
  });
  return [...others.slice(0, behind + 1), no, ...others.slice(behind + 1)];
}

/** Pairs of the book of which the second was served at an earlier time. */
function pairsAgainstLaw(queue: SealQueue): Pair[] {
  const entries = queue.book.flatMap((no) => findSeal(queue, no) ?? []);
  return entries.flatMap((ahead, index) => entries.slice(index + 1).flatMap((behind): Pair[] => (lawfulAt(behind) < lawfulAt(ahead) ? [[ahead.no, behind.no]] : [])));
}

/** What the book is arranged upon. */
interface Cause {
  /** The registry says how its book has been all along; else something has happened. */
  readonly isCorrection?: boolean;
  readonly entered?: { readonly no: number; readonly bookedAt: number };
}

/** The first of the book is in force and no other. */
function arrange(queue: SealQueue, when: When, cause: Cause = {}): SealQueue {
  const [head] = queue.book;
  const isHeadHeld = queue.isHeadHeld && head !== undefined;
  const seals = queue.seals.map((seal) => {
    if (!queue.book.includes(seal.no)) return seal;
    const isFirst = seal.no === head && !isHeadHeld;
    if (seal.state === (isFirst ? 'in-force' : 'waiting')) return seal;
    return isFirst ? takeEffect(seal, when, cause) : stepBack(seal, when, cause);
  });
  return { ...queue, seals, isHeadHeld };
}

/** What takes effect by its own entry does so from the time of that; what moves up, from now; and whom only a mistake had put back is in force as it was. */
function takeEffect(waiting: Seal, { at, years, keepsOwnTime }: When, { isCorrection = false, entered }: Cause): Seal {
  const { had } = waiting;
  const seal = withoutFormerTime(waiting);
  if (had && isCorrection) return { ...seal, state: 'in-force', ...had, untilSetAt: at };
  const movedUp = keepsOwnTime ? Math.max(at, seal.bookedAt ?? at) : at;
  const since = entered?.no === seal.no && seal.state === 'to-confirm' ? entered.bookedAt : movedUp;
  return { ...seal, state: 'in-force', since, untilOn: lastDayOfSeal(dayOf(since), years), untilSetAt: at };
}

/** Somebody stands before it, or its own entry was put right: then it has never been in force as it was shown. */
function stepBack({ no, servedAt, bookedAt, since, untilOn }: Seal, { at, keepsOwnTime }: When, { entered }: Cause): Seal {
  const had = keepsOwnTime && untilOn !== undefined && entered?.no !== no ? { had: { since, untilOn } } : {};
  return { no, ...(servedAt === undefined ? {} : { servedAt }), ...(bookedAt === undefined ? {} : { bookedAt }), state: 'waiting', since: at, ...had };
}
