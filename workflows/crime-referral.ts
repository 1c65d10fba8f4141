import { assertNever } from '../domain/assert-never';
import { dayOf, type Day } from '../domain/calendar/day';
import { type RuleSet, ruleSetOf } from '../domain/rule-sets';
import { awaitedAt, type ClosedAs, type CrimeReferral, offeredAt, type Stage } from '../matters/crime-referral';
import type { CommandMessage, Side } from '../matters/ledger';
import type { BreachView } from '../matters/position';
import { REVISE_INSTRUCTION } from '../matters/revise-instruction';
import { explainedSince } from '../matters/term-dates';
import { Exchange } from './assistance-request/exchange';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, Refusal, StageView, Step } from './case-file/shape';
import { Asking } from './crime-referral/asking';
import { CrimeTerms } from './crime-referral/crime-term';
import { Decision } from './crime-referral/decision';
import { Filing } from './crime-referral/filing';

/**
 * 四.6, 四.7(4): the court refers a suspected crime with its evidence. The police accept, and file if the conditions are met; else they issue a
 * written refusal, which the court accepts or brings to the procuratorate. A filed case is followed through arrest and prosecution. What the
 * 2025 opinion does otherwise stands in its rule set.
 */
export async function crimeReferral(file: CaseFile<CrimeReferral>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) return file.close(end, course.lastParticulars(), course.breaches());
  }
}

/** Stages at which the request to the procuratorate lies drafted. */
const DRAFTED: readonly Stage[] = ['deciding', 'refusing', 'decision-served', 'decision-received'];

/** One referral on its way. */
class Course {
  private readonly filing: Filing;
  private readonly decision: Decision;
  private readonly asking: Asking;
  private readonly exchange: Exchange;
  /** How far a filed case has come; undefined while it is not filed, or no longer pursued. */
  private filed: 'filed' | 'arrested' | 'in-prosecution' | undefined;
  private filedAt = 0;
  private isOver = false;
  private readonly expired: { term: string; at: number }[] = [];

  constructor(private readonly file: CaseFile<CrimeReferral>) {
    const ruleSet: RuleSet = ruleSetOf(file.opening);
    const terms = new CrimeTerms(file, ruleSet);
    this.filing = new Filing(file, ruleSet, terms);
    this.decision = new Decision(file, ruleSet, terms);
    this.asking = new Asking(file, ruleSet, terms, this.decision);
    this.exchange = new Exchange(file, ['police']);
    for (const audience of ['police.desk', 'police.liaison'] as const) file.tell(audience, 'referral-opened');
  }

  stageView(): StageView<CrimeReferral> {
    const name = this.stage();
    const particulars = () => this.particulars();
    return {
      name,
      awaited: this.awaited(name),
      offered: offeredAt(name, this.file.revision),
      fromPlatform: [REVISE_INSTRUCTION],
      isIdle: (side, name) => this.exchange.isIdle(side, name) || (side === 'police' && this.filing.isIdle(name)),
      alarms: () => this.alarms(),
      reminds: (term) => this.asking.reminds(term),
      breaches: this.breaches(),
      // As they are whenever they are written: a revised calendar moves the window, and with it what will be asked when.
      get particulars() {
        return particulars();
      },
      judge: (command) => this.judge(command),
      explain: (command) => this.asking.explain(command),
      implies: (command) => [...this.filing.implies(command), ...this.decision.implies(command)],
    };
  }

  /** What one step changes. Returns how the referral closed, if it did. */
  take(step: Step<CrimeReferral>): ClosedAs | undefined {
    const { filing, decision, asking, exchange, file } = this;
    switch (step.type) {
      case 'record-delivery':
        return void filing.deliver(step.at);
      case 'delivery-unrecorded':
        return void filing.remindOfDelivery();
      case 'accept':
        return void filing.accept(step.at);
      case 'receipt-implied':
        return void filing.receive('implied', step.at);
      case 'receipt-deemed':
        return void filing.deem(step.at, step.facts.on);
      case 'extend-review':
        return void filing.extend();
      case 'oversight-proposed':
        return void filing.propose();
      case 'file-case':
        asking.tellOversight('referral-filed', {}, step.at);
        return void this.fileCase(step.at);
      case 'decide-not-to-file':
        filing.decide(step.at);
        asking.dropDraft(step.type);
        return void decision.refuse(step.seq, step.facts.decidedAt, false);
      case 'decide-not-to-prosecute':
        this.filed = undefined;
        asking.beginAnew();
        return void decision.refuse(step.seq, step.facts.decidedAt, true);
      case 'issue-decision':
        asking.dropDraft(step.type);
        decision.issue(step.seq, step.at);
        return void asking.tellOversight('refusal-joined', { refusal: step.seq }, step.at);
      case 'sign-decision':
        return void this.receiveDecision('signed', step.at);
      case 'decision-receipt-implied':
        return void this.receiveDecision('implied', step.at);
      case 'decision-receipt-deemed':
        return void this.receiveDecision('deemed', step.at, step.facts.on);
      case 'accept-decision':
        for (const audience of ['police.desk', 'police.liaison'] as const) file.tell(audience, 'decision-accepted');
        return 'decision-accepted';
      case 'amend-draft':
        return void asking.amend(step.seq, step.facts.ground, step.facts.words);
      case 'ask-oversight':
        return void asking.ask('by-court', step.seq, step.at, step.facts.words);
      case 'asked-by-standing-instruction':
        return void asking.ask('by-standing-instruction', step.seq, step.facts.askedAt);
      case 'bring-to-attention':
        return void asking.ask('late-pointer', step.seq, step.at, step.facts.words);
      case 'window-closed':
        return void asking.lapse(step.facts.unsubmitted !== undefined, step.facts.lastDay);
      case 'window-counted-again':
        return void asking.countAgain(step.facts.countedAt);
      case 'oversight-told':
        return void asking.sendNews();
      case 'oversight-ended':
        return step.facts.how === 'filed' ? void this.fileCase(step.at) : 'refusal-found-right';
      case 'switch-off-instruction':
        return void asking.switchOff(step.seq);
      case 'switch-on-instruction':
        return void asking.switchOn(step.at);
      case 'revise-instruction':
        return void asking.revise(step.facts.standingInstruction, step.at);
      case 'record-arrest':
        this.filed = 'arrested';
        return void file.tell('court.officer', 'arrest-recorded');
      case 'record-prosecution':
        this.filed = 'in-prosecution';
        return void file.tell('court.officer', 'prosecution-recorded');
      case 'end-referral':
        for (const audience of ['court.officer', 'police.liaison'] as const) file.tell(audience, 'closed', { params: { closedAs: step.facts.outcome } });
        return step.facts.outcome;
      case 'withdraw':
        asking.tellOversight('referral-withdrawn', {}, step.at);
        for (const audience of ['police.desk', 'police.liaison'] as const) file.tell(audience, 'withdrawn');
        return 'withdrawn';
      case 'give-delay-notice':
      case 'reply-to-delay-notice':
      case 'raise-query':
      case 'reply-to-query':
      case 'correct':
      case 'acknowledge-correction':
        return exchange.take(step);
      case 'term-expired':
        return void this.expired.push({ term: step.facts.term, at: step.at });
      case 'reminder':
      case 'target-missed':
      case 'escalation':
        return;
      default:
        return assertNever(step);
    }
  }

  breaches(): BreachView[] {
    return this.expired.map(({ term, at }) => ({ term, at, explanation: this.exchange.explanationAt(at, explainedSince(this.file.term(term)) ?? at, 'police'), restsOnDeemedReceipt: this.filing.restsOnDeemedReceipt(term) }));
  }

  particulars(): Readonly<Record<string, unknown>> {
    const { crime, placeOfCrime } = this.file.opening;
    return { crime, placeOfCrime, ...this.filing.particulars(), ...this.decision.particulars(), ...this.asking.particulars(!this.isOver && DRAFTED.includes(this.stage())), ...this.exchange.particulars() };
  }

  /** Where it ends nothing is drafted any more, and nobody will ask. */
  lastParticulars(): Readonly<Record<string, unknown>> {
    this.isOver = true;
    this.asking.end();
    return this.particulars();
  }

  private fileCase(at: number): void {
    this.filed = 'filed';
    this.filedAt = at;
    this.filing.decide(at);
    this.asking.beginAnew();
    this.decision.drop();
    for (const audience of ['court.officer', 'court.bureau', 'police.liaison'] as const) this.file.tell(audience, 'case-filed');
  }

  /** After a deemed receipt a signature is only evidence. */
  private receiveDecision(how: 'signed' | 'implied' | 'deemed', at: number, on?: Day): void {
    if (this.decision.receipt) return this.decision.signAfterwards(at);
    const day = on ?? dayOf(at);
    this.decision.receive(how, at, day);
    this.asking.openWindow(at, day);
  }

  private stage(): Stage {
    if (this.filed) return this.filed;
    if (this.asking.isUnderOversight) return 'under-oversight';
    if (this.asking.hasLapsed) return 'window-closed';
    return this.decision.stage ?? this.filing.stage;
  }

  /** Whoever has a query to answer is awaited too. */
  private awaited(stage: Stage): readonly Side[] {
    return this.exchange.isQueried ? [...new Set<Side>([...awaitedAt(stage), 'court'])] : awaitedAt(stage);
  }

  private alarms(): readonly OwnAlarm<CrimeReferral>[] {
    return [...this.filing.alarms(this.asking.isUnderOversight), ...this.decision.alarms(), ...this.asking.alarms()];
  }

  /** Why a command that is offered is refused just now: what it needs is not there, or its time has passed. */
  private judge(command: CommandMessage): Refusal | undefined {
    return this.filing.judge(command) ?? this.decision.judge(command, this.filed ? this.filedAt : this.filing.acceptedAt) ?? this.asking.judge(command) ?? this.exchange.judge(command);
  }
}
