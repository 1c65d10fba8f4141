import { assertNever } from '../domain/assert-never';
import { addDays, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../domain/calendar/day';
import { type RuleSet, ruleSetOf } from '../domain/rule-sets';
import { contradictionsOf, isOrderOfBook, type Seal } from '../domain/seals/queue';
import { REMIND_DAYS_BEFORE, validityYears } from '../domain/seals/validity';
import type { CommandMessage, Side } from '../matters/ledger';
import { type CommandFacts, OFFERED, type SealQueueMatter, type SealQueueParticulars, type Stage } from '../matters/seal-queue';
import type { CaseFile } from './case-file/case-file';
import type { OwnAlarm, Refusal, StageView, Step } from './case-file/shape';
import { AssetQueue } from './seal-queue/asset-queue';
import { courtOf, tellChanges, termOf } from './seal-queue/tell-changes';

/**
 * 四.7(3); 法发〔2004〕5号, art. 20: several courts seal one asset. The first in the registry's book is in force, later ones wait in its order and are
 * told their place; when the seal in force is lifted, expires or is used up, the next takes effect at the same instant. Whoever seals the asset
 * years later finds this queue: it is never closed.
 */
export async function sealQueue(file: CaseFile<SealQueueMatter>): Promise<void> {
  const course = new Course(file);
  for (;;) course.take(await file.next(course.stageView()));
}

/** From this revision on nothing is taken of a time before what it follows from: a slip of a year would end a seal, and the next with it. */
const IN_ORDER_OF_TIME = 2;
/** From this one on no last day that has passed is taken, what moves up keeps its own time, renewals are not stacked, and each new contradiction is told. */
const KEEPS_OWN_TIME = 3;

class Course {
  private readonly ruleSet: RuleSet;
  private readonly seals: AssetQueue;

  constructor(private readonly file: CaseFile<SealQueueMatter>) {
    this.ruleSet = ruleSetOf(file.opening);
    this.seals = new AssetQueue(validityYears(this.ruleSet.sealValidity, file.opening.assetClass), file.revision >= KEEPS_OWN_TIME);
  }

  stageView(): StageView<SealQueueMatter> {
    const name = this.stage();
    return { name, awaited: this.awaited(name), offered: OFFERED[name], alarms: () => this.alarms(), particulars: this.particulars(), judge: (command) => this.judge(command) };
  }

  take(step: Step<SealQueueMatter>): void {
    const before = this.seals.queue;
    this.apply(step);
    tellChanges(this.file, this.seals.all, before, this.seals.queue, { isEachTold: this.file.revision >= KEEPS_OWN_TIME });
  }

  private apply(step: Step<SealQueueMatter>): void {
    const { file, seals } = this;
    switch (step.type) {
      case 'report-seal': {
        const { court, unit, office } = step.facts;
        file.join({ side: 'court', body: court, relation: 'requesting-court' });
        file.join({ side: 'unit', body: unit, ...(office === undefined ? {} : { office }), relation: 'assisting-unit' });
        return seals.report(step);
      }
      case 'report-release':
        return seals.release(step.facts);
      case 'confirm-seal':
        return seals.confirm(step);
      case 'record-outside-seal':
        return seals.recordOutside(step);
      case 'end-outside-seal':
        return seals.endOutside(step);
      case 'record-encumbrance':
        return seals.burden(step);
      case 'end-encumbrance':
        return seals.unburden(step);
      case 'settle-seal-order':
        for (const owner of seals.all.filter(({ no }) => step.facts.order.includes(no))) {
          const to = courtOf(owner);
          if (to) file.tell('court.officer', 'seal-order-settled', { to });
        }
        return seals.settle(step);
      case 'record-disposal':
        return seals.dispose(step);
      case 'give-waiting-notice': {
        seals.notice(step);
        const owner = seals.owner(step.facts.seal);
        const to = owner && courtOf(owner);
        if (to) file.tell('court.officer', 'waiting-notice-given', { to, params: { place: owner.noticedPlace } });
        return;
      }
      case 'renew-seal':
        seals.renew(step);
        for (const audience of ['unit.desk', 'unit.liaison'] as const) file.tell(audience, 'seal-renewed', { urgency: 'urgent', params: { untilOn: seals.seal(step.facts.seal)?.untilOn } });
        return;
      case 'seal-expiring':
        return this.remind(step.facts);
      case 'seal-expired':
        return seals.expire(step);
      default:
        return assertNever(step);
    }
  }

  private stage(): Stage {
    const { queue } = this.seals;
    if (contradictionsOf(queue).length > 0) return 'contradicted';
    return queue.seals.some(({ state }) => state === 'to-confirm') ? 'to-confirm' : 'in-order';
  }

  /** The registry confirms, settles, and tells whoever waits in writing. */
  private awaited(stage: Stage): Side[] {
    return stage === 'in-order' && !this.seals.isNoticeOwed ? [] : ['unit'];
  }

  /** Art. 485: only the time of the seal in force runs. Its court is reminded to renew; with its last day it expires, and the next takes effect. */
  private alarms(): OwnAlarm<SealQueueMatter>[] {
    const seal = this.seals.inForce;
    if (seal?.untilOn === undefined) return [];
    const { no, untilOn, untilSetAt = 0 } = seal;
    const reminders = REMIND_DAYS_BEFORE.map((daysLeft) => ({ daysLeft, at: atTimeOfDayMs(addDays(untilOn, -daysLeft), this.ruleSet.workingHours.from) }));
    return [
      ...reminders
        .filter(({ at }) => at > untilSetAt)
        .map(({ daysLeft, at }): OwnAlarm<SealQueueMatter> => ({ id: `seal-expiring:${no}:${untilOn}:${daysLeft}`, type: 'seal-expiring', at, term: termOf({ no }), facts: { seal: no, untilOn, term: termOf({ no }), daysLeft } })),
      { id: `seal-expired:${no}:${untilOn}`, type: 'seal-expired', at: startOfDayMs(addDays(untilOn, 1)), facts: { seal: no, untilOn } },
    ];
  }

  private remind({ seal, untilOn, term }: Extract<Step<SealQueueMatter>, { type: 'seal-expiring' }>['facts']): void {
    const owner = this.seals.owner(seal);
    const to = owner && courtOf(owner);
    if (to) this.file.tell('court.officer', 'seal-expiring', { to, urgency: 'urgent', term, params: { untilOn } });
    // Of an outside court's seal the registry itself keeps the day.
    else this.file.tell('unit.desk', 'seal-expiring', { term, params: { untilOn } });
  }

  private judge(command: CommandMessage): Refusal | undefined {
    const { seals } = this;
    switch (command.name) {
      case 'confirm-seal': {
        const { seal, bookedAt, untilOn } = command.facts as CommandFacts['confirm-seal'];
        return this.judgeLiving(seal) ?? judgeTime(command, 'bookedAt', bookedAt) ?? this.judgeBefore('bookedAt', bookedAt, startOfServing(seals.seal(seal))) ?? this.judgeLastDay(command, untilOn);
      }
      case 'record-outside-seal': {
        const { bookedAt, servedAt, waiting, untilOn = waiting ? undefined : seals.lastDayOfFirst(bookedAt) } = command.facts as CommandFacts['record-outside-seal'];
        return judgeTime(command, 'bookedAt', bookedAt) ?? judgeTime(command, 'servedAt', servedAt) ?? this.judgeLastDay(command, untilOn);
      }
      case 'end-outside-seal': {
        const { seal, how, endedAt } = command.facts as CommandFacts['end-outside-seal'];
        // 二(三): a court of the platform lifts its own seal, by its own request.
        if (how !== 'not-booked' && seals.owner(seal)?.request !== undefined) return { code: 'released-by-its-court' };
        return this.judgeLiving(seal) ?? judgeTime(command, 'endedAt', endedAt) ?? this.judgeBefore('endedAt', endedAt, seals.seal(seal)?.bookedAt);
      }
      case 'record-encumbrance':
        return judgeTime(command, 'bookedAt', (command.facts as CommandFacts['record-encumbrance']).bookedAt);
      case 'end-encumbrance': {
        const { entry, endedAt } = command.facts as CommandFacts['end-encumbrance'];
        return seals.burdens.some((burden) => burden.entry === entry && burden.endedAt === undefined) ? judgeTime(command, 'endedAt', endedAt) : { code: 'no-such-encumbrance' };
      }
      case 'settle-seal-order':
        return isOrderOfBook(seals.queue, (command.facts as CommandFacts['settle-seal-order']).order) ? undefined : { code: 'not-the-order-of-the-book', details: { book: seals.queue.book } };
      case 'record-disposal': {
        const { disposedAt } = command.facts as CommandFacts['record-disposal'];
        return seals.inForce ? (judgeTime(command, 'disposedAt', disposedAt) ?? this.judgeBefore('disposedAt', disposedAt, seals.inForce.bookedAt)) : { code: 'no-seal-in-force' };
      }
      case 'give-waiting-notice': {
        const { seal } = command.facts as CommandFacts['give-waiting-notice'];
        return seals.owner(seal)?.request !== undefined && seals.seal(seal)?.state === 'waiting' ? undefined : { code: 'seal-not-waiting' };
      }
      case 'renew-seal':
        return this.judgeRenewal(command);
      default:
        return undefined;
    }
  }

  private judgeLiving(no: number): Refusal | undefined {
    return this.seals.living(no) ? undefined : { code: 'no-such-seal' };
  }

  /** Nothing is booked before the day of its service, and nothing ends before it was booked. */
  private judgeBefore(field: string, at: number | undefined, earliest: number | undefined): Refusal | undefined {
    return this.file.revision >= IN_ORDER_OF_TIME && at !== undefined && earliest !== undefined && at < earliest ? { code: 'time-out-of-range', details: { field } } : undefined;
  }

  /** What stands in the book today, and so was booked by now, has not ended before: the slip of a year would end it for good. */
  private judgeLastDay({ receivedAt }: CommandMessage, untilOn: Day | undefined): Refusal | undefined {
    return this.file.revision >= KEEPS_OWN_TIME && untilOn !== undefined && untilOn < dayOf(receivedAt) ? { code: 'last-day-passed', details: { field: 'untilOn' } } : undefined;
  }

  /** By its own court, while it is in force and has no more than one term left, to a later day than it has and for no more than one term behind that. */
  private judgeRenewal({ by, facts, receivedAt }: CommandMessage): Refusal | undefined {
    const { seal: no, untilOn } = facts as CommandFacts['renew-seal'];
    const owner = this.seals.owner(no);
    if (!owner) return { code: 'no-such-seal' };
    if (owner.court !== by.body) return { code: 'seal-of-another-court' };
    const seal = this.seals.inForce;
    if (seal?.no !== no || seal.untilOn === undefined) return { code: 'seal-not-in-force' };
    if (this.file.revision >= KEEPS_OWN_TIME && this.seals.isRenewedAhead(seal, receivedAt)) return { code: 'renewed-ahead', details: { untilOn: seal.untilOn } };
    const longestOn = this.seals.longest(seal, receivedAt);
    return untilOn !== undefined && (untilOn <= seal.untilOn || untilOn > longestOn) ? { code: 'day-out-of-range', details: { field: 'untilOn', after: seal.untilOn, latest: longestOn } } : undefined;
  }

  private particulars(): SealQueueParticulars {
    return { assetClass: this.file.opening.assetClass, ...this.seals.shown() };
  }
}

/** The registry's clock and the court's may differ within the day. */
function startOfServing(seal: Seal | undefined): number | undefined {
  return seal?.servedAt === undefined ? undefined : startOfDayMs(dayOf(seal.servedAt));
}

/** What happened lies behind whoever says so. */
function judgeTime({ receivedAt }: CommandMessage, field: string, at: number | undefined): Refusal | undefined {
  return at !== undefined && at > receivedAt ? { code: 'time-out-of-range', details: { field } } : undefined;
}
