import { dayOf, type Day } from '../../domain/calendar/day';
import type { DeemedFrom } from '../../domain/deadlines/deemed-receipt';
import { dayOfTerm } from '../../domain/deadlines/due';
import type { AdvisoryTerm } from '../../domain/deadlines/term';
import { type Duty, getTerm, ladderFor, type RuleSet } from '../../domain/rule-sets';
import type { AssistanceRequest, CommandFacts } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import type { TermView } from '../../matters/position';
import type { UsedTerm } from '../../matters/returned';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal } from '../case-file/shape';
import { grantDays } from '../grant-days';

/** What the unit owes, each duty within its own term: 四.7, 四.13, 四.14, 四.17. */
export class Duties {
  private readonly duties: readonly Duty[];
  /** When each act was done. */
  private readonly done = new Map<Duty['name'], number>();
  /** Duties that an answer seemed to release. */
  private readonly released: Duty['name'][] = [];
  private isAnswered = false;
  /** Answers go in rounds, each owed anew after a contest or another service of the papers. */
  private answerRound = 1;
  /** Other duties are owed once for each service of the papers. */
  private serviceRound = 1;

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly ruleSet: RuleSet,
  ) {
    this.duties = ruleSet.duties[file.opening.kind];
  }

  get round(): number {
    return this.answerRound;
  }

  /** "Immediately" is told at once, not in the day's digest. */
  get urgency(): 'routine' | 'urgent' {
    return this.duties.some((duty) => duty.term.force === 'advisory' && duty.term.wording === 'immediately') ? 'urgent' : 'routine';
  }

  /** The papers are in the unit's hands: what runs from receipt runs now. */
  runFromReceipt(at: number, on: Day, deemedFrom?: DeemedFrom): void {
    for (const duty of this.duties) if (duty.from === 'receipt') this.owe(duty, at, on, deemedFrom);
  }

  /** The papers were in the unit's hands earlier than recorded: what runs from receipt is counted from there. */
  moveReceipt(at: number): void {
    for (const duty of this.duties) {
      const id = this.idOf(duty.name);
      if (duty.from === 'receipt' && this.isRunning(id)) this.file.moveTermStart(id, at);
    }
  }

  /** A back-dated act starts what follows from it earlier, but never cures lateness: its own term is met when it was recorded. */
  record(act: Duty['name'], at: number, doneAt = at): void {
    if (this.done.has(act)) return;
    this.done.set(act, doneAt);
    const id = this.idOf(act);
    if (this.isRunning(id)) this.file.meetTerm(id, at);
    for (const duty of this.duties) {
      if (duty.from === act && !(duty.name === 'answer' && this.isAnswered)) this.owe(duty, doneAt, dayOf(doneAt));
    }
  }

  /** Answering that it is done says that what the answer follows from is done too, but for a publication that has to be made apart. Returns the answer's term. */
  answer(isDone: boolean, at: number, isPublished = true): TermView | undefined {
    const precondition = this.duties.find((duty) => duty.name === 'answer')?.from;
    if (isDone && precondition && precondition !== 'receipt' && (precondition !== 'publish' || isPublished)) this.record(precondition, at);
    if (isDone && this.duties.some((duty) => duty.name === 'register')) this.record('register', at);
    const id = this.idOf('answer');
    if (this.isRunning(id)) this.file.meetTerm(id, at);
    this.isAnswered = true;
    if (!isDone) this.releaseUndone();
    return this.file.term(id);
  }

  /** A contested answer is owed again; the text has no term for it. A contested "cannot be done" stops no clock: what it seemed to release runs on. */
  oweAnswerAgain(at: number): void {
    this.answerRound += 1;
    this.owe({ name: 'answer', from: 'receipt', term: this.promptly() }, at, dayOf(at));
    for (const released of this.released.splice(0)) if (!this.done.has(released)) this.file.resumeTerm(this.idOf(released));
  }

  /** An answer that was contested is accepted after all. */
  releaseAnswer(): void {
    const id = this.idOf('answer');
    if (this.isRunning(id)) this.file.endTerm(id);
  }

  /** The court grants more time, counted on from the old last day. */
  extend({ term: name, workingDays }: CommandFacts['grant-extension']): void {
    grantDays(this.file, this.extensible(name) ?? '', workingDays);
  }

  hasDone(act: Duty['name']): boolean {
    return this.done.has(act);
  }

  /** The court has accepted a new term from the committee. Nothing moves when nothing runs any more. */
  renew(workingDays: number, name: string | undefined): void {
    const id = this.extensible(name) ?? this.extensible(undefined);
    const term = id === undefined ? undefined : this.file.term(id);
    if (term) grantDays(this.file, term.id, workingDays);
  }

  /** What is still to be done beside answering. */
  outstanding(): string[] {
    return this.duties.filter(({ name }) => name !== 'answer' && this.isRunning(this.idOf(name))).map(({ name }) => name);
  }

  /** Whether anything was done on the papers. */
  get hasActed(): boolean {
    return this.done.size > 0;
  }

  /** The running term that ends first. */
  get earliest(): TermView | undefined {
    const id = this.extensible(undefined);
    return id === undefined ? undefined : this.file.term(id);
  }

  /** How much of what runs has run at an instant, and had when the papers came back. */
  used(at: number, returnedAt: number): UsedTerm[] {
    return this.running().flatMap((id) => {
      const term = this.file.term(id);
      if (!term) return [];
      const { onDay: returnedOnDay, of } = dayOfTerm(this.file.calendar, term, returnedAt);
      return [{ term: id, returnedOnDay, usedDays: dayOfTerm(this.file.calendar, term, at).onDay, of }];
    });
  }

  /** The papers came back: what runs has ended, and how much of it had run stays on record. */
  stop(at: number, returnedAt: number): UsedTerm[] {
    const used = this.used(at, returnedAt);
    for (const { term } of used) this.file.endTerm(term);
    return used;
  }

  /** What had ended runs on with its dates. */
  resume(terms: readonly UsedTerm[]): void {
    for (const { term } of terms) this.file.resumeTerm(term);
  }

  /** The papers are served again: everything is owed anew, from their own receipt. */
  beginAnew(): void {
    this.answerRound += 1;
    this.serviceRound += 1;
  }

  /** The court accepts or contests the answer of this round. */
  get acceptanceId(): string {
    return inRound('accept-answer', this.answerRound);
  }

  /** Nothing is to be done beside the answer; or no term of the unit's runs that has not run out. */
  isIdle(name: string, isPublishedByNotice: boolean): boolean {
    if (name === 'record-act') return this.duties.every((duty) => duty.name === 'answer' || this.done.has(duty.name) || (duty.name === 'publish' && isPublishedByNotice));
    return name === 'grant-extension' && this.running().every((id) => this.hasEnded(this.file.term(id)));
  }

  /** The last day of a term is over, as far as the matter has come. */
  hasEnded(term: TermView | undefined): boolean {
    return term === undefined || this.file.handledAt >= term.dueAt;
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'record-act': {
        const { act, doneAt } = command.facts as CommandFacts['record-act'];
        if (!this.duties.some((duty) => duty.name === act)) return { code: 'act-not-owed', details: { act } };
        if (this.done.has(act)) return { code: 'already-recorded', details: { act } };
        return doneAt !== undefined && (doneAt > command.receivedAt || doneAt < this.file.openedAt) ? { code: 'time-out-of-range', details: { field: 'doneAt' } } : undefined;
      }
      case 'grant-extension': {
        const id = this.extensible((command.facts as CommandFacts['grant-extension']).term);
        const term = id === undefined ? undefined : this.file.term(id);
        if (!term) return { code: 'no-such-term' };
        return command.receivedAt >= term.dueAt ? { code: 'term-has-ended', details: { dueAt: term.dueAt } } : undefined;
      }
      default:
        return undefined;
    }
  }

  private owe(duty: Duty, startAt: number, startOn: Day, deemedFrom?: DeemedFrom): void {
    const id = this.idOf(duty.name);
    if (this.file.term(id)) return void this.file.resumeTerm(id);
    this.file.startTerm({ id, name: duty.name, side: 'unit', term: duty.term, ladder: ladderFor(this.ruleSet, duty.term), startAt, startOn, ...(deemedFrom ? { deemedFrom } : {}) });
  }

  /** Nothing was found, or it cannot be done: what would have followed is no longer owed. */
  private releaseUndone(): void {
    for (const { name } of this.duties) {
      const id = this.idOf(name);
      if (name === 'answer' || !this.isRunning(id)) continue;
      this.file.endTerm(id);
      this.released.push(name);
    }
  }

  /** The running term that an extension moves: the one named, else the unit's earliest. */
  private extensible(name: string | undefined): string | undefined {
    const ids = this.running();
    return name === undefined ? ids.sort((a, b) => (this.file.term(a)?.dueAt ?? 0) - (this.file.term(b)?.dueAt ?? 0))[0] : ids.find((id) => id === name);
  }

  private promptly(): AdvisoryTerm {
    const { cite } = getTerm(this.ruleSet, 'request.accept-answer');
    return { force: 'advisory', wording: 'promptly', length: this.ruleSet.advisoryDefaults.promptly, cite };
  }

  private running(): string[] {
    return this.duties.map(({ name }) => this.idOf(name)).filter((id) => this.isRunning(id));
  }

  private isRunning(id: string): boolean {
    return this.file.term(id)?.state === 'running';
  }

  private idOf(name: Duty['name']): string {
    return inRound(name, name === 'answer' ? this.answerRound : this.serviceRound);
  }
}

function inRound(name: string, round: number): string {
  return round === 1 ? name : `${name}.${round}`;
}
