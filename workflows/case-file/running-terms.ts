import type { Calendar } from '../../domain/calendar/calendar';
import { dayOf, type Day } from '../../domain/calendar/day';
import { due, workingDaysLate } from '../../domain/deadlines/due';
import { type Audience, type Ladder, ladderOf } from '../../domain/deadlines/ladder';
import type { Term } from '../../domain/deadlines/term';
import type { Facts, Side } from '../../matters/ledger';
import type { MessageCode } from '../../matters/messages-to-people';
import type { TermView } from '../../matters/position';

export interface TermStart {
  /** Unique in the matter. */
  id: string;
  /** What is owed: `answer`, `publish` … */
  name: string;
  side: Side;
  term: Term;
  ladder: Ladder;
  startAt: number;
  /** Day of the event where it is not the day of `startAt` (deemed receipt). */
  startOn?: Day;
}

/** Something that happens by itself when the clock reaches it. */
export interface Alarm {
  /** Key of the entry it makes: term, rung, version of the term, calendar version. */
  id: string;
  /** Type of the entry it makes. */
  type: string;
  at: number;
  facts: Facts;
  /** Under which name the instant of the making joins its facts. */
  madeAs?: string;
  /** From this instant on it is not made any more. */
  madeBefore?: number;
  /** The term that it is a rung of, whom that rung tells, and what. */
  term?: string;
  audiences?: readonly Audience[];
  message?: MessageCode;
  urgency?: 'urgent';
  /** First instant after that term. */
  dueAt?: number;
}

interface RunningTerm {
  start: TermStart;
  view: TermView;
  /** Counts extensions and moved starts, so that a rung of the new date is another alarm. */
  version: number;
  /** Rungs up to this instant were past when the term began, and are skipped. */
  skippedUntil: number;
  /** The version under which it ran out: a later version (a moved start) does not run out a second time. */
  lateInVersion?: number;
}

/** A breach and a missed target are taken even when their instant is past already: they are facts, not reminders. */
const NEVER_SKIPPED: readonly string[] = ['breach', 'missed'];

function entryType(rung: string): MessageCode {
  if (rung === 'breach') return 'term-expired';
  if (rung === 'missed') return 'target-missed';
  return rung.startsWith('+') ? 'escalation' : 'reminder';
}

/** The terms of one matter: when each ends, what reminds of it, how late it was met. Pure; instants come from the entries. */
export class RunningTerms {
  private readonly terms = new Map<string, RunningTerm>();
  private changed = new Set<string>();

  constructor(
    private inForce: Calendar,
    readonly closeOfBusiness: string | undefined,
  ) {}

  /** By which they are counted. */
  get calendar(): Calendar {
    return this.inForce;
  }

  start(start: TermStart, asOf: number): TermView {
    if (this.terms.has(start.id)) throw new Error(`term ${start.id} runs already`);
    const startOn = start.startOn ?? dayOf(start.startAt);
    const view: TermView = {
      id: start.id,
      name: start.name,
      side: start.side,
      force: start.term.force,
      length: start.term.length,
      article: start.term.cite.article,
      startAt: start.startAt,
      startOn,
      grants: [],
      ...this.dueOf(start, startOn, []),
      calendarVersion: this.calendar.version,
      state: 'running',
    };
    return this.put({ start, view, version: 1, skippedUntil: asOf });
  }

  /** n more working days, counted on from the old last day. */
  extend(id: string, workingDays: number, asOf: number): TermView {
    const term = this.get(id);
    const grants = [...term.view.grants, workingDays];
    return this.put({ ...term, version: term.version + 1, skippedUntil: asOf, view: { ...term.view, grants, ...this.dueOf(term.start, term.view.startOn, grants) } });
  }

  /** The event turned out to have happened at another time: the term is counted again from there. */
  moveStart(id: string, startAt: number, asOf: number): TermView {
    const term = this.get(id);
    const startOn = dayOf(startAt);
    const start = { ...term.start, startAt, startOn };
    return this.put({ ...term, start, version: term.version + 1, skippedUntil: asOf, view: { ...term.view, startAt, startOn, ...this.dueOf(start, startOn, term.view.grants) } });
  }

  /** What was owed is done. At or after `dueAt` it is late, for ever; met again, at an earlier instant on which both sides agree, that instant counts. */
  meet(id: string, at: number): TermView {
    const term = this.get(id);
    const view: TermView = { ...term.view, state: 'met', metAt: at };
    delete view.lateSince;
    delete view.lateWorkingDays;
    const { dueOn, dueAt } = view;
    const late = at >= dueAt ? { lateSince: dueAt, lateWorkingDays: workingDaysLate(this.calendar, dueOn, at) } : {};
    return this.put({ ...term, view: { ...view, ...late } });
  }

  /** Nothing is owed any more; what was late stays late. */
  end(id: string): void {
    const term = this.get(id);
    if (term.view.state === 'running') this.put({ ...term, view: { ...term.view, state: 'ended' } });
  }

  /** What had ended runs on with its dates, as if it had never ended; a calendar revised meanwhile counts for it too. */
  resume(id: string, asOf: number): TermView {
    const term = this.get(id);
    return this.put({ ...term, skippedUntil: asOf, view: { ...term.view, ...this.dueOf(term.start, term.view.startOn, term.view.grants), calendarVersion: this.calendar.version, state: 'running' } });
  }

  /**
   * Every running term is counted again with another calendar. Rungs whose new instant has passed do not ring, fired before or not; those that lie
   * ahead do. A term that has run out all the same stays late, from its new date; one that has not runs on as if it never had.
   */
  revise(calendar: Calendar, asOf: number): void {
    this.inForce = calendar;
    for (const term of this.terms.values()) {
      if (term.view.state !== 'running') continue;
      const { lateSince: wasLateSince, ...view } = term.view;
      const due = this.dueOf(term.start, view.startOn, view.grants);
      const isLate = wasLateSince !== undefined && due.dueAt <= asOf;
      const { lateInVersion, ...rest } = term;
      this.put({
        ...rest,
        version: term.version + 1,
        skippedUntil: asOf,
        ...(isLate ? { lateInVersion } : {}),
        view: { ...view, ...due, calendarVersion: calendar.version, ...(isLate ? { lateSince: due.dueAt } : {}) },
      });
    }
  }

  endAll(): void {
    for (const id of this.terms.keys()) this.end(id);
  }

  /** One of the rungs has been reached; at the last the term has run out unmet. */
  ring(alarmId: string): Alarm | undefined {
    for (const term of this.terms.values()) {
      const rung = term.view.state === 'running' ? this.rungsOf(term).find(({ id }) => id === alarmId) : undefined;
      if (rung?.type === 'term-expired' || rung?.type === 'target-missed') this.put({ ...term, lateInVersion: term.version, view: { ...term.view, lateSince: term.view.dueAt } });
      if (rung) return rung;
    }
    return undefined;
  }

  view(id: string): TermView | undefined {
    return this.terms.get(id)?.view;
  }

  views(): readonly TermView[] {
    return [...this.terms.values()].map((term) => term.view);
  }

  /** Terms that the step being handled started, moved, met or ended, as they are now; asking clears the list. */
  takeStamps(): readonly TermView[] {
    const stamps = [...this.changed].map((id) => this.get(id).view);
    this.changed = new Set();
    return stamps;
  }

  /** Every rung of every running term, fired or not. */
  alarms(): Alarm[] {
    return [...this.terms.values()].filter((term) => term.view.state === 'running').flatMap((term) => this.rungsOf(term));
  }

  /** Whom a rung tells, also when its term no longer runs. */
  audiencesOf(alarmId: string): readonly Audience[] {
    for (const term of this.terms.values()) {
      const rung = this.rungsOf(term).find((alarm) => alarm.id === alarmId);
      if (rung) return rung.audiences ?? [];
    }
    return [];
  }

  private rungsOf(term: RunningTerm): Alarm[] {
    const { start, view, version, skippedUntil, lateInVersion } = term;
    return ladderOf({ due: view, startAt: view.startAt, calendar: this.calendar, ladder: start.ladder })
      .filter(({ rung, at }) => (NEVER_SKIPPED.includes(rung) ? lateInVersion === undefined || lateInVersion === version : at > skippedUntil))
      .map((rung) => ({
        id: `${view.id}~${version}:${rung.rung}:${view.calendarVersion}`,
        type: entryType(rung.rung),
        message: entryType(rung.rung),
        at: rung.at,
        facts: { term: view.id, rung: rung.rung, dueOn: view.dueOn },
        term: view.id,
        audiences: rung.audience,
        ...(rung.urgency ? { urgency: rung.urgency } : {}),
        dueAt: view.dueAt,
      }));
  }

  private dueOf(start: TermStart, startOn: Day, grants: readonly number[]) {
    return due({ length: start.term.length, startAt: start.startAt, startOn, grants, calendar: this.calendar, ...(this.closeOfBusiness && start.side === 'unit' ? { closeOfBusiness: this.closeOfBusiness } : {}) });
  }

  private put(term: RunningTerm): TermView {
    this.terms.set(term.view.id, term);
    this.changed.add(term.view.id);
    return term.view;
  }

  private get(id: string): RunningTerm {
    const term = this.terms.get(id);
    if (!term) throw new Error(`no term ${id}`);
    return term;
  }
}
