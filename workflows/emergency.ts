import { assertNever } from '../domain/assert-never';
import { getRuleSet, getTerm, ladderFor, type RuleSet, withAdvisoryTargets } from '../domain/rule-sets';
import { type Call110, type CommandFacts, type Emergency, OFFERED, type Stage } from '../matters/emergency';
import type { CommandMessage, Side } from '../matters/ledger';
import type { MessageCode } from '../matters/messages-to-people';
import type { CaseFile } from './case-file/case-file';
import type { Refusal, StageView, Step } from './case-file/shape';
import { HostedDisputes, OF_THE_REQUEST } from './hosted-disputes';

type End = Emergency['closedAs'];

/** What the police have said of their way, in the order in which it goes. */
const WAY = ['acknowledged', 'under-way', 'arrived'] as const;

interface FalseReport {
  seq: number;
  by: Side | undefined;
  state: 'open' | 'passed' | 'unfounded';
  punishmentCase?: string;
}

const MS_PER_MINUTE = 60_000;
/** The revision since which an emergency can be disputed, and a false report has a target of its own. */
const SINCE_REVISION = 2;
const SETTLING = 'settle-false-report';
/** 110 is called before or while the alarm is raised; an earlier day is a slip of the pen. */
const EARLIEST_CALL_MS = 24 * 60 * MS_PER_MINUTE;

/**
 * 四.7(4): a court's officers meet with violence; the police turn out immediately and act on those who obstruct. Who made up facts to hinder the
 * enforcement is dealt with for it. Never a substitute for 110: what is told here is told beside that call, at once and urgently.
 */
export async function emergency(file: CaseFile<Emergency>): Promise<void> {
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
  /** When each part of the way was reached, as the police say. */
  private readonly reached = new Map<(typeof WAY)[number], number>();
  private readonly rung: { whom: 'duty-desk' | 'head'; at: number }[] = [];
  private readonly falseReports: FalseReport[] = [];
  private call110: Call110 | undefined;
  /** 110 was left unrecorded long enough: nobody waits for it any more. */
  private isCallGivenUp = false;
  private end: { as: End; at: number; outcome?: string } | undefined;

  constructor(private readonly file: CaseFile<Emergency>) {
    const { opening, openedAt } = file;
    const ruleSet = getRuleSet(opening.ruleSet);
    this.ruleSet = opening.advisoryTargets ? withAdvisoryTargets(ruleSet, opening.advisoryTargets) : ruleSet;
    this.disputes = new HostedDisputes(file, file.revision >= SINCE_REVISION);
    this.call110 = opening.call110;
    const term = getTerm(this.ruleSet, 'emergency.turn-out');
    file.startTerm({ id: 'turn-out', name: 'turn-out', side: 'unit', term, ladder: ladderFor(this.ruleSet, term), startAt: openedAt });
    for (const audience of ['unit.desk', 'unit.liaison', 'court.bureau'] as const) {
      file.tell(audience, 'alarm-raised', { urgency: 'urgent', isRinging: audience === 'unit.desk', params: { happening: opening.happening } });
    }
  }

  stageView(): StageView<Emergency> {
    const name = this.stage();
    return {
      name,
      awaited: this.awaited(name),
      offered: this.disputes.offer(OFFERED[name]),
      alarms: () => this.alarms(),
      particulars: this.particulars(),
      judge: (command) => this.judge(command),
    };
  }

  /** What one step changes. Returns how the matter closed, if it did. */
  take(step: Step<Emergency>): End | undefined {
    const { file } = this;
    switch (step.type) {
      case 'acknowledge-alarm':
        this.reach('acknowledged', step, 'alarm-acknowledged');
        return;
      case 'under-way':
        this.reach('under-way', step, 'police-under-way');
        this.turnOut(step.at);
        return;
      case 'arrived':
        this.reach('arrived', step, 'police-arrived');
        this.turnOut(step.at);
        return;
      case 'duty-desk-rung':
        this.rung.push({ whom: 'duty-desk', at: step.at });
        this.ring('unit.desk', 'alarm-unacknowledged');
        this.ring('court.officer', 'call-110-again');
        return;
      case 'head-rung':
        this.rung.push({ whom: 'head', at: step.at });
        this.ring('unit.head', 'alarm-unacknowledged');
        this.ring('court.officer', 'call-110-again');
        this.ring('court.bureau', 'call-110-again');
        return;
      case 'end-emergency':
        this.end = { as: 'ended', at: step.facts.at ?? step.at, outcome: step.facts.outcome };
        for (const audience of ['court.officer', 'court.bureau', 'unit.liaison'] as const) {
          file.tell(audience, 'emergency-ended', { urgency: 'urgent', params: { outcome: step.facts.outcome } });
        }
        return this.closeOrWait(step.at);
      case 'withdraw':
        this.end = { as: 'withdrawn', at: step.at };
        this.disputes.settle(OF_THE_REQUEST, 'withdrawn');
        for (const audience of ['unit.desk', 'unit.liaison'] as const) file.tell(audience, 'alarm-withdrawn', { urgency: 'urgent' });
        return this.closeOrWait(step.at);
      case 'record-110':
        this.call110 = { calledAt: step.facts.calledAt, ...(step.facts.incidentNumber ? { incidentNumber: step.facts.incidentNumber } : {}) };
        file.tell('unit.desk', 'call-110-recorded', { urgency: 'urgent' });
        if (file.term('record-110')?.state === 'running') file.meetTerm('record-110', step.at);
        return this.settled();
      case 'call-110-left-unrecorded':
        this.isCallGivenUp = true;
        file.tell('court.officer', 'call-110-left-unrecorded', { urgency: 'urgent' });
        file.tell('court.bureau', 'call-110-left-unrecorded', { urgency: 'urgent' });
        return this.settled();
      case 'record-false-report':
        this.falseReports.push({ seq: step.seq, by: step.by.side, state: 'open' });
        this.oweSettling(step.at);
        file.tell(step.by.side === 'court' ? 'unit.desk' : 'court.officer', 'false-report-recorded', { urgency: 'urgent' });
        file.tell('unit.liaison', 'false-report-recorded', { urgency: 'urgent' });
        return;
      case 'pass-to-punishment':
        this.settleReport(step, { state: 'passed', punishmentCase: step.facts.punishmentCase });
        file.tell('court.officer', 'false-report-passed', { urgency: 'urgent' });
        return this.settled();
      case 'declare-unfounded':
        this.settleReport(step, { state: 'unfounded' });
        file.tell('court.officer', 'false-report-unfounded', { urgency: 'urgent' });
        return this.settled();
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
    const { happening, dutyPhone, ringDutyDeskAfterMinutes, ringHeadAfterMinutes } = this.file.opening;
    const reachedAt = (part: (typeof WAY)[number]): number | null => this.reached.get(part) ?? null;
    return {
      happening,
      dutyPhone: dutyPhone ?? null,
      call110: this.call110 ?? null,
      ringDutyDeskAfterMinutes,
      ringHeadAfterMinutes,
      rung: [...this.rung],
      acknowledgedAt: reachedAt('acknowledged'),
      underWayAt: reachedAt('under-way'),
      arrivedAt: reachedAt('arrived'),
      endedAt: this.end?.at ?? null,
      outcome: this.end?.outcome ?? null,
      falseReports: this.falseReports.map((report) => ({ ...report })),
      ...this.disputes.particulars(),
    };
  }

  private stage(): Stage {
    if (this.end) return 'ended';
    return [...WAY].reverse().find((part) => this.reached.has(part)) ?? 'unacknowledged';
  }

  private awaited(stage: Stage): Side[] {
    if (stage !== 'ended') return ['unit'];
    return [...(this.isCallAwaited() ? (['court'] as const) : []), ...(this.openReports().length > 0 ? (['unit'] as const) : [])];
  }

  /** Nobody has answered: the unit's duty desk is rung, then its head. */
  private alarms(): ReturnType<NonNullable<StageView<Emergency>['alarms']>> {
    const { opening, openedAt } = this.file;
    const deskAt = openedAt + opening.ringDutyDeskAfterMinutes * MS_PER_MINUTE;
    const term = this.file.term('record-110');
    if (this.stage() === 'unacknowledged') {
      return [
        { id: 'duty-desk-rung', type: 'duty-desk-rung', at: deskAt, facts: {} },
        { id: 'head-rung', type: 'head-rung', at: deskAt + opening.ringHeadAfterMinutes * MS_PER_MINUTE, facts: {} },
      ];
    }
    if (term?.state === 'running' && !this.isCallGivenUp) return [{ id: `call-110-left-unrecorded:${term.calendarVersion}`, type: 'call-110-left-unrecorded', at: term.dueAt, facts: {} }];
    return [];
  }

  private reach(part: (typeof WAY)[number], step: { at: number; facts: CommandFacts['arrived'] }, message: MessageCode): void {
    const reachedAt = step.facts.at ?? step.at;
    this.reached.set(part, reachedAt);
    for (const audience of ['court.officer', 'court.bureau', 'unit.liaison'] as const) this.file.tell(audience, message, { urgency: 'urgent', params: { happenedAt: reachedAt } });
  }

  /** An entry made later tells when it was, but cures no lateness: the target is met when it was recorded. */
  private turnOut(at: number): void {
    if (this.file.term('turn-out')?.state === 'running') this.file.meetTerm('turn-out', at);
  }

  private ring(audience: 'unit.desk' | 'unit.head' | 'court.officer' | 'court.bureau', message: MessageCode): void {
    this.file.tell(audience, message, { urgency: 'urgent', isRinging: true });
  }

  /** It is over; what is still to be recorded keeps the matter open. */
  private closeOrWait(at: number): End | undefined {
    this.file.endTerm('turn-out');
    if (this.isCallAwaited()) {
      const term = getTerm(this.ruleSet, 'emergency.record-110');
      this.file.startTerm({ id: 'record-110', name: 'record-110', side: 'court', term, ladder: [], startAt: at });
      this.file.tell('court.officer', 'call-110-unrecorded', { urgency: 'urgent' });
    }
    return this.settled();
  }

  /** How the matter closes, once nothing is open in it. */
  private settled(): End | undefined {
    return this.end && !this.isCallAwaited() && this.openReports().length === 0 ? this.end.as : undefined;
  }

  private isCallAwaited(): boolean {
    return this.end?.as === 'ended' && this.call110 === undefined && !this.isCallGivenUp;
  }

  private openReports(): FalseReport[] {
    return this.falseReports.filter(({ state }) => state === 'open');
  }

  private settleReport({ at, facts }: { at: number; facts: { report: number } }, how: Pick<FalseReport, 'state' | 'punishmentCase'>): void {
    const index = this.falseReports.findIndex(({ seq }) => seq === facts.report);
    const report = this.falseReports[index];
    if (!report) return;
    Object.assign(report, how);
    if (this.file.term(settlingId(index + 1))?.state === 'running') this.file.meetTerm(settlingId(index + 1), at);
  }

  /** Who made up facts to hinder the enforcement is dealt with for it: a target for the police, without which nothing would remind of what keeps the matter open. */
  private oweSettling(startAt: number): void {
    if (this.file.revision < SINCE_REVISION) return;
    const term = getTerm(this.ruleSet, 'emergency.settle-false-report');
    this.file.startTerm({ id: settlingId(this.falseReports.length), name: SETTLING, side: 'unit', term, ladder: ladderFor(this.ruleSet, term), startAt });
  }

  private judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'acknowledge-alarm':
      case 'under-way':
      case 'arrived':
      case 'end-emergency': {
        const { at } = command.facts as CommandFacts['arrived'];
        const earliest = Math.max(this.file.openedAt, ...this.reached.values());
        return at !== undefined && (at > command.receivedAt || at < earliest) ? { code: 'time-out-of-range', details: { field: 'at', earliestAt: earliest } } : undefined;
      }
      case 'record-110': {
        const { calledAt } = command.facts as CommandFacts['record-110'];
        if (this.call110?.incidentNumber !== undefined) return { code: 'already-recorded', details: { calledAt: this.call110.calledAt } };
        return calledAt > command.receivedAt || calledAt < this.file.openedAt - EARLIEST_CALL_MS ? { code: 'time-out-of-range', details: { field: 'calledAt' } } : undefined;
      }
      case 'record-false-report': {
        const { reportedAt } = command.facts as CommandFacts['record-false-report'];
        return reportedAt !== undefined && (reportedAt > command.receivedAt || reportedAt < this.file.openedAt - EARLIEST_CALL_MS) ? { code: 'time-out-of-range', details: { field: 'reportedAt' } } : undefined;
      }
      case 'pass-to-punishment':
      case 'declare-unfounded':
        return this.openReports().some(({ seq }) => seq === (command.facts as CommandFacts['declare-unfounded']).report) ? undefined : { code: 'no-such-false-report' };
      default:
        return this.disputes.judge(command);
    }
  }
}

function settlingId(report: number): string {
  return report === 1 ? SETTLING : `${SETTLING}.${report}`;
}
