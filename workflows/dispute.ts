import type { Side } from '../domain/access/parties';
import { assertNever } from '../domain/assert-never';
import { getTerm, type RuleSet, ruleSetOf } from '../domain/rule-sets';
import { type ClosedAs, type Dispute, OFFERED, type Proposal, type Stage } from '../matters/dispute';
import type { MessageCode } from '../matters/messages-to-people';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, StageView, Step } from './case-file/shape';
import { type DisputeSoFar, judgeDisputeCommand, type Opinion, type Standing } from './dispute-judgement';

/**
 * 三(四): the two sides first negotiate. No agreement by the end of the 7th working day: the matter goes in writing to the committee, which
 * coordinates a solution. Its opinion binds the units; what touches the court's request takes effect when the court accepts it (二(三)).
 */
export async function dispute(file: CaseFile<Dispute>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) {
      course.sayEnded(end);
      return file.close(end, course.particulars(), []);
    }
  }
}

const NEGOTIATE = 'negotiate';
const COORDINATE = 'coordinate';
/** The two whose question it is. */
const BOTH = ['opener', 'respondent'] as const;

/** One dispute on its way: what has been said so far, and what follows from the next step. */
class Course implements DisputeSoFar {
  private readonly ruleSet: RuleSet;
  /** The side on which the court stands whose request it is: it alone answers the committee's proposals. */
  private readonly courtSide: Side;
  private readonly positions: { seq: number; side: Side | undefined }[] = [];
  terms: Standing | undefined;
  prolonging: (Standing & { workingDays: number }) | undefined;
  failing: Standing | undefined;
  private failedAt: number | undefined;
  private submittedAt: number | undefined;
  opinion: Opinion | undefined;

  constructor(readonly file: CaseFile<Dispute>) {
    const { parties, court, question, raisedAt } = file.opening;
    this.ruleSet = ruleSetOf(file.opening);
    this.courtSide = parties.find(({ body }) => body === court)?.side ?? 'court';
    file.startTerm({ id: NEGOTIATE, name: NEGOTIATE, side: 'opener', term: getTerm(this.ruleSet, 'dispute.negotiate'), ladder: this.ruleSet.ladders.negotiation, startAt: raisedAt ?? file.openedAt });
    this.tell(this.sides(), 'dispute-opened', { question });
  }

  stageView(): StageView<Dispute> {
    const name = this.stage();
    return {
      name,
      awaited: this.awaited(name),
      offered: name === 'opinion-issued' ? { [this.courtSide]: OFFERED[name][this.courtSide], matter: OFFERED[name].matter } : OFFERED[name],
      alarms: () => this.alarms(),
      particulars: this.particulars(),
      judge: (command) => judgeDisputeCommand(this, command),
    };
  }

  /** What one step changes. Returns how the dispute ended, if it did. */
  take(step: Step<Dispute>): ClosedAs | undefined {
    const { file } = this;
    const others = this.sides().filter((side) => side !== step.by.side);
    switch (step.type) {
      case 'state-position':
        this.positions.push({ seq: step.seq, side: step.by.side });
        this.tell(others, 'position-stated', {});
        return;
      case 'agree':
        if (step.facts.proposal === undefined) {
          this.terms = { seq: step.seq, side: step.by.side };
          this.tell(others, 'terms-proposed', {});
          return;
        }
        if (this.submittedAt === undefined) file.meetTerm(NEGOTIATE, step.at);
        return 'agreed';
      case 'prolong-talks':
        this.prolong(step.facts.workingDays, { seq: step.seq, side: step.by.side }, others);
        return;
      case 'declare-failed':
        if (this.failing) this.failedAt = step.at;
        else this.tell(others, 'talks-failure-proposed', {});
        this.failing = { seq: step.seq, side: step.by.side };
        return;
      case 'withdraw-dispute':
        return 'withdrawn';
      case 'submitted-to-committee':
        this.submit(step.facts.submittedAt);
        return;
      case 'issue-opinion':
        return this.receiveOpinion(step);
      case 'accept-proposal':
        return this.answerProposal(step.facts.proposal, 'accepted');
      case 'dissent-from-proposal':
        return this.answerProposal(step.facts.proposal, 'dissented');
      case 'settle-dispute':
        return this.opinion ? 'coordinated' : step.facts.how;
      case 'reminder':
      case 'target-missed':
      case 'escalation':
        return;
      default:
        return assertNever(step);
    }
  }

  /** The disputed matter is told, and everybody who took part. */
  sayEnded(how: ClosedAs): void {
    const { origin, question } = this.file.opening;
    this.file.command({ key: 'dispute-ended', matter: origin.matter, name: 'dispute-ended', facts: { opened: origin.seq, question, how } });
    this.tell(this.sides(), 'dispute-ended', { question, how });
    if (this.submittedAt !== undefined) this.file.tell('committee', 'dispute-ended', { params: { question, how } });
  }

  particulars(): Readonly<Record<string, unknown>> {
    const { question, entry, term, origin } = this.file.opening;
    const { opinion } = this;
    return {
      question,
      ...(entry === undefined ? {} : { entry }),
      ...(term === undefined ? {} : { term }),
      disputed: origin.matter,
      positions: this.positions,
      ...(this.terms ? { proposedTerms: this.terms } : {}),
      ...(this.prolonging ? { proposedProlongation: this.prolonging } : {}),
      ...(this.failing && this.failedAt === undefined ? { proposedFailure: this.failing } : {}),
      ...(this.submittedAt === undefined ? {} : { submittedAt: this.submittedAt }),
      ...(opinion ? { opinion: { seq: opinion.seq, number: opinion.number, proposals: opinion.proposals.map((proposal, index) => ({ ...proposal, answer: opinion.answers.get(index + 1) ?? 'awaited' })) } } : {}),
    };
  }

  private stage(): Stage {
    if (this.opinion) return 'opinion-issued';
    return this.submittedAt === undefined ? 'negotiating' : 'with-committee';
  }

  private awaited(stage: Stage): readonly Side[] {
    if (stage === 'negotiating') return BOTH;
    return stage === 'with-committee' ? ['committee'] : [this.courtSide];
  }

  /** By itself: when the talks have run out, or at once when both sides have declared them failed. */
  private alarms(): readonly OwnAlarm<Dispute>[] {
    const talks = this.file.term(NEGOTIATE);
    if (this.submittedAt !== undefined || talks === undefined) return [];
    // The engine may have been down so long that the talks had run out before anybody could know of them.
    const at = this.failedAt ?? Math.max(talks.dueAt, this.file.openedAt);
    const because = this.failedAt === undefined ? 'term-ended' : 'declared-failed';
    return [{ id: `submitted-to-committee:${because}`, type: 'submitted-to-committee', at, facts: { because }, madeAs: 'submittedAt' }];
  }

  /** One side proposes so many days, the other confirms the same number; another number takes the place of the first. */
  private prolong(workingDays: number, standing: Standing, others: readonly Side[]): void {
    if (this.prolonging?.workingDays !== workingDays) {
      this.prolonging = { ...standing, workingDays };
      this.tell(others, 'talks-prolonging-proposed', { workingDays });
      return;
    }
    this.prolonging = undefined;
    // Whoever then agrees to talk on no longer says that the talks have failed.
    this.failing = undefined;
    const { dueOn } = this.file.extendTerm(NEGOTIATE, workingDays);
    this.tell(this.sides(), 'talks-prolonged', { workingDays, dueOn });
  }

  private submit(submittedAt: number): void {
    const { file } = this;
    this.submittedAt = submittedAt;
    file.endTerm(NEGOTIATE);
    file.join({ side: 'committee', body: 'committee', relation: 'coordinating-committee' });
    file.startTerm({ id: COORDINATE, name: COORDINATE, side: 'committee', term: getTerm(this.ruleSet, 'dispute.coordinate'), ladder: this.ruleSet.ladders.coordination, startAt: submittedAt });
    for (const audience of ['committee', ...this.sides().map((side) => `${side}.party` as const)] as const) {
      file.tell(audience, 'dispute-submitted', { urgency: 'urgent', term: NEGOTIATE, params: { question: file.opening.question } });
    }
  }

  private receiveOpinion({ seq, at, facts }: Extract<Step<Dispute>, { type: 'issue-opinion' }>): ClosedAs | undefined {
    this.file.meetTerm(COORDINATE, at);
    this.opinion = { seq, number: facts.number, proposals: facts.proposals, answers: new Map() };
    for (const side of this.sides()) this.file.tell(`${side}.party`, 'opinion-issued', { urgency: 'urgent', term: COORDINATE, params: { proposals: facts.proposals.length } });
    return facts.proposals.length === 0 ? 'coordinated' : undefined;
  }

  /** 二(三): only what the court accepts changes what it asks for; its reasoned dissent is recorded. */
  private answerProposal(number: number, answer: 'accepted' | 'dissented'): ClosedAs | undefined {
    const { opinion, file } = this;
    const proposal = opinion?.proposals[number - 1];
    if (!opinion || !proposal) return undefined;
    opinion.answers.set(number, answer);
    if (answer === 'accepted') this.apply(number, proposal);
    file.tell('committee', 'proposal-answered', { params: { accepted: answer === 'accepted' } });
    this.tell(this.sides().filter((side) => side !== this.courtSide), 'proposal-answered', { accepted: answer === 'accepted' });
    return opinion.answers.size === opinion.proposals.length ? 'coordinated' : undefined;
  }

  private apply(number: number, proposal: Proposal): void {
    const { origin } = this.file.opening;
    this.file.command({ key: `apply-proposal:${number}`, matter: origin.matter, name: 'apply-proposal', facts: { opened: origin.seq, proposal } });
  }

  /** Everybody on a side, without the committee. */
  private sides(): readonly Side[] {
    return this.courtSide === 'court' ? [...BOTH, 'court'] : BOTH;
  }

  private tell(sides: readonly Side[], message: MessageCode, params: Readonly<Record<string, unknown>>): void {
    for (const side of sides) this.file.tell(`${side}.party`, message, { params });
  }
}
