import { assertNever } from '../domain/assert-never';
import { noticeRuleOf } from '../domain/catalogue/notices';
import { ruleSetOf } from '../domain/rule-sets';
import { type AssistanceRequest, awaitedAt, type ClosedAs, OFFERED, type Paper, type Stage } from '../matters/assistance-request';
import type { HostedFacts } from '../matters/dispute';
import type { CommandMessage, Side } from '../matters/ledger';
import type { BreachView } from '../matters/position';
import { Answering } from './assistance-request/answering';
import { Duties } from './assistance-request/duties';
import { Exchange } from './assistance-request/exchange';
import { Measure } from './assistance-request/measure';
import { Publication } from './assistance-request/publication';
import { Returns } from './assistance-request/returns';
import { RulingService } from './assistance-request/ruling-service';
import { SealReports } from './assistance-request/seal-reports';
import { type ServedPapers, Service } from './assistance-request/service';
import { Undoing } from './assistance-request/undoing';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, Refusal, StageView, Step } from './case-file/shape';
import { HostedDisputes, OF_THE_REQUEST } from './hosted-disputes';

/** The revision since which a request can be disputed, and a contested answer is in dispute. */
const DISPUTABLE_SINCE = 2;

/**
 * 四.7, 四.13, 四.14, 四.17 and the units without a term: a court asks a unit for assistance. The papers are delivered and signed for, or deemed
 * received; the unit does what it owes within its terms and answers; the court accepts the answer, contests it, or accepts by silence. Papers
 * that are incomplete or came to the wrong unit may come back, once, within the term.
 */
export async function assistanceRequest(file: CaseFile<AssistanceRequest>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) {
      course.conclude();
      return file.close(end, course.particulars(), course.breaches());
    }
  }
}

/**
 * One request on its way. Each part keeps what has happened under its clauses and says what may happen next there: which alarms are set, why a
 * command is refused just now, what is shown.
 */
class Course {
  private readonly duties: Duties;
  private readonly service: Service;
  private readonly answering: Answering;
  private readonly exchange: Exchange;
  private readonly measure: Measure;
  private readonly undoing: Undoing;
  private readonly disputes: HostedDisputes;
  private readonly returns: Returns;
  private readonly publication: Publication;
  private readonly rulingService: RulingService;
  private readonly seals: SealReports;
  private readonly expired: { term: string; at: number; on: Readonly<ServedPapers> }[] = [];

  constructor(private readonly file: CaseFile<AssistanceRequest>) {
    const ruleSet = ruleSetOf(file.opening);
    this.duties = new Duties(file, ruleSet);
    this.service = new Service(file, ruleSet, this.duties);
    this.disputes = new HostedDisputes(file, file.revision >= DISPUTABLE_SINCE);
    this.publication = new Publication(file);
    this.rulingService = new RulingService(file, ruleSet);
    this.answering = new Answering(file, ruleSet, this.duties, this.disputes, this.publication, this.rulingService);
    this.exchange = new Exchange(file);
    this.measure = new Measure(file);
    this.seals = new SealReports(file, this.service, this.measure);
    this.undoing = new Undoing(file, ruleSet, this.measure);
    this.returns = new Returns(file, ruleSet, this.duties, this.service, this.disputes);
    if (file.opening.drafted) file.tell('court.officer', 'papers-drafted', { urgency: 'urgent' });
    else this.tellUnit();
  }

  stageView(): StageView<AssistanceRequest> {
    const name = this.stage();
    const particulars = () => this.particulars();
    const breaches = () => this.breaches();
    return {
      name,
      awaited: this.awaited(name),
      offered: this.rulingService.offer(this.publication.offer(this.disputes.offer(this.undoing.isOpen ? this.undoing.offered() : this.returns.offer(OFFERED[name])))),
      isIdle: (side, name) => this.service.isIdle(side, name) || this.duties.isIdle(name, this.publication.isPublic) || this.returns.isIdle(name) || this.exchange.isIdle(side, name),
      alarms: () => this.alarms(),
      // As they are whenever they are written: a revised calendar moves a deemed receipt.
      get breaches() {
        return breaches();
      },
      get particulars() {
        return particulars();
      },
      judge: (command) => this.judge(command),
      implies: (command) => this.service.implies(command),
    };
  }

  /** What one step changes. Returns how the matter closed, if it did. */
  take(step: Step<AssistanceRequest>): ClosedAs | undefined {
    const end = this.apply(step);
    this.seals.after(step, end);
    return end;
  }

  private apply(step: Step<AssistanceRequest>): ClosedAs | undefined {
    const { service, duties, answering, exchange, returns, disputes } = this;
    switch (step.type) {
      case 'record-delivery':
        return this.recordDelivery(step.at, step.facts.papers);
      case 'delivery-unrecorded':
        return void service.remindOfDelivery();
      case 'sign-receipt':
        return void service.sign(step.at);
      case 'receipt-implied':
        return void service.imply(step.at, step.facts.how);
      case 'receipt-deemed':
        return void service.deem(step.at, step.facts.on);
      case 'propose-service-time':
        return void service.propose(step);
      case 'confirm-service-time':
        return void service.settle(step);
      case 'return-papers':
      case 'wrong-unit':
        return void returns.take(step);
      case 'serve-again':
        return void returns.serveAgain(step);
      case 'serve-on-unit':
        return void returns.serveOnUnit(step);
      case 'passed-on':
        return 'passed-on';
      case 'accept-return':
        return void returns.accept(step.at);
      case 'contest-return':
        return void returns.contest(step);
      case 'return-unanswered':
        return void returns.leaveUnanswered(step);
      case 'record-act':
        returns.lapse();
        duties.record(step.facts.act, step.at, step.facts.doneAt);
        if (step.facts.act === 'publish') this.measure.published(step);
        this.file.tell('court.officer', 'act-recorded', { params: { act: step.facts.act } });
        return answering.end;
      case 'publish-notice':
        return this.publishNotice(step);
      case 'correct-notice':
      case 'withdraw-notice':
        return void this.publication.take(step);
      case 'record-service':
        this.rulingService.record(step);
        return answering.end;
      case 'grant-extension':
        return void duties.extend(step.facts);
      case 'answer':
      case 'handle-at-window':
        returns.lapse();
        this.measure.answered(step, duties.hasDone('publish'));
        this.publication.answered(step);
        return void answering.answer(step);
      case 'accept-answer':
        return answering.accept('accepted', step.at);
      case 'accepted-by-silence':
        return answering.accept('accepted-by-silence', step.at);
      case 'contest-answer':
        return void answering.contest(step);
      case 'give-delay-notice':
      case 'reply-to-delay-notice':
      case 'raise-query':
      case 'reply-to-query':
      case 'correct':
      case 'acknowledge-correction':
        return exchange.take(step);
      case 'open-dispute':
        return void disputes.takeOpening(step);
      case 'dispute-ended':
        return void disputes.takeEnd(step.facts);
      case 'apply-proposal':
        return void this.applyProposal(step.facts, step.at);
      case 'withdraw':
        return this.withdraw(step);
      case 'report-measure':
      case 'confirm-undone':
      case 'ask-for-papers':
      case 'send-papers':
      case 'undone':
        return this.undoing.take(step) ? 'withdrawn' : undefined;
      case 'term-expired':
        return void this.expired.push({ term: step.facts.term, at: step.at, on: service.present });
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
    return this.expired.map(({ term, at, on }) => ({ term, at, explanation: this.exchange.explanationAt(at, on.servedAt), restsOnDeemedReceipt: on.receipt?.how === 'deemed' }));
  }

  particulars(): Readonly<Record<string, unknown>> {
    const parts = [this.service, this.answering, this.exchange, this.returns, this.disputes, this.measure, this.publication, this.rulingService, this.undoing].map((part) => part.particulars());
    return parts.reduce((all, part) => ({ ...all, ...part }), { outstanding: this.duties.outstanding() });
  }

  /** A request that was drafted for a withdrawn one tells it how it ended. */
  conclude(): void {
    this.measure.tellOrigin(this.answering.outcome);
  }

  /** Of a drafted request the unit hears only now. */
  private recordDelivery(at: number, papers: readonly Paper[] = []): undefined {
    const { isDraft } = this.service;
    this.service.recordDelivery(at);
    if (!isDraft) return;
    this.rulingService.begin(at);
    this.returns.complete(papers);
    this.tellUnit();
  }

  private tellUnit(): void {
    this.file.tell('unit.desk', 'request-opened', { urgency: this.duties.urgency });
    this.file.tell('unit.liaison', 'request-opened');
  }

  /** 四.17: the shares are frozen, or free, from the publication on; a transfer that is published is registered. */
  private publishNotice({ seq, at, facts: { publication, measure } }: Extract<Step<AssistanceRequest>, { type: 'publish-notice' }>): ClosedAs | undefined {
    this.returns.lapse();
    if (noticeRuleOf(this.file.opening.kind)?.kind === 'transfer') this.duties.record('register', at);
    this.duties.record('publish', at);
    this.measure.published({ seq, at }, measure);
    this.publication.publish({ seq, at }, publication.assets);
    return this.answering.end;
  }

  /** The court withdraws what it asked for. It ends here unless a measure stands, or may have been taken by a unit that has the papers and has not answered. */
  private withdraw(step: Step<AssistanceRequest>): ClosedAs | undefined {
    this.disputes.settle(OF_THE_REQUEST, 'withdrawn');
    const hasPapers = this.service.stage !== 'awaiting-delivery' && this.returns.stage !== 'returned';
    const isAwaited = hasPapers && (this.answering.stage === undefined || this.answering.stage === 'contested');
    if (this.measure.rule && (this.measure.isStanding || isAwaited)) return void this.undoing.begin(step);
    this.file.tell('unit.desk', 'withdrawn', { term: 'answer' });
    this.file.tell('unit.liaison', 'withdrawn', { term: 'answer' });
    return 'withdrawn';
  }

  /** The court has accepted what the committee proposed in a dispute (三(四)). */
  private applyProposal({ opened, proposal }: HostedFacts['apply-proposal'], at: number): void {
    if (proposal.kind === 'new-term') this.duties.renew(proposal.workingDays, this.disputes.subjectOf(opened)?.term);
    const isInHand = !this.undoing.isOpen && !this.measure.isStanding && (this.answering.stage === undefined || this.answering.stage === 'contested');
    if (proposal.kind === 'other-unit' && isInHand) this.returns.passOn(proposal.unit, at);
  }

  private stage(): Stage {
    if (this.undoing.isOpen) return 'undoing';
    const special = this.returns.stage ?? this.answering.stage;
    if (special) return special;
    return this.service.stage === 'received' ? 'awaiting-answer' : this.service.stage;
  }

  private awaited(stage: Stage): Side[] {
    if (stage === 'passing-on') return [];
    const sides = new Set<Side>(stage === 'returned-again' ? ['court', 'unit'] : [this.undoing.awaited ?? awaitedAt(stage)]);
    if (this.exchange.isQueried) sides.add('court');
    if (this.rulingService.isOwed && stage !== 'undoing') sides.add('court');
    // What was proposed lapses with the answer: the recorded time counts, and nobody is asked any more.
    const confirming = this.service.confirmingSide;
    if (confirming && OFFERED[stage][confirming]?.includes('confirm-service-time')) sides.add(confirming);
    return [...sides].sort();
  }

  private alarms(): readonly OwnAlarm<AssistanceRequest>[] {
    return this.undoing.isOpen ? [] : [...this.service.alarms(), ...this.answering.alarms(), ...this.returns.alarms()];
  }

  /** Why a command that is offered is refused just now: what it needs is not there, or its time has passed. */
  private judge(command: CommandMessage): Refusal | undefined {
    return this.service.judge(command) ?? this.duties.judge(command) ?? this.returns.judge(command) ?? this.answering.judge(command) ?? this.exchange.judge(command) ?? this.disputes.judge(command) ?? this.measure.judge(command) ?? this.publication.judge(command) ?? this.rulingService.judge(command) ?? this.undoing.judge(command);
  }
}
