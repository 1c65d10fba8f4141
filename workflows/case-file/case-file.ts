import { type Party, requestParties } from '../../domain/access/parties';
import type { Calendar } from '../../domain/calendar/calendar';
import { dayOf } from '../../domain/calendar/day';
import type { Audience } from '../../domain/deadlines/ladder';
import { afterClosing } from '../../matters/after-closing';
import { judgeBreachCommand, tellsOfBreach } from '../../matters/breaches';
import { THE_CALENDAR, THE_CLOCK, type CommandMessage, type Entry, type EntryDraft, type Facts } from '../../matters/ledger';
import type { BreachView, LinkView, Position, TermView } from '../../matters/position';
import type { MessageCode } from '../../matters/messages-to-people';
import { movesOf } from '../../matters/revision';
import { AFTER_CLOSING, ANNUL_BREACH, CALENDAR_REVISED, CONTEST_BREACH, LINKED, REVISE_CALENDAR } from '../../matters/shell-commands';
import type { OutgoingCommand, OutgoingOpening, RefusedCommand, StepRecord, Tell } from '../../matters/step';
import { BreachMarks } from './breach-marks';
import { type Desk, Rewind } from './desk';
import { judgeActor } from './judge-actor';
import { Measures } from './measures';
import { positionOf } from './position-of';
import { type Alarm, RunningTerms, type TermStart } from './running-terms';
import type { OfferedTable, Refusal, Shape, StageView, Step } from './shape';

export interface CaseFileInput {
  matter: string;
  ledger: readonly Entry[];
  calendar: Calendar;
  /** Everything that the procedure ever offers. */
  offered: OfferedTable;
}

interface Draft {
  seq: number;
  entries: EntryDraft[];
  command?: CommandMessage;
  alarm?: Alarm;
}

/** Unsent earlier messages are merged into the latest when rungs were missed; clocks of two hosts may differ by this much. */
const CLOCK_TOLERANCE_MS = 60_000;

const SIGNAL_REFUSED = 'signal-refused';
/** Entries that the shell makes and no procedure sees. */
const SHELL_ENTRIES: readonly string[] = [SIGNAL_REFUSED, LINKED, CALENDAR_REVISED, CONTEST_BREACH, ANNUL_BREACH];
/** The type of the entry that each command makes which no procedure sees. */
const SHELL_COMMANDS: Readonly<Record<string, string>> = { [LINKED]: LINKED, [REVISE_CALENDAR]: CALENDAR_REVISED, [CONTEST_BREACH]: CONTEST_BREACH, [ANNUL_BREACH]: ANNUL_BREACH };
/** What the shell itself ever offers: a breach is contested by whoever owed the term, and annulled on the court's side. */
const OFFERED_BY_SHELL: OfferedTable = { any: { court: [CONTEST_BREACH, ANNUL_BREACH], unit: [CONTEST_BREACH], police: [CONTEST_BREACH], procuratorate: [CONTEST_BREACH] } };

function stamp(entry: EntryDraft | undefined, terms: readonly TermView[]): void {
  if (entry && terms.length > 0) entry.terms = terms;
}

function isSignal(command: CommandMessage): boolean {
  return command.id.startsWith('signal:');
}

/**
 * A matter's file, as a procedure sees it: recorded steps first, then whatever comes next.
 * A procedure is a deterministic function of it and has no resume code.
 */
export class CaseFile<S extends Shape> {
  readonly matter: string;
  readonly opening: S['opening'];
  readonly openedAt: number;
  readonly revision: number;
  /** What is in force against the debtor because of this matter. */
  readonly measures = new Measures();

  private readonly offered: OfferedTable;
  private readonly ledger: Entry[];
  private readonly terms: RunningTerms;
  private readonly parties: Party[];
  private readonly linked: LinkView[] = [];
  private readonly breachMarks = new BreachMarks();
  private readonly closeOfBusiness: string | undefined;
  private inForce: Calendar;
  private readonly fired = new Set<string>();
  /** Entries handed to the procedure so far. */
  private handed = 1;
  /** Legal instant of the step being handled. */
  private instant: number;
  private draft: Draft | undefined;
  private parts: EntryDraft[] = [];
  private tells: Tell[] = [];
  private outgoing: OutgoingCommand[] = [];
  private openings: OutgoingOpening[] = [];
  private view: StageView<S> | undefined;
  private closing: Refusal | undefined;
  private isResting = false;

  constructor(
    input: CaseFileInput,
    private readonly desk: Desk,
    /** Whether the register holds the position that follows from the ledger's last entry. */
    private isPositionWritten: boolean,
    /** Commands refused and not yet settled in the register, by id. Outlives a rewind: who was refused was told so. */
    private readonly refused: Map<string, RefusedCommand> = new Map(),
  ) {
    const first = input.ledger[0];
    if (first === undefined) throw new Error(`matter ${input.matter} has no opening`);
    this.matter = input.matter;
    this.inForce = input.calendar;
    this.offered = input.offered;
    this.ledger = [...input.ledger];
    this.opening = first.facts;
    this.openedAt = first.receivedAt;
    this.instant = first.receivedAt;
    const revision = first.facts['revision'];
    this.revision = typeof revision === 'number' ? revision : 1;
    const { court, unit, office, parties, origin } = first.facts as { court: string; unit: string; office?: string; parties?: readonly Party[]; origin?: LinkView };
    this.parties = [...(parties ?? requestParties({ court, unit, office }))];
    if (origin) this.linked.push({ matter: origin.matter, as: origin.as });
    this.closeOfBusiness = typeof first.facts['closeOfBusiness'] === 'string' ? first.facts['closeOfBusiness'] : undefined;
    this.terms = new RunningTerms(input.calendar, this.closeOfBusiness);
  }

  /** The calendar by which the matter counts now. */
  get calendar(): Calendar {
    return this.inForce;
  }

  /** The ledger so far. */
  get entries(): readonly Entry[] {
    return this.ledger;
  }

  /** An entry that the procedure has seen. */
  entry(seq: number): Entry | undefined {
    return seq <= this.handed ? this.ledger[seq - 1] : undefined;
  }

  startTerm(start: TermStart) {
    return this.terms.start(start, this.instant);
  }
  meetTerm(id: string, at: number): void {
    this.terms.meet(id, at);
  }
  endTerm(id: string): void {
    this.terms.end(id);
  }
  /** Nothing that runs is owed any more. */
  endTerms(): void {
    this.terms.endAll();
  }
  resumeTerm(id: string) {
    return this.terms.resume(id, this.instant);
  }
  extendTerm(id: string, workingDays: number) {
    return this.terms.extend(id, workingDays, this.instant);
  }
  moveTermStart(id: string, startAt: number) {
    return this.terms.moveStart(id, startAt, this.instant);
  }
  term(id: string) {
    return this.terms.view(id);
  }

  /** Somebody is told of the step being handled. Written with it, never repeated. */
  tell(audience: Audience, message: MessageCode, options: Partial<Pick<Tell, 'urgency' | 'isRinging' | 'term' | 'params'>> = {}): void {
    this.tells.push({ audience, message, urgency: options.urgency ?? 'routine', params: options.params ?? {}, ...(options.isRinging ? { isRinging: true } : {}), ...(options.term ? { term: options.term } : {}) });
  }

  /** A command for another matter, delivered like anybody's. */
  command(outgoing: OutgoingCommand): void {
    this.outgoing.push(outgoing);
  }

  /** Another matter is opened by the step being handled. Its number is known to `links` once that matter has said so. */
  open(opening: OutgoingOpening): void {
    this.openings.push(opening);
  }

  /** Matters that this one is linked with, in the order in which they were. */
  get links(): readonly LinkView[] {
    return this.linked;
  }

  /** A body that takes part from the step being handled on. */
  join(party: Party): void {
    if (!this.parties.some(({ side, body }) => side === party.side && body === party.body)) this.parties.push(party);
  }

  /**
   * Writes what the last step did, then waits for the next one.
   * Recorded steps are handed back first: a procedure that starts again stands where it stood.
   */
  async next(view: StageView<S>): Promise<Step<S>> {
    this.view = view;
    for (let recorded = this.ledger[this.handed]; recorded !== undefined; recorded = this.ledger[this.handed]) {
      this.observeReplayed();
      if (!SHELL_ENTRIES.includes(recorded.type)) return this.hand(recorded);
      await this.takeShellEntry(recorded);
    }
    const part = this.parts.shift();
    if (part !== undefined && this.draft) {
      stamp(this.draft.entries.at(-1), this.terms.takeStamps());
      this.draft.entries.push(part);
      return this.hand({ ...part, seq: this.draft.seq + this.draft.entries.length - 1, recordedAt: 0 });
    }
    await this.flush(view);
    return this.take(view);
  }

  /** Closes the matter: nothing is awaited and no term runs on. */
  async close(closedAs: S['closedAs'], particulars: Readonly<Record<string, unknown>>, breaches: readonly BreachView[]): Promise<void> {
    const stray = this.ledger.slice(this.handed).find((entry) => !AFTER_CLOSING.includes(entry.type));
    if (stray) throw new Error(`matter ${this.matter} closes at entry ${this.handed}, but its ledger goes on with '${stray.type}'`);
    this.terms.endAll();
    const view: StageView<S> = { name: 'closed', awaited: [], offered: this.offeredAfterClosing(), particulars, breaches };
    await this.flush(view, closedAs);
    this.closing = { code: 'matter-closed', details: { closedAs, closedAt: this.instant } };
    this.refuseQueued();
  }

  /** What still waits when the matter has closed is refused. */
  refuseQueued(): void {
    if (this.closing === undefined) return;
    for (const command of this.desk.queue.all()) this.refuse(command, this.closing);
  }

  /** Why a command would be refused, judged as far as it can be now, when the register is said to hold so many entries: for state only while the file is at rest. */
  wouldRefuse(command: CommandMessage, registerSeq = 0): Refusal | undefined {
    // Nothing is judged by a file that the register is ahead of.
    if (registerSeq > this.ledger.length && !this.closing) return undefined;
    const refusal = this.judgeActor(command);
    if (refusal) return refusal;
    if (this.closing) return this.closing;
    if (!this.isResting || !this.view || !this.desk.queue.isEmpty || this.dueAlarm(command)) return undefined;
    return this.judge(this.view, command);
  }

  /** The outcome of a command that stands in the ledger already. */
  outcomeOf(commandId: string): { seq: number; recordedAt: number } | undefined {
    return this.ledger.find((entry) => entry.key === commandId);
  }

  private hand(entry: Entry): Step<S> {
    this.handed = entry.seq;
    this.instant = entry.receivedAt;
    this.fired.add(entry.key);
    this.tells = [];
    this.outgoing = [];
    this.openings = [];
    if (entry.by.kind === 'clock') this.tellRung(entry);
    return { type: entry.type, seq: entry.seq, key: entry.key, at: entry.receivedAt, by: entry.by, facts: entry.facts } as unknown as Step<S>;
  }

  private observeReplayed(): void {
    const stamps = this.terms.takeStamps();
    if (this.handed > 0) this.desk.derived?.(this.handed, stamps);
  }

  private async flush(view: StageView<S>, closedAs?: S['closedAs']): Promise<void> {
    const draft = this.draft;
    const stamps = this.terms.takeStamps();
    if (draft === undefined && this.isPositionWritten) {
      this.desk.derived?.(this.handed, stamps);
      return;
    }
    if (draft) stamp(draft.entries.at(-1), stamps);
    else this.desk.derived?.(this.handed, stamps);
    const step: StepRecord = {
      matter: this.matter,
      seq: draft?.seq ?? this.ledger.length + 1,
      entries: draft?.entries ?? [],
      ...(draft?.alarm ? { alarmDueAt: draft.alarm.at } : {}),
      position: this.position(view, closedAs),
      // A position written again, over a ledger that stood already, tells nobody anew.
      ...(draft || this.ledger.length === 1
        ? { tells: this.mergedTells(draft?.alarm), outgoing: this.outgoing, openings: this.openings }
        : { tells: [], outgoing: [], openings: [] }),
      ...(draft?.command && !isSignal(draft.command) ? { commandId: draft.command.id } : {}),
      refused: [...this.refused.values()],
    };
    const result = await this.desk.record(step);
    if (result.status !== 'diverged') for (const { commandId } of step.refused) this.refused.delete(commandId);
    // Until the register has taken it, a command is only borrowed from the queue.
    if (draft?.command && result.status !== 'recorded') this.desk.queue.add(draft.command);
    switch (result.status) {
      case 'recorded': {
        draft?.entries.forEach((entry, index) => {
          const stamp = result.stamps[index];
          if (stamp === undefined) throw new Error(`the register acknowledged ${result.stamps.length} of ${draft.entries.length} entries`);
          this.ledger.push({ ...entry, ...stamp });
        });
        this.isPositionWritten = true;
        this.draft = undefined;
        if (draft?.command && step.entries.at(-1)?.type !== SIGNAL_REFUSED) {
          const stamp = this.outcomeOf(draft.command.id);
          if (stamp) this.desk.settle(draft.command.id, { status: 'accepted', seq: stamp.seq, recordedAt: stamp.recordedAt });
        }
        return;
      }
      case 'diverged':
        throw new Rewind(result.ledger);
      case 'pending-first':
        for (const command of result.commands) this.desk.queue.add(command);
        throw new Rewind(this.ledger);
      case 'settled-before':
        this.desk.queue.remove(result.commandId);
        this.desk.settle(result.commandId, result.outcome);
        throw new Rewind(this.ledger);
    }
  }

  private async take(view: StageView<S>): Promise<Step<S>> {
    for (;;) {
      if (this.isBehind) await this.readAgain(view);
      const command = this.desk.queue.first();
      const alarm = this.dueAlarm(command);
      if (alarm) return this.takeAlarm(alarm);
      if (command) {
        const refusal = this.judge(view, command);
        const shellEntry = SHELL_COMMANDS[command.name];
        if (!refusal && shellEntry !== undefined) await this.recordForShell(view, command, shellEntry, shellEntry === CALENDAR_REVISED ? { ...command.facts, from: this.inForce.version } : command.facts);
        else if (!refusal) return this.takeCommand(view, command);
        // Who signals gets no answer, so the ledger says that and why the signal was refused.
        else if (isSignal(command)) await this.recordForShell(view, command, SIGNAL_REFUSED, { ...command.facts, refused: refusal.code });
        else this.refuse(command, refusal);
        continue;
      }
      this.isResting = true;
      try {
        await this.desk.rest(this.position(view), this.earliestAlarm()?.at);
      } finally {
        this.isResting = false;
      }
    }
  }

  /** Whether the register holds entries that this file does not know. */
  private get isBehind(): boolean {
    return this.desk.registerSeq > this.ledger.length;
  }

  /** A step without entries changes nothing; where others stand in its place, the register answers with them. */
  private async readAgain(view: StageView<S>): Promise<void> {
    // What the register answers is newer than what was said of it.
    this.desk.registerSeq = 0;
    const result = await this.desk.record({ matter: this.matter, seq: this.ledger.length + 1, entries: [], position: this.position(view), tells: [], outgoing: [], openings: [], refused: [] });
    if (result.status === 'diverged') throw new Rewind(result.ledger);
  }

  private takeCommand(view: StageView<S>, command: CommandMessage): Step<S> {
    const own: EntryDraft = { key: command.id, type: command.name, by: command.by, receivedAt: command.receivedAt, facts: command.facts };
    const implied = (view.implies?.(command) ?? []).map((event, index): EntryDraft => ({
      key: `${command.id}/${index + 1}`,
      type: event.type,
      by: command.by,
      receivedAt: command.receivedAt,
      facts: event.facts,
    }));
    this.desk.queue.remove(command.id);
    return this.begin([...implied, own], { command });
  }

  private takeAlarm(alarm: Alarm): Step<S> {
    const facts = alarm.madeAs ? { ...alarm.facts, [alarm.madeAs]: Math.max(alarm.at, this.desk.now()) } : alarm.facts;
    return this.begin([{ key: alarm.id, type: alarm.type, by: THE_CLOCK, receivedAt: alarm.at, facts }], { alarm });
  }

  private begin(entries: EntryDraft[], origin: Pick<Draft, 'command' | 'alarm'>): Step<S> {
    const [first, ...rest] = entries;
    if (first === undefined) throw new Error('a step has at least one entry');
    this.draft = { seq: this.ledger.length + 1, entries: [first], ...origin };
    this.parts = rest;
    return this.hand({ ...first, seq: this.draft.seq, recordedAt: 0 });
  }

  private judge(view: StageView<S>, command: CommandMessage): Refusal | undefined {
    const unfit = isSignal(command) ? undefined : this.judgeActor(command);
    if (unfit) return unfit;
    if (command.name === LINKED) return undefined;
    if (command.name === REVISE_CALENDAR) return Number(command.facts['to']) > this.inForce.version ? undefined : { code: 'calendar-in-force', details: { version: this.inForce.version } };
    if (command.name in SHELL_COMMANDS) return judgeBreachCommand({ terms: this.terms.views(), breaches: this.breaches(view) }, command);
    const side = command.by.side;
    if (side === undefined || !view.offered[side]?.includes(command.name)) {
      // Who comes second is told who was first.
      const first = [...this.ledger].reverse().find((entry) => entry.type === command.name);
      return {
        code: 'not-awaited',
        details: { stage: view.name, offered: (side && view.offered[side]) ?? [], ...(first ? { takenAs: first.seq, takenAt: first.recordedAt } : {}) },
      };
    }
    return view.judge?.(command);
  }

  private judgeActor(command: CommandMessage): Refusal | undefined {
    // Only the register writes commands of matters.
    if (command.name === LINKED && command.by.kind === 'matter') return undefined;
    // Only the platform's own reviser bears this id; everybody at the door has a side.
    if (command.name === REVISE_CALENDAR) return command.by.id === THE_CALENDAR.id && command.by.side === undefined ? undefined : { code: 'not-permitted' };
    return judgeActor(this.parties, command.name in SHELL_COMMANDS ? OFFERED_BY_SHELL : this.offered, command);
  }

  private refuse(command: CommandMessage, refusal: Refusal): void {
    const outcome = { status: 'refused', ...refusal } as const;
    this.desk.queue.remove(command.id);
    if (!isSignal(command)) this.refused.set(command.id, { commandId: command.id, outcome });
    this.desk.settle(command.id, outcome);
  }

  private async recordForShell(view: StageView<S>, command: CommandMessage, type: string, facts: Facts): Promise<void> {
    const seq = this.ledger.length + 1;
    const entry: EntryDraft = { key: command.id, type, by: command.by, receivedAt: command.receivedAt, facts };
    this.desk.queue.remove(command.id);
    this.draft = { seq, entries: [entry], command };
    this.tells = [];
    this.outgoing = [];
    this.openings = [];
    await this.takeShellEntry({ ...entry, seq, recordedAt: 0 });
    await this.flush(view);
  }

  private async takeShellEntry(entry: Entry): Promise<void> {
    const { seq, type, facts } = entry;
    this.handed = seq;
    if (type === LINKED) this.linked.push({ matter: String(facts['matter']), as: String(facts['as']), ...(typeof facts['key'] === 'string' ? { key: facts['key'] } : {}) });
    if (type === CALENDAR_REVISED) this.reviseCalendar(entry, await this.desk.loadCalendar(Number(facts['to']), dayOf(this.openedAt)));
    if (type === CONTEST_BREACH || type === ANNUL_BREACH) this.sayOfBreach(entry);
  }

  /** Every running term is counted again; the people at both ends learn the new dates, and breaches that rested on old ones are listed. */
  private reviseCalendar({ receivedAt }: Entry, calendar: Calendar): void {
    const standing = { terms: this.terms.views(), breaches: this.breaches(this.view) };
    const { terms: moved, groundless } = movesOf(standing, calendar, { now: receivedAt, ...(this.closeOfBusiness === undefined ? {} : { closeOfBusiness: this.closeOfBusiness }) });
    this.breachMarks.listForAnnulment(groundless);
    this.terms.revise(calendar, receivedAt);
    this.inForce = calendar;
    for (const { term, from, to } of moved) {
      const params = { term, oldDueOn: from.dueOn, oldDueAt: from.dueAt, dueOn: to.dueOn, dueAt: to.dueAt };
      // Whoever has less time than was said learns it at once.
      for (const { side } of this.parties) this.tell(`${side}.party`, 'calendar-revised', { term, params, urgency: to.dueAt < from.dueAt ? 'urgent' : 'routine' });
    }
  }

  private sayOfBreach(entry: Entry): void {
    this.breachMarks.take(this.view?.breaches ?? [], entry);
    this.tells.push(...tellsOfBreach(entry, this.terms.views()));
  }

  private breaches(view: StageView<S> | undefined): readonly BreachView[] {
    return this.breachMarks.on(view?.breaches ?? []);
  }

  /** A written word is corrected after the closing too, where the procedure knows corrections at all. */
  private offeredAfterClosing(): StageView<S>['offered'] {
    const sides = this.parties.map(({ side }) => side).filter((side) => Object.values(this.offered).some((stage) => stage[side]?.includes('correct')));
    return Object.fromEntries(sides.map((side) => [side, ['correct']]));
  }

  private alarms(): Alarm[] {
    const own = (this.view?.alarms?.() ?? []).map((alarm): Alarm => ({ ...alarm }));
    return [...own, ...this.terms.alarms()].filter((alarm) => !this.fired.has(alarm.id)).sort((a, b) => a.at - b.at);
  }

  private earliestAlarm(): Alarm | undefined {
    return this.alarms()[0];
  }

  /** The alarm that comes before a command, if one is due: its instant has come, and the command was not received before it. */
  private dueAlarm(command: CommandMessage | undefined): Alarm | undefined {
    const alarm = this.earliestAlarm();
    const now = Math.max(this.desk.now(), command?.receivedAt ?? 0);
    return alarm && alarm.at <= now && !(command && command.receivedAt < alarm.at) ? alarm : undefined;
  }

  /** The rungs of a term tell the people that the rule set names for each. */
  private tellRung(entry: Entry): void {
    const alarm = this.terms.alarms().find((candidate) => candidate.id === entry.key);
    if (!alarm?.term || !alarm.message) return;
    if (entry.type === 'term-expired' || entry.type === 'target-missed') this.terms.markLate(alarm.term);
    for (const audience of alarm.audiences ?? []) {
      this.tell(audience, alarm.message, {
        urgency: alarm.urgency ?? (alarm.type === 'term-expired' ? 'urgent' : 'routine'),
        term: alarm.term,
        params: { ...entry.facts, dueAt: alarm.dueAt },
      });
    }
  }

  /** After an outage each person gets one message for a term, for its latest rung: earlier ones are left to the last that is due. */
  private mergedTells(alarm: Alarm | undefined): readonly Tell[] {
    if (alarm?.term === undefined) return this.tells;
    const later = this.alarms().find((other) => other.term === alarm.term);
    if (later && later.at <= this.desk.now()) return this.tells.filter((tell) => tell.term !== alarm.term);
    const told = new Set(this.tells.map((tell) => tell.audience));
    const latest = this.tells.find((tell) => tell.term === alarm.term);
    if (!latest) return this.tells;
    const missed = new Set<Audience>();
    let following = alarm.at;
    for (const entry of [...this.ledger].reverse()) {
      if (entry.by.kind !== 'clock' || entry.facts['term'] !== alarm.term || entry.recordedAt < following - CLOCK_TOLERANCE_MS) break;
      for (const audience of this.terms.audiencesOf(entry.key)) if (!told.has(audience)) missed.add(audience);
      following = entry.receivedAt;
    }
    return [...this.tells, ...[...missed].map((audience): Tell => ({ ...latest, audience }))];
  }

  private position(view: StageView<S>, closedAs?: S['closedAs']): Position {
    const position = positionOf({
      seq: this.draft ? this.draft.seq + this.draft.entries.length - 1 : this.ledger.length,
      view,
      terms: this.terms.views(),
      breaches: this.breaches(view),
      calendarVersion: this.inForce.version,
      parties: [...this.parties],
      links: [...this.linked],
      measures: this.measures.views(),
      ...(closedAs ? { closedAs, closedAt: this.instant } : { nextAlarmAt: this.alarms()[0]?.at }),
    });
    return closedAs ? this.ledger.slice(this.handed).reduce(afterClosing, position) : position;
  }
}
