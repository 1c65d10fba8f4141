import { dayOf, type Day } from '../../domain/calendar/day';
import type { DeemedFrom } from '../../domain/deadlines/deemed-receipt';
import { type Duty, getTerm, ladderFor, type RuleSet } from '../../domain/rule-sets';
import type { AnswerOutcome } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import type { CommandFacts, LocateDebtor } from '../../matters/locate-debtor';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';
import type { HostedDisputes } from '../hosted-disputes';
import { PapersOfUnit } from '../service/papers-of-unit';

/** Acts of the police that show the papers to be in their hands. */
const SHOWING_RECEIPT: readonly string[] = ['take-on', 'answer', 'record-found'];

/** 四.7(2): the police receive the papers, take the search on and answer promptly; a search without a result ends when the court accepts that. */
export class Search {
  readonly papers: PapersOfUnit;
  private readonly duty: Duty;
  private isTakenOn = false;
  private answered: { seq: number; outcome: AnswerOutcome } | undefined;
  /** Answers go in rounds, each owed anew after a contest. */
  private round = 1;

  constructor(
    private readonly file: CaseFile<LocateDebtor>,
    private readonly ruleSet: RuleSet,
    private readonly disputes: HostedDisputes,
  ) {
    this.papers = new PapersOfUnit(file, ruleSet, (at, on, deemedFrom) => this.owe(at, on, deemedFrom));
    const duty = ruleSet.duties['police.locate-debtor'].find(({ name }) => name === 'answer');
    if (!duty) throw new Error(`${ruleSet.id} asks for no answer to a search`);
    this.duty = duty;
  }

  get stage(): 'awaiting-delivery' | 'awaiting-receipt' | 'awaiting-answer' | 'searching' | 'answered' {
    if (this.answered) return 'answered';
    if (this.papers.stage !== 'received') return this.papers.stage;
    return this.isTakenOn ? 'searching' : 'awaiting-answer';
  }

  takeOn(at: number): void {
    this.isTakenOn = true;
    this.meetAnswer(at);
    this.file.tell('court.officer', 'search-taken-on');
    this.file.tell('unit.liaison', 'search-taken-on');
  }

  /** Nothing was found, or it cannot be done: the court accepts that, or has the search go on. */
  answer({ seq, at, facts: { outcome } }: Extract<Step<LocateDebtor>, { type: 'answer' }>): void {
    this.meetAnswer(at);
    this.answered = { seq, outcome };
    const { file } = this;
    file.startTerm({ id: this.acceptanceId, name: 'accept-answer', side: 'court', term: getTerm(this.ruleSet, 'request.accept-answer'), ladder: [], startAt: at });
    const params = { outcome, lateWorkingDays: file.term(this.answerId)?.lateWorkingDays };
    file.tell('court.officer', 'answered', { term: 'answer', params });
    file.tell('unit.liaison', 'answered', { term: 'answer', params: { outcome } });
  }

  accept(how: 'accepted' | 'accepted-by-silence', at: number): 'accepted' | 'accepted-by-silence' {
    if (how === 'accepted') this.file.meetTerm(this.acceptanceId, at);
    this.disputes.settle(['answer'], 'agreed');
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, how === 'accepted' ? 'answer-accepted' : 'answer-accepted-by-silence');
    return how;
  }

  /** The answer is owed again, and is in dispute. */
  contest(step: Extract<Step<LocateDebtor>, { type: 'contest-answer' }>): void {
    const { at } = step;
    this.file.meetTerm(this.acceptanceId, at);
    this.disputes.openBy('court', step, { question: 'answer', ...(this.answered ? { entry: this.answered.seq } : {}) });
    this.answered = undefined;
    this.isTakenOn = false;
    this.round += 1;
    this.owe(at, dayOf(at));
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'answer-contested');
  }

  /** The person was found after all: nobody is asked to accept that there was nothing to find. */
  reopen(): void {
    if (!this.answered) return;
    this.file.endTerm(this.acceptanceId);
    this.answered = undefined;
    this.isTakenOn = true;
    this.round += 1;
  }

  meetAnswer(at: number): void {
    if (this.isAnswerRunning) this.file.meetTerm(this.answerId, at);
  }

  /** The search is called off. */
  end(): void {
    if (this.isAnswerRunning) this.file.endTerm(this.answerId);
    if (this.answered) this.file.endTerm(this.acceptanceId);
  }

  implies(command: CommandMessage) {
    return this.papers.implies(command, SHOWING_RECEIPT);
  }

  alarms(): OwnAlarm<LocateDebtor>[] {
    const { version } = this.file.calendar;
    const acceptance = this.answered && this.file.term(this.acceptanceId);
    return [
      ...this.papers.alarms(),
      ...(acceptance ? [{ id: `accepted-by-silence:${this.round}:${version}`, type: 'accepted-by-silence' as const, at: acceptance.dueAt, facts: {} }] : []),
    ];
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'sign-receipt':
        return this.papers.judgeSignature();
      case 'answer': {
        const { outcome, hasLegalGround } = command.facts as CommandFacts['answer'];
        // That the person was found is recorded with its moment, from which the 24 hours run.
        if (outcome !== 'nothing-found' && outcome !== 'cannot-be-done') return { code: 'found-is-recorded-apart' };
        return outcome === 'cannot-be-done' && !hasLegalGround ? { code: 'legal-ground-missing' } : undefined;
      }
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    return { ...this.papers.particulars(), ...(this.answered ? { outcome: this.answered.outcome, answer: this.answered.seq } : {}) };
  }

  private owe(startAt: number, startOn: Day, deemedFrom?: DeemedFrom): void {
    const { term } = this.duty;
    this.file.startTerm({ id: this.answerId, name: 'answer', side: 'unit', term, ladder: ladderFor(this.ruleSet, term), startAt, startOn, ...(deemedFrom ? { deemedFrom } : {}) });
  }

  private get isAnswerRunning(): boolean {
    return this.file.term(this.answerId)?.state === 'running';
  }

  private get answerId(): string {
    return this.inRound('answer');
  }

  private get acceptanceId(): string {
    return this.inRound('accept-answer');
  }

  private inRound(name: string): string {
    return this.round === 1 ? name : `${name}.${this.round}`;
  }
}
