import type { Calendar } from '../../domain/calendar/calendar';
import { dayOf, type Day } from '../../domain/calendar/day';
import type { DeemedFrom } from '../../domain/deadlines/deemed-receipt';
import { type Audience, type Ladder, ladderOf } from '../../domain/deadlines/ladder';
import type { Term } from '../../domain/deadlines/term';
import type { Facts, Side } from '../../matters/ledger';
import type { MessageCode } from '../../matters/messages-to-people';
import type { TermView } from '../../matters/position';
import { type CountedTerm, datesOf, latenessUntil } from '../../matters/term-dates';

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
  /** What that deemed receipt follows from. */
  deemedFrom?: DeemedFrom;
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
  ladder: Ladder;
  view: TermView;
  /** Counts extensions and moved starts, so that a rung of the new date is another alarm. */
  version: number;
  /** Rungs up to this instant were past when the term began, and are skipped. */
  skippedUntil: number;
  /** Rungs from its end on that have rung while it is late, each with the version under which it did: a later version (a moved start, a revised calendar) does not ring them a second time. */
  climbed: Readonly<Record<string, number>>;
}

const NOTHING_CLIMBED: RunningTerm['climbed'] = {};

/** That a term has run out is a fact, and so is that it stays unmet: such rungs are taken, once, also when their instant is past already. Who learns of a breach late learns of it all the same. */
function isOfLateness(rung: string): boolean {
  return rung === 'breach' || rung === 'missed' || rung.startsWith('+');
}

function hasRunOut({ climbed }: RunningTerm): boolean {
  return climbed['breach'] !== undefined || climbed['missed'] !== undefined;
}

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
    const { id, name, side, term, startAt, deemedFrom } = start;
    const counted: CountedTerm = { length: term.length, side, startAt, startOn: start.startOn ?? dayOf(startAt), grants: [], ...(deemedFrom ? { deemedFrom } : {}) };
    const view: TermView = { id, name, force: term.force, article: term.cite.article, ...counted, ...this.datesOf(counted), calendarVersion: this.calendar.version, state: 'running' };
    return this.put({ ladder: start.ladder, view, version: 1, skippedUntil: asOf, climbed: NOTHING_CLIMBED });
  }

  /** n more working days: from the old last day on; where that has passed, from now on, as a new term. What is late by then stays late, and can run out once more. */
  extend(id: string, workingDays: number, asOf: number): TermView {
    const term = this.get(id);
    const grant = asOf < term.view.dueAt ? workingDays : { workingDays, agreedAt: asOf };
    const view = { ...term.view, grants: [...term.view.grants, grant] };
    return this.put({ ...term, version: term.version + 1, skippedUntil: asOf, climbed: NOTHING_CLIMBED, view: { ...view, ...this.datesOf(view) } });
  }

  /** The event turned out to have happened at another time: the term is counted again from there. */
  moveStart(id: string, startAt: number, asOf: number): TermView {
    const term = this.get(id);
    const view = { ...term.view, startAt, startOn: dayOf(startAt) };
    delete view.deemedFrom;
    return this.put({ ...term, version: term.version + 1, skippedUntil: asOf, view: { ...view, ...this.datesOf(view) } });
  }

  /** Papers that were deemed received are signed for: that is evidence; but by a calendar under which it came before the deemed receipt, their terms follow from it. */
  noteSignature(deliveredAt: number, signedAt: number): void {
    for (const term of this.terms.values()) {
      const { deemedFrom } = term.view;
      if (deemedFrom?.deliveredAt !== deliveredAt || deemedFrom.signedAt !== undefined) continue;
      const view = { ...term.view, deemedFrom: { ...deemedFrom, signedAt } };
      const dates = this.datesOf(view);
      const isMoved = view.state === 'running' && dates.startAt !== view.startAt;
      this.put(isMoved ? { ...term, version: term.version + 1, skippedUntil: signedAt, view: { ...view, ...dates } } : { ...term, view });
    }
  }

  /** What was owed is done. At or after `dueAt` it is late, for ever; met again, at an earlier instant on which both sides agree, that instant counts. */
  meet(id: string, at: number): TermView {
    const term = this.get(id);
    const view: TermView = { ...term.view, state: 'met', metAt: at };
    delete view.lateSince;
    delete view.lateWorkingDays;
    const late = latenessUntil(view, at, this.calendar, this.closeOfBusiness);
    return this.put({ ...term, view: { ...view, ...(late ? { lateSince: late.since, lateWorkingDays: late.workingDays } : {}) } });
  }

  /** Nothing is owed any more; what was late stays late. */
  end(id: string): void {
    const term = this.get(id);
    if (term.view.state === 'running') this.put({ ...term, view: { ...term.view, state: 'ended' } });
  }

  /** What had ended runs on with its dates, as if it had never ended; a calendar revised meanwhile counts for it too. */
  resume(id: string, asOf: number): TermView {
    const term = this.get(id);
    const running: RunningTerm = { ...term, skippedUntil: asOf, view: { ...term.view, state: 'running' } };
    return this.put(term.view.calendarVersion === this.calendar.version ? running : this.recounted(running, asOf));
  }

  /**
   * Every running term is counted again with another calendar. Reminders whose new instant has passed do not ring, fired before or not; those of the new last day
   * that lie ahead do. A term that has run out all the same stays late, from its new date, and climbs on from where it was; one that has not runs on as if it never had.
   */
  revise(calendar: Calendar, asOf: number): void {
    this.inForce = calendar;
    for (const term of this.terms.values()) if (term.view.state === 'running') this.put(this.recounted(term, asOf));
  }

  endAll(): void {
    for (const id of this.terms.keys()) this.end(id);
  }

  /** One of the rungs has been reached; at the last the term has run out unmet. */
  ring(alarmId: string): Alarm | undefined {
    for (const term of this.terms.values()) {
      const rung = term.view.state === 'running' ? this.rungsOf(term).find(({ id }) => id === alarmId) : undefined;
      if (!rung) continue;
      const name = String(rung.facts['rung']);
      const isEnd = rung.type === 'term-expired' || rung.type === 'target-missed';
      const climbed = isOfLateness(name) ? { ...term.climbed, [name]: term.version } : term.climbed;
      if (isEnd) this.put({ ...term, climbed, view: { ...term.view, lateSince: this.lateSince(term.view) ?? term.view.dueAt } });
      else this.terms.set(term.view.id, { ...term, climbed });
      return rung;
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
    const { ladder, view, version, skippedUntil, climbed } = term;
    return ladderOf({ due: view, startAt: view.startAt, calendar: this.calendar, ladder })
      .filter(({ rung, at }) => (isOfLateness(rung) ? (climbed[rung] ?? version) === version : at > skippedUntil))
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

  /** By the calendar in force. What has run out all the same stays late, from its new date; what has not runs on as if it never had. */
  private recounted(term: RunningTerm, asOf: number): RunningTerm {
    const view = { ...term.view };
    delete view.lateSince;
    const dates = this.datesOf(view);
    const isLate = hasRunOut(term) && dates.dueAt <= asOf;
    const lateSince = this.lateSince(view) ?? (isLate ? dates.dueAt : undefined);
    return {
      ...term,
      version: term.version + 1,
      skippedUntil: asOf,
      climbed: isLate ? term.climbed : NOTHING_CLIMBED,
      view: { ...view, ...dates, calendarVersion: this.calendar.version, ...(lateSince === undefined ? {} : { lateSince }) },
    };
  }

  /** Since when it had been late when a new term was agreed on: that stays, however the new one is kept. */
  private lateSince(term: CountedTerm): number | undefined {
    const agreements = term.grants.flatMap((grant) => (typeof grant === 'number' ? [] : [grant.agreedAt]));
    const last = agreements.at(-1);
    return last === undefined ? undefined : latenessUntil(term, last, this.calendar, this.closeOfBusiness)?.since;
  }

  private datesOf(term: CountedTerm) {
    return datesOf(term, this.calendar, this.closeOfBusiness);
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
