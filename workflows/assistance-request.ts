import { assertNever } from '../domain/assert-never';
import { dayOf, type Day } from '../domain/calendar/day';
import { due } from '../domain/deadlines/due';
import { deemedReceipt } from '../domain/deadlines/deemed-receipt';
import type { AdvisoryTerm } from '../domain/deadlines/term';
import { type Duty, getRuleSet, getTerm, ladderFor, type RuleSet, withAdvisoryTargets } from '../domain/rule-sets';
import type { AssistanceRequest, CommandFacts, Stage } from '../matters/assistance-request';
import { awaitedAt, OFFERED } from '../matters/assistance-request';
import type { CommandMessage, Side } from '../matters/ledger';
import type { BreachView } from '../matters/position';
import { type DelayNotice, judgeCommand, type Proposal, type Receipt, type RequestSoFar } from './assistance-request-judgement';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, StageView, Step } from './case-file/shape';

/**
 * 四.7, 四.13, 四.14, 四.17 and the units without a term: a court asks a unit for assistance. The papers are delivered and signed for, or deemed
 * received; the unit does what it owes within its terms and answers; the court accepts the answer, contests it, or accepts by silence.
 */
export async function assistanceRequest(file: CaseFile<AssistanceRequest>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) return file.close(end, course.particulars(), course.breaches());
  }
}

/** One request on its way: what has happened so far, and what follows from the next step. */
class Course implements RequestSoFar {
  private readonly ruleSet: RuleSet;
  readonly duties: readonly Duty[];
  private deliveredAt: number | undefined;
  receipt: Receipt | undefined;
  done = new Map<Duty['name'], number>();
  private answeredIn: number | undefined;
  private outcome: CommandFacts['answer']['outcome'] | undefined;
  private isContested = false;
  private isAccepted: 'accepted' | 'accepted-by-silence' | undefined;
  private round = 1;
  readonly notices: DelayNotice[] = [];
  readonly openQueries = new Set<number>();
  readonly corrections = new Map<number, { side: Side | undefined }>();
  proposal: Proposal | undefined;
  private readonly expired: { term: string; at: number }[] = [];
  /** Duties that an answer seemed to release. */
  private readonly released: Duty['name'][] = [];

  constructor(readonly file: CaseFile<AssistanceRequest>) {
    const ruleSet = getRuleSet(file.opening.ruleSet);
    this.ruleSet = file.opening.advisoryTargets ? withAdvisoryTargets(ruleSet, file.opening.advisoryTargets) : ruleSet;
    this.duties = this.ruleSet.duties[file.opening.kind];
    if (file.opening.serviceMode === 'electronic') this.deliveredAt = file.openedAt;
    file.tell('unit.desk', 'request-opened', { urgency: this.urgency() });
    file.tell('unit.liaison', 'request-opened');
  }

  stageView(): StageView<AssistanceRequest> {
    const name = this.stage();
    return {
      name,
      awaited: this.awaited(name),
      offered: OFFERED[name],
      alarms: () => this.alarms(),
      breaches: this.breaches(),
      particulars: this.particulars(),
      judge: (command) => judgeCommand(this, command),
      implies: (command) => this.implies(command),
    };
  }

  /** What one step changes. Returns how the matter closed, if it did. */
  take(step: Step<AssistanceRequest>): 'accepted' | 'accepted-by-silence' | 'withdrawn' | undefined {
    const { file } = this;
    switch (step.type) {
      case 'record-delivery':
        this.deliveredAt = step.at;
        file.tell('unit.desk', 'delivery-recorded');
        return;
      case 'sign-receipt':
        // After a deemed receipt a signature is only evidence.
        if (!this.receipt) this.receive({ at: step.at, on: dayOf(step.at), how: 'signed' });
        file.tell('court.officer', 'receipt-signed');
        return;
      case 'delivery-unrecorded':
        // Papers sent by post or by hand: without a record of their delivery no clock of the unit's starts.
        file.tell('court.officer', 'delivery-unrecorded');
        return;
      case 'receipt-implied':
        this.receive({ at: step.at, on: dayOf(step.at), how: step.facts.how });
        return;
      case 'receipt-deemed':
        this.receive({ at: step.at, on: step.facts.on, how: 'deemed' });
        for (const audience of ['unit.desk', 'unit.liaison', 'court.officer'] as const) file.tell(audience, 'receipt-deemed', { params: { on: step.facts.on } });
        return;
      case 'record-act':
        this.record(step.facts.act, step.at, step.facts.doneAt);
        file.tell('court.officer', 'act-recorded', { params: { act: step.facts.act } });
        return this.isAccepted && this.outstanding().length === 0 ? this.isAccepted : undefined;
      case 'answer':
      case 'handle-at-window':
        this.answer(step);
        return;
      case 'give-delay-notice':
        this.notices.push({ seq: step.seq, at: step.at, stance: 'silent' });
        file.tell('court.officer', 'delay-notice-given');
        file.tell('unit.liaison', 'delay-notice-given');
        return;
      case 'reply-to-delay-notice': {
        const notice = this.notices.find((candidate) => candidate.seq === step.facts.notice);
        if (notice) notice.stance = step.facts.stance;
        file.tell('unit.desk', 'delay-notice-replied', { params: { stance: step.facts.stance } });
        file.tell('unit.liaison', 'delay-notice-replied', { params: { stance: step.facts.stance } });
        return;
      }
      case 'grant-extension': {
        const term = file.extendTerm(this.extensible(step.facts.term) ?? '', step.facts.workingDays);
        for (const audience of ['unit.desk', 'unit.liaison'] as const) {
          file.tell(audience, 'extension-granted', { params: { workingDays: step.facts.workingDays, dueOn: term.dueOn, dueAt: term.dueAt } });
        }
        return;
      }
      case 'raise-query':
        this.openQueries.add(step.seq);
        file.tell('court.officer', 'query-raised');
        file.tell('unit.liaison', 'query-raised');
        return;
      case 'reply-to-query':
        this.openQueries.delete(step.facts.query);
        file.tell('unit.desk', 'query-replied');
        file.tell('unit.liaison', 'query-replied');
        return;
      case 'accept-answer':
        return this.accept('accepted', step.at);
      case 'accepted-by-silence':
        return this.accept('accepted-by-silence', step.at);
      case 'contest-answer':
        this.isContested = true;
        this.round += 1;
        file.meetTerm(this.termId('accept-answer', this.round - 1), step.at);
        this.owe({ name: 'answer', from: 'receipt', term: this.promptly() }, step.at, dayOf(step.at));
        // A contested "cannot be done" stops no clock: what it seemed to release runs on.
        for (const released of this.released.splice(0)) if (!this.done.has(released)) file.resumeTerm(released);
        file.tell('unit.desk', 'answer-contested');
        file.tell('unit.liaison', 'answer-contested');
        return;
      case 'withdraw':
        file.tell('unit.desk', 'withdrawn', { term: 'answer' });
        file.tell('unit.liaison', 'withdrawn', { term: 'answer' });
        return 'withdrawn';
      case 'propose-service-time':
        this.proposal = { seq: step.seq, servedAt: step.facts.servedAt, side: step.by.side };
        file.tell(step.by.side === 'court' ? 'unit.desk' : 'court.officer', 'service-time-proposed');
        return;
      case 'confirm-service-time':
        if (step.facts.agreed && this.proposal) this.moveReceipt(this.proposal.servedAt);
        this.proposal = undefined;
        file.tell(step.by.side === 'court' ? 'unit.desk' : 'court.officer', 'service-time-settled', { params: { agreed: step.facts.agreed } });
        return;
      case 'correct':
        this.corrections.set(step.seq, { side: step.by.side });
        file.tell(step.by.side === 'court' ? 'unit.desk' : 'court.officer', 'corrected');
        return;
      case 'acknowledge-correction':
        this.corrections.delete(step.facts.correction);
        file.tell(step.by.side === 'court' ? 'unit.desk' : 'court.officer', 'correction-acknowledged');
        return;
      case 'term-expired':
        this.expired.push({ term: step.facts.term, at: step.at });
        return;
      case 'reminder':
      case 'target-missed':
      case 'escalation':
        return;
      default:
        return assertNever(step);
    }
  }

  /** Breaches are told apart: unexplained, or explained in time by a delay notice that the court accepted, contested or left unanswered. */
  breaches(): BreachView[] {
    return this.expired.map(({ term, at }) => {
      const notice = this.notices.filter((candidate) => candidate.at < at).at(-1);
      return {
        term,
        at,
        explanation: notice ? ({ silent: 'notice-unanswered', accepted: 'notice-accepted', contested: 'notice-contested' } as const)[notice.stance] : 'none',
        restsOnDeemedReceipt: this.receipt?.how === 'deemed',
      };
    });
  }

  particulars(): Readonly<Record<string, unknown>> {
    return {
      ...(this.deliveredAt === undefined ? {} : { deliveredAt: this.deliveredAt }),
      ...(this.receipt ? { receipt: this.receipt } : {}),
      ...(this.outcome ? { outcome: this.outcome, answer: this.answeredIn } : {}),
      openQueries: [...this.openQueries],
      openCorrections: [...this.corrections.keys()],
      delayNotices: this.notices.map(({ seq, stance }) => ({ seq, stance })),
      outstanding: this.outstanding(),
      ...(this.proposal ? { proposedServiceTime: { seq: this.proposal.seq, servedAt: this.proposal.servedAt } } : {}),
    };
  }

  private stage(): Stage {
    if (this.isAccepted) return 'awaiting-act';
    if (this.isContested) return 'contested';
    if (this.answeredIn !== undefined) return 'answered';
    if (this.receipt) return 'awaiting-answer';
    return this.deliveredAt === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  private awaited(stage: Stage): Side[] {
    const sides = new Set<Side>([awaitedAt(stage)]);
    if (this.openQueries.size > 0) sides.add('court');
    // What was proposed lapses with the answer: the recorded time counts, and nobody is asked any more.
    const confirming: Side = this.proposal?.side === 'court' ? 'unit' : 'court';
    if (this.proposal && OFFERED[stage][confirming].includes('confirm-service-time')) sides.add(confirming);
    return [...sides].sort();
  }

  private alarms(): readonly OwnAlarm<AssistanceRequest>[] {
    if (this.stage() === 'awaiting-receipt' && this.deliveredAt !== undefined) {
      const { on, at } = deemedReceipt(this.file.calendar, this.deliveredAt, this.ruleSet.deemedReceipt);
      return [{ id: `receipt-deemed:${this.file.calendar.version}`, type: 'receipt-deemed', at, facts: { on } }];
    }
    if (this.stage() === 'awaiting-delivery') {
      const length = this.ruleSet.advisoryDefaults.promptly;
      const { dueAt } = due({ length, startAt: this.file.openedAt, calendar: this.file.calendar });
      return [{ id: `delivery-unrecorded:${this.file.calendar.version}`, type: 'delivery-unrecorded', at: dueAt, facts: {} }];
    }
    const acceptance = this.file.term(this.termId('accept-answer', this.round));
    if (this.stage() === 'answered' && acceptance?.state === 'running') {
      return [{ id: `accepted-by-silence:${this.round}:${this.file.calendar.version}`, type: 'accepted-by-silence', at: acceptance.dueAt, facts: {} }];
    }
    return [];
  }

  /** The papers are in the unit's hands: what runs from receipt runs now. */
  private receive(receipt: Receipt): void {
    this.receipt = receipt;
    for (const duty of this.duties) if (duty.from === 'receipt') this.owe(duty, receipt.at, receipt.on);
  }

  private owe(duty: Duty, startAt: number, startOn: Day): void {
    const id = this.dutyId(duty.name);
    if (this.file.term(id)) return void this.file.resumeTerm(id);
    this.file.startTerm({
      id,
      name: duty.name,
      side: 'unit',
      term: duty.term,
      ladder: ladderFor(this.ruleSet, duty.term),
      startAt,
      startOn,
    });
  }

  /** A contested answer is owed again; the text has no term for it. */
  private promptly(): AdvisoryTerm {
    const { cite } = getTerm(this.ruleSet, 'request.accept-answer');
    return { force: 'advisory', wording: 'promptly', length: this.ruleSet.advisoryDefaults.promptly, cite };
  }

  /** A back-dated act starts what follows from it earlier, but never cures lateness: its own term is met when it was recorded. */
  private record(act: Duty['name'], at: number, doneAt = at): void {
    if (this.done.has(act)) return;
    this.done.set(act, doneAt);
    if (this.file.term(act)?.state === 'running') this.file.meetTerm(act, at);
    for (const duty of this.duties) {
      if (duty.from === act && !(duty.name === 'answer' && this.answeredIn !== undefined)) this.owe(duty, doneAt, dayOf(doneAt));
    }
  }

  private answer(step: Extract<Step<AssistanceRequest>, { type: 'answer' | 'handle-at-window' }>): void {
    const { file } = this;
    const isDone = step.facts.outcome === 'done' || step.facts.outcome === 'partly-done';
    // Answering that it is done says that what the answer follows from is done too.
    const precondition = this.duties.find((duty) => duty.name === 'answer')?.from;
    if (isDone && precondition && precondition !== 'receipt') this.record(precondition, step.at);
    if (isDone && this.duties.some((duty) => duty.name === 'register')) this.record('register', step.at);
    const id = this.termId('answer', this.round);
    if (file.term(id)?.state === 'running') file.meetTerm(id, step.at);
    this.answeredIn = step.seq;
    this.outcome = step.facts.outcome;
    this.isContested = false;
    if (!isDone) this.releaseUndone();
    const acceptance = getTerm(this.ruleSet, 'request.accept-answer');
    file.startTerm({ id: this.termId('accept-answer', this.round), name: 'accept-answer', side: 'court', term: acceptance, ladder: [], startAt: step.at });
    file.tell('court.officer', 'answered', { urgency: this.urgency(), term: 'answer', params: { outcome: step.facts.outcome, lateWorkingDays: file.term(id)?.lateWorkingDays } });
    file.tell('unit.liaison', 'answered', { term: 'answer', params: { outcome: step.facts.outcome } });
  }

  /** Nothing was found, or it cannot be done: what would have followed is no longer owed. */
  private releaseUndone(): void {
    for (const duty of this.duties) {
      if (duty.name === 'answer' || this.file.term(duty.name)?.state !== 'running') continue;
      this.file.endTerm(duty.name);
      this.released.push(duty.name);
    }
  }

  private accept(how: 'accepted' | 'accepted-by-silence', at: number): 'accepted' | 'accepted-by-silence' | undefined {
    const { file } = this;
    const id = this.termId('accept-answer', this.round);
    if (how === 'accepted' && file.term(id)?.state === 'running') file.meetTerm(id, at);
    else if (file.term(id)) file.endTerm(id);
    const reanswer = this.termId('answer', this.round);
    if (file.term(reanswer)?.state === 'running') file.endTerm(reanswer);
    file.tell('unit.desk', how === 'accepted' ? 'answer-accepted' : 'answer-accepted-by-silence');
    file.tell('unit.liaison', how === 'accepted' ? 'answer-accepted' : 'answer-accepted-by-silence');
    this.isAccepted = how;
    this.isContested = false;
    return this.outstanding().length === 0 ? how : undefined;
  }

  /** Both sides agree that the papers were in the unit's hands earlier than recorded. */
  private moveReceipt(servedAt: number): void {
    const on = dayOf(servedAt);
    if (!this.receipt) {
      this.receive({ at: servedAt, on, how: 'confirmed-time' });
      return;
    }
    this.receipt = { at: servedAt, on, how: 'confirmed-time' };
    for (const duty of this.duties) {
      const id = this.dutyId(duty.name);
      if (duty.from === 'receipt' && this.file.term(id)?.state === 'running') this.file.moveTermStart(id, servedAt);
    }
  }

  private implies(command: CommandMessage): { type: 'receipt-implied'; facts: { how: 'answer' | 'window' } }[] {
    if (this.receipt || (command.name !== 'answer' && command.name !== 'handle-at-window')) return [];
    return [{ type: 'receipt-implied', facts: { how: command.name === 'answer' ? 'answer' : 'window' } }];
  }

  /** The running term that an extension moves: the one named, else the unit's earliest. */
  extensible(name: string | undefined): string | undefined {
    const ids = this.duties.map((duty) => this.dutyId(duty.name)).filter((id) => this.file.term(id)?.state === 'running');
    return name === undefined ? ids.sort((a, b) => (this.file.term(a)?.dueAt ?? 0) - (this.file.term(b)?.dueAt ?? 0))[0] : ids.find((id) => id === name);
  }

  private outstanding(): string[] {
    return this.duties.filter((duty) => duty.name !== 'answer' && this.file.term(duty.name)?.state === 'running').map((duty) => duty.name);
  }

  /** Answers go in rounds, each owed anew after a contest; other duties are owed once. */
  private dutyId(name: Duty['name']): string {
    return name === 'answer' ? this.termId(name, this.round) : name;
  }

  private termId(name: string, round: number): string {
    return round === 1 ? name : `${name}.${round}`;
  }

  /** "Immediately" is told at once, not in the day's digest. */
  private urgency(): 'routine' | 'urgent' {
    return this.duties.some((duty) => duty.term.force === 'advisory' && duty.term.wording === 'immediately') ? 'urgent' : 'routine';
  }
}
