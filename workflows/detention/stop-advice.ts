import { courtLadderFor, getTerm, type RuleSet } from '../../domain/rule-sets';
import type { Day } from '../../domain/calendar/day';
import type { CommandFacts, Detention } from '../../matters/detention';
import type { CommandMessage, Side } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';
import { Papers, type Receipt } from '../service/papers';

/** A time at which the court had the notice, as one side has proposed and the other has not answered yet. */
interface Proposal {
  seq: number;
  servedAt: number;
  side: Side | undefined;
}

/**
 * 四.7(4): on a 建议停止执行拘留通知书 the court decides whether to stop the detention, and tells the detention house, within 24 hours by the clock from
 * its receipt, weekends and holidays included. Both have to be done; nobody decides in the court's place, and the breach is the court's own.
 */
export class StopAdvice {
  private round = 0;
  private notice: Papers | undefined;
  private decision: boolean | undefined;
  private told: { statedAt: number; recordedAt: number; seq: number; isAcknowledged: boolean } | undefined;
  private proposal: Proposal | undefined;
  private readonly confirmedInTime = new Set<string>();
  private readonly onDeemedReceipt = new Set<string>();

  constructor(
    private readonly file: CaseFile<Detention>,
    private readonly ruleSet: RuleSet,
  ) {}

  get stage(): 'stop-suggested' | 'deciding' | undefined {
    if (!this.notice || this.told) return undefined;
    return this.notice.stage === 'received' ? 'deciding' : 'stop-suggested';
  }

  /** Whose word on a proposed time of service is awaited. */
  get confirmingSide(): 'court' | 'unit' | undefined {
    if (!this.proposal || this.stage === undefined) return undefined;
    return this.proposal.side === 'court' ? 'unit' : 'court';
  }

  suggest(at: number): void {
    this.round += 1;
    this.notice = new Papers(this.file, this.ruleSet.deemedReceipt);
    this.notice.deliver(at);
    this.decision = undefined;
    this.told = undefined;
    for (const audience of ['court.contact', 'court.bureau'] as const) this.file.tell(audience, 'stop-suggested', { urgency: 'urgent', isRinging: true });
    this.file.tell('unit.liaison', 'stop-suggested');
  }

  /** After a deemed receipt a signature is only evidence. */
  sign(at: number): void {
    if (this.notice?.receipt) this.notice.signAfterwards(at);
    else this.receive('signed', at);
    this.file.tell('unit.desk', 'notice-signed');
  }

  imply(at: number): void {
    this.receive('implied', at);
  }

  deem(at: number, on: Day): void {
    this.receive('deemed', at, on);
    for (const audience of ['court.contact', 'court.bureau', 'unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'notice-deemed', { urgency: 'urgent', params: { on } });
  }

  propose({ seq, by, facts }: Extract<Step<Detention>, { type: 'propose-service-time' }>): void {
    this.proposal = { seq, servedAt: facts.servedAt, side: by.side };
    this.file.tell(by.side === 'court' ? 'unit.desk' : 'court.officer', 'service-time-proposed');
  }

  settle({ by, facts: { agreed } }: Extract<Step<Detention>, { type: 'confirm-service-time' }>): void {
    if (agreed && this.proposal) this.receive('confirmed-time', this.proposal.servedAt);
    this.proposal = undefined;
    this.file.tell(by.side === 'court' ? 'unit.desk' : 'court.officer', 'service-time-settled', { params: { agreed } });
  }

  decide(stop: boolean): void {
    this.decision = stop;
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'stop-decided', { urgency: 'urgent', params: { stop } });
  }

  /** With the decision made before, both are done. Returns the decision. */
  tell({ seq, at, facts }: Extract<Step<Detention>, { type: 'tell-detention-house' }>): boolean {
    this.told = { statedAt: facts.at, recordedAt: at, seq, isAcknowledged: false };
    this.proposal = undefined;
    this.file.meetTerm(this.termId, at);
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'detention-house-told', { urgency: 'urgent' });
    return this.decision === true;
  }

  /** Earlier than the record needs both sides: the detention house has now said so too, and could not be told what was not decided. */
  acknowledge({ facts }: Extract<Step<Detention>, { type: 'acknowledge' }>): void {
    if (!this.told) return;
    this.told.isAcknowledged = true;
    if (facts.timeAgreed) {
      this.file.meetTerm(this.termId, this.told.statedAt);
      if (this.file.term(this.termId)?.lateSince === undefined) this.confirmedInTime.add(this.termId);
    }
    this.file.tell('court.officer', 'decision-acknowledged');
  }

  wasInTime(term: string): boolean {
    return this.confirmedInTime.has(term);
  }

  restsOnDeemedReceipt(term: string): boolean {
    return this.onDeemedReceipt.has(term) && (term !== this.termId || this.notice?.receipt?.how === 'deemed');
  }

  /** Deciding shows that the notice is there. */
  implies({ name }: CommandMessage): { type: 'notice-implied'; facts: Record<string, never> }[] {
    return name === 'decide-stop' && this.stage === 'stop-suggested' ? [{ type: 'notice-implied', facts: {} }] : [];
  }

  alarms(): OwnAlarm<Detention>[] {
    const deemed = this.stage === 'stop-suggested' ? this.notice?.deemed() : undefined;
    return deemed ? [{ id: `notice-deemed:${this.round}:${this.file.calendar.version}`, type: 'notice-deemed', at: deemed.at, facts: { on: deemed.on } }] : [];
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'sign-notice':
        return this.notice?.receipt && this.notice.receipt.how !== 'deemed' ? { code: 'already-received', details: { at: this.notice.receipt.at } } : undefined;
      case 'decide-stop':
        return this.decision === undefined ? undefined : { code: 'already-decided' };
      case 'tell-detention-house': {
        const { at } = command.facts as CommandFacts['tell-detention-house'];
        if (this.decision === undefined) return { code: 'decision-missing' };
        return at > command.receivedAt || at < (this.notice?.receipt?.at ?? 0) ? { code: 'time-out-of-range', details: { field: 'at' } } : undefined;
      }
      case 'acknowledge':
        return this.told && !this.told.isAcknowledged ? undefined : { code: 'nothing-to-acknowledge' };
      case 'propose-service-time': {
        const { servedAt } = command.facts as CommandFacts['propose-service-time'];
        if (this.proposal) return { code: 'service-time-proposed-already' };
        const recorded = this.notice?.receipt?.at ?? command.receivedAt;
        return servedAt >= recorded || servedAt < this.file.openedAt ? { code: 'time-out-of-range', details: { field: 'servedAt' } } : undefined;
      }
      case 'confirm-service-time':
        if (this.proposal?.seq !== (command.facts as CommandFacts['confirm-service-time']).proposal) return { code: 'no-such-proposal' };
        return this.proposal.side === command.by.side ? { code: 'confirmed-by-the-other-side' } : undefined;
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    if (!this.notice) return {};
    const { deliveredAt, receipt } = this.notice.particulars();
    return {
      stopSuggestedAt: deliveredAt,
      ...(receipt ? { noticeReceipt: receipt } : {}),
      ...(this.decision === undefined ? {} : { stop: this.decision }),
      ...(this.told ? { houseTold: this.told } : {}),
      ...(this.proposal ? { proposedServiceTime: { seq: this.proposal.seq, servedAt: this.proposal.servedAt } } : {}),
    };
  }

  private receive(how: Receipt['how'], at: number, on?: Day): void {
    this.notice?.receive(how, at, on);
    if (how === 'deemed') this.onDeemedReceipt.add(this.termId);
    else this.onDeemedReceipt.delete(this.termId);
    if (this.file.term(this.termId)) return void this.file.moveTermStart(this.termId, at);
    const term = getTerm(this.ruleSet, 'detention.decide-stop');
    const deemedFrom = this.notice?.deemedFrom;
    this.file.startTerm({ id: this.termId, name: 'decide-stop', side: 'court', term, ladder: courtLadderFor(this.ruleSet, term), startAt: at, ...(on ? { startOn: on } : {}), ...(deemedFrom ? { deemedFrom } : {}) });
  }

  private get termId(): string {
    return this.round === 1 ? 'decide-stop' : `decide-stop.${this.round}`;
  }
}
