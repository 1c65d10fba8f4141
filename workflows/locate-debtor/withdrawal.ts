import { courtLadderFor, getTerm, ladderFor, type RuleSet } from '../../domain/rule-sets';
import type { CommandMessage } from '../../matters/ledger';
import type { CancelGround, LocateDebtor } from '../../matters/locate-debtor';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, Step } from '../case-file/shape';

/** 四.7(2): the court that finds the person first calls the search off promptly, which is a target; the police confirm that nobody is looked for any more. */
export class Withdrawal {
  private foundByCourtAt: number | undefined;
  private ground: CancelGround | undefined;

  constructor(
    private readonly file: CaseFile<LocateDebtor>,
    private readonly ruleSet: RuleSet,
  ) {}

  get stage(): 'withdrawing' | undefined {
    return this.ground === undefined ? undefined : 'withdrawing';
  }

  /** The court has found the person and has yet to call the search off. */
  get isOwed(): boolean {
    return this.foundByCourtAt !== undefined && this.ground === undefined;
  }

  recordFound(foundAt: number): void {
    this.foundByCourtAt = foundAt;
    const term = getTerm(this.ruleSet, 'locate.withdraw-search');
    this.file.startTerm({ id: 'withdraw-search', name: 'withdraw-search', side: 'court', term, ladder: courtLadderFor(this.ruleSet, term), startAt: foundAt });
    this.file.tell('unit.desk', 'found-by-court', { urgency: 'urgent' });
    this.file.tell('unit.liaison', 'found-by-court');
  }

  cancel({ at, facts }: Extract<Step<LocateDebtor>, { type: 'cancel-search' }>): void {
    this.ground = facts.ground;
    if (this.file.term('withdraw-search')?.state === 'running') this.file.meetTerm('withdraw-search', at);
    const term = getTerm(this.ruleSet, 'locate.confirm-withdrawn');
    this.file.startTerm({ id: 'confirm-withdrawn', name: 'confirm-withdrawn', side: 'unit', term, ladder: ladderFor(this.ruleSet, term), startAt: at });
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'search-cancelled', { urgency: 'urgent' });
  }

  confirm(at: number): void {
    this.file.meetTerm('confirm-withdrawn', at);
    this.file.tell('court.officer', 'search-withdrawn');
    this.file.tell('unit.liaison', 'search-withdrawn');
  }

  judge({ name }: CommandMessage): Refusal | undefined {
    return name === 'record-found-by-court' && this.foundByCourtAt !== undefined ? { code: 'already-recorded' } : undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    return { ...(this.foundByCourtAt === undefined ? {} : { foundByCourtAt: this.foundByCourtAt }), ...(this.ground === undefined ? {} : { cancelled: this.ground }) };
  }
}
