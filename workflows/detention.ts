import { assertNever } from '../domain/assert-never';
import { ruleSetOf } from '../domain/rule-sets';
import { awaitedAt, type ClosedAs, type Detention, OFFERED, type Stage } from '../matters/detention';
import type { CommandMessage, Side } from '../matters/ledger';
import type { BreachView } from '../matters/position';
import { Exchange } from './assistance-request/exchange';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, Refusal, StageView, Step } from './case-file/shape';
import { Custody } from './detention/custody';
import { StopAdvice } from './detention/stop-advice';
import { HostedDisputes, OF_THE_REQUEST } from './hosted-disputes';

/** The revision since which a detention can be disputed. */
const DISPUTABLE_SINCE = 2;

/**
 * 四.7(4): the court brings a person whom it has decided to detain, after a first check of health. The police admit, or for reasons of health refuse
 * (不予收拘) or advise to stop (建议停止执行), then or while the detention is served; on such advice the court itself decides within 24 hours.
 */
export async function detention(file: CaseFile<Detention>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) return file.close(end, course.particulars(), course.breaches());
  }
}

/** One detention on its way. */
class Course {
  private readonly custody: Custody;
  private readonly advice: StopAdvice;
  private readonly exchange: Exchange;
  private readonly disputes: HostedDisputes;
  /** How the court has ended what it asked for, while somebody has yet to be told or released. */
  private ended: 'stopped' | 'withdrawn' | undefined;
  private readonly expired: { term: string; at: number }[] = [];

  constructor(private readonly file: CaseFile<Detention>) {
    const ruleSet = ruleSetOf(file.opening);
    this.custody = new Custody(file, ruleSet);
    this.advice = new StopAdvice(file, ruleSet);
    this.exchange = new Exchange(file);
    this.disputes = new HostedDisputes(file, file.revision >= DISPUTABLE_SINCE);
    file.tell('unit.desk', 'request-opened', { urgency: 'urgent' });
    file.tell('unit.liaison', 'request-opened');
  }

  stageView(): StageView<Detention> {
    const name = this.stage();
    const particulars = () => this.particulars();
    return {
      name,
      awaited: this.awaited(name),
      offered: this.disputes.offer(OFFERED[name]),
      isIdle: (side, name) => (name === 'sign-receipt' && this.custody.papers.judgeSignature() !== undefined) || this.exchange.isIdle(side, name),
      alarms: () => this.alarms(),
      breaches: this.breaches(),
      // As they are whenever they are written: a revised calendar moves a deemed receipt.
      get particulars() {
        return particulars();
      },
      judge: (command) => this.judge(command),
      implies: (command) => [...this.custody.implies(command), ...this.advice.implies(command)],
    };
  }

  /** What one step changes. Returns how the matter closed, if it did. */
  take(step: Step<Detention>): ClosedAs | undefined {
    const { custody, advice, exchange, disputes } = this;
    switch (step.type) {
      case 'record-delivery':
        return void custody.papers.recordDelivery(step.at);
      case 'delivery-unrecorded':
        return void custody.papers.remindOfDelivery();
      case 'sign-receipt':
        return void custody.papers.sign(step.at);
      case 'receipt-implied':
        return void custody.papers.receive('implied', step.at);
      case 'receipt-deemed':
        return void custody.papers.deem(step.at, step.facts.on);
      case 'admit':
        return void custody.admit(step);
      case 'refuse-admission':
        return void custody.refuse(step.at);
      case 'bring-again':
        return void custody.askAgain(step.at);
      case 'close-refused':
        this.file.tell('unit.liaison', 'refusal-accepted');
        return 'refused';
      case 'suggest-stop':
        custody.meetAdmission(step.at);
        return void advice.suggest(step.at);
      case 'sign-notice':
        return void advice.sign(step.at);
      case 'notice-implied':
        return void advice.imply(step.at);
      case 'notice-deemed':
        return void advice.deem(step.at, step.facts.on);
      case 'propose-service-time':
        return void advice.propose(step);
      case 'confirm-service-time':
        return void advice.settle(step);
      case 'decide-stop':
        return void advice.decide(step.facts.stop);
      case 'tell-detention-house':
        return void this.tellDetentionHouse(step);
      case 'acknowledge':
        advice.acknowledge(step);
        return this.stage() === 'stopped' ? 'stopped' : undefined;
      case 'withdraw':
        disputes.settle(OF_THE_REQUEST, 'withdrawn');
        return this.withdraw(step.at);
      case 'record-release':
        custody.release(step);
        return this.ended ?? 'served';
      case 'release-unrecorded':
        return void custody.remindOfRelease();
      case 'give-delay-notice':
      case 'reply-to-delay-notice':
      case 'raise-query':
      case 'reply-to-query':
      case 'correct':
      case 'acknowledge-correction':
        return exchange.take(step);
      case 'open-dispute':
      case 'dispute-ended':
      case 'apply-proposal':
        return disputes.take(step);
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

  /** The court's own: no notice of the police explains it. */
  breaches(): BreachView[] {
    return this.expired.map(({ term, at }) => ({ term, at, explanation: this.advice.wasInTime(term) ? 'confirmed-in-time' : 'none', restsOnDeemedReceipt: this.advice.restsOnDeemedReceipt(term) }));
  }

  particulars(): Readonly<Record<string, unknown>> {
    return { ...this.custody.particulars(), ...this.advice.particulars(), ...this.exchange.particulars(), ...this.disputes.particulars(), ...(this.ended ? { ended: this.ended } : {}) };
  }

  /** Decided and told. Whoever is in custody is released or stays; whoever is not is admitted after all, or the matter is at its end. */
  private tellDetentionHouse(step: Extract<Step<Detention>, { type: 'tell-detention-house' }>): void {
    const isStopped = this.advice.tell(step);
    if (isStopped) this.ended = 'stopped';
    if (isStopped && this.custody.isInCustody) this.custody.oweRelease(step.at);
    if (!isStopped && !this.custody.isInCustody) this.custody.askAgain(step.at);
  }

  /** The court no longer asks for the detention; whoever is in custody has to be released. */
  private withdraw(at: number): ClosedAs | undefined {
    this.ended = 'withdrawn';
    if (this.custody.isInCustody) return void this.custody.oweRelease(at);
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'withdrawn', { term: 'answer' });
    return 'withdrawn';
  }

  private stage(): Stage {
    if (this.advice.stage) return this.advice.stage;
    return this.ended === 'stopped' && !this.custody.isInCustody ? 'stopped' : this.custody.stage;
  }

  private awaited(stage: Stage): Side[] {
    const sides = new Set<Side>([awaitedAt(stage)]);
    if (this.exchange.isQueried) sides.add('court');
    const confirming = this.advice.confirmingSide;
    if (confirming) sides.add(confirming);
    return [...sides].sort();
  }

  private alarms(): readonly OwnAlarm<Detention>[] {
    return [...this.custody.alarms(), ...this.advice.alarms()];
  }

  /** Why a command that is offered is refused just now: what it needs is not there, or its time has passed. */
  private judge(command: CommandMessage): Refusal | undefined {
    return this.custody.judge(command) ?? this.advice.judge(command) ?? this.exchange.judge(command) ?? this.disputes.judge(command);
  }
}
