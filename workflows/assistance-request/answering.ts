import { getTerm, type RuleSet } from '../../domain/rule-sets';
import { ANSWER_OUTCOMES, type AssistanceRequest, type CommandFacts, hasDoneSomething } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';
import { type HostedDisputes, OF_THE_REQUEST } from '../hosted-disputes';
import type { Duties } from './duties';
import type { Publication } from './publication';
import type { RulingService } from './ruling-service';

type Acceptance = 'accepted' | 'accepted-by-silence';

/** The unit answers; the court accepts the answer, contests it, or accepts by silence. */
export class Answering {
  private answeredIn: number | undefined;
  outcome: CommandFacts['answer']['outcome'] | undefined;
  private isContested = false;
  private isAccepted: Acceptance | undefined;

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly ruleSet: RuleSet,
    private readonly duties: Duties,
    private readonly disputes: HostedDisputes,
    private readonly publication: Publication,
    private readonly rulingService: RulingService,
  ) {}

  get stage(): 'answered' | 'contested' | 'awaiting-act' | 'awaiting-service' | undefined {
    if (this.isAccepted) return this.duties.outstanding().length > 0 ? 'awaiting-act' : 'awaiting-service';
    if (this.isContested) return 'contested';
    return this.answeredIn === undefined ? undefined : 'answered';
  }

  answer(step: Extract<Step<AssistanceRequest>, { type: 'answer' | 'handle-at-window' }>): void {
    const { file } = this;
    const { seq, at, facts: { outcome } } = step;
    const term = this.duties.answer(hasDoneSomething(outcome), at, !this.publication.isPublic || this.publication.isMadeBy(step));
    this.answeredIn = seq;
    this.outcome = outcome;
    this.isContested = false;
    file.startTerm({ id: this.duties.acceptanceId, name: 'accept-answer', side: 'court', term: getTerm(this.ruleSet, 'request.accept-answer'), ladder: [], startAt: at });
    file.tell('court.officer', 'answered', { urgency: this.duties.urgency, term: 'answer', params: { outcome, lateWorkingDays: term?.lateWorkingDays } });
    file.tell('unit.liaison', 'answered', { term: 'answer', params: { outcome } });
  }

  /** The answer is owed again, and is in dispute. */
  contest(step: Extract<Step<AssistanceRequest>, { type: 'contest-answer' }>): void {
    this.isContested = true;
    this.file.meetTerm(this.duties.acceptanceId, step.at);
    this.duties.oweAnswerAgain(step.at);
    this.disputes.openBy('court', step, { question: 'answer', ...(this.answeredIn === undefined ? {} : { entry: this.answeredIn }) });
    this.file.tell('unit.desk', 'answer-contested');
    this.file.tell('unit.liaison', 'answer-contested');
  }

  accept(how: Acceptance, at: number): Acceptance | undefined {
    const { file } = this;
    const id = this.duties.acceptanceId;
    if (how === 'accepted' && file.term(id)?.state === 'running') file.meetTerm(id, at);
    else if (file.term(id)) file.endTerm(id);
    this.duties.releaseAnswer();
    this.disputes.settle(OF_THE_REQUEST, 'agreed');
    file.tell('unit.desk', how === 'accepted' ? 'answer-accepted' : 'answer-accepted-by-silence');
    file.tell('unit.liaison', how === 'accepted' ? 'answer-accepted' : 'answer-accepted-by-silence');
    this.isAccepted = how;
    this.isContested = false;
    if (!hasDoneSomething(this.outcome) && !this.duties.hasActed && this.duties.outstanding().length === 0) this.rulingService.release();
    return this.end;
  }

  /** How the request ends: once its answer is accepted and nothing is left to be done, by the unit or by the court. */
  get end(): Acceptance | undefined {
    return this.duties.outstanding().length === 0 && !this.rulingService.isOwed ? this.isAccepted : undefined;
  }

  alarms(): OwnAlarm<AssistanceRequest>[] {
    const acceptance = this.file.term(this.duties.acceptanceId);
    if (this.stage !== 'answered' || acceptance?.state !== 'running') return [];
    return [{ id: `accepted-by-silence:${this.duties.round}:${this.file.calendar.version}`, type: 'accepted-by-silence', at: acceptance.dueAt, facts: {} }];
  }

  judge(command: CommandMessage): Refusal | undefined {
    if (command.name !== 'answer' && command.name !== 'handle-at-window') return undefined;
    const { outcome, hasLegalGround, legalGround } = command.facts as CommandFacts['answer'];
    if (!ANSWER_OUTCOMES.includes(outcome)) return { code: 'unknown-outcome', details: { known: ANSWER_OUTCOMES } };
    return outcome === 'cannot-be-done' && !hasLegalGround && !legalGround ? { code: 'legal-ground-missing' } : undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    return this.outcome ? { outcome: this.outcome, answer: this.answeredIn } : {};
  }
}
