import { dayOf, type Day } from '../../domain/calendar/day';
import { due } from '../../domain/deadlines/due';
import { getTerm, type ReferralTerms, type RuleSet } from '../../domain/rule-sets';
import type { CrimeReferral } from '../../matters/crime-referral';
import type { CommandMessage } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal } from '../case-file/shape';
import { Papers, type Receipt } from '../service/papers';
import type { CrimeTerms } from './crime-term';

/** Acts of the police that show the papers to be in their hands. */
const SHOWING_RECEIPT: readonly string[] = ['file-case', 'decide-not-to-file'];

/** Positions of referrals opened before this revision offer a second acceptance, and an extension where there is none. */
const SHOWS_WHAT_IS_TAKEN_SINCE = 2;

/** 四.7(4): the police must accept what the court refers, and file at once if the conditions are met; under the 2025 opinion they review it within its days. */
export class Filing {
  private readonly papers: Papers;
  private readonly owed: ReferralTerms;
  private isDecided = false;
  private isProposed = false;

  constructor(
    private readonly file: CaseFile<CrimeReferral>,
    private readonly ruleSet: RuleSet,
    private readonly terms: CrimeTerms,
  ) {
    this.owed = ruleSet.referrals[file.opening.crime].terms;
    this.papers = new Papers(file, ruleSet.deemedReceipt);
    if (file.opening.serviceMode === 'electronic') this.deliver(file.openedAt);
  }

  get stage(): 'awaiting-delivery' | 'awaiting-acceptance' | 'deciding' {
    if (this.papers.stage === 'received') return 'deciding';
    return this.papers.stage === 'awaiting-receipt' ? 'awaiting-acceptance' : 'awaiting-delivery';
  }

  /** What was deemed received may have been in the hands of the police before. */
  get acceptedAt(): number | undefined {
    const { receipt } = this.papers;
    return receipt?.how === 'deemed' ? undefined : receipt?.at;
  }

  restsOnDeemedReceipt(term: string): boolean {
    return this.papers.receipt?.how === 'deemed' && term.startsWith('review');
  }

  deliver(at: number): void {
    this.papers.deliver(at);
    this.terms.owe('police', this.owed.accept, { at });
  }

  remindOfDelivery(): void {
    this.papers.missDelivery();
    this.file.tell('court.officer', 'delivery-unrecorded');
  }

  /** After a deemed receipt it is only evidence. */
  accept(at: number): void {
    if (this.papers.receipt) this.papers.signAfterwards(at);
    else this.receive('signed', at);
    this.terms.meet(this.owed.accept, at);
    this.file.tell('court.officer', 'referral-accepted');
  }

  deem(at: number, on: Day): void {
    this.receive('deemed', at, on);
    for (const audience of ['police.desk', 'police.liaison', 'court.officer'] as const) this.file.tell(audience, 'receipt-deemed', { params: { on } });
  }

  receive(how: Receipt['how'], at: number, on: Day = dayOf(at)): void {
    this.papers.receive(how, at, on);
    this.terms.owe('police', this.owed.decide, { at, on, deemedFrom: this.papers.deemedFrom });
  }

  /** 30 days in place of the 7, not on top of them. */
  extend(): void {
    const { decide, decideExtended } = this.owed;
    const { receipt } = this.papers;
    if (!receipt || decideExtended === undefined) return;
    this.terms.end(decide);
    this.terms.owe('police', decideExtended, { at: receipt.at, on: receipt.on, deemedFrom: this.papers.deemedFrom });
    const view = this.terms.running(decideExtended);
    for (const audience of ['court.officer', 'police.liaison'] as const) this.file.tell(audience, 'review-extended', { params: { dueOn: view?.dueOn, dueAt: view?.dueAt } });
  }

  /** Filed or refused: what was owed on it is done. */
  decide(at: number): void {
    this.isDecided = true;
    for (const name of [this.owed.accept, this.owed.decide, this.owed.decideExtended]) this.terms.meet(name, at);
  }

  propose(): void {
    this.isProposed = true;
    for (const audience of ['court.officer', 'court.bureau'] as const) this.file.tell(audience, 'oversight-proposed');
  }

  implies({ name }: CommandMessage): { type: 'receipt-implied'; facts: { how: 'answer' } }[] {
    return this.papers.receipt || !SHOWING_RECEIPT.includes(name) ? [] : [{ type: 'receipt-implied', facts: { how: 'answer' } }];
  }

  alarms(isAsked: boolean): OwnAlarm<CrimeReferral>[] {
    const { version } = this.file.calendar;
    const deemed = this.papers.deemed();
    const unrecordedAt = this.papers.unrecorded(this.ruleSet.advisoryDefaults.promptly);
    const proposedAt = this.isDecided || this.isProposed || isAsked ? undefined : this.proposedAt();
    return [
      ...(deemed ? [{ id: `receipt-deemed:${version}`, type: 'receipt-deemed' as const, at: deemed.at, facts: { on: deemed.on } }] : []),
      ...(unrecordedAt === undefined ? [] : [{ id: `delivery-unrecorded:${version}`, type: 'delivery-unrecorded' as const, at: unrecordedAt, facts: {} }]),
      ...(proposedAt === undefined ? [] : [{ id: `oversight-proposed:${proposedAt}`, type: 'oversight-proposed' as const, at: proposedAt, facts: {} }]),
    ];
  }

  judge({ name }: Pick<CommandMessage, 'name'>): Refusal | undefined {
    switch (name) {
      case 'accept':
        return this.papers.receipt && this.papers.receipt.how !== 'deemed' ? { code: 'already-received', details: { at: this.papers.receipt.at } } : undefined;
      case 'extend-review':
        if (this.owed.decideExtended === undefined) return { code: 'not-under-this-rule-set' };
        // Decided before the 7 days end.
        return this.terms.running(this.owed.decide)?.lateSince === undefined && this.terms.running(this.owed.decide) ? undefined : { code: 'review-not-extendable' };
      default:
        return undefined;
    }
  }

  /** It would be refused whatever it said. */
  isIdle(name: string): boolean {
    return this.file.revision >= SHOWS_WHAT_IS_TAKEN_SINCE && this.judge({ name }) !== undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    return { ...this.papers.particulars(), ...(this.isProposed ? { oversightProposed: true } : {}) };
  }

  /** When neither filing nor deciding has gone on for so long that the court is offered to ask. */
  private proposedAt(): number | undefined {
    const { receipt } = this.papers;
    if (!receipt) return undefined;
    const { propose, decide, decideExtended } = this.owed;
    if (propose === undefined) return (this.terms.running(decideExtended) ?? this.terms.running(decide))?.dueAt;
    return due({ length: getTerm(this.ruleSet, propose).length, startAt: receipt.at, startOn: receipt.on, calendar: this.file.calendar }).dueAt;
  }
}
