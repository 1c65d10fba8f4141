import { addMonths, dayOf, type Day } from '../../domain/calendar/day';

/** The queue of seals told a second time, from the rules: rows in one list, sorted by hand, with none of the code in domain/seals. */

interface Row {
  no: number;
  served: number | undefined;
  booked: number | undefined;
  /** Its line in the registry's book; none before it is confirmed and after it has ended. */
  line: number | undefined;
  over: string | undefined;
  until: Day | undefined;
  /** The last day it had when another was put before it, as long as nobody before it has gone in truth. */
  lost: Day | undefined;
  /** It is known when it was entered, for what has neither of the other times. */
  known: number;
}

export interface Shown {
  no: number;
  state: string;
  place: number | undefined;
  until: Day | undefined;
}

export class SealQueueModel {
  private readonly rows: Row[] = [];
  private settledPairs = new Set<string>();
  private someoneAhead = false;
  private current: number | undefined;
  isRemainder = false;

  constructor(private readonly years: number) {}

  enter(no: number, served: number | undefined, now: number): void {
    this.rows.push({ no, served, booked: undefined, line: undefined, over: undefined, until: undefined, lost: undefined, known: now });
  }

  reserve(no: number, served: number): void {
    const row = this.row(no);
    if (row) row.served = served;
  }

  timesOf(no: number): { served?: number; booked?: number } {
    const row = this.row(no);
    return { ...(row?.served === undefined ? {} : { served: row.served }), ...(row?.booked === undefined ? {} : { booked: row.booked }) };
  }

  confirm(no: number, booked: number, until: Day | undefined, waits: boolean, now: number): void {
    const row = this.row(no);
    if (!row || row.over) return;
    const isFirstTime = row.line === undefined;
    if (row.booked !== booked) {
      row.booked = booked;
      row.lost = undefined;
      row.line = undefined;
      this.settledPairs = new Set([...this.settledPairs].filter((pair) => !pair.split('>').includes(String(no))));
      const before = this.lines().filter((other) => this.earlierInBook(other, row));
      const last = before.at(-1)?.line ?? 0;
      for (const other of this.lines()) if ((other.line ?? 0) > last) other.line = (other.line ?? 0) + 1;
      row.line = last + 1;
      this.renumber();
    }
    if (this.lines()[0] === row) this.someoneAhead = waits;
    this.look(now, { said: no, ...(isFirstTime ? { entered: booked } : {}) });
    const furthest = addMonths(dayOf(now), 12 * this.years);
    if (until !== undefined && this.current === no) row.until = until < furthest ? until : furthest;
  }

  end(no: number, as: string, now: number): void {
    const row = this.row(no);
    if (!row || row.over) return;
    const { line } = row;
    row.over = as;
    row.line = undefined;
    row.lost = undefined;
    const neverStood = as === 'not-booked';
    if (!neverStood && line !== undefined) for (const other of this.lines()) if ((other.line ?? 0) > line) other.lost = undefined;
    this.renumber();
    this.look(now, neverStood ? { said: no } : {});
  }

  renew(no: number, until: Day): void {
    const row = this.row(no);
    if (row) row.until = until;
  }

  dispose(extent: 'whole' | 'part', now: number): void {
    const { current } = this;
    if (current === undefined) return;
    if (extent === 'part') {
      this.end(current, 'disposed-of', now);
      this.isRemainder = true;
      return;
    }
    for (const row of this.rows.filter(({ over }) => !over)) {
      row.over = row.no === current ? 'disposed-of' : 'lapsed';
      row.line = undefined;
    }
    this.settledPairs.clear();
    this.isRemainder = false;
    this.someoneAhead = false;
    this.current = undefined;
  }

  settle(order: readonly number[], now: number): void {
    order.forEach((no, index) => {
      const row = this.row(no);
      if (row) row.line = index + 1;
    });
    this.someoneAhead = false;
    this.settledPairs = new Set(this.contrary());
    this.look(now);
  }

  book(): number[] {
    return this.lines().map(({ no }) => no);
  }

  inForce(): number | undefined {
    return this.current;
  }

  untilOf(no: number): Day | undefined {
    return this.row(no)?.until;
  }

  living(): number[] {
    return this.rows.filter(({ over }) => !over).map(({ no }) => no);
  }

  shown(): Shown[] {
    const open = this.rows.filter(({ over }) => !over);
    return this.rows.map((row) => {
      if (row.over) return { no: row.no, state: row.over, place: undefined, until: row.until };
      if (row.line === undefined) {
        const ahead = open.filter((other) => other !== row && (this.time(other) < this.time(row) || (this.time(other) === this.time(row) && other.no < row.no)));
        return { no: row.no, state: 'to-confirm', place: ahead.length + 1, until: row.until };
      }
      return { no: row.no, state: row.no === this.current ? 'in-force' : 'waiting', place: row.line, until: row.until };
    });
  }

  open(): string[] {
    const first = this.lines()[0];
    return [...this.contrary().filter((pair) => !this.settledPairs.has(pair)), ...(this.someoneAhead && first ? [`?>${first.no}`] : [])].sort();
  }

  private row(no: number): Row | undefined {
    return this.rows.find((candidate) => candidate.no === no);
  }

  private lines(): Row[] {
    return this.rows.filter(({ line }) => line !== undefined).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }

  private renumber(): void {
    this.lines().forEach((row, index) => (row.line = index + 1));
  }

  private time({ served, booked, known }: Row): number {
    return served ?? booked ?? known;
  }

  private earlierInBook(one: Row, other: Row): boolean {
    const keys = (row: Row): number[] => [row.booked ?? 0, this.time(row), row.no];
    const [a, b] = [keys(one), keys(other)];
    const differing = a.findIndex((value, index) => value !== b[index]);
    return (a[differing] ?? 0) < (b[differing] ?? 0);
  }

  private contrary(): string[] {
    const lines = this.lines();
    const pairs: string[] = [];
    for (const behind of lines) for (const ahead of lines) if ((ahead.line ?? 0) < (behind.line ?? 0) && this.time(behind) < this.time(ahead)) pairs.push(`${ahead.no}>${behind.no}`);
    return pairs;
  }

  /**
   * Whoever is first now is in force; who was and is no longer has no last day any more, unless it has ended. `said`: the registry has put right what it
   * said of this one; whoever else it had pushed back has the day again that was his. `entered`: that it was booked then, for the first time.
   */
  private look(now: number, { said, entered }: { said?: number; entered?: number } = {}): void {
    const [first] = this.lines();
    if (!first) this.someoneAhead = false;
    const next = this.someoneAhead ? undefined : first?.no;
    if (next === this.current) return;
    const before = this.current === undefined ? undefined : this.row(this.current);
    if (before && !before.over) {
      before.lost = before.no === said ? undefined : before.until;
      before.until = undefined;
    }
    this.current = next;
    if (next === undefined || !first) return;
    const from = said === next && entered !== undefined ? entered : Math.max(now, first.booked ?? now);
    first.until = (said === undefined ? undefined : first.lost) ?? addMonths(dayOf(from), 12 * this.years);
    first.lost = undefined;
  }
}
