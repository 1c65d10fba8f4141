import { addDays, addMonths, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../../domain/calendar/day';
import type { Given } from './match';
import { SealQueueModel, type Shown } from './seal-queue-model';

/** A queue of seals as a matter, told a second time: the model of its order, with who may speak of it, what wakes it, and what is older than what is known. */

export type QueueSide = 'court' | 'unit';
const YEARS = 2;
const REMINDED = [30, 7];
const OPENS_AT = '08:30';

interface Row {
  no: number;
  request?: string;
  court?: string;
  caseNumber?: string;
  step: number;
  isNoticed?: true;
}
interface Due {
  id: string;
  type: string;
  at: number;
  no: number;
}
interface Report {
  step: number;
  happenedAt: number;
  court: string;
  caseNumber: string;
  servedAt?: number;
  booked?: { bookedAt: number; isStated: boolean; untilOn?: Day; waiting?: true };
  over?: string;
  of?: string;
}

export class QueueMatterModel {
  readonly closed = undefined;
  readonly entries: [type: string, at: number, by: string][];
  private readonly order = new SealQueueModel(YEARS);
  private readonly rows: Row[] = [];
  private readonly courts = new Set(['court.yuncheng']);
  private readonly fired = new Set<string>();
  /** When the last day of the seal in force was set, and of which. */
  private set: { no: number | undefined; until: Day | undefined; at: number } = { no: undefined, until: undefined, at: 0 };

  constructor(readonly openedAt: number) {
    this.entries = [['open-request', openedAt, 'court']];
  }

  get count(): number {
    return this.rows.length;
  }

  stepOf(request: string): number {
    return this.rows.findLast((row) => row.request === request)?.step ?? 1;
  }

  book(): number[] {
    return this.order.book();
  }

  inForce(): { no: number; until: Day } | undefined {
    const no = this.order.inForce();
    const until = no === undefined ? undefined : this.order.untilOf(no);
    return no === undefined || until === undefined ? undefined : { no, until };
  }

  moveTo(now: number): void {
    for (let due = this.alarms()[0]; due !== undefined && due.at <= now; due = this.alarms()[0]) {
      this.fired.add(due.id);
      this.entries.push([due.type, due.at, 'clock']);
      const { at, no } = due;
      if (due.type === 'seal-expired') this.change(at, () => this.order.end(no, 'expired', at));
    }
  }

  nextAlarmAt(): number | undefined {
    return this.alarms()[0]?.at;
  }

  give(command: Given<QueueSide>): string {
    this.moveTo(command.at);
    const refused = this.refusal(command);
    if (refused) return refused;
    this.entries.push([command.name, command.at, command.by?.side ?? command.side]);
    this.take(command);
    this.moveTo(command.at);
    return 'accepted';
  }

  shown(): unknown {
    const contradictions = this.order.open();
    const seals = this.order.shown();
    const stage = contradictions.length > 0 ? 'contradicted' : seals.some(({ state }) => state === 'to-confirm') ? 'to-confirm' : 'in-order';
    return { stage, awaited: stage === 'in-order' && !this.isNoticeOwed() ? [] : ['unit'], seals: seals.map(lineOf), contradictions, isRemainder: this.order.isRemainder, nextAlarmAt: this.nextAlarmAt() };
  }

  private refusal({ name, at, by, facts }: Given<QueueSide>): string | undefined {
    const no = facts['seal'] as number;
    const row = this.rows.find((candidate) => candidate.no === no);
    const isLiving = this.order.living().includes(no);
    const isAhead = ['bookedAt', 'endedAt', 'disposedAt'].some((field) => Number(facts[field] ?? 0) > at);
    const times = this.order.timesOf(name === 'record-disposal' ? (this.order.inForce() ?? 0) : no);
    const isOutOfOrder = Number(facts['bookedAt'] ?? Infinity) < startOfDayMs(dayOf(times.served ?? 0)) || Number(facts['endedAt'] ?? facts['disposedAt'] ?? Infinity) < (times.booked ?? 0);
    const untilOn = facts['untilOn'] as Day | undefined;
    const isOver = untilOn !== undefined && untilOn < dayOf(at);
    switch (name) {
      case 'confirm-seal':
        if (!isLiving) return 'no-such-seal';
        return isAhead || isOutOfOrder ? 'time-out-of-range' : isOver ? 'last-day-passed' : undefined;
      case 'record-outside-seal':
        return isAhead ? 'time-out-of-range' : isOver || this.hasRunOut(facts as { bookedAt: number; untilOn?: Day; waiting?: boolean }, at) ? 'last-day-passed' : undefined;
      case 'end-outside-seal':
        if (facts['how'] !== 'not-booked' && row?.request !== undefined) return 'released-by-its-court';
        return isLiving ? (isAhead || isOutOfOrder ? 'time-out-of-range' : undefined) : 'no-such-seal';
      case 'record-disposal':
        if (this.order.inForce() === undefined) return 'no-seal-in-force';
        return isAhead || isOutOfOrder ? 'time-out-of-range' : undefined;
      case 'settle-seal-order':
        return [...(facts['order'] as number[])].sort().join() === this.book().sort().join() ? undefined : 'not-the-order-of-the-book';
      case 'give-waiting-notice':
        return row?.request !== undefined && this.stateOf(no) === 'waiting' ? undefined : 'seal-not-waiting';
      case 'renew-seal': {
        if (!this.courts.has(by?.body ?? '')) return 'not-permitted';
        if (!row) return 'no-such-seal';
        if (row.court !== by?.body) return 'seal-of-another-court';
        const first = this.inForce();
        if (first?.no !== no) return 'seal-not-in-force';
        if (first.until > addMonths(dayOf(at), 12 * YEARS)) return 'renewed-ahead';
        return untilOn !== undefined && (untilOn <= first.until || untilOn > addMonths(first.until, 12 * YEARS)) ? 'day-out-of-range' : undefined;
      }
      default:
        return undefined;
    }
  }

  /** A seal from outside that says no last day, and would be first: then the law's day is its own. */
  private hasRunOut({ bookedAt, untilOn, waiting }: { bookedAt: number; untilOn?: Day; waiting?: boolean }, at: number): boolean {
    const first = this.book()[0];
    const isBehind = first !== undefined && (this.order.timesOf(first).booked ?? 0) <= bookedAt;
    return !untilOn && !waiting && !isBehind && addMonths(dayOf(bookedAt), 12 * YEARS) < dayOf(at);
  }

  private take({ name, at, by, facts }: Given<QueueSide>): void {
    const given = facts as { seal: number; bookedAt: number; untilOn?: Day; waiting?: boolean; how: string; endedAt?: number; disposedAt?: number; extent: 'whole' | 'part'; order: number[] };
    switch (name) {
      case 'report-seal':
        return this.report(by?.id ?? '', facts as unknown as Report);
      case 'report-release': {
        const { of, court, caseNumber, happenedAt } = facts as unknown as Report;
        const living = this.order.living();
        const row = this.rows.findLast((candidate) => living.includes(candidate.no) && (of === undefined ? candidate.court === court && candidate.caseNumber === caseNumber : candidate.request === of));
        return row && this.change(happenedAt, () => this.order.end(row.no, 'released', happenedAt));
      }
      case 'confirm-seal':
        return this.confirm(given.seal, given, at);
      case 'record-outside-seal':
        this.rows.push({ no: this.rows.length + 1, step: 0 });
        this.order.enter(this.rows.length, undefined, at);
        return this.confirm(this.rows.length, given, at);
      case 'end-outside-seal':
        return this.change(given.endedAt ?? at, () => this.order.end(given.seal, given.how, given.endedAt ?? at));
      case 'record-disposal':
        return this.change(given.disposedAt ?? at, () => this.order.dispose(given.extent, given.disposedAt ?? at));
      case 'settle-seal-order':
        return this.change(at, () => this.order.settle(given.order, at));
      case 'give-waiting-notice': {
        const row = this.rows.find((candidate) => candidate.no === given.seal);
        if (row) row.isNoticed = true;
        return;
      }
      case 'renew-seal': {
        const until = given.untilOn ?? addMonths(this.inForce()?.until ?? '', 12 * YEARS);
        this.change(at, () => this.order.renew(given.seal, until));
        this.set = { ...this.set, at };
      }
    }
  }

  private report(request: string, { step, happenedAt, court, caseNumber, servedAt, booked, over }: Report): void {
    this.courts.add(court);
    const known = this.rows.findLast((row) => row.request === request);
    if (known && known.step >= step) return;
    let no = known?.no ?? 0;
    const state = this.stateOf(no);
    if (!known || (state === 'not-booked' && booked && !over)) {
      no = this.rows.length + 1;
      this.rows.push({ no, request, court, caseNumber, step });
      this.order.enter(no, servedAt, servedAt ?? happenedAt);
    } else {
      known.step = step;
      if (servedAt !== undefined && this.order.living().includes(no)) this.order.reserve(no, servedAt);
    }
    const { untilOn } = booked ?? {};
    const isToCome = untilOn !== undefined && untilOn >= dayOf(happenedAt);
    if (booked && (booked.isStated || this.stateOf(no) === 'to-confirm')) this.confirm(no, isToCome ? booked : { ...booked, untilOn: undefined }, happenedAt);
    if (over) this.change(happenedAt, () => this.order.end(no, over, happenedAt));
  }

  private confirm(no: number, { bookedAt, untilOn, waiting = false }: { bookedAt: number; untilOn?: Day | undefined; waiting?: boolean }, at: number): void {
    const isLiving = this.order.living().includes(no);
    this.change(at, () => this.order.confirm(no, bookedAt, untilOn, waiting, at));
    if (isLiving && untilOn !== undefined && this.order.inForce() === no) this.set = { ...this.set, at };
  }

  /** A last day is new when another seal is in force, or the day is another. */
  private change(at: number, act: () => void): void {
    act();
    const no = this.order.inForce();
    const until = no === undefined ? undefined : this.order.untilOf(no);
    if (this.set.no !== no || this.set.until !== until) this.set = { no, until, at };
  }

  private isNoticeOwed(): boolean {
    return this.rows.some(({ no, request, isNoticed }) => request !== undefined && !isNoticed && this.stateOf(no) === 'waiting');
  }

  private stateOf(no: number): string | undefined {
    return this.order.shown().find((seal) => seal.no === no)?.state;
  }

  private alarms(): Due[] {
    const first = this.inForce();
    if (!first) return [];
    const { no, until } = first;
    const reminders = REMINDED.map((days): Due => ({ id: `r${no}:${until}:${days}`, type: 'seal-expiring', no, at: atTimeOfDayMs(addDays(until, -days), OPENS_AT) })).filter(({ at }) => at > this.set.at);
    return [...reminders, { id: `e${no}:${until}`, type: 'seal-expired', no, at: startOfDayMs(addDays(until, 1)) }].filter(({ id }) => !this.fired.has(id)).sort((a, b) => a.at - b.at);
  }
}

function lineOf({ no, state, place, until }: Shown): unknown[] {
  return [no, state, place, until];
}
