import { assertNever } from '../domain/assert-never';
import { addWorkingDays } from '../domain/calendar/calendar';
import { addDays, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../domain/calendar/day';
import { deemedReceipt } from '../domain/deadlines/deemed-receipt';
import { getTerm, ladderFor, type RuleSet, ruleSetOf } from '../domain/rule-sets';
import type { CommandMessage, Side } from '../matters/ledger';
import { type CommandFacts, OFFERED, type Stage, type VehicleIntercept } from '../matters/vehicle-intercept';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, Refusal, StageView, Step } from './case-file/shape';
import { HostedDisputes, OF_THE_REQUEST } from './hosted-disputes';

type End = VehicleIntercept['closedAs'];
type HandOverSide = 'court' | 'unit';

interface Stop {
  seq: number;
  stoppedAt: number;
  acknowledgedAt?: number;
}

interface HandOver {
  side: HandOverSide;
  handedOverAt: number;
}

const MS_PER_MINUTE = 60_000;
/** The revision since which a watch can be disputed. */
const DISPUTABLE_SINCE = 2;

/**
 * 四.7(3): the police look out on the roads for a vehicle that the court has sealed. When they have stopped it they tell the court immediately,
 * which takes it over; the hand-over is confirmed by both. The watch is open for as long as the court wants.
 */
export async function vehicleIntercept(file: CaseFile<VehicleIntercept>): Promise<void> {
  const course = new Course(file);
  for (;;) {
    const step = await file.next(course.stageView());
    const end = course.take(step);
    if (end) return file.close(end, course.particulars(), []);
  }
}

class Course {
  private readonly ruleSet: RuleSet;
  private readonly disputes: HostedDisputes;
  private deliveredAt: number | undefined;
  private receipt: { at: number; how: 'signed' | 'deemed' | 'report' } | undefined;
  private until: Day | undefined;
  /** When the end day was last set: a reminder that was past then is not sent. */
  private untilSetAt: number;
  private readonly stops: Stop[] = [];
  private confirmed: HandOver | undefined;
  private handedOverAt: number | undefined;

  constructor(private readonly file: CaseFile<VehicleIntercept>) {
    const { opening, openedAt } = file;
    this.ruleSet = ruleSetOf(opening);
    this.disputes = new HostedDisputes(file, file.revision >= DISPUTABLE_SINCE);
    this.until = opening.watchUntil;
    this.untilSetAt = openedAt;
    if (opening.serviceMode === 'electronic') this.deliveredAt = openedAt;
    file.tell('unit.desk', 'request-opened');
    file.tell('unit.liaison', 'request-opened');
  }

  stageView(): StageView<VehicleIntercept> {
    const name = this.stage();
    return {
      name,
      awaited: this.awaited(name),
      offered: this.disputes.offer(OFFERED[name]),
      alarms: () => this.alarms(),
      particulars: this.particulars(),
      judge: (command) => this.judge(command),
      implies: (command) => (command.name === 'report-stopped' && !this.receipt ? [{ type: 'receipt-implied', facts: { how: 'report' } }] : []),
    };
  }

  /** What one step changes. Returns how the matter closed, if it did. */
  take(step: Step<VehicleIntercept>): End | undefined {
    const { file } = this;
    switch (step.type) {
      case 'record-delivery':
        this.deliveredAt = step.at;
        file.tell('unit.desk', 'delivery-recorded');
        return;
      case 'sign-receipt':
        // After a deemed receipt a signature is only evidence.
        this.receipt ??= { at: step.at, how: 'signed' };
        file.tell('court.officer', 'receipt-signed');
        return;
      case 'receipt-implied':
        this.receipt = { at: step.at, how: 'report' };
        return;
      case 'receipt-deemed':
        this.receipt = { at: step.at, how: 'deemed' };
        for (const audience of ['unit.desk', 'unit.liaison', 'court.officer'] as const) file.tell(audience, 'receipt-deemed', { params: { on: step.facts.on } });
        return;
      case 'report-stopped':
        this.stop(step.seq, step.facts.stoppedAt, step.at);
        return;
      case 'acknowledge-stop': {
        this.acknowledge(step.at);
        for (const audience of ['unit.desk', 'unit.liaison'] as const) file.tell(audience, 'stop-acknowledged', { urgency: 'urgent' });
        return;
      }
      case 'confirm-hand-over':
        return this.handOver(step);
      case 'extend-watch':
        this.until = step.facts.until;
        this.untilSetAt = step.at;
        for (const audience of ['unit.desk', 'unit.liaison'] as const) file.tell(audience, 'watch-extended', { params: { until: step.facts.until } });
        return;
      case 'watch-ending':
        file.tell('court.officer', 'watch-ending', { params: { until: step.facts.until } });
        return;
      case 'watch-lapsed':
      case 'end-watch':
        this.disputes.settle(OF_THE_REQUEST, 'withdrawn');
        // Nobody may stop the vehicle, or keep it, for a watch that is over.
        for (const audience of ['unit.desk', 'unit.liaison'] as const) file.tell(audience, 'watch-ended', { urgency: 'urgent' });
        if (step.type === 'watch-lapsed') file.tell('court.officer', 'watch-ended', { urgency: 'urgent' });
        return 'watch-ended';
      case 'open-dispute':
      case 'dispute-ended':
      case 'apply-proposal':
        return this.disputes.take(step);
      case 'reminder':
      case 'term-expired':
      case 'target-missed':
      case 'escalation':
        return;
      default:
        return assertNever(step);
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    const { sealMatter } = this.file.opening;
    return {
      sealMatter: sealMatter ?? null,
      receipt: this.receipt ?? null,
      watchUntil: this.until ?? null,
      stops: this.stops.map((stop) => ({ ...stop })),
      handOverConfirmed: this.confirmed ?? null,
      handedOverAt: this.handedOverAt ?? null,
      ...this.disputes.particulars(),
    };
  }

  private stage(): Stage {
    if (this.stops.length > 0) return 'stopped';
    if (this.receipt) return 'watching';
    return this.deliveredAt === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  private awaited(stage: Stage): Side[] {
    if (stage === 'awaiting-delivery') return ['court'];
    if (stage !== 'stopped') return ['unit'];
    if (this.confirmed) return [this.confirmed.side === 'court' ? 'unit' : 'court'];
    return this.lastStop()?.acknowledgedAt === undefined ? ['court'] : ['court', 'unit'];
  }

  private alarms(): readonly OwnAlarm<VehicleIntercept>[] {
    const stage = this.stage();
    const { calendar } = this.file;
    if (stage === 'stopped') return [];
    const watch = this.watchAlarms();
    if (stage !== 'awaiting-receipt' || this.deliveredAt === undefined) return watch;
    const { on, at } = deemedReceipt(calendar, this.deliveredAt, this.ruleSet.deemedReceipt);
    return [{ id: `receipt-deemed:${calendar.version}`, type: 'receipt-deemed', at, facts: { on } }, ...watch];
  }

  /** The end day that the court has set: a reminder on the working day before it, and the end with that day. A vehicle that was stopped in time is handed over all the same. */
  private watchAlarms(): OwnAlarm<VehicleIntercept>[] {
    const { until, file } = this;
    if (until === undefined) return [];
    const remindAt = atTimeOfDayMs(addWorkingDays(file.calendar, until, -1), this.ruleSet.workingHours.from);
    return [
      ...(remindAt > this.untilSetAt ? [{ id: `watch-ending:${until}`, type: 'watch-ending' as const, at: remindAt, facts: { until } }] : []),
      { id: `watch-lapsed:${until}`, type: 'watch-lapsed', at: startOfDayMs(addDays(until, 1)), facts: { until } },
    ];
  }

  /** 立即: the target runs from the stop itself, whenever it is entered. */
  private stop(seq: number, stoppedAt: number, at: number): void {
    const { file } = this;
    // What was not acknowledged of an earlier stop is overtaken by this one.
    if (this.stops.length > 0) file.endTerm(this.termId('acknowledge-stop'));
    this.stops.push({ seq, stoppedAt });
    this.confirmed = undefined;
    const notify = getTerm(this.ruleSet, 'intercept.notify-court');
    file.startTerm({ id: this.termId('notify-court'), name: 'notify-court', side: 'unit', term: notify, ladder: ladderFor(this.ruleSet, notify), startAt: stoppedAt });
    file.meetTerm(this.termId('notify-court'), at);
    const acknowledge = getTerm(this.ruleSet, 'intercept.acknowledge-stop');
    file.startTerm({ id: this.termId('acknowledge-stop'), name: 'acknowledge-stop', side: 'court', term: acknowledge, ladder: this.ruleSet.ladders.minutesOfCourt, startAt: at });
    file.tell('court.officer', 'vehicle-stopped', { urgency: 'urgent', isRinging: true, params: { stoppedAt } });
    file.tell('court.bureau', 'vehicle-stopped', { urgency: 'urgent', isRinging: true, params: { stoppedAt } });
    file.tell('unit.liaison', 'vehicle-stopped', { urgency: 'urgent', params: { stoppedAt } });
  }

  private acknowledge(at: number): void {
    const last = this.lastStop();
    if (last) last.acknowledgedAt = at;
    if (this.file.term(this.termId('acknowledge-stop'))?.state === 'running') this.file.meetTerm(this.termId('acknowledge-stop'), at);
  }

  /** One side says when; the other says the same, or expressly agrees to what was said first. */
  private handOver(step: Extract<Step<VehicleIntercept>, { type: 'confirm-hand-over' }>): End | undefined {
    const { file } = this;
    const side: HandOverSide = step.by.side === 'court' ? 'court' : 'unit';
    if (side === 'court' && this.lastStop()?.acknowledgedAt === undefined) this.acknowledge(step.at);
    if (this.confirmed && this.confirmed.side !== side) {
      this.handedOverAt = this.confirmed.handedOverAt;
      for (const audience of ['court.officer', 'unit.desk', 'unit.liaison'] as const) file.tell(audience, 'vehicle-handed-over', { urgency: 'urgent', params: { handedOverAt: this.handedOverAt } });
      return 'handed-over';
    }
    this.confirmed = { side, handedOverAt: step.facts.handedOverAt };
    file.tell(side === 'court' ? 'unit.desk' : 'court.officer', 'hand-over-confirmed', { urgency: 'urgent', params: { handedOverAt: step.facts.handedOverAt } });
    return undefined;
  }

  private judge(command: CommandMessage): Refusal | undefined {
    const { receivedAt } = command;
    switch (command.name) {
      case 'sign-receipt':
        return this.receipt && this.receipt.how !== 'deemed' ? { code: 'already-received', details: { at: this.receipt.at } } : undefined;
      case 'report-stopped': {
        const { stoppedAt } = command.facts as CommandFacts['report-stopped'];
        const earliestAt = this.lastStop()?.stoppedAt ?? this.file.openedAt;
        return stoppedAt > receivedAt || stoppedAt < earliestAt ? { code: 'time-out-of-range', details: { field: 'stoppedAt', earliestAt } } : undefined;
      }
      case 'acknowledge-stop': {
        const last = this.lastStop();
        if (last?.seq !== (command.facts as CommandFacts['acknowledge-stop']).stop) return { code: 'no-such-stop' };
        return last.acknowledgedAt === undefined ? undefined : { code: 'already-recorded', details: { acknowledgedAt: last.acknowledgedAt } };
      }
      case 'confirm-hand-over':
        return this.judgeHandOver(command);
      case 'extend-watch': {
        const { until } = command.facts as CommandFacts['extend-watch'];
        return until !== undefined && until < dayOf(receivedAt) ? { code: 'time-out-of-range', details: { field: 'until' } } : undefined;
      }
      default:
        return this.disputes.judge(command);
    }
  }

  private judgeHandOver({ by, receivedAt, facts }: CommandMessage): Refusal | undefined {
    const { handedOverAt, agreed } = facts as CommandFacts['confirm-hand-over'];
    const earliestAt = this.lastStop()?.stoppedAt ?? this.file.openedAt;
    if (handedOverAt > receivedAt || handedOverAt < earliestAt) return { code: 'time-out-of-range', details: { field: 'handedOverAt', earliestAt } };
    if (!this.confirmed || this.confirmed.side === by.side || agreed === true || isSameMinute(this.confirmed.handedOverAt, handedOverAt)) return undefined;
    return { code: 'hand-over-times-differ', details: { confirmedAt: this.confirmed.handedOverAt, givenAt: handedOverAt } };
  }

  private lastStop(): Stop | undefined {
    return this.stops.at(-1);
  }

  private termId(name: string): string {
    return this.stops.length <= 1 ? name : `${name}.${this.stops.length}`;
  }
}

/** People write hours and minutes. */
function isSameMinute(one: number, other: number): boolean {
  return Math.floor(one / MS_PER_MINUTE) === Math.floor(other / MS_PER_MINUTE);
}
