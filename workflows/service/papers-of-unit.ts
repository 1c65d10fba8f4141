import { dayOf, type Day } from '../../domain/calendar/day';
import type { DeemedFrom } from '../../domain/deadlines/deemed-receipt';
import type { RuleSet } from '../../domain/rule-sets';
import type { CommandMessage } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, Shape } from '../case-file/shape';
import { Papers, type Receipt } from './papers';

interface ServiceAlarm {
  id: string;
  type: 'receipt-deemed' | 'delivery-unrecorded';
  at: number;
  facts: { on?: Day };
}

/** What a court asks of a unit, on its way to it: both learn of each step, and from the receipt on the unit owes what is asked. */
export class PapersOfUnit extends Papers {
  constructor(
    private readonly served: Pick<CaseFile<Shape>, 'calendar' | 'openedAt' | 'opening' | 'tell' | 'noteSignature'>,
    private readonly ruleSet: RuleSet,
    private readonly owe: (at: number, on: Day, deemedFrom: DeemedFrom | undefined) => void,
  ) {
    super(served, ruleSet.deemedReceipt);
    if (served.opening['serviceMode'] === 'electronic') this.deliver(served.openedAt);
  }

  recordDelivery(at: number): void {
    this.deliver(at);
    this.served.tell('unit.desk', 'delivery-recorded');
  }

  remindOfDelivery(): void {
    this.missDelivery();
    this.served.tell('court.officer', 'delivery-unrecorded');
  }

  /** After a deemed receipt a signature is only evidence. */
  sign(at: number): void {
    if (this.receipt) this.signAfterwards(at);
    else this.receive('signed', at);
    this.served.tell('court.officer', 'receipt-signed');
  }

  deem(at: number, on: Day): void {
    this.receive('deemed', at, on);
    for (const audience of ['unit.desk', 'unit.liaison', 'court.officer'] as const) this.served.tell(audience, 'receipt-deemed', { params: { on } });
  }

  override receive(how: Receipt['how'], at: number, on: Day = dayOf(at)): void {
    super.receive(how, at, on);
    this.owe(at, on, this.deemedFrom);
  }

  /** Nobody acts on what he has not got. */
  implies({ name }: CommandMessage, acts: readonly string[]): { type: 'receipt-implied'; facts: { how: 'answer' } }[] {
    return this.receipt || !acts.includes(name) ? [] : [{ type: 'receipt-implied', facts: { how: 'answer' } }];
  }

  alarms(): ServiceAlarm[] {
    const { version } = this.served.calendar;
    const deemed = this.deemed();
    const unrecordedAt = this.unrecorded(this.ruleSet.advisoryDefaults.promptly);
    return [
      ...(deemed ? [{ id: `receipt-deemed:${version}`, type: 'receipt-deemed' as const, at: deemed.at, facts: { on: deemed.on } }] : []),
      ...(unrecordedAt === undefined ? [] : [{ id: `delivery-unrecorded:${version}`, type: 'delivery-unrecorded' as const, at: unrecordedAt, facts: {} }]),
    ];
  }

  judgeSignature(): Refusal | undefined {
    return this.receipt && this.receipt.how !== 'deemed' ? { code: 'already-received', details: { at: this.receipt.at } } : undefined;
  }
}
