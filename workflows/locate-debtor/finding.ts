import { getTerm, ladderFor, type RuleSet } from '../../domain/rule-sets';
import type { CommandMessage } from '../../matters/ledger';
import type { CommandFacts, LocateDebtor } from '../../matters/locate-debtor';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';

const HOUR_MS = 3_600_000;
/** From the alert after a day and a night on, the court's enforcement bureau is rung besides: its contact is not at the telephone. */
const CONTACT_ALONE = 24;

interface Found {
  at: number;
  /** How many alerts have gone to the court's contact since it was told. */
  alerts: number;
  told?: { statedAt: number; recordedAt: number; seq: number };
}

/**
 * 四.7(2): the police tell the court within 24 hours, by the clock, of finding the debtor. The hours run from the finding, however late it is entered.
 * They are met when the court was told: at the recorded instant, or earlier as the police state it once the court has confirmed that time.
 */
export class Finding {
  private found: Found | undefined;
  /** A person taken for the debtor may not be the debtor: findings go in rounds. */
  private round = 0;
  /** Terms that were met in time, as both sides confirm, though it was recorded late. */
  private readonly confirmedInTime = new Set<string>();

  constructor(
    private readonly file: CaseFile<LocateDebtor>,
    private readonly ruleSet: RuleSet,
  ) {}

  get stage(): 'found' | 'court-told' | undefined {
    if (!this.found) return undefined;
    return this.found.told ? 'court-told' : 'found';
  }

  record({ facts }: Extract<Step<LocateDebtor>, { type: 'record-found' }>): void {
    this.round += 1;
    this.found = { at: facts.foundAt, alerts: 0 };
    const term = getTerm(this.ruleSet, 'locate.notify-court');
    const { dueOn, dueAt } = this.file.startTerm({ id: this.termId, name: 'notify-court', side: 'unit', term, ladder: ladderFor(this.ruleSet, term), startAt: facts.foundAt });
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'finding-recorded', { urgency: 'urgent', params: { dueOn, dueAt } });
  }

  /** It was somebody else. */
  retract(): void {
    this.drop();
    this.file.tell('court.contact', 'finding-retracted', { urgency: 'urgent' });
    this.file.tell('unit.liaison', 'finding-retracted');
  }

  /** Nothing is owed of a finding any more; what was late stays late. */
  drop(): void {
    if (this.found && this.file.term(this.termId)?.state === 'running') this.file.endTerm(this.termId);
    this.found = undefined;
  }

  notify({ seq, at, facts }: Extract<Step<LocateDebtor>, { type: 'notify-court' }>): void {
    if (!this.found) return;
    this.found.told = { statedAt: facts.at, recordedAt: at, seq };
    this.file.meetTerm(this.termId, at);
    this.file.tell('court.contact', 'court-told', { urgency: 'urgent', isRinging: true, term: 'acknowledge' });
    this.file.tell('unit.liaison', 'court-told');
  }

  /** The court's own alert, again and again: no term runs against the police any more. */
  alert({ facts }: Extract<Step<LocateDebtor>, { type: 'court-alerted' }>): void {
    if (this.found) this.found.alerts = facts.count;
    for (const audience of facts.count > CONTACT_ALONE ? (['court.contact', 'court.bureau'] as const) : (['court.contact'] as const)) {
      this.file.tell(audience, 'court-alerted', { urgency: 'urgent', isRinging: true, term: 'acknowledge', params: { count: facts.count } });
    }
  }

  /** Earlier than the record needs both sides: the court has now said so too. */
  acknowledge({ facts }: Extract<Step<LocateDebtor>, { type: 'acknowledge' }>): void {
    const told = this.found?.told;
    if (facts.timeAgreed && told) {
      this.file.meetTerm(this.termId, told.statedAt);
      if (this.file.term(this.termId)?.lateSince === undefined) this.confirmedInTime.add(this.termId);
    }
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'finding-acknowledged');
  }

  wasInTime(term: string): boolean {
    return this.confirmedInTime.has(term);
  }

  alarms(): OwnAlarm<LocateDebtor>[] {
    if (!this.found?.told) return [];
    const count = this.found.alerts + 1;
    return [{ id: `court-alerted:${this.round}:${count}`, type: 'court-alerted', at: this.found.told.recordedAt + count * HOUR_MS, facts: { term: 'acknowledge', count }, term: 'acknowledge' }];
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'record-found':
      case 'record-found-by-court': {
        const { foundAt } = command.facts as CommandFacts['record-found'];
        return foundAt > command.receivedAt || foundAt < this.file.openedAt ? { code: 'time-out-of-range', details: { field: 'foundAt' } } : undefined;
      }
      case 'notify-court': {
        const { at } = command.facts as CommandFacts['notify-court'];
        return at > command.receivedAt || at < (this.found?.at ?? 0) ? { code: 'time-out-of-range', details: { field: 'at' } } : undefined;
      }
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    if (!this.found) return {};
    const { at, told, alerts } = this.found;
    return { foundAt: at, ...(told ? { courtTold: { seq: told.seq, statedAt: told.statedAt, recordedAt: told.recordedAt }, alerts } : {}) };
  }

  private get termId(): string {
    return this.round === 1 ? 'notify-court' : `notify-court.${this.round}`;
  }
}
