import { type AssetClass, assetClassOf } from '../../domain/seals/validity';
import type { AssistanceRequest, ClosedAs } from '../../matters/assistance-request';
import type { MeasureFacts } from '../../matters/measures';
import type { Booked, ReleaseReport, SealReport } from '../../matters/seal-queue';
import type { SharedMatter } from '../../matters/step';
import type { CaseFile } from '../case-file/case-file';
import type { Step } from '../case-file/shape';
import type { Measure } from './measure';
import type { ServedPapers, Service } from './service';

/** Requests opened before this revision of the procedure stand in no queue. */
const SINCE_REVISION = 4;
/** Before this one the order of service was that of signing. */
const SERVED_BY_DELIVERY_SINCE = 5;
const AS = 'seal-queue';

/**
 * 四.7(3): what a request for a seal is to the queue of the seals on its asset. From the service of its papers on it tells the queue where it stands,
 * as one statement of all of it, each time that this has changed.
 */
export class SealReports {
  private readonly assetClass: AssetClass | undefined;
  /** Under which the queue is found: as the court named the asset, then as the unit did. */
  private asset: string | undefined;
  private servedAt: number | undefined;
  private booked: Booked | undefined;
  private over: SealReport['over'];
  private said: string | undefined;

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly service: Service,
    private readonly measure: Measure,
  ) {
    this.assetClass = file.revision >= SINCE_REVISION ? assetClassOf(file.opening.kind) : undefined;
    this.asset = file.opening.asset;
  }

  /** Once the parts of the request have taken a step. */
  after(step: Step<AssistanceRequest>, end: ClosedAs | undefined): void {
    // What is implied is told with what implies it.
    if (!this.assetClass || step.type === 'receipt-implied') return;
    if (this.measure.lifts) return this.release(step);
    this.servedAt = this.servedIn(this.service.present) ?? this.servedAt;
    this.noteMeasure(step);
    if ((end === 'withdrawn' || end === 'passed-on') && !this.over) this.over = end === 'withdrawn' ? 'released' : 'not-booked';
    this.moveTo(measureIn(step)?.asset, step);
    if (this.servedAt !== undefined) this.say(step, {});
  }

  /**
   * Papers are served when they have come (Civil Procedure Law, art. 90): the order of two courts is that of delivery, so that not signing gains
   * nothing and signing for one first puts nobody ahead. A time on which both sides agree goes before what was recorded.
   */
  private servedIn({ receipt, deliveredAt }: Readonly<ServedPapers>): number | undefined {
    const isByDelivery = this.file.revision >= SERVED_BY_DELIVERY_SINCE && receipt?.how !== 'confirmed-time';
    return receipt && (isByDelivery ? Math.min(receipt.at, deliveredAt ?? receipt.at) : receipt.at);
  }

  private noteMeasure(step: Step<AssistanceRequest>): void {
    const measure = this.measure.view;
    const facts = measureIn(step);
    if (measure?.lastEntry !== step.seq) {
      if (step.type === 'answer' || step.type === 'handle-at-window') this.over = 'not-booked';
      return;
    }
    if (measure.state === 'lifting') return;
    if (measure.state === 'lifted') {
      this.over = step.type === 'answer' || step.type === 'handle-at-window' ? 'not-booked' : 'released';
      this.booked = undefined;
      return;
    }
    this.over = undefined;
    this.booked = {
      bookedAt: facts?.bookedAt ?? this.booked?.bookedAt ?? step.at,
      isStated: facts?.bookedAt !== undefined,
      ...(measure.untilOn === undefined ? {} : { untilOn: measure.untilOn }),
      ...(measure.state === 'waiting' ? { waiting: true } : {}),
    };
  }

  /** The unit knows the asset by another number: it was never sealed under the one that the court gave. */
  private moveTo(asset: string | undefined, step: Step<AssistanceRequest>): void {
    if (asset === undefined || asset === this.asset) return;
    if (this.asset !== undefined && this.said !== undefined) this.say(step, { over: 'not-booked', booked: undefined }, 'seal-queue-left');
    this.asset = asset;
    this.said = undefined;
  }

  private say(step: Step<AssistanceRequest>, over: Partial<SealReport>, key = AS): void {
    const { opening, openedBy } = this.file;
    const { court, caseNumber, unit, office } = opening;
    const standing = { court, caseNumber, unit, ...(office === undefined ? {} : { office }), officer: openedBy, servedAt: this.servedAt, booked: this.booked, over: this.over, ...over };
    const said = JSON.stringify(standing);
    if (this.asset === undefined || said === this.said) return;
    this.said = said;
    this.come(key, { token: this.asset, command: { name: 'report-seal', facts: { step: step.seq, happenedAt: step.at, ...withoutGaps(standing) } satisfies SealReport } });
  }

  /** A request that lifts a seal says so when the unit has done it. */
  private release(step: Step<AssistanceRequest>): void {
    if ((step.type !== 'answer' && step.type !== 'handle-at-window') || step.facts.outcome !== 'done') return;
    const { court, caseNumber, lifts } = this.file.opening;
    const facts: ReleaseReport = { happenedAt: step.at, court, caseNumber, ...(lifts ? { of: lifts.matter } : {}) };
    const asset = measureIn(step)?.asset ?? this.asset;
    if (lifts?.queue !== undefined) this.file.command({ key: AS, matter: lifts.queue, name: 'report-release', facts: { ...facts } });
    else if (asset !== undefined) this.come(AS, { token: asset, command: { name: 'report-release', facts: { ...facts } }, isOnlyIfThere: true });
  }

  private come(key: string, shared: SharedMatter): void {
    const { court, unit, office, ruleSet } = this.file.opening;
    this.file.open({ key, as: AS, procedure: 'seal-queue', opening: { revision: 3, kind: 'seal-queue', court, unit, ...(office === undefined ? {} : { office }), ruleSet, caseNumber: '', assetClass: this.assetClass }, shared });
  }
}

/** What the platform adds to an act that takes a measure or lifts one. */
function measureIn({ facts }: Step<AssistanceRequest>): MeasureFacts | undefined {
  return (facts as { measure?: MeasureFacts }).measure;
}

function withoutGaps<T extends object>(of: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
