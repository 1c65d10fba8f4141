import { assertNever } from '../domain/assert-never';
import { dayOf, type Day } from '../domain/calendar/day';
import { type ReferralTerms, type RuleSet, ruleSetOf, type TermName } from '../domain/rule-sets';
import { awaitedAt, type ClosedAs, type FilingOversight, OFFERED, type Stage } from '../matters/filing-oversight';
import type { CommandMessage, Side } from '../matters/ledger';
import type { BreachView } from '../matters/position';
import { explainedSince } from '../matters/term-dates';
import { Exchange } from './assistance-request/exchange';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, Refusal, StageView, Step } from './case-file/shape';
import { CrimeTerms } from './crime-referral/crime-term';
import { Papers, type Receipt } from './service/papers';

/**
 * 四.6: asked by the court, the procuratorate of its level and place supervises the filing and reports a first result to the court within its
 * term, where the rule set asks for one. The oversight stays open until its final outcome: the police file, or their refusal is found right.
 */
export async function filingOversight(file: CaseFile<FilingOversight>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) return file.close(end, course.particulars(), course.breaches());
  }
}

/** Oversights opened before this revision owe a first result under every rule set; from it on, where the rule set asks for one. */
const BY_RULE_SET_SINCE = 2;
const FIRST_RESULT = 'oversight.first-result';
const OUTCOME = 'oversight.outcome';
/** Acts of the procuratorate that show the request to be in its hands. */
const SHOWING_RECEIPT: readonly string[] = ['report-first-result', 'demand-reasons', 'find-refusal-right'];
/** Acts of the procuratorate that its desk and liaison see made, and of the police that theirs do. */
const OF_POLICE = ['police.desk', 'police.liaison'] as const;
const OF_PROCURATORATE = ['procuratorate.desk', 'procuratorate.liaison'] as const;
const OF_COURT = ['court.officer', 'court.bureau'] as const;

/** One oversight on its way. */
class Course {
  private readonly terms: CrimeTerms;
  private readonly owed: ReferralTerms;
  private readonly papers: Papers;
  private readonly exchange: Exchange;
  /** A late pointer asks for no answer, and nothing of it has a term (四.7(4)). */
  private readonly isAsked: boolean;
  private readonly owedFirst: TermName | undefined;
  private reached: Exclude<Stage, 'awaiting-receipt' | 'closed'> = 'examining';
  private firstResult: { at: number; result: string } | undefined;
  private refusal: number | undefined;
  private readonly expired: { term: string; at: number }[] = [];

  constructor(private readonly file: CaseFile<FilingOversight>) {
    const ruleSet: RuleSet = ruleSetOf(file.opening);
    this.terms = new CrimeTerms(file, ruleSet);
    this.owed = ruleSet.referrals[file.opening.crime].terms;
    this.isAsked = file.opening.how !== 'late-pointer';
    this.owedFirst = !this.isAsked ? undefined : file.revision >= BY_RULE_SET_SINCE ? this.owed.firstResult : FIRST_RESULT;
    this.refusal = file.opening.refusal;
    this.papers = new Papers(file, ruleSet.deemedReceipt);
    this.papers.deliver(file.openedAt);
    this.exchange = new Exchange(file, ['police', 'procuratorate']);
    this.tell([...OF_PROCURATORATE], 'oversight-opened', { how: file.opening.how, ...this.untimed });
  }

  stageView(): StageView<FilingOversight> {
    const name = this.stage();
    const particulars = () => this.particulars();
    return {
      name,
      awaited: this.awaited(name),
      offered: OFFERED[name],
      isIdle: (side, name) => this.exchange.isIdle(side, name),
      alarms: () => this.alarms(),
      breaches: this.breaches(),
      // As they are whenever they are written: a revised calendar moves a deemed receipt.
      get particulars() {
        return particulars();
      },
      judge: (command) => this.judge(command),
      implies: (command) => this.implies(command),
    };
  }

  /** What one step changes. Returns how the oversight closed, if it did. */
  take(step: Step<FilingOversight>): ClosedAs | undefined {
    switch (step.type) {
      case 'sign-request':
        if (this.papers.receipt) this.papers.signAfterwards(step.at);
        else this.receive('signed', step.at);
        return void this.tell(OF_COURT, 'request-signed', this.untimed);
      case 'request-receipt-implied':
        return void this.receive('implied', step.at);
      case 'request-receipt-deemed':
        this.receive('deemed', step.at, step.facts.on);
        return void this.tell([...OF_PROCURATORATE, 'court.officer'], 'request-deemed', { on: step.facts.on, ...this.untimed });
      case 'report-first-result':
        this.reportFirst(step.at, step.facts.result);
        return void this.tell(OF_COURT, 'first-result-reported');
      case 'demand-reasons':
        this.reached = 'reasons-demanded';
        this.terms.owe('police', this.owed.giveReasons, { at: step.at });
        return void this.tell([...OF_POLICE, 'court.officer'], 'reasons-demanded');
      case 'give-reasons':
        this.reached = 'reasons-given';
        this.terms.meet(this.owed.giveReasons, step.at);
        return void this.tell([...OF_PROCURATORATE, 'court.officer'], 'reasons-given');
      case 'notify-to-file':
        this.reached = 'notified';
        if (!this.firstResult) this.reportFirst(step.at, step.type);
        this.terms.end(this.owed.giveReasons);
        this.terms.owe('police', this.owed.fileOnNotice, { at: step.at });
        return void this.tell([...OF_POLICE, ...OF_COURT], 'notified-to-file');
      case 'find-refusal-right':
        if (!this.firstResult) this.reportFirst(step.at, step.type);
        this.terms.meet(OUTCOME, step.at);
        this.tell([...OF_COURT, ...OF_POLICE], 'refusal-found-right');
        this.tellReferral('refusal-right');
        return 'refusal-right';
      case 'file-case':
        this.seeFiled(step.at);
        this.tell(OF_COURT, 'case-filed');
        this.tellReferral('filed');
        return 'filed';
      case 'referral-filed':
        this.seeFiled(step.at);
        return 'filed';
      case 'refusal-joined':
        this.refusal = step.facts.refusal;
        return void this.tell(OF_PROCURATORATE, 'refusal-joined');
      case 'referral-withdrawn':
        this.tell(OF_PROCURATORATE, 'withdrawn');
        return 'withdrawn';
      case 'give-delay-notice':
      case 'reply-to-delay-notice':
      case 'raise-query':
      case 'reply-to-query':
      case 'correct':
      case 'acknowledge-correction':
        return this.exchange.take(step);
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
    const isDeemed = this.papers.receipt?.how === 'deemed';
    return this.expired.map(({ term, at }) => {
      const owed = this.file.term(term);
      return { term, at, explanation: this.exchange.explanationAt(at, explainedSince(owed) ?? at, owed?.side ?? 'procuratorate'), restsOnDeemedReceipt: isDeemed && term === 'first-result' };
    });
  }

  particulars(): Readonly<Record<string, unknown>> {
    const { crime, how, ground, origin } = this.file.opening;
    return {
      crime,
      referral: origin.matter,
      how,
      ground,
      ...(how === 'late-pointer' ? { late: true } : {}),
      ...(this.refusal === undefined ? {} : { refusal: this.refusal }),
      ...this.papers.particulars(),
      ...(this.firstResult ? { firstResult: this.firstResult } : {}),
      ...this.exchange.particulars(),
    };
  }

  /** Whoever has a query to answer is awaited too. */
  private awaited(stage: Stage): readonly Side[] {
    return this.exchange.isQueried ? [...awaitedAt(stage), 'court'] : awaitedAt(stage);
  }

  private stage(): Stage {
    return this.papers.stage === 'received' ? this.reached : 'awaiting-receipt';
  }

  private receive(how: Receipt['how'], at: number, on: Day = dayOf(at)): void {
    this.papers.receive(how, at, on);
    this.terms.owe('procuratorate', this.owedFirst, { at, on, deemedFrom: this.papers.deemedFrom });
  }

  /** What the messages say of the receipt: that no first result is owed from it. */
  private get untimed(): { untimed?: true } {
    return this.owedFirst === undefined ? { untimed: true } : {};
  }

  /** The first result meets the term, also where it is the notice or the finding itself; what comes of it in the end, a filing seen or a refusal found right, has only a target. */
  private reportFirst(at: number, result: string): void {
    this.firstResult = { at, result };
    this.terms.meet(this.owedFirst, at);
    if (this.isAsked) this.terms.owe('procuratorate', OUTCOME, { at });
  }

  /** A notice to file has its outcome when the filing is seen. */
  private seeFiled(at: number): void {
    for (const name of [this.owed.giveReasons, this.owed.fileOnNotice, OUTCOME] as const) this.terms.meet(name, at);
    this.tell([...OF_PROCURATORATE, 'police.liaison'], 'case-filed');
  }

  private tellReferral(how: 'filed' | 'refusal-right'): void {
    this.file.command({ key: 'oversight-ended', matter: this.file.opening.origin.matter, name: 'oversight-ended', facts: { how } });
  }

  private implies({ name, by }: CommandMessage): { type: 'request-receipt-implied'; facts: Record<string, never> }[] {
    return by.side === 'procuratorate' && SHOWING_RECEIPT.includes(name) && !this.papers.receipt ? [{ type: 'request-receipt-implied', facts: {} }] : [];
  }

  private alarms(): readonly OwnAlarm<FilingOversight>[] {
    const deemed = this.papers.deemed();
    return deemed ? [{ id: `request-receipt-deemed:${this.file.calendar.version}`, type: 'request-receipt-deemed', at: deemed.at, facts: { on: deemed.on } }] : [];
  }

  private judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'sign-request':
        return this.papers.receipt && this.papers.receipt.how !== 'deemed' ? { code: 'already-received', details: { at: this.papers.receipt.at } } : undefined;
      case 'report-first-result':
        return this.firstResult ? { code: 'first-result-reported-already', details: { at: this.firstResult.at } } : undefined;
      case 'notify-to-file':
        return this.judgeNotice(command.receivedAt);
      case 'referral-filed':
      case 'refusal-joined':
      case 'referral-withdrawn':
        return command.by.id === this.file.opening.origin.matter ? undefined : { code: 'not-permitted' };
      default:
        return this.exchange.judge(command);
    }
  }

  /** The police are heard first, as long as their term to give reasons runs; where the rule set gives them none, the procuratorate waits as long as it sees fit, and silence holds up no notice. */
  private judgeNotice(at: number): Refusal | undefined {
    const awaited = this.terms.running(this.owed.giveReasons);
    return awaited && at < awaited.dueAt ? { code: 'reasons-awaited', details: { dueOn: awaited.dueOn } } : undefined;
  }

  private tell(audiences: readonly Parameters<CaseFile<FilingOversight>['tell']>[0][], message: Parameters<CaseFile<FilingOversight>['tell']>[1], params: Readonly<Record<string, unknown>> = {}): void {
    for (const audience of audiences) this.file.tell(audience, message, { params });
  }
}
