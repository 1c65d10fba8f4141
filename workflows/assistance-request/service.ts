import { dayOf, type Day } from '../../domain/calendar/day';
import { deemedReceipt } from '../../domain/deadlines/deemed-receipt';
import { due } from '../../domain/deadlines/due';
import type { RuleSet } from '../../domain/rule-sets';
import type { AssistanceRequest, CommandFacts, EventFacts } from '../../matters/assistance-request';
import type { CommandMessage, Side } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';
import type { Duties } from './duties';
import { judgePapers } from './papers';

interface Receipt {
  at: number;
  /** Day 0 of the unit's terms. */
  on: Day;
  how: 'signed' | 'deemed' | 'confirmed-time' | EventFacts['receipt-implied']['how'];
}

/** A time of service that one side has proposed and the other has not answered yet. */
interface Proposal {
  seq: number;
  servedAt: number;
  side: Side | undefined;
}

/** Service by hand may be recorded late; a service older than this against the opening is a slip of the pen. */
const EARLIEST_SERVICE_MS = 30 * 86_400_000;

/** The papers are delivered and signed for, or deemed received: from then on the unit's terms run. */
export class Service {
  private deliveredAt: number | undefined;
  private receipt: Receipt | undefined;
  private proposal: Proposal | undefined;

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly ruleSet: RuleSet,
    private readonly duties: Duties,
  ) {
    // What the platform has drafted lies with the court until the court has completed and served it.
    if (file.opening.serviceMode === 'electronic' && !file.opening.drafted) this.deliveredAt = file.openedAt;
  }

  get stage(): 'awaiting-delivery' | 'awaiting-receipt' | 'received' {
    if (this.receipt) return 'received';
    return this.deliveredAt === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  get isDeemed(): boolean {
    return this.receipt?.how === 'deemed';
  }

  /** Whose word on a proposed time of service is awaited. */
  get confirmingSide(): 'court' | 'unit' | undefined {
    if (!this.proposal) return undefined;
    return this.proposal.side === 'court' ? 'unit' : 'court';
  }

  recordDelivery(at: number): void {
    this.deliveredAt = at;
    this.file.tell('unit.desk', 'delivery-recorded');
  }

  /** Papers sent by post or by hand: without a record of their delivery no clock of the unit's starts. */
  remindOfDelivery(): void {
    this.file.tell('court.officer', 'delivery-unrecorded');
  }

  /** After a deemed receipt a signature is only evidence. */
  sign(at: number): void {
    if (!this.receipt) this.receive({ at, on: dayOf(at), how: 'signed' });
    this.file.tell('court.officer', 'receipt-signed');
  }

  imply(at: number, how: EventFacts['receipt-implied']['how']): void {
    this.receive({ at, on: dayOf(at), how });
  }

  deem(at: number, on: Day): void {
    this.receive({ at, on, how: 'deemed' });
    for (const audience of ['unit.desk', 'unit.liaison', 'court.officer'] as const) this.file.tell(audience, 'receipt-deemed', { params: { on } });
  }

  propose({ seq, by, facts }: Extract<Step<AssistanceRequest>, { type: 'propose-service-time' }>): void {
    this.proposal = { seq, servedAt: facts.servedAt, side: by.side };
    this.file.tell(by.side === 'court' ? 'unit.desk' : 'court.officer', 'service-time-proposed');
  }

  /** Both sides agree that the papers were in the unit's hands earlier than recorded, or not. */
  settle({ by, facts: { agreed } }: Extract<Step<AssistanceRequest>, { type: 'confirm-service-time' }>): void {
    if (agreed && this.proposal) this.confirm(this.proposal.servedAt);
    this.proposal = undefined;
    this.file.tell(by.side === 'court' ? 'unit.desk' : 'court.officer', 'service-time-settled', { params: { agreed } });
  }

  /** An answer implies receipt. */
  implies({ name }: CommandMessage): { type: 'receipt-implied'; facts: EventFacts['receipt-implied'] }[] {
    if (this.receipt || (name !== 'answer' && name !== 'handle-at-window')) return [];
    return [{ type: 'receipt-implied', facts: { how: name === 'answer' ? 'answer' : 'window' } }];
  }

  alarms(): OwnAlarm<AssistanceRequest>[] {
    const { calendar, openedAt } = this.file;
    if (this.receipt) return [];
    if (this.deliveredAt !== undefined) {
      const { on, at } = deemedReceipt(calendar, this.deliveredAt, this.ruleSet.deemedReceipt);
      return [{ id: `receipt-deemed:${calendar.version}`, type: 'receipt-deemed', at, facts: { on } }];
    }
    const { dueAt } = due({ length: this.ruleSet.advisoryDefaults.promptly, startAt: openedAt, calendar });
    return [{ id: `delivery-unrecorded:${calendar.version}`, type: 'delivery-unrecorded', at: dueAt, facts: {} }];
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'record-delivery':
        return this.file.opening.drafted ? judgePapers(this.file.opening.kind, (command.facts as CommandFacts['record-delivery']).papers ?? []) : undefined;
      case 'sign-receipt':
        return this.receipt && !this.isDeemed ? { code: 'already-received', details: { at: this.receipt.at } } : undefined;
      case 'propose-service-time': {
        const { servedAt } = command.facts as CommandFacts['propose-service-time'];
        if (this.proposal) return { code: 'service-time-proposed-already' };
        const recorded = this.receipt?.at ?? command.receivedAt;
        return servedAt >= recorded || servedAt < this.file.openedAt - EARLIEST_SERVICE_MS ? { code: 'time-out-of-range', details: { field: 'servedAt' } } : undefined;
      }
      case 'confirm-service-time':
        if (this.proposal?.seq !== (command.facts as CommandFacts['confirm-service-time']).proposal) return { code: 'no-such-proposal' };
        return this.proposal.side === command.by.side ? { code: 'confirmed-by-the-other-side' } : undefined;
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    return {
      ...(this.deliveredAt === undefined ? {} : { deliveredAt: this.deliveredAt }),
      ...(this.receipt ? { receipt: this.receipt } : {}),
      ...(this.proposal ? { proposedServiceTime: { seq: this.proposal.seq, servedAt: this.proposal.servedAt } } : {}),
    };
  }

  private receive(receipt: Receipt): void {
    this.receipt = receipt;
    this.duties.runFromReceipt(receipt.at, receipt.on);
  }

  private confirm(servedAt: number): void {
    const earlier: Receipt = { at: servedAt, on: dayOf(servedAt), how: 'confirmed-time' };
    if (!this.receipt) return this.receive(earlier);
    this.receipt = earlier;
    this.duties.moveReceipt(servedAt);
  }
}
