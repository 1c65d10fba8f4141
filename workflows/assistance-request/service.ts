import { dayOf, type Day } from '../../domain/calendar/day';
import { getTerm, type RuleSet } from '../../domain/rule-sets';
import type { AssistanceRequest, CommandFacts, EventFacts, ServiceMode } from '../../matters/assistance-request';
import type { CommandMessage, Side } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';
import { Papers, type Receipt } from '../service/papers';
import type { Duties } from './duties';
import { judgePapers } from './papers';

/** One service of the papers: they may come back, and be served again. */
export class ServedPapers extends Papers {
  constructor(
    file: CaseFile<AssistanceRequest>,
    { deemedReceipt }: RuleSet,
    readonly servedAt: number,
    /** No time of service lies before this one. */
    readonly earliestAt: number,
  ) {
    super(file, deemedReceipt);
  }
}

/** A time of service that one side has proposed and the other has not answered yet. */
interface Proposal {
  seq: number;
  servedAt: number;
  side: Side | undefined;
}

/** Service by hand may be recorded late; a service older than this against the opening is a slip of the pen. */
const EARLIEST_SERVICE_MS = 30 * 86_400_000;

/** What was drafted to undo a measure is completed and served by the court: its target, while nobody else can do anything. */
const SEND_DRAFT = 'send-papers';

type Implied = EventFacts['receipt-implied'];

/** What implies receipt: nobody answers or returns what he has not got. */
const IMPLYING: Readonly<Record<string, Implied['how']>> = { answer: 'answer', 'handle-at-window': 'window', 'return-papers': 'return', 'wrong-unit': 'return' };

/** The papers are delivered and signed for, or deemed received: from then on the unit's terms run. */
export class Service {
  /** How often the papers were served. */
  private round = 1;
  private served: ServedPapers;
  private proposal: Proposal | undefined;

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly ruleSet: RuleSet,
    private readonly duties: Duties,
  ) {
    // What the platform has drafted lies with the court until the court has completed and served it.
    const mode = file.opening.drafted ? 'in-person' : file.opening.serviceMode;
    this.served = this.sent(mode, file.openedAt, file.openedAt - EARLIEST_SERVICE_MS);
    if (file.opening.drafted) file.startTerm({ id: SEND_DRAFT, name: SEND_DRAFT, side: 'court', term: getTerm(ruleSet, 'request.send-papers'), ladder: ruleSet.ladders.advisoryOfCourt, startAt: file.openedAt });
  }

  get stage(): 'awaiting-delivery' | 'awaiting-receipt' | 'received' {
    return this.served.stage;
  }

  /** The papers that the unit's terms follow from now. */
  get present(): Readonly<ServedPapers> {
    return this.served;
  }

  /** Drafted for the court, which has not served it yet. */
  get isDraft(): boolean {
    return this.file.opening.drafted === true && this.round === 1 && this.served.deliveredAt === undefined;
  }

  /** Whose word on a proposed time of service is awaited. */
  get confirmingSide(): 'court' | 'unit' | undefined {
    if (!this.proposal) return undefined;
    return this.proposal.side === 'court' ? 'unit' : 'court';
  }

  /** Completed papers are on their way: delivery and receipt begin anew, and what was proposed of the former is void. */
  begin(at: number, mode: ServiceMode, returnedAt: number): void {
    this.round += 1;
    this.served = this.sent(mode, at, returnedAt);
    this.proposal = undefined;
  }

  recordDelivery(at: number): void {
    this.endDraft(at);
    this.served.deliver(at);
    this.file.tell('unit.desk', 'delivery-recorded');
  }

  /** Papers sent by post or by hand: without a record of their delivery no clock of the unit's starts. */
  remindOfDelivery(): void {
    this.served.missDelivery();
    this.file.tell('court.officer', 'delivery-unrecorded');
  }

  /** After a deemed receipt a signature is only evidence. */
  sign(at: number): void {
    if (this.served.receipt) this.served.signAfterwards(at);
    else this.receive('signed', at);
    this.file.tell('court.officer', 'receipt-signed');
  }

  imply(at: number, how: Implied['how']): void {
    this.receive(how, at);
  }

  deem(at: number, on: Day): void {
    this.receive('deemed', at, on);
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

  implies({ name }: CommandMessage): { type: 'receipt-implied'; facts: Implied }[] {
    const how = IMPLYING[name];
    return this.served.receipt || how === undefined ? [] : [{ type: 'receipt-implied', facts: { how } }];
  }

  alarms(): OwnAlarm<AssistanceRequest>[] {
    const { version } = this.file.calendar;
    const round = this.round === 1 ? '' : `.${this.round}`;
    const deemed = this.served.deemed();
    if (deemed) return [{ id: `receipt-deemed${round}:${version}`, type: 'receipt-deemed', at: deemed.at, facts: { on: deemed.on } }];
    // Of a draft the court's own target reminds.
    if (this.isDraft) return [];
    const unrecordedAt = this.served.unrecorded(this.ruleSet.advisoryDefaults.promptly, this.served.servedAt);
    return unrecordedAt === undefined ? [] : [{ id: `delivery-unrecorded${round}:${version}`, type: 'delivery-unrecorded', at: unrecordedAt, facts: {} }];
  }

  /** Signed for already; or no time of service is proposed that this side could confirm, or one is that has yet to be. */
  isIdle(side: Side, name: string): boolean {
    switch (name) {
      case 'sign-receipt':
        return this.served.receipt !== undefined && this.served.receipt.how !== 'deemed';
      case 'propose-service-time':
        return this.proposal !== undefined;
      case 'confirm-service-time':
        return this.confirmingSide !== side;
      default:
        return false;
    }
  }

  judge(command: CommandMessage): Refusal | undefined {
    const { receipt, earliestAt } = this.served;
    switch (command.name) {
      case 'record-delivery':
        return this.isDraft ? judgePapers(this.file.opening.kind, (command.facts as CommandFacts['record-delivery']).papers ?? []) : undefined;
      case 'sign-receipt':
        return receipt && receipt.how !== 'deemed' ? { code: 'already-received', details: { at: receipt.at } } : undefined;
      case 'propose-service-time': {
        const { servedAt } = command.facts as CommandFacts['propose-service-time'];
        if (this.proposal) return { code: 'service-time-proposed-already' };
        const recorded = receipt?.at ?? command.receivedAt;
        return servedAt >= recorded || servedAt < earliestAt ? { code: 'time-out-of-range', details: { field: 'servedAt' } } : undefined;
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
      ...this.served.particulars(),
      ...(this.proposal ? { proposedServiceTime: { seq: this.proposal.seq, servedAt: this.proposal.servedAt } } : {}),
    };
  }

  private receive(how: Receipt['how'], at: number, on: Day = dayOf(at)): void {
    this.endDraft(at);
    this.served.receive(how, at, on);
    this.duties.runFromReceipt(at, on, this.served.deemedFrom);
  }

  /** What was drafted is with the unit. */
  private endDraft(at: number): void {
    if (this.isDraft && this.file.term(SEND_DRAFT)?.state === 'running') this.file.meetTerm(SEND_DRAFT, at);
  }

  private confirm(servedAt: number): void {
    if (!this.served.receipt) return this.receive('confirmed-time', servedAt);
    this.served.receive('confirmed-time', servedAt);
    this.duties.moveReceipt(servedAt);
  }

  /** Electronic papers are delivered as they are sent. */
  private sent(mode: ServiceMode, at: number, earliestAt: number): ServedPapers {
    const papers = new ServedPapers(this.file, this.ruleSet, at, earliestAt);
    if (mode === 'electronic') papers.deliver(at);
    return papers;
  }
}
