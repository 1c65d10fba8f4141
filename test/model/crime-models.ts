import { isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../../domain/calendar/day';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import type { Given } from './match';

/** What a suspected crime's two matters have in common, told a second time from the rules and with none of the code in workflows/. Days come from the domain's calendar. */

export type CrimeSide = 'court' | 'police' | 'procuratorate' | 'matter' | 'machine';
export type Happened = [type: string, at: number, by: string, rung: string | undefined, more: unknown];

export interface Due {
  type: string;
  at: number;
  /** Fires once. */
  id: string;
  rung?: string;
  term?: string;
  /** What is to be made before this instant, or not at all. */
  before?: number;
}

/** Whose a term is says how it climbs; the court's window only reminds. */
interface Term {
  id: string;
  owes: CrimeSide;
  force: 'statutory' | 'target' | 'window';
  startAt: number;
  dueOn: Day;
  dueAt: number;
  /** Rungs up to here were past already. */
  skippedUntil: number;
  state: 'running' | 'met' | 'ended';
  metAt?: number;
  isLate: boolean;
}

const EXCHANGE = ['raise-query', 'reply-to-query', 'give-delay-notice', 'reply-to-delay-notice'];

export const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
export const endOf = (day: Day): number => startOfDayMs(addDays(day, 1));

/** The n-th working day after a day, or before it. */
export function workingDay(from: Day, n: number): Day {
  let day = from;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (isWorkingDay(SHIPPED_CALENDAR, day)) left -= 1;
  }
  return day;
}

/** Days by the calendar; a last day off moves to the first working day after it (Criminal Procedure Law, art. 105). */
export function calendarDay(from: Day, n: number): Day {
  let day = addDays(from, n);
  while (!isWorkingDay(SHIPPED_CALENDAR, day)) day = addDays(day, 1);
  return day;
}

/** Unsigned papers count as received at the end of the working day after their delivery. */
export const deemedOn = (delivered: number): Day => workingDay(dayOf(delivered), 1);

export abstract class CrimeModel {
  readonly entries: Happened[];
  /** What was said to the other matter, in order. */
  readonly sent: string[] = [];
  closed: { as: string; at: number } | undefined;
  protected readonly terms: Term[] = [];
  private readonly fired = new Set<string>();
  private readonly expired: { term: Term; at: number }[] = [];
  private readonly queries = new Set<number>();
  private readonly notices = new Map<number, { side: CrimeSide; at: number; stance?: string }>();

  constructor(readonly openedAt: number) {
    this.entries = [['open-request', openedAt, 'court', undefined, undefined]];
  }

  abstract stage(): string;
  protected abstract awaits(): string;
  /** Commands that a side has at this stage, beside replies. */
  protected abstract hasNow(side: CrimeSide): readonly string[];
  abstract mayEver(side: CrimeSide): readonly string[];
  protected abstract own(): Due[];
  protected abstract judge(command: Given<CrimeSide>): string | undefined;
  protected abstract implied(command: Given<CrimeSide>): string | undefined;
  protected abstract take(command: Given<CrimeSide>, seq: number): void;
  protected abstract fire(due: Due, at: number): void;
  protected abstract isDeemed(term: string): boolean;
  protected abstract particulars(): Record<string, unknown>;
  /** Why, where there is more to say than that it is not awaited. */
  protected abstract notOffered(name: string): string | undefined;
  /** What an alarm's entry says beside its rung. */
  protected abstract more(due: Due, now: number): unknown;

  offers(side: CrimeSide): readonly string[] {
    return [...this.hasNow(side), ...(side === 'court' ? ['reply-to-query', 'reply-to-delay-notice'] : [])];
  }

  nextAlarmAt(): number | undefined {
    return this.closed ? undefined : this.alarms()[0]?.at;
  }

  /** Everything until now, from alarm to alarm, or, in a leap, found all at once. */
  moveTo(now: number, isLeap = true): void {
    for (let next = this.nextAlarmAt(); !isLeap && next !== undefined && next < now; next = this.nextAlarmAt()) this.moveTo(next);
    for (let next = this.firstOf(now); next && !this.closed; next = this.firstOf(now)) {
      this.fired.add(next.id);
      const term = this.terms.find(({ id }) => id === next?.term);
      this.entries.push([next.type, next.at, 'clock', next.rung, this.more(next, now)]);
      if (!term) this.fire(next, now);
      else if (next.rung === 'breach' || next.rung === 'missed') {
        term.isLate = true;
        if (next.rung === 'breach') this.expired.push({ term, at: next.at });
      }
    }
  }

  /** What the command is answered. */
  give(command: Given<CrimeSide>): string {
    const { name, side, at, facts } = command;
    if (!this.mayEver(side).includes(name)) return 'not-permitted';
    this.moveTo(at);
    if (this.closed) return 'matter-closed';
    const refused = this.offers(side).includes(name) ? (this.judge(command) ?? this.judgeExchange(command)) : (this.notOffered(name) ?? 'not-awaited');
    if (refused) return refused;
    const implied = this.implied(command);
    if (implied) {
      this.entries.push([implied, at, side, undefined, undefined]);
      this.fire({ type: implied, at, id: '' }, at);
    }
    this.entries.push([name, at, side, undefined, undefined]);
    const seq = this.entries.length;
    if (name === 'raise-query') this.queries.add(seq);
    else if (name === 'reply-to-query') this.queries.delete(number(facts['query']));
    else if (name === 'give-delay-notice') this.notices.set(seq, { side, at });
    else if (name === 'reply-to-delay-notice') this.notices.set(number(facts['notice']), { side, at, ...this.notices.get(number(facts['notice'])), stance: String(facts['stance']) });
    else this.take(command, seq);
    // What has become due by it is due at once.
    this.moveTo(at);
    return 'accepted';
  }

  shown() {
    const { closed } = this;
    return {
      stage: closed ? 'closed' : this.stage(),
      awaited: closed ? [] : [this.awaits(), ...(this.queries.size > 0 && this.awaits() !== 'court' ? ['court'] : [])],
      terms: this.terms.map(({ id, dueOn, dueAt, state, metAt, isLate }) => [id, dueOn, dueAt, state, metAt, isLate]),
      breaches: this.expired.map(({ term, at }) => [term.id, this.explanation(term, at), this.isDeemed(term.id)]),
      closedAs: closed?.as,
      closedAt: closed?.at,
      nextAlarmAt: this.nextAlarmAt(),
      ...this.particulars(),
    };
  }

  protected owe(id: string, owes: CrimeSide, force: Term['force'], dueOn: Day, { startAt, now }: { startAt: number; now: number }): void {
    this.terms.push({ id, owes, force, startAt, dueOn, dueAt: endOf(dueOn), skippedUntil: now, state: 'running', isLate: false });
  }

  protected running(id: string): Term | undefined {
    return this.terms.find((term) => term.id === id && term.state === 'running');
  }

  protected meet(id: string, at: number): void {
    const term = this.running(id);
    if (term) Object.assign(term, { state: 'met', metAt: at, isLate: at >= term.dueAt });
  }

  protected end(id: string): void {
    const term = this.running(id);
    if (term) term.state = 'ended';
  }

  protected close(as: string, at: number): void {
    for (const { id } of this.terms) this.end(id);
    this.closed = { as, at };
  }

  private judgeExchange({ name, facts }: Given<CrimeSide>): string | undefined {
    if (name === 'reply-to-query') return this.queries.has(number(facts['query'])) ? undefined : 'no-such-query';
    if (name !== 'reply-to-delay-notice') return undefined;
    const notice = this.notices.get(number(facts['notice']));
    return notice && notice.stance === undefined ? undefined : 'no-such-notice';
  }

  /** By the last notice of whoever owed it, given while it ran. */
  private explanation({ owes, startAt }: Term, at: number): string {
    const notice = [...this.notices.values()].filter((given) => given.side === owes && given.at >= startAt && given.at < at).at(-1);
    return notice ? `notice-${notice.stance ?? 'unanswered'}` : 'none';
  }

  private firstOf(now: number): Due | undefined {
    const next = this.alarms().find(({ before }) => before === undefined || now < before);
    return next && next.at <= now ? next : undefined;
  }

  private alarms(): Due[] {
    const rungs = this.terms.filter(({ state }) => state === 'running').flatMap((term) => rungsOf(term));
    return [...this.own(), ...rungs].filter(({ id }) => !this.fired.has(id)).sort((a, b) => a.at - b.at);
  }
}

function rungsOf({ id, force, dueOn, dueAt, skippedUntil, isLate }: Term): Due[] {
  const onDay = (n: number): number => atTimeOfDayMs(workingDay(dueOn, n), '08:30');
  const rungs: [rung: string, type: string, at: number][] = [
    ...(force === 'target' ? [] : ([['T-2', 'reminder', onDay(-2)], ['T-1', 'reminder', onDay(-1)]] as [string, string, number][])),
    ['T-0', 'reminder', onDay(0)],
    ...(force === 'window' ? [] : ([[force === 'target' ? 'missed' : 'breach', force === 'target' ? 'target-missed' : 'term-expired', dueAt], ['+1', 'escalation', onDay(1)]] as [string, string, number][])),
    ...(force === 'statutory' ? ([['+3', 'escalation', onDay(3)]] as [string, string, number][]) : []),
  ];
  return rungs.filter(([rung, , at]) => (rung === 'breach' || rung === 'missed' ? !isLate : rung.startsWith('+') || at > skippedUntil)).map(([rung, type, at]): Due => ({ type, at, id: `${id} ${rung}`, rung, term: id }));
}

/** What either side may ever write to the court, and the court back. */
export const exchangeOf = (side: CrimeSide): readonly string[] => (side === 'court' ? [EXCHANGE[1] ?? '', EXCHANGE[3] ?? ''] : [EXCHANGE[0] ?? '', EXCHANGE[2] ?? '']);
