import type { Party } from '../../domain/access/parties';
import type { Calendar } from '../../domain/calendar/calendar';
import { dayOf } from '../../domain/calendar/day';
import type { Audience } from '../../domain/deadlines/ladder';
import { afterClosing } from '../../matters/after-closing';
import { type CommandMessage, type CommandOutcome, type Entry, type EntryDraft, THE_CLOCK } from '../../matters/ledger';
import type { MessageCode } from '../../matters/messages-to-people';
import type { BreachView, LinkView, Position, TermView } from '../../matters/position';
import { AFTER_CLOSING } from '../../matters/shell-commands';
import type { OutgoingCommand, OutgoingOpening, OwnAlarmView } from '../../matters/step';
import type { Desk } from './desk';
import { isSignal, judgeActor } from './judge-actor';
import { judgeCommand } from './judge-command';
import type { Measures } from './measures';
import { Pages } from './pages';
import { type PublicationView, withNoticeOffers } from '../../matters/publication';
import { positionOf } from './position-of';
import type { Alarm, TermStart } from './running-terms';
import { NOTHING_SENT, Sending, type TellOptions } from './sending';
import type { OfferedTable, Refusal, Shape, StageView, Step } from './shape';
import { isShellEntry, refusedSignalOf, shellEntryOf, takeShellEntry } from './shell-entries';
import { Standing } from './standing';
import { outcomeIn, type Writing } from './writing';

export interface CaseFileInput {
  matter: string;
  ledger: readonly Entry[];
  calendar: Calendar;
  /** Everything that the procedure ever offers. */
  offered: OfferedTable;
}

/**
 * A matter's file, as a procedure sees it: recorded steps first, then whatever comes next.
 * A procedure is a deterministic function of it and has no resume code.
 */
export class CaseFile<S extends Shape> {
  readonly matter: string;
  readonly opening: S['opening'];
  readonly openedAt: number;
  /** Account, or matter, that opened it. */
  readonly openedBy: string;
  readonly revision: number;

  private readonly offered: OfferedTable;
  private readonly pages: Pages;
  private readonly standing: Standing;
  private instant: number;
  /** What the step being handled sends. */
  private sending = new Sending();
  private view: StageView<S> | undefined;
  private closing: Refusal | undefined;
  private isResting = false;

  constructor(
    { matter, ledger, calendar, offered }: CaseFileInput,
    private readonly desk: Desk,
    private readonly writing: Writing,
  ) {
    const [first] = ledger;
    if (first === undefined) throw new Error(`matter ${matter} has no opening`);
    this.matter = matter;
    this.opening = first.facts;
    this.openedAt = first.receivedAt;
    this.openedBy = first.by.id;
    this.instant = first.receivedAt;
    const revision = first.facts['revision'];
    this.revision = typeof revision === 'number' ? revision : 1;
    this.offered = offered;
    this.pages = new Pages(ledger);
    this.standing = new Standing(first, calendar);
  }

  /** The calendar by which the matter counts now. */
  get calendar(): Calendar {
    return this.standing.terms.calendar;
  }

  /** What is in force against the debtor because of this matter. */
  get measures(): Measures {
    return this.standing.measures;
  }

  /** What stands in the public column because of this matter; the step being handled puts it there, or changes it. */
  get publication(): PublicationView | undefined {
    return this.standing.publication;
  }
  publish(publication: PublicationView): void {
    this.standing.publication = publication;
  }

  /** Legal instant of the step being handled. */
  get handledAt(): number {
    return this.instant;
  }

  /** The ledger so far. */
  get entries(): readonly Entry[] {
    return this.pages.ledger;
  }

  /** An entry that the procedure has seen. */
  entry(seq: number): Entry | undefined {
    return seq <= this.pages.openSeq ? this.pages.ledger[seq - 1] : undefined;
  }

  startTerm(start: TermStart) {
    return this.standing.terms.start(start, this.instant);
  }
  meetTerm(id: string, at: number): void {
    this.standing.terms.meet(id, at);
  }
  endTerm(id: string): void {
    this.standing.terms.end(id);
  }
  /** Nothing that runs is owed any more. */
  endTerms(): void {
    this.standing.terms.endAll();
  }
  resumeTerm(id: string) {
    return this.standing.terms.resume(id, this.instant);
  }
  extendTerm(id: string, workingDays: number) {
    return this.standing.terms.extend(id, workingDays, this.instant);
  }
  moveTermStart(id: string, startAt: number) {
    return this.standing.terms.moveStart(id, startAt, this.instant);
  }
  /** Papers delivered then, and deemed received, are signed for. */
  noteSignature(deliveredAt: number): void {
    this.standing.terms.noteSignature(deliveredAt, this.instant);
  }
  term(id: string) {
    return this.standing.terms.view(id);
  }
  get runningTerms(): readonly TermView[] {
    return this.standing.terms.views().filter(({ state }) => state === 'running');
  }

  /** Somebody is told of the step being handled. Written with it, never repeated. */
  tell(audience: Audience, message: MessageCode, options?: TellOptions): void {
    this.sending.tell(audience, message, options);
  }

  /** A command for another matter, delivered like anybody's. */
  command(outgoing: OutgoingCommand): void {
    this.sending.command(outgoing);
  }

  /** Another matter is opened by the step being handled. Its number is known to `links` once that matter has said so. */
  open(opening: OutgoingOpening): void {
    this.sending.open(opening);
  }

  /** Matters that this one is linked with, in the order in which they were. */
  get links(): readonly LinkView[] {
    return this.standing.links;
  }

  /** A body that takes part from the step being handled on. */
  join(party: Party): void {
    this.standing.join(party);
  }

  /**
   * Writes what the last step did, then waits for the next one.
   * Recorded steps are handed back first: a procedure that starts again stands where it stood.
   */
  async next(view: StageView<S>): Promise<Step<S>> {
    this.view = view;
    this.noteTerms();
    for (;;) {
      for (let entry = this.turn(); entry !== undefined; entry = this.turn()) {
        if (!isShellEntry(entry)) return this.hand(entry);
        const tells = await takeShellEntry(this.standing, view.breaches ?? [], entry, (version) => this.desk.loadCalendar(version, dayOf(this.openedAt)));
        this.sending.tellAll(tells);
        this.noteTerms();
      }
      await this.write(view);
      await this.beginStep(view);
    }
  }

  /** Closes the matter: nothing is awaited and no term runs on. */
  async close(closedAs: S['closedAs'], particulars: Readonly<Record<string, unknown>>, breaches: readonly BreachView[]): Promise<void> {
    const stray = this.pages.unturned.find((entry) => !AFTER_CLOSING.includes(entry.type));
    if (stray) throw new Error(`matter ${this.matter} closes at entry ${this.pages.openSeq}, but its ledger goes on with '${stray.type}'`);
    this.standing.terms.endAll();
    this.noteTerms();
    await this.write({ name: 'closed', awaited: [], offered: this.offeredAfterClosing(), particulars, breaches }, closedAs);
    this.closing = { code: 'matter-closed', details: { closedAs, closedAt: this.instant } };
    this.refuseQueued();
  }

  /** What still waits when the matter has closed is refused. */
  refuseQueued(): void {
    if (this.closing === undefined) return;
    for (const command of this.desk.queue.all()) this.writing.refuse(command, this.closing);
  }

  /** Why a command would be refused, judged as far as it can be now, when the register is said to hold so many entries: for state only while the file is at rest. */
  wouldRefuse(command: CommandMessage, registerSeq = 0): Refusal | undefined {
    // Nothing is judged by a file that the register is ahead of.
    if (registerSeq > this.entries.length && !this.closing) return undefined;
    const refusal = judgeActor(this.standing.parties, this.offered, command) ?? this.closing;
    if (refusal) return refusal;
    if (!this.isResting || !this.view || !this.desk.queue.isEmpty || this.dueAlarm(command)) return undefined;
    return judgeCommand(command, this.view, this.standing, this.entries);
  }

  /** How a command ended that stands in the ledger already. */
  outcomeOf(commandId: string): CommandOutcome | undefined {
    return outcomeIn(this.entries, commandId);
  }

  private turn(): Entry | undefined {
    const entry = this.pages.turn();
    if (entry) this.sending = new Sending();
    return entry;
  }

  private hand(entry: Entry): Step<S> {
    this.instant = entry.receivedAt;
    const rung = entry.by.kind === 'clock' ? this.standing.terms.ring(entry.key) : undefined;
    if (rung) this.sending.tellRung(rung, { ...entry.facts, ...this.view?.reminds?.(rung.term ?? '') });
    return { type: entry.type, seq: entry.seq, key: entry.key, at: entry.receivedAt, by: entry.by, facts: entry.facts } as unknown as Step<S>;
  }

  /** What the open page did to the terms stands on it; what a recorded one did is only derived again. */
  private noteTerms(): void {
    const stamps = this.standing.terms.takeStamps();
    if (!this.pages.note(stamps)) this.desk.derived?.(this.pages.openSeq, stamps);
  }

  private async write(view: StageView<S>, closedAs?: S['closedAs']): Promise<void> {
    if (!this.writing.isNeeded(this.pages)) return;
    const { draft, ledger } = this.pages;
    const isAnotherDue = (term: string): boolean => (this.alarms().find((other) => other.term === term)?.at ?? Infinity) <= this.desk.now();
    // A position written again, over a ledger that stood already, tells nobody anew.
    const sent = draft || ledger.length === 1 ? this.sending.after(draft?.alarm, { ledger, terms: this.standing.terms, isAnotherDue }) : NOTHING_SENT;
    await this.writing.write(this.pages, { matter: this.matter, position: this.position(view, closedAs), ...sent });
  }

  /** Waits until an alarm is due or a command may be taken, and begins its step. */
  private async beginStep(view: StageView<S>): Promise<void> {
    for (;;) {
      // The register holds entries that this file does not know.
      if (this.desk.registerSeq > this.entries.length) await this.writing.readAgain(this.pages, { matter: this.matter, position: this.position(view) });
      const command = this.desk.queue.first();
      const alarm = this.dueAlarm(command);
      if (alarm) return this.pages.begin({ entries: [this.entryOf(alarm)], alarm });
      if (!command) {
        await this.rest(view);
        continue;
      }
      const refusal = (isSignal(command) ? undefined : judgeActor(this.standing.parties, this.offered, command)) ?? judgeCommand(command, view, this.standing, this.entries);
      if (!refusal || isSignal(command)) {
        this.desk.queue.remove(command.id);
        return this.pages.begin({ entries: this.entriesOf(view, command, refusal), command });
      }
      this.writing.refuse(command, refusal);
    }
  }

  private async rest(view: StageView<S>): Promise<void> {
    this.isResting = true;
    try {
      await this.desk.rest(this.position(view), this.alarms()[0]?.at);
    } finally {
      this.isResting = false;
    }
  }

  private entriesOf(view: StageView<S>, command: CommandMessage, refusal: Refusal | undefined): EntryDraft[] {
    const { id: key, by, receivedAt } = command;
    const ofShell = refusal ? refusedSignalOf(command, refusal) : shellEntryOf(command, this.calendar);
    if (ofShell) return [{ key, by, receivedAt, ...ofShell }];
    const implied = (view.implies?.(command) ?? []).map(({ type, facts }, index): EntryDraft => ({ key: `${key}/${index + 1}`, type, by, receivedAt, facts }));
    return [...implied, { key, type: command.name, by, receivedAt, facts: command.facts }];
  }

  private entryOf(alarm: Alarm): EntryDraft {
    const facts = alarm.madeAs ? { ...alarm.facts, [alarm.madeAs]: Math.max(alarm.at, this.desk.now()) } : alarm.facts;
    return { key: alarm.id, type: alarm.type, by: THE_CLOCK, receivedAt: alarm.at, facts };
  }

  /** A written word is corrected after the closing too, where the procedure knows corrections at all. */
  private offeredAfterClosing(): StageView<S>['offered'] {
    const sides = this.standing.parties.map(({ side }) => side).filter((side) => Object.values(this.offered).some((stage) => stage[side]?.includes('correct')));
    return withNoticeOffers(Object.fromEntries(sides.map((side) => [side, ['correct']])), this.standing.publication);
  }

  /** What is still to ring, the next first. */
  private alarms(): Alarm[] {
    return [...(this.view?.alarms?.() ?? []), ...this.standing.terms.alarms()].filter(({ id }) => !this.pages.has(id)).sort((a, b) => a.at - b.at);
  }

  /** What the procedure has set itself beside the ladders of its terms, and has not rung yet. */
  ownAlarms(): readonly OwnAlarmView[] {
    return (this.view?.alarms?.() ?? []).filter(({ id }) => !this.pages.has(id)).map(({ type, at }) => ({ type, at }));
  }

  /** The alarm that comes before a command, if one is due: its instant has come, and the command was not received before it. */
  private dueAlarm(command: CommandMessage | undefined): Alarm | undefined {
    const now = Math.max(this.desk.now(), command?.receivedAt ?? 0);
    const alarm = this.alarms().find(({ madeBefore }) => madeBefore === undefined || now < madeBefore);
    if (!alarm || alarm.at > now) return undefined;
    // What has to be really made is made now, whenever it was due.
    const comesAt = alarm.madeBefore === undefined ? alarm.at : now;
    return command && command.receivedAt < comesAt ? undefined : alarm;
  }

  private position(view: StageView<S>, closedAs?: S['closedAs']): Position {
    const position = positionOf(this.standing, { seq: this.pages.openSeq, view, ...(closedAs ? { closedAs, closedAt: this.instant } : { nextAlarmAt: this.alarms()[0]?.at }) });
    return closedAs ? this.pages.unturned.reduce(afterClosing, position) : position;
  }
}
