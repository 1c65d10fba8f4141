import { assertNever } from '../domain/assert-never';
import { ruleSetOf } from '../domain/rule-sets';
import { awaitedAt, type ClosedAs, type LocateDebtor, OFFERED, type Stage } from '../matters/locate-debtor';
import type { CommandMessage, Side } from '../matters/ledger';
import type { BreachView } from '../matters/position';
import { Exchange } from './assistance-request/exchange';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, Refusal, StageView, Step } from './case-file/shape';
import { HostedDisputes, OF_THE_REQUEST } from './hosted-disputes';
import { Finding } from './locate-debtor/finding';
import { Search } from './locate-debtor/search';
import { Withdrawal } from './locate-debtor/withdrawal';

/** The revision since which a search can be disputed, and a contested answer is in dispute. */
const DISPUTABLE_SINCE = 2;

/**
 * 四.7(2): on one of three grounds the court asks the police to look for a debtor. The police take the search on and answer promptly; who finds the
 * person tells the other side: the police within 24 hours, to a contact who can be reached at any hour; the court promptly, by calling the search off.
 */
export async function locateDebtor(file: CaseFile<LocateDebtor>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) return file.close(end, course.particulars(), course.breaches());
  }
}

/** One search on its way. */
class Course {
  private readonly search: Search;
  private readonly finding: Finding;
  private readonly withdrawal: Withdrawal;
  private readonly exchange: Exchange;
  private readonly disputes: HostedDisputes;
  private isContactReachable: boolean;
  private readonly expired: { term: string; at: number }[] = [];

  constructor(private readonly file: CaseFile<LocateDebtor>) {
    const ruleSet = ruleSetOf(file.opening);
    this.disputes = new HostedDisputes(file, file.revision >= DISPUTABLE_SINCE);
    this.search = new Search(file, ruleSet, this.disputes);
    this.finding = new Finding(file, ruleSet);
    this.withdrawal = new Withdrawal(file, ruleSet);
    this.exchange = new Exchange(file);
    this.isContactReachable = file.opening.contactTested;
    file.tell('unit.desk', 'request-opened');
    file.tell('unit.liaison', 'request-opened');
    if (!this.isContactReachable) for (const audience of ['court.officer', 'court.bureau'] as const) file.tell(audience, 'contact-unreachable');
  }

  stageView(): StageView<LocateDebtor> {
    const name = this.stage();
    const particulars = () => this.particulars();
    return {
      name,
      awaited: this.awaited(name),
      offered: this.disputes.offer(OFFERED[name]),
      isIdle: (side, name) => (name === 'sign-receipt' && this.search.papers.judgeSignature() !== undefined) || this.exchange.isIdle(side, name),
      alarms: () => this.alarms(),
      breaches: this.breaches(),
      // As they are whenever they are written: a revised calendar moves a deemed receipt.
      get particulars() {
        return particulars();
      },
      judge: (command) => this.judge(command),
      implies: (command) => this.search.implies(command),
    };
  }

  /** What one step changes. Returns how the matter closed, if it did. */
  take(step: Step<LocateDebtor>): ClosedAs | undefined {
    const { search, finding, withdrawal, exchange, disputes } = this;
    switch (step.type) {
      case 'record-delivery':
        return void search.papers.recordDelivery(step.at);
      case 'delivery-unrecorded':
        return void search.papers.remindOfDelivery();
      case 'sign-receipt':
        return void search.papers.sign(step.at);
      case 'receipt-implied':
        return void search.papers.receive('implied', step.at);
      case 'receipt-deemed':
        return void search.papers.deem(step.at, step.facts.on);
      case 'take-on':
        return void search.takeOn(step.at);
      case 'answer':
        return void search.answer(step);
      case 'accept-answer':
        return search.accept('accepted', step.at);
      case 'accepted-by-silence':
        return search.accept('accepted-by-silence', step.at);
      case 'contest-answer':
        return void search.contest(step);
      case 'record-found':
        search.reopen();
        return void finding.record(step);
      case 'retract-finding':
        return void finding.retract();
      case 'notify-court':
        search.meetAnswer(step.at);
        return void finding.notify(step);
      case 'court-alerted':
        return void finding.alert(step);
      case 'acknowledge':
        finding.acknowledge(step);
        disputes.settle(['answer'], 'agreed');
        return 'found';
      case 'record-found-by-court':
        return void withdrawal.recordFound(step.facts.foundAt);
      case 'cancel-search':
        finding.drop();
        search.end();
        disputes.settle(OF_THE_REQUEST, 'withdrawn');
        return void withdrawal.cancel(step);
      case 'confirm-search-withdrawn':
        withdrawal.confirm(step.at);
        return 'search-withdrawn';
      case 'record-contact-test':
        this.isContactReachable = true;
        return void this.file.tell('court.officer', 'contact-tested');
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

  breaches(): BreachView[] {
    return this.expired.map(({ term, at }) => ({ term, at, explanation: this.finding.wasInTime(term) ? 'confirmed-in-time' : this.exchange.explanationAt(at, this.file.openedAt), restsOnDeemedReceipt: false }));
  }

  particulars(): Readonly<Record<string, unknown>> {
    return {
      ...this.search.particulars(),
      ...this.finding.particulars(),
      ...this.withdrawal.particulars(),
      ...this.exchange.particulars(),
      ...this.disputes.particulars(),
      ground: this.file.opening.ground,
      contactReachable: this.isContactReachable,
    };
  }

  private stage(): Stage {
    return this.withdrawal.stage ?? this.finding.stage ?? this.search.stage;
  }

  private awaited(stage: Stage): Side[] {
    const sides = new Set<Side>([awaitedAt(stage)]);
    if (this.exchange.isQueried || (this.withdrawal.isOwed && stage !== 'withdrawing')) sides.add('court');
    return [...sides].sort();
  }

  private alarms(): readonly OwnAlarm<LocateDebtor>[] {
    if (this.withdrawal.stage) return [];
    return this.finding.stage ? this.finding.alarms() : this.search.alarms();
  }

  /** Why a command that is offered is refused just now: what it needs is not there, or its time has passed. */
  private judge(command: CommandMessage): Refusal | undefined {
    return this.search.judge(command) ?? this.finding.judge(command) ?? this.withdrawal.judge(command) ?? this.exchange.judge(command) ?? this.disputes.judge(command);
  }
}
