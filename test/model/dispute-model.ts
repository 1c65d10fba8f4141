import { isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../../domain/calendar/day';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';

/** A dispute told a second time, from the rules and with none of the code in workflows/. Days come from the domain's calendar. */

export type DisputeSide = 'opener' | 'respondent' | 'court' | 'committee';
export interface DisputeGiven {
  side: DisputeSide;
  name: string;
  at: number;
  facts: Readonly<Record<string, unknown>>;
}
interface Rung {
  type: string;
  at: number;
}
interface Term {
  id: string;
  dueOn: Day;
  state: 'running' | 'met' | 'ended';
  isLate: boolean;
  /** Rungs up to here were past when the term began or was moved. */
  skippedUntil: number;
  pastRungs: number;
}
interface Standing {
  seq: number;
  side: DisputeSide;
  workingDays?: number;
}

const OPENING = '08:30';

function nthWorkingDay(from: Day, n: number): Day {
  let day = from;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, Math.sign(n));
    if (isWorkingDay(SHIPPED_CALENDAR, day)) left -= 1;
  }
  return day;
}
const endOf = (day: Day): number => startOfDayMs(addDays(day, 1));

export class DisputeModel {
  readonly entries: [type: string, at: number, by: string][];
  closed: { as: string; at: number } | undefined;
  proposals: ('awaited' | 'accepted' | 'dissented')[] | undefined;
  terms: Standing | undefined;
  private prolonging: Standing | undefined;
  private failing: Standing | undefined;
  private failedAt: number | undefined;
  private submittedAt: number | undefined;
  private readonly talks: Term;
  private coordination: Term | undefined;

  constructor(
    readonly openedAt: number,
    /** Where the court stands whose request it is. */
    readonly courtSide: 'opener' | 'respondent' | 'court',
    /** When the act by which it was opened came in. */
    raisedAt = openedAt,
  ) {
    this.entries = [['open-request', openedAt, 'matter']];
    this.talks = { id: 'negotiate', dueOn: nthWorkingDay(dayOf(raisedAt), 7), state: 'running', isLate: false, skippedUntil: openedAt, pastRungs: 0 };
    // Held up for so long that the talks are over.
    this.moveTo(openedAt);
  }

  get stage(): string {
    if (this.closed) return 'closed';
    if (this.proposals) return 'opinion-issued';
    return this.submittedAt === undefined ? 'negotiating' : 'with-committee';
  }

  awaited(): string[] {
    const awaited: Record<string, string[]> = { negotiating: ['opener', 'respondent'], 'with-committee': ['committee'], 'opinion-issued': [this.courtSide], closed: [] };
    return awaited[this.stage] ?? [];
  }

  offers(side: DisputeSide): readonly string[] {
    const isSide = side === 'opener' || side === 'respondent';
    switch (this.stage) {
      case 'negotiating':
        if (isSide) return ['state-position', 'agree', 'prolong-talks', 'declare-failed', ...(side === 'opener' ? ['withdraw-dispute'] : [])];
        return side === 'court' && this.courtSide === 'court' ? ['state-position'] : [];
      case 'with-committee':
        if (isSide) return ['state-position', 'agree'];
        return side === 'committee' ? ['issue-opinion'] : this.courtSide === 'court' ? ['state-position'] : [];
      case 'opinion-issued':
        return side === this.courtSide ? ['accept-proposal', 'dissent-from-proposal'] : [];
      default:
        return [];
    }
  }

  private mayEver({ side, name }: DisputeGiven): boolean {
    if (side === 'committee') return this.submittedAt !== undefined && name === 'issue-opinion';
    if (side === 'court' && this.courtSide !== 'court') return false;
    if (name === 'issue-opinion') return false;
    const isCourts = name === 'accept-proposal' || name === 'dissent-from-proposal';
    // A unit's officers never answer what is put to a court.
    if (isCourts) return side === this.courtSide;
    if (side === 'court') return name === 'state-position';
    return name !== 'withdraw-dispute' || side === 'opener';
  }

  /** What the command is answered. */
  give(given: DisputeGiven): string {
    if (!this.mayEver(given)) return 'not-permitted';
    if (!this.offers(given.side).includes(given.name)) return 'not-awaited';
    const refused = this.judge(given);
    if (refused) return refused;
    this.entries.push([given.name, given.at, given.side]);
    this.take(given, this.entries.length);
    // What falls due by the act itself is done with it.
    this.moveTo(given.at);
    return 'accepted';
  }

  private judge({ side, name, facts }: DisputeGiven): string | undefined {
    switch (name) {
      case 'agree':
        if (facts['proposal'] === undefined) return facts['words'] ? undefined : 'terms-missing';
        if (this.terms?.seq !== facts['proposal']) return 'no-such-terms';
        return this.terms.side === side ? 'confirmed-by-the-other-side' : undefined;
      case 'prolong-talks':
        return this.prolonging?.side === side && this.prolonging.workingDays === facts['workingDays'] ? 'confirmed-by-the-other-side' : undefined;
      case 'declare-failed':
        return this.failing?.side === side ? 'confirmed-by-the-other-side' : undefined;
      case 'accept-proposal':
      case 'dissent-from-proposal':
        return this.proposals?.[Number(facts['proposal']) - 1] === 'awaited' ? undefined : 'no-such-opinion-proposal';
      default:
        return undefined;
    }
  }

  private take({ side, name, at, facts }: DisputeGiven, seq: number): void {
    switch (name) {
      case 'agree':
        if (facts['proposal'] === undefined) this.terms = { seq, side };
        else this.close('agreed', at);
        return;
      case 'prolong-talks': {
        const workingDays = Number(facts['workingDays']);
        if (this.prolonging?.workingDays !== workingDays) {
          this.prolonging = { seq, side, workingDays };
          return;
        }
        this.prolonging = undefined;
        this.failing = undefined;
        Object.assign(this.talks, { dueOn: nthWorkingDay(this.talks.dueOn, workingDays), skippedUntil: at, pastRungs: 0 });
        return;
      }
      case 'declare-failed':
        if (this.failing) this.failedAt = at;
        this.failing = { seq, side };
        return;
      case 'withdraw-dispute':
        this.close('withdrawn', at);
        return;
      case 'issue-opinion':
        this.proposals = (facts['proposals'] as unknown[]).map(() => 'awaited' as const);
        if (this.coordination) this.coordination.state = 'met';
        if (this.proposals.length === 0) this.close('coordinated', at);
        return;
      case 'accept-proposal':
      case 'dissent-from-proposal':
        if (this.proposals) this.proposals[Number(facts['proposal']) - 1] = name === 'accept-proposal' ? 'accepted' : 'dissented';
        if (!this.proposals?.includes('awaited')) this.close('coordinated', at);
        return;
    }
  }

  private close(as: string, at: number): void {
    if (as === 'agreed' && this.submittedAt === undefined) this.talks.state = 'met';
    for (const term of [this.talks, this.coordination]) if (term?.state === 'running') term.state = 'ended';
    this.closed = { as, at };
  }

  nextAlarmAt(): number | undefined {
    return this.closed ? undefined : this.alarms()[0]?.at;
  }

  /** Lets time pass. `madeAt`: when what has to reach the committee is really sent, if later than it was due. */
  moveTo(now: number, madeAt?: number): void {
    for (let [next] = this.alarms(); next && next.at <= now && !this.closed; [next] = this.alarms()) {
      this.entries.push([next.type, next.at, 'clock']);
      if (next.type === 'submitted-to-committee') this.submit(Math.max(next.at, madeAt ?? next.at), next.at);
      else this.passRung(next.type);
    }
  }

  private submit(submittedAt: number, at: number): void {
    this.submittedAt = submittedAt;
    this.talks.state = 'ended';
    this.coordination = { id: 'coordinate', dueOn: nthWorkingDay(dayOf(submittedAt), 10), state: 'running', isLate: false, skippedUntil: at, pastRungs: 0 };
  }

  private passRung(type: string): void {
    const term = this.coordination ?? this.talks;
    term.pastRungs += 1;
    if (type === 'target-missed') term.isLate = true;
  }

  private alarms(): Rung[] {
    const submission: Rung[] = this.submittedAt === undefined ? [{ type: 'submitted-to-committee', at: this.failedAt ?? Math.max(endOf(this.talks.dueOn), this.openedAt) }] : [];
    // The procedure's own come before a term's rungs of the same instant.
    return [...submission, ...this.rungs()].sort((a, b) => a.at - b.at);
  }

  private rungs(): Rung[] {
    const term = this.coordination ?? this.talks;
    if (term.state !== 'running') return [];
    const at = (workingDays: number): number => atTimeOfDayMs(workingDays === 0 ? term.dueOn : nthWorkingDay(term.dueOn, workingDays), OPENING);
    const reminders: Rung[] = [{ type: 'reminder', at: at(-2) }, { type: 'reminder', at: at(0) }];
    const after: Rung[] = term.id === 'negotiate' ? [] : [{ type: 'target-missed', at: endOf(term.dueOn) }, { type: 'escalation', at: at(1) }];
    return [...reminders, ...after].filter((rung) => rung.at > term.skippedUntil).slice(term.pastRungs);
  }

  shown(): unknown {
    const terms = [this.talks, this.coordination].flatMap((term) => (term ? [[term.id, endOf(term.dueOn), term.state, term.isLate]] : []));
    return { stage: this.stage, awaited: this.awaited(), terms, closedAs: this.closed?.as, closedAt: this.closed?.at, nextAlarmAt: this.nextAlarmAt() };
  }
}
