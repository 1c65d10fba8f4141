import type { Day } from '../../domain/calendar/day';
import type { DeemedFrom } from '../../domain/deadlines/deemed-receipt';
import type { ReferralTerms, RuleSet } from '../../domain/rule-sets';
import type { CommandFacts, CrimeReferral } from '../../matters/crime-referral';
import type { CommandMessage } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal } from '../case-file/shape';
import { Papers, type Receipt } from '../service/papers';
import type { CrimeTerms } from './crime-term';

/** Acts of the court that show the decision to be in its hands. */
const SHOWING_RECEIPT: readonly string[] = ['accept-decision', 'ask-oversight'];

/**
 * 四.7(4): conditions not met, or after investigation no criminal liability: the written decision is owed within the term from deciding, and the
 * court's own receipt of it, signed or deemed, starts the court's term. A second one, after a filing, is another round of the same.
 */
export class Decision {
  round = 0;
  private decided: { seq: number; decidedAt: number; isAfterFiling: boolean } | undefined;
  private issuedSeq: number | undefined;
  private papers: Papers | undefined;
  private readonly owed: ReferralTerms;

  constructor(
    private readonly file: CaseFile<CrimeReferral>,
    private readonly ruleSet: RuleSet,
    private readonly terms: CrimeTerms,
  ) {
    this.owed = ruleSet.referrals[file.opening.crime].terms;
  }

  get stage(): 'refusing' | 'decision-served' | 'decision-received' | undefined {
    if (!this.decided) return undefined;
    if (!this.papers) return 'refusing';
    return this.papers.stage === 'received' ? 'decision-received' : 'decision-served';
  }

  get receipt(): Receipt | undefined {
    return this.papers?.receipt;
  }

  get deemedFrom(): DeemedFrom | undefined {
    return this.papers?.deemedFrom;
  }

  /** The entry of the refusal: written, or as yet only decided. */
  get seq(): number | undefined {
    return this.issuedSeq ?? this.decided?.seq;
  }

  get isIssued(): boolean {
    return this.issuedSeq !== undefined;
  }

  refuse(seq: number, decidedAt: number, isAfterFiling: boolean): void {
    this.round += 1;
    this.decided = { seq, decidedAt, isAfterFiling };
    this.issuedSeq = undefined;
    this.papers = undefined;
    this.terms.owe('police', this.owed.issue, { at: decidedAt, round: this.round });
    for (const audience of ['court.officer', 'police.liaison'] as const) this.file.tell(audience, 'filing-refused');
  }

  issue(seq: number, at: number): void {
    this.issuedSeq = seq;
    this.terms.meet(this.owed.issue, at, this.round);
    this.papers = new Papers(this.file, this.ruleSet.deemedReceipt);
    this.papers.deliver(at);
    for (const audience of ['court.officer', 'court.bureau'] as const) this.file.tell(audience, 'decision-issued', { urgency: 'urgent' });
    this.file.tell('police.liaison', 'decision-issued');
  }

  signAfterwards(at: number): void {
    this.papers?.signAfterwards(at);
  }

  receive(how: Receipt['how'], at: number, on: Day): void {
    this.papers?.receive(how, at, on);
    if (how === 'signed') this.file.tell('police.desk', 'decision-signed');
    if (how === 'deemed') for (const audience of ['court.officer', 'court.bureau', 'police.desk', 'police.liaison'] as const) this.file.tell(audience, 'decision-deemed', { urgency: 'urgent', params: { on } });
  }

  /** The police have filed after all. */
  drop(): void {
    this.terms.end(this.owed.issue, this.round);
    this.decided = undefined;
    this.issuedSeq = undefined;
    this.papers = undefined;
  }

  implies({ name }: CommandMessage): { type: 'decision-receipt-implied'; facts: Record<string, never> }[] {
    return SHOWING_RECEIPT.includes(name) && this.stage === 'decision-served' ? [{ type: 'decision-receipt-implied', facts: {} }] : [];
  }

  alarms(): OwnAlarm<CrimeReferral>[] {
    const deemed = this.papers?.deemed();
    return deemed ? [{ id: `decision-receipt-deemed:${this.round}:${this.file.calendar.version}`, type: 'decision-receipt-deemed', at: deemed.at, facts: { on: deemed.on } }] : [];
  }

  /** A decision is taken on a referral that was accepted, and after investigation on a case that was filed. */
  judge(command: CommandMessage, notBefore: number | undefined): Refusal | undefined {
    switch (command.name) {
      case 'decide-not-to-file':
      case 'decide-not-to-prosecute': {
        if (this.decided) return { code: 'already-refused', details: { decidedAs: this.decided.seq } };
        const { decidedAt } = command.facts as CommandFacts['decide-not-to-file'];
        return decidedAt > command.receivedAt || decidedAt < (notBefore ?? this.file.openedAt) ? { code: 'time-out-of-range', details: { field: 'decidedAt' } } : undefined;
      }
      case 'issue-decision':
        if (!this.decided) return { code: 'refusal-missing' };
        return this.isIssued ? { code: 'already-refused', details: { decidedAs: this.decided.seq } } : undefined;
      case 'sign-decision':
        if (!this.papers) return { code: 'nothing-to-acknowledge' };
        return this.papers.receipt && this.papers.receipt.how !== 'deemed' ? { code: 'already-received', details: { at: this.papers.receipt.at } } : undefined;
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    if (!this.decided) return {};
    const { deliveredAt, receipt } = this.papers?.particulars() ?? {};
    return { refusal: { ...this.decided, ...(this.issuedSeq === undefined ? {} : { issued: this.issuedSeq, servedAt: deliveredAt }), ...(receipt ? { receipt } : {}) } };
  }
}
