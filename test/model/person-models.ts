import { isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../../domain/calendar/day';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { HostedModel } from './hosted-model';
import type { Given } from './match';

/** Searches and detentions told a second time, from the rules and with none of the code in workflows/. Days come from the domain's calendar. */

export type PersonSide = 'court' | 'unit';
interface Due {
  type: string;
  at: number;
  /** Fires once. */
  id: string;
  rung?: string;
  term?: string;
}
interface Term {
  id: string;
  owes: PersonSide;
  force: 'statutory' | 'advisory';
  startAt: number;
  dueOn: Day;
  dueAt: number;
  /** Rungs up to here were past already. */
  skippedUntil: number;
  version: number;
  state: 'running' | 'met' | 'ended';
  metAt?: number;
  isLate: boolean;
  /** Nobody is reminded of the court's look at an answer. */
  isSilent: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const endOf = (day: Day): number => startOfDayMs(addDays(day, 1));
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

function nthWorkingDay(from: Day, n: number): Day {
  let day = from;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (isWorkingDay(SHIPPED_CALENDAR, day)) left -= 1;
  }
  return day;
}

abstract class PersonModel {
  readonly entries: [type: string, at: number, by: string, rung: string | undefined][];
  closed: { as: string; at: number } | undefined;
  protected readonly terms: Term[] = [];
  protected readonly disputes = new HostedModel();
  protected delivered: number | undefined;
  protected receipt: 'signed' | 'deemed' | 'implied' | undefined;
  private readonly fired = new Set<string>();
  private readonly late: string[] = [];

  constructor(readonly openedAt: number, isElectronic: boolean) {
    this.entries = [['open-request', openedAt, 'court', undefined]];
    if (isElectronic) this.delivered = openedAt;
  }

  abstract stage(): string;
  abstract awaited(): string[];
  /** Commands that a side has at this stage. */
  abstract offers(side: PersonSide): readonly string[];
  abstract mayEver(side: PersonSide): readonly string[];
  protected abstract own(): Due[];
  protected abstract judge(command: Given<PersonSide>): string | undefined;
  protected abstract implied(command: Given<PersonSide>): string | undefined;
  protected abstract take(command: Given<PersonSide>, seq: number): void;
  protected abstract fire(due: Due): void;

  nextAlarmAt(): number | undefined {
    return this.alarms()[0]?.at;
  }

  moveTo(now: number): void {
    for (let [next] = this.alarms(); next && next.at <= now && !this.closed; [next] = this.alarms()) {
      this.fired.add(next.id);
      this.entries.push([next.type, next.at, 'clock', next.rung]);
      const term = this.terms.find(({ id }) => id === next?.term);
      if (!term) this.fire(next);
      else if (next.rung === 'breach' || next.rung === 'missed') {
        term.isLate = true;
        if (next.rung === 'breach') this.late.push(term.id);
      }
    }
  }

  /** What the command is answered. */
  give(command: Given<PersonSide>): string {
    const isDispute = command.name === 'open-dispute';
    if (!isDispute && !this.mayEver(command.side).includes(command.name)) return 'not-permitted';
    this.moveTo(command.at);
    if (this.closed) return 'matter-closed';
    const refused = isDispute ? this.disputes.judge(command.side, command.facts, { entries: this.entries.length, terms: this.terms.map(({ id }) => id) }) : this.offers(command.side).includes(command.name) ? this.judge(command) : 'not-awaited';
    if (refused) return refused;
    const implied = this.implied(command);
    if (implied) {
      this.entries.push([implied, command.at, command.side, undefined]);
      this.fire({ type: implied, at: command.at, id: '' });
    }
    this.entries.push([command.name, command.at, command.side, undefined]);
    if (isDispute) this.disputes.open(command.facts, this.entries.length);
    else this.take(command, this.entries.length);
    // What a back-dated act makes due is due at once.
    this.moveTo(command.at);
    return 'accepted';
  }

  /** What another matter tells, which changes nothing here. */
  hear(name: string, at: number): void {
    this.moveTo(at);
    this.entries.push([name, at, 'matter', undefined]);
  }

  shown() {
    return {
      stage: this.closed ? 'closed' : this.stage(),
      awaited: this.closed ? [] : this.awaited(),
      terms: this.terms.map(({ id, dueOn, dueAt, state, metAt, isLate }) => [id, dueOn, dueAt, state, metAt, isLate]),
      breaches: this.late,
      disputes: this.disputes.shown(),
      closedAs: this.closed?.as,
      closedAt: this.closed?.at,
      nextAlarmAt: this.closed ? undefined : this.nextAlarmAt(),
    };
  }

  protected close(as: string, at: number): void {
    for (const term of this.terms) if (term.state === 'running') term.state = 'ended';
    this.closed = { as, at };
  }

  /** What has no number in the law: working days. */
  protected target(id: string, owes: PersonSide, workingDays: number, from: Day, at: number, isSilent = false): void {
    const dueOn = nthWorkingDay(from, workingDays);
    this.terms.push({ id, owes, force: 'advisory', startAt: at, dueOn, dueAt: endOf(dueOn), skippedUntil: at, version: 1, state: 'running', isLate: false, isSilent });
  }

  /** Twenty-four hours by the clock. */
  protected hours(id: string, owes: PersonSide, startAt: number, at: number): void {
    this.terms.push({ id, owes, force: 'statutory', startAt, dueOn: dayOf(startAt + DAY), dueAt: startAt + DAY, skippedUntil: at, version: 1, state: 'running', isLate: false, isSilent: false });
  }

  protected move(id: string, startAt: number, at: number): void {
    const term = this.term(id);
    if (term) Object.assign(term, { startAt, dueOn: dayOf(startAt + DAY), dueAt: startAt + DAY, skippedUntil: at, version: term.version + 1 });
  }

  protected meet(id: string, at: number): void {
    const term = this.term(id);
    if (term?.state === 'running') this.met(term, at);
  }

  /** Both sides agree on an earlier instant. */
  protected meetAgain(id: string, at: number): void {
    const term = this.term(id);
    if (term) this.met(term, at);
  }

  protected end(id: string): void {
    const term = this.term(id);
    if (term?.state === 'running') term.state = 'ended';
  }

  protected term(id: string): Term | undefined {
    return this.terms.find((candidate) => candidate.id === id);
  }

  protected deemedAt(delivered: number): number {
    return endOf(nthWorkingDay(dayOf(delivered), 1));
  }

  private met(term: Term, at: number): void {
    Object.assign(term, { state: 'met', metAt: at, isLate: at >= term.dueAt });
  }

  private alarms(): Due[] {
    const rungs = this.terms.filter(({ state, isSilent }) => state === 'running' && !isSilent).flatMap((term) => rungsOf(term));
    return [...this.own(), ...rungs].filter(({ id }) => !this.fired.has(id)).sort((a, b) => a.at - b.at);
  }
}

function rungsOf(term: Term): Due[] {
  const onDay = (n: number): number => atTimeOfDayMs(n === 0 && isWorkingDay(SHIPPED_CALENDAR, term.dueOn) ? term.dueOn : nthWorkingDay(term.dueOn, n), '08:30');
  const rungs: [string, string, number][] =
    term.force === 'statutory'
      ? [
          ['half', 'reminder', Math.floor((term.startAt + term.dueAt) / 2)],
          ['last-4h', 'reminder', term.dueAt - 4 * HOUR],
          ['breach', 'term-expired', term.dueAt],
          ['+1', 'escalation', onDay(1)],
          ['+3', 'escalation', onDay(3)],
        ]
      : [
          ['T-0', 'reminder', onDay(0)],
          ['missed', 'target-missed', term.dueAt],
          ['+1', 'escalation', onDay(1)],
        ];
  return rungs
    .filter(([rung, , at]) => (rung === 'breach' || rung === 'missed' ? !term.isLate : rung.startsWith('+') || at > term.skippedUntil))
    // What climbs from a breach does so once, however late that was known and wherever its start was moved; reminders are those of each date.
    .map(([rung, type, at]): Due => ({ type, at, id: rung.startsWith('+') ? `${term.id} ${rung}` : `${term.id} ${term.version} ${rung}`, rung, term: term.id }));
}

/** 四.7(2). */
export class SearchModel extends PersonModel {
  private isTakenOn = false;
  private isAnswered = false;
  private answer = 0;
  private round = 1;
  private finding = 0;
  private found: { at: number; told?: { stated: number; recorded: number }; alerts: number } | undefined;
  private foundByCourt = false;
  private isCalledOff = false;

  stage(): string {
    if (this.isCalledOff) return 'withdrawing';
    if (this.found) return this.found.told ? 'court-told' : 'found';
    if (this.isAnswered) return 'answered';
    if (!this.receipt) return this.delivered === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
    return this.isTakenOn ? 'searching' : 'awaiting-answer';
  }

  awaited(): string[] {
    const stage = this.stage();
    const first = ['awaiting-delivery', 'answered', 'court-told'].includes(stage) ? 'court' : 'unit';
    return [...new Set([first, ...(this.foundByCourt && !this.isCalledOff ? ['court'] : [])])].sort();
  }

  offers(side: PersonSide): readonly string[] {
    const stage = this.stage();
    if (side === 'court') {
      if (stage === 'withdrawing') return ['record-contact-test'];
      if (stage === 'court-told') return ['acknowledge', 'record-contact-test'];
      return ['cancel-search', 'record-found-by-court', 'record-contact-test', ...(stage === 'awaiting-delivery' ? ['record-delivery'] : []), ...(stage === 'answered' ? ['accept-answer', 'contest-answer'] : [])];
    }
    const byStage: Record<string, string[]> = {
      'awaiting-delivery': ['sign-receipt', 'take-on', 'answer', 'record-found'],
      'awaiting-receipt': ['sign-receipt', 'take-on', 'answer', 'record-found'],
      'awaiting-answer': ['sign-receipt', 'take-on', 'answer', 'record-found'],
      searching: ['answer', 'record-found'],
      answered: ['record-found'],
      found: ['notify-court', 'retract-finding'],
      'court-told': ['retract-finding'],
      withdrawing: ['confirm-search-withdrawn'],
    };
    return [...(byStage[stage] ?? []), 'record-contact-test'];
  }

  mayEver(side: PersonSide): readonly string[] {
    return side === 'court'
      ? ['record-delivery', 'cancel-search', 'record-found-by-court', 'accept-answer', 'contest-answer', 'acknowledge', 'record-contact-test']
      : ['sign-receipt', 'take-on', 'answer', 'record-found', 'retract-finding', 'notify-court', 'confirm-search-withdrawn', 'record-contact-test'];
  }

  protected own(): Due[] {
    if (this.isCalledOff) return [];
    if (this.found) {
      if (!this.found.told) return [];
      const n = this.found.alerts + 1;
      return [{ type: 'court-alerted', id: `alert ${this.finding} ${n}`, at: this.found.told.recorded + n * HOUR }];
    }
    const due: Due[] = [];
    if (!this.receipt) {
      if (this.delivered === undefined) due.push({ type: 'delivery-unrecorded', id: 'unrecorded', at: endOf(nthWorkingDay(dayOf(this.openedAt), 3)) });
      else due.push({ type: 'receipt-deemed', id: 'deemed', at: this.deemedAt(this.delivered) });
    }
    if (this.isAnswered) due.push({ type: 'accepted-by-silence', id: `silence ${this.round}`, at: this.term(this.inRound('accept-answer'))?.dueAt ?? 0 });
    return due;
  }

  protected judge({ name, at, facts }: Given<PersonSide>): string | undefined {
    switch (name) {
      case 'sign-receipt':
        return this.receipt && this.receipt !== 'deemed' ? 'already-received' : undefined;
      case 'answer':
        if (facts['outcome'] === 'done') return 'found-is-recorded-apart';
        return facts['outcome'] === 'cannot-be-done' && !facts['hasLegalGround'] ? 'legal-ground-missing' : undefined;
      case 'record-found':
      case 'record-found-by-court':
        if (number(facts['foundAt']) > at || number(facts['foundAt']) < this.openedAt) return 'time-out-of-range';
        return name === 'record-found-by-court' && this.foundByCourt ? 'already-recorded' : undefined;
      case 'notify-court':
        return number(facts['at']) > at || number(facts['at']) < (this.found?.at ?? 0) ? 'time-out-of-range' : undefined;
      default:
        return undefined;
    }
  }

  protected implied({ name }: Given<PersonSide>): string | undefined {
    return !this.receipt && ['take-on', 'answer', 'record-found'].includes(name) ? 'receipt-implied' : undefined;
  }

  protected take({ name, at, facts }: Given<PersonSide>, seq: number): void {
    switch (name) {
      case 'record-delivery':
        this.delivered = at;
        return;
      case 'sign-receipt':
        if (!this.receipt) this.receive('signed', at, dayOf(at));
        return;
      case 'take-on':
        this.isTakenOn = true;
        this.meet(this.inRound('answer'), at);
        return;
      case 'answer':
        this.meet(this.inRound('answer'), at);
        this.isAnswered = true;
        this.answer = seq;
        this.target(this.inRound('accept-answer'), 'court', 3, dayOf(at), at, true);
        return;
      case 'accept-answer':
        this.meet(this.inRound('accept-answer'), at);
        this.close('accepted', at);
        return;
      case 'contest-answer':
        this.disputes.contest(this.answer, seq);
        this.meet(this.inRound('accept-answer'), at);
        this.isAnswered = false;
        this.isTakenOn = false;
        this.round += 1;
        this.target(this.inRound('answer'), 'unit', 3, dayOf(at), at);
        return;
      case 'record-found':
        if (this.isAnswered) {
          this.end(this.inRound('accept-answer'));
          this.isAnswered = false;
          this.isTakenOn = true;
          this.round += 1;
        }
        this.finding += 1;
        this.found = { at: number(facts['foundAt']), alerts: 0 };
        this.hours(this.findingId(), 'unit', this.found.at, at);
        return;
      case 'retract-finding':
        this.drop();
        return;
      case 'notify-court':
        this.meet(this.inRound('answer'), at);
        this.meet(this.findingId(), at);
        if (this.found) this.found.told = { stated: number(facts['at']), recorded: at };
        return;
      case 'acknowledge':
        if (facts['timeAgreed'] === true && this.found?.told) this.meetAgain(this.findingId(), this.found.told.stated);
        this.close('found', at);
        return;
      case 'record-found-by-court':
        this.foundByCourt = true;
        this.target('withdraw-search', 'court', 3, dayOf(number(facts['foundAt'])), at);
        return;
      case 'cancel-search':
        this.drop();
        this.end(this.inRound('answer'));
        this.end(this.inRound('accept-answer'));
        this.meet('withdraw-search', at);
        this.isCalledOff = true;
        this.target('confirm-withdrawn', 'unit', 3, dayOf(at), at);
        return;
      case 'confirm-search-withdrawn':
        this.meet('confirm-withdrawn', at);
        this.close('search-withdrawn', at);
        return;
      default:
        return;
    }
  }

  protected fire({ type, at }: Due): void {
    if (type === 'receipt-implied') this.receive('implied', at, dayOf(at));
    if (type === 'receipt-deemed') this.receive('deemed', at, addDays(dayOf(at), -1));
    if (type === 'court-alerted' && this.found) this.found.alerts += 1;
    if (type === 'accepted-by-silence') this.close('accepted-by-silence', at);
  }

  private receive(how: 'signed' | 'deemed' | 'implied', at: number, on: Day): void {
    this.receipt = how;
    this.target('answer', 'unit', 3, on, at);
  }

  private drop(): void {
    this.end(this.findingId());
    this.found = undefined;
  }

  private findingId(): string {
    return this.finding <= 1 ? 'notify-court' : `notify-court.${this.finding}`;
  }

  private inRound(name: string): string {
    return this.round === 1 ? name : `${name}.${this.round}`;
  }
}

/** 四.7(4). */
export class DetentionModel extends PersonModel {
  private admittedAt: number | undefined;
  private isRefused = false;
  private isReleaseOwed = false;
  private round = 1;
  private ended: 'stopped' | 'withdrawn' | undefined;
  private advice = 0;
  private notice: { delivered: number; received?: { at: number; how: string } } | undefined;
  private decision: boolean | undefined;
  private told: { stated: number; isKnown: boolean } | undefined;
  private proposal: { seq: number; side: PersonSide; servedAt: number } | undefined;

  constructor(openedAt: number, isElectronic: boolean, private readonly days: number) {
    super(openedAt, isElectronic);
  }

  stage(): string {
    if (this.notice && !this.told) return this.notice.received ? 'deciding' : 'stop-suggested';
    if (this.ended === 'stopped' && this.admittedAt === undefined) return 'stopped';
    if (this.isRefused) return 'refused';
    if (this.isReleaseOwed) return 'release-owed';
    if (this.admittedAt !== undefined) return 'admitted';
    if (this.receipt) return 'awaiting-admission';
    return this.delivered === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  awaited(): string[] {
    const stage = this.stage();
    const sides = new Set<string>([['awaiting-delivery', 'refused', 'stop-suggested', 'deciding'].includes(stage) ? 'court' : 'unit']);
    if (this.proposal && this.notice && !this.told) sides.add(this.proposal.side === 'court' ? 'unit' : 'court');
    return [...sides].sort();
  }

  offers(side: PersonSide): readonly string[] {
    const door = ['admit', 'refuse-admission', 'suggest-stop'];
    const time = ['propose-service-time', 'confirm-service-time'];
    const table: Record<string, { court: string[]; unit: string[] }> = {
      'awaiting-delivery': { court: ['record-delivery', 'withdraw'], unit: ['sign-receipt', ...door] },
      'awaiting-receipt': { court: ['withdraw'], unit: ['sign-receipt', ...door] },
      'awaiting-admission': { court: ['withdraw'], unit: [...door, 'sign-receipt', 'acknowledge'] },
      admitted: { court: ['withdraw'], unit: ['suggest-stop', 'record-release', 'acknowledge'] },
      refused: { court: ['bring-again', 'close-refused'], unit: [] },
      'stop-suggested': { court: ['sign-notice', 'decide-stop', ...time], unit: ['record-release', ...time] },
      deciding: { court: ['decide-stop', 'tell-detention-house', 'sign-notice', ...time], unit: ['record-release', ...time] },
      stopped: { court: [], unit: ['acknowledge'] },
      'release-owed': { court: [], unit: ['acknowledge', 'record-release'] },
    };
    return table[this.stage()]?.[side] ?? [];
  }

  mayEver(side: PersonSide): readonly string[] {
    return side === 'court'
      ? ['record-delivery', 'withdraw', 'bring-again', 'close-refused', 'sign-notice', 'decide-stop', 'tell-detention-house', 'propose-service-time', 'confirm-service-time']
      : ['sign-receipt', 'admit', 'refuse-admission', 'suggest-stop', 'record-release', 'acknowledge', 'propose-service-time', 'confirm-service-time'];
  }

  protected own(): Due[] {
    const due: Due[] = [];
    if (!this.receipt) {
      if (this.delivered === undefined) due.push({ type: 'delivery-unrecorded', id: 'unrecorded', at: endOf(nthWorkingDay(dayOf(this.openedAt), 3)) });
      else due.push({ type: 'receipt-deemed', id: 'deemed', at: this.deemedAt(this.delivered) });
    }
    if (this.admittedAt !== undefined) due.push({ type: 'release-unrecorded', id: 'release', at: this.admittedAt + this.days * DAY });
    if (this.stage() === 'stop-suggested' && this.notice) due.push({ type: 'notice-deemed', id: `notice ${this.advice}`, at: this.deemedAt(this.notice.delivered) });
    return due;
  }

  protected judge({ name, side, at, facts }: Given<PersonSide>): string | undefined {
    const outside = (field: string, from: number): string | undefined => (number(facts[field]) > at || number(facts[field]) < from ? 'time-out-of-range' : undefined);
    switch (name) {
      case 'sign-receipt':
        return this.receipt && this.receipt !== 'deemed' ? 'already-received' : undefined;
      case 'admit':
        return outside('admittedAt', this.openedAt);
      case 'record-release':
        return this.admittedAt === undefined ? 'nobody-in-custody' : outside('releasedAt', this.admittedAt);
      case 'sign-notice':
        return this.notice?.received && this.notice.received.how !== 'deemed' ? 'already-received' : undefined;
      case 'decide-stop':
        return this.decision === undefined ? undefined : 'already-decided';
      case 'tell-detention-house':
        return this.decision === undefined ? 'decision-missing' : outside('at', this.notice?.received?.at ?? 0);
      case 'acknowledge':
        return this.told && !this.told.isKnown ? undefined : 'nothing-to-acknowledge';
      case 'propose-service-time': {
        if (this.proposal) return 'service-time-proposed-already';
        const servedAt = number(facts['servedAt']);
        return servedAt >= (this.notice?.received?.at ?? at) || servedAt < this.openedAt ? 'time-out-of-range' : undefined;
      }
      case 'confirm-service-time':
        if (this.proposal?.seq !== facts['proposal']) return 'no-such-proposal';
        return this.proposal?.side === side ? 'confirmed-by-the-other-side' : undefined;
      default:
        return undefined;
    }
  }

  protected implied({ name }: Given<PersonSide>): string | undefined {
    if (!this.receipt && ['admit', 'refuse-admission', 'suggest-stop'].includes(name)) return 'receipt-implied';
    return name === 'decide-stop' && this.stage() === 'stop-suggested' ? 'notice-implied' : undefined;
  }

  protected take({ name, side, at, facts }: Given<PersonSide>, seq: number): void {
    switch (name) {
      case 'record-delivery':
        this.delivered = at;
        return;
      case 'sign-receipt':
        if (!this.receipt) this.receive('signed', at, dayOf(at));
        return;
      case 'admit':
        this.admittedAt = number(facts['admittedAt']);
        this.meet(this.answerId(), at);
        return;
      case 'refuse-admission':
        this.isRefused = true;
        this.meet(this.answerId(), at);
        return;
      case 'bring-again':
        this.askAgain(at);
        return;
      case 'close-refused':
        this.close('refused', at);
        return;
      case 'suggest-stop':
        this.meet(this.answerId(), at);
        this.advice += 1;
        this.notice = { delivered: at };
        this.decision = undefined;
        this.told = undefined;
        return;
      case 'sign-notice':
        if (this.notice && !this.notice.received) this.haveNotice('signed', at, at);
        return;
      case 'propose-service-time':
        this.proposal = { seq, side, servedAt: number(facts['servedAt']) };
        return;
      case 'confirm-service-time':
        if (facts['agreed'] === true && this.proposal) this.haveNotice('confirmed', this.proposal.servedAt, at);
        this.proposal = undefined;
        return;
      case 'decide-stop':
        this.decision = facts['stop'] === true;
        return;
      case 'tell-detention-house':
        this.told = { stated: number(facts['at']), isKnown: false };
        this.proposal = undefined;
        this.meet(this.adviceId(), at);
        if (this.decision) this.ended = 'stopped';
        if (this.decision && this.admittedAt !== undefined) this.oweRelease(at);
        if (!this.decision && this.admittedAt === undefined) this.askAgain(at);
        return;
      case 'acknowledge':
        if (this.told) this.told.isKnown = true;
        if (facts['timeAgreed'] === true && this.told) this.meetAgain(this.adviceId(), this.told.stated);
        if (this.stage() === 'stopped') this.close('stopped', at);
        return;
      case 'withdraw':
        this.ended = 'withdrawn';
        if (this.admittedAt === undefined) this.close('withdrawn', at);
        else this.oweRelease(at);
        return;
      case 'record-release':
        this.meet('release', at);
        this.close(this.ended ?? 'served', at);
        return;
      default:
        throw new Error(name);
    }
  }

  protected fire({ type, at }: Due): void {
    if (type === 'receipt-implied') this.receive('implied', at, dayOf(at));
    if (type === 'receipt-deemed') this.receive('deemed', at, addDays(dayOf(at), -1));
    if (type === 'notice-implied') this.haveNotice('implied', at, at);
    if (type === 'notice-deemed') this.haveNotice('deemed', at, at);
  }

  private receive(how: 'signed' | 'deemed' | 'implied', at: number, on: Day): void {
    this.receipt = how;
    this.target(this.answerId(), 'unit', 1, on, at);
  }

  private haveNotice(how: string, receivedAt: number, at: number): void {
    if (this.notice) this.notice.received = { at: receivedAt, how };
    if (this.term(this.adviceId())) this.move(this.adviceId(), receivedAt, at);
    else this.hours(this.adviceId(), 'court', receivedAt, at);
  }

  private askAgain(at: number): void {
    this.isRefused = false;
    this.round += 1;
    this.target(this.answerId(), 'unit', 1, dayOf(at), at);
  }

  private oweRelease(at: number): void {
    this.isReleaseOwed = true;
    this.target('release', 'unit', 1, dayOf(at), at);
  }

  private answerId(): string {
    return this.round === 1 ? 'answer' : `answer.${this.round}`;
  }

  private adviceId(): string {
    return this.advice <= 1 ? 'decide-stop' : `decide-stop.${this.advice}`;
  }
}
