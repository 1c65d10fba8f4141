import { isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../../domain/calendar/day';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { HostedModel } from './hosted-model';
import type { Given } from './match';

/** Alarms and watches told a second time, from the rules and with none of the code in workflows/. Days come from the domain's calendar. */

export type SpotSide = 'court' | 'unit';
interface Due {
  type: string;
  at: number;
  /** Fires once. */
  id: string;
  term?: string;
}
interface Term {
  id: string;
  dueAt: number;
  state: 'running' | 'met' | 'ended';
  isLate: boolean;
  /** A target in working days, which reminds on its last day and climbs; else in minutes. */
  days?: { startAt: number; dueOn: Day };
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function nthWorkingDay(from: Day, n: number): Day {
  let day = from;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (isWorkingDay(SHIPPED_CALENDAR, day)) left -= 1;
  }
  return day;
}
const endOf = (day: Day): number => startOfDayMs(addDays(day, 1));
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

abstract class SpotModel {
  readonly entries: [type: string, at: number, by: string][];
  closed: { as: string; at: number } | undefined;
  protected readonly terms: Term[] = [];
  protected readonly disputes = new HostedModel();
  private readonly fired = new Set<string>();

  constructor(readonly openedAt: number) {
    this.entries = [['open-request', openedAt, 'court']];
  }

  abstract stage(): string;
  abstract awaited(): string[];
  /** Commands that a side has at this stage. */
  abstract offers(side: SpotSide): readonly string[];
  protected abstract mayEver(side: SpotSide): readonly string[];
  protected abstract own(): Due[];
  protected abstract judge(command: Given<SpotSide>): string | undefined;
  protected abstract take(command: Given<SpotSide>, seq: number): void;
  protected abstract fire(type: string, at: number): void;

  nextAlarmAt(): number | undefined {
    return this.alarms()[0]?.at;
  }

  moveTo(now: number): void {
    for (let [next] = this.alarms(); next && next.at <= now && !this.closed; [next] = this.alarms()) {
      this.fired.add(next.id);
      this.entries.push([next.type, next.at, 'clock']);
      const term = this.terms.find(({ id }) => id === next?.term);
      if (term && next.type === 'target-missed') term.isLate = true;
      if (!term) this.fire(next.type, next.at);
    }
  }

  /** What the command is answered. */
  give(command: Given<SpotSide>): string {
    const isDispute = command.name === 'open-dispute';
    if (!isDispute && !this.mayEver(command.side).includes(command.name)) return 'not-permitted';
    this.moveTo(command.at);
    if (this.closed) return 'matter-closed';
    const refused = isDispute ? this.disputes.judge(command.side, command.facts, { entries: this.entries.length, terms: this.terms.map(({ id }) => id) }) : this.offers(command.side).includes(command.name) ? this.judge(command) : 'not-awaited';
    if (refused) return refused;
    this.before(command);
    this.entries.push([command.name, command.at, command.side]);
    if (isDispute) this.disputes.open(command.facts, this.entries.length);
    else this.take(command, this.entries.length);
    return 'accepted';
  }

  /** What another matter tells, which changes nothing here. */
  hear(name: string, at: number): void {
    this.moveTo(at);
    this.entries.push([name, at, 'matter']);
  }

  shown() {
    const running = this.closed ? undefined : this.nextAlarmAt();
    return {
      stage: this.closed ? 'closed' : this.stage(),
      awaited: this.closed ? [] : this.awaited(),
      terms: this.terms.map(({ id, dueAt, state, isLate }) => [id, dueAt, state, isLate]),
      disputes: this.disputes.shown(),
      closedAs: this.closed?.as,
      closedAt: this.closed?.at,
      nextAlarmAt: running,
    };
  }

  /** What taking a command implies before it. */
  protected abstract before(command: Given<SpotSide>): void;

  protected close(as: string, at: number): void {
    for (const term of this.terms) if (term.state === 'running') term.state = 'ended';
    this.closed = { as, at };
  }

  protected meet(id: string, at: number): void {
    const term = this.terms.find((candidate) => candidate.id === id);
    if (term?.state !== 'running') return;
    term.state = 'met';
    if (at >= term.dueAt) term.isLate = true;
  }

  protected end(id: string): void {
    const term = this.terms.find((candidate) => candidate.id === id);
    if (term?.state === 'running') term.state = 'ended';
  }

  /** Whether the term of that name reminds of itself when it runs out. */
  protected isLoud(id: string): boolean {
    return id !== 'record-110';
  }

  private alarms(): Due[] {
    const ofTerms = this.terms.filter(({ id, state }) => state === 'running' && this.isLoud(id)).flatMap(({ id, dueAt, days }): Due[] => {
      const missed: Due = { type: 'target-missed', at: dueAt, id, term: id };
      if (!days) return [missed];
      const rungs: Due[] = [
        { type: 'reminder', at: atTimeOfDayMs(days.dueOn, '08:30'), id: `${id} T-0`, term: id },
        missed,
        { type: 'escalation', at: atTimeOfDayMs(nthWorkingDay(days.dueOn, 1), '08:30'), id: `${id} +1`, term: id },
      ];
      return rungs.filter(({ at }) => at > days.startAt);
    });
    return [...this.own(), ...ofTerms].filter(({ id }) => !this.fired.has(id)).sort((a, b) => a.at - b.at);
  }
}

/** 四.7(4). */
export class AlarmModel extends SpotModel {
  private readonly times: number[] = [];
  private way = 0;
  private over: 'ended' | 'withdrawn' | undefined;
  private called: { hasNumber: boolean } | undefined;
  private isGivenUp = false;
  private readonly reports = new Map<number, { state: 'open' | 'done'; term: string }>();

  constructor(openedAt: number, private readonly deskMinutes: number, private readonly headMinutes: number) {
    super(openedAt);
    this.terms.push({ id: 'turn-out', dueAt: openedAt + 10 * MINUTE, state: 'running', isLate: false });
  }

  stage(): string {
    return this.over ? 'ended' : (['unacknowledged', 'acknowledged', 'under-way', 'arrived'][this.way] ?? '');
  }

  awaited(): string[] {
    if (!this.over) return ['unit'];
    return [...(this.isCallOwed() ? ['court'] : []), ...(this.hasOpenReport() ? ['unit'] : [])];
  }

  offers(side: SpotSide): readonly string[] {
    if (side === 'court') return ['record-110', 'record-false-report', ...(!this.over && this.way < 3 ? ['withdraw'] : [])];
    const onTheWay = this.over ? [] : ['acknowledge-alarm', 'under-way', 'arrived'].slice(this.way);
    return [...onTheWay, ...(!this.over && this.way > 0 ? ['end-emergency'] : []), 'record-false-report', 'pass-to-punishment', 'declare-unfounded'];
  }

  protected mayEver(side: SpotSide): readonly string[] {
    return side === 'court' ? ['record-110', 'record-false-report', 'withdraw'] : ['acknowledge-alarm', 'under-way', 'arrived', 'end-emergency', 'record-false-report', 'pass-to-punishment', 'declare-unfounded'];
  }

  protected own(): Due[] {
    if (!this.over && this.way === 0) {
      const desk = this.openedAt + this.deskMinutes * MINUTE;
      return [
        { type: 'duty-desk-rung', id: 'duty-desk-rung', at: desk },
        { type: 'head-rung', id: 'head-rung', at: desk + this.headMinutes * MINUTE },
      ];
    }
    const owed = this.terms.find(({ id, state }) => id === 'record-110' && state === 'running');
    return owed ? [{ type: 'call-110-left-unrecorded', id: 'left', at: owed.dueAt }] : [];
  }

  protected judge({ name, at, facts }: Given<SpotSide>): string | undefined {
    if (['acknowledge-alarm', 'under-way', 'arrived', 'end-emergency'].includes(name)) {
      const given = facts['at'];
      return given !== undefined && (number(given) > at || number(given) < Math.max(this.openedAt, ...this.times)) ? 'time-out-of-range' : undefined;
    }
    if (name === 'record-110' && this.called?.hasNumber) return 'already-recorded';
    const earlier = facts[name === 'record-110' ? 'calledAt' : 'reportedAt'];
    if (earlier !== undefined && (number(earlier) > at || number(earlier) < this.openedAt - DAY)) return 'time-out-of-range';
    if (name === 'pass-to-punishment' || name === 'declare-unfounded') return this.reports.get(number(facts['report']))?.state === 'open' ? undefined : 'no-such-false-report';
    return undefined;
  }

  protected take({ name, at, facts }: Given<SpotSide>, seq: number): void {
    const step = ['acknowledge-alarm', 'under-way', 'arrived'].indexOf(name);
    if (step >= 0) {
      this.way = step + 1;
      this.times.push(number(facts['at'] ?? at));
      if (step > 0) this.meet('turn-out', at);
    }
    if (name === 'end-emergency' || name === 'withdraw') {
      this.over = name === 'withdraw' ? 'withdrawn' : 'ended';
      this.end('turn-out');
      if (this.isCallOwed()) this.terms.push({ id: 'record-110', dueAt: endOf(nthWorkingDay(dayOf(at), 3)), state: 'running', isLate: false });
    }
    if (name === 'record-110') {
      this.called = { hasNumber: facts['incidentNumber'] !== undefined };
      this.meet('record-110', at);
    }
    if (name === 'record-false-report') {
      // 依法查处 without a number: the operator's ten working days.
      const dueOn = nthWorkingDay(dayOf(at), 10);
      const term = this.reports.size === 0 ? 'settle-false-report' : `settle-false-report.${this.reports.size + 1}`;
      this.terms.push({ id: term, dueAt: endOf(dueOn), state: 'running', isLate: false, days: { startAt: at, dueOn } });
      this.reports.set(seq, { state: 'open', term });
    }
    const report = name === 'pass-to-punishment' || name === 'declare-unfounded' ? this.reports.get(number(facts['report'])) : undefined;
    if (report) {
      report.state = 'done';
      this.meet(report.term, at);
    }
    this.closeIfDone(at);
  }

  protected fire(type: string, at: number): void {
    if (type === 'call-110-left-unrecorded') this.isGivenUp = true;
    this.closeIfDone(at);
  }

  protected before(): void {
    // An alarm's commands imply nothing.
  }

  private isCallOwed(): boolean {
    return this.over === 'ended' && !this.called && !this.isGivenUp;
  }

  private hasOpenReport(): boolean {
    return [...this.reports.values()].some(({ state }) => state === 'open');
  }

  private closeIfDone(at: number): void {
    if (this.over && !this.isCallOwed() && !this.hasOpenReport()) this.close(this.over, at);
  }
}

/** 四.7(3). */
export class WatchModel extends SpotModel {
  private delivered: number | undefined;
  private receipt: 'signed' | 'deemed' | 'report' | undefined;
  private setAt: number;
  private readonly stops: { seq: number; stoppedAt: number; isKnown: boolean }[] = [];
  private confirmed: { side: SpotSide; handedOverAt: number } | undefined;

  constructor(openedAt: number, isElectronic: boolean, private until: Day | undefined) {
    super(openedAt);
    this.setAt = openedAt;
    if (isElectronic) this.delivered = openedAt;
  }

  stage(): string {
    if (this.stops.length > 0) return 'stopped';
    return this.receipt ? 'watching' : this.delivered === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  awaited(): string[] {
    if (this.stops.length === 0) return [this.stage() === 'awaiting-delivery' ? 'court' : 'unit'];
    if (this.confirmed) return [this.confirmed.side === 'court' ? 'unit' : 'court'];
    return this.stops.at(-1)?.isKnown ? ['court', 'unit'] : ['court'];
  }

  offers(side: SpotSide): readonly string[] {
    const isStopped = this.stops.length > 0;
    if (side === 'court') return ['extend-watch', 'end-watch', ...(this.stage() === 'awaiting-delivery' ? ['record-delivery'] : []), ...(isStopped ? ['acknowledge-stop', 'confirm-hand-over'] : [])];
    return ['report-stopped', isStopped ? 'confirm-hand-over' : 'sign-receipt'];
  }

  protected mayEver(side: SpotSide): readonly string[] {
    return side === 'court' ? ['record-delivery', 'extend-watch', 'end-watch', 'acknowledge-stop', 'confirm-hand-over'] : ['sign-receipt', 'report-stopped', 'confirm-hand-over'];
  }

  protected own(): Due[] {
    if (this.stops.length > 0) return [];
    const due: Due[] = [];
    if (this.delivered !== undefined && !this.receipt) due.push({ type: 'receipt-deemed', id: 'deemed', at: endOf(nthWorkingDay(dayOf(this.delivered), 1)) });
    if (this.until !== undefined) {
      const remindAt = atTimeOfDayMs(nthWorkingDay(this.until, -1), '08:30');
      if (remindAt > this.setAt) due.push({ type: 'watch-ending', id: `ending ${this.until}`, at: remindAt });
      due.push({ type: 'watch-lapsed', id: `lapsed ${this.until}`, at: endOf(this.until) });
    }
    return due;
  }

  protected judge({ name, side, at, facts }: Given<SpotSide>): string | undefined {
    const earliest = this.stops.at(-1)?.stoppedAt ?? this.openedAt;
    switch (name) {
      case 'sign-receipt':
        return this.receipt && this.receipt !== 'deemed' ? 'already-received' : undefined;
      case 'report-stopped':
        return number(facts['stoppedAt']) > at || number(facts['stoppedAt']) < earliest ? 'time-out-of-range' : undefined;
      case 'acknowledge-stop':
        if (this.stops.at(-1)?.seq !== facts['stop']) return 'no-such-stop';
        return this.stops.at(-1)?.isKnown ? 'already-recorded' : undefined;
      case 'extend-watch':
        return typeof facts['until'] === 'string' && facts['until'] < dayOf(at) ? 'time-out-of-range' : undefined;
      case 'confirm-hand-over': {
        const given = number(facts['handedOverAt']);
        if (given > at || given < earliest) return 'time-out-of-range';
        const other = this.confirmed && this.confirmed.side !== side ? this.confirmed.handedOverAt : undefined;
        return other === undefined || facts['agreed'] === true || Math.floor(other / MINUTE) === Math.floor(given / MINUTE) ? undefined : 'hand-over-times-differ';
      }
      default:
        return undefined;
    }
  }

  protected before({ name, at, side }: Given<SpotSide>): void {
    if (name !== 'report-stopped' || this.receipt) return;
    this.receipt = 'report';
    this.entries.push(['receipt-implied', at, side]);
  }

  protected take({ name, side, at, facts }: Given<SpotSide>, seq: number): void {
    switch (name) {
      case 'record-delivery':
        this.delivered = at;
        return;
      case 'sign-receipt':
        this.receipt ??= 'signed';
        return;
      case 'report-stopped': {
        if (this.stops.length > 0) this.end(this.idOf('acknowledge-stop'));
        this.stops.push({ seq, stoppedAt: number(facts['stoppedAt']), isKnown: false });
        this.confirmed = undefined;
        const dueAt = number(facts['stoppedAt']) + 30 * MINUTE;
        this.terms.push({ id: this.idOf('notify-court'), dueAt, state: 'met', isLate: at >= dueAt });
        this.terms.push({ id: this.idOf('acknowledge-stop'), dueAt: at + 60 * MINUTE, state: 'running', isLate: false });
        return;
      }
      case 'acknowledge-stop':
        this.know(at);
        return;
      case 'confirm-hand-over':
        if (side === 'court') this.know(at);
        if (this.confirmed && this.confirmed.side !== side) this.close('handed-over', at);
        else this.confirmed = { side, handedOverAt: number(facts['handedOverAt']) };
        return;
      case 'extend-watch':
        this.until = facts['until'] as Day | undefined;
        this.setAt = at;
        return;
      case 'end-watch':
        this.close('watch-ended', at);
        return;
      default:
        throw new Error(name);
    }
  }

  protected fire(type: string, at: number): void {
    if (type === 'receipt-deemed') this.receipt = 'deemed';
    if (type === 'watch-lapsed') this.close('watch-ended', at);
  }

  private know(at: number): void {
    const last = this.stops.at(-1);
    if (!last || last.isKnown) return;
    last.isKnown = true;
    this.meet(this.idOf('acknowledge-stop'), at);
  }

  private idOf(name: string): string {
    return this.stops.length <= 1 ? name : `${name}.${this.stops.length}`;
  }
}
