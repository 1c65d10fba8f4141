import { measureOf, measureUndoneBy, type MeasureRule } from '../../domain/catalogue/measures';
import { type AssistanceRequest, type CommandFacts, hasDoneSomething } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import type { MeasureFacts, MeasureView } from '../../matters/measures';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, Step } from '../case-file/shape';

/** Requests opened before this revision of the procedure take no part in the registry of measures, and close when they are withdrawn. */
const SINCE_REVISION = 2;

type Answer = Extract<Step<AssistanceRequest>, { type: 'answer' | 'handle-at-window' }>;

/** What a request puts in force against the debtor, or lifts of what another put in force. One request, one measure. */
export class Measure {
  /** What this request takes; a request that lifts takes nothing. */
  readonly rule: MeasureRule | undefined;
  private readonly lifted: MeasureRule | undefined;

  constructor(private readonly file: CaseFile<AssistanceRequest>) {
    const { kind, lifts } = file.opening;
    if (file.revision < SINCE_REVISION) return;
    this.lifted = measureUndoneBy(kind) ?? (lifts ? measureOf(kind) : undefined);
    this.rule = this.lifted ? undefined : measureOf(kind);
  }

  /** Lifts what another request put in force. */
  get lifts(): boolean {
    return this.lifted !== undefined;
  }

  /** As it stands, or stood. */
  get view(): MeasureView | undefined {
    return this.rule && this.file.measures.find(this.rule.kind);
  }

  get isStanding(): boolean {
    const state = this.view?.state;
    return state === 'in-force' || state === 'waiting';
  }

  /** Done or partly done puts it in force. A later answer that nothing was done takes that back, unless its publication is on record. */
  answered({ seq, at, facts: { outcome, measure } }: Answer, isPublished: boolean): void {
    const isDone = hasDoneSomething(outcome);
    if (isDone) this.taken({ seq, at }, measure);
    else if (this.rule && this.isStanding && !isPublished) this.file.measures.mark({ seq, at }, this.rule.kind, 'lifted');
    if (!this.lifted) return;
    if (outcome === 'done') this.file.measures.lift({ seq, at }, { key: this.lifted.kind, kind: this.lifted.kind, assets: measure?.assets ?? [], ...(this.file.opening.lifts ? { of: this.file.opening.lifts.matter } : {}) });
    else this.file.measures.takeBackLift({ seq, at }, this.lifted.kind);
  }

  /** 四.17: shares are frozen from the publication on, answered or not. */
  published({ seq, at }: { seq: number; at: number }, measure?: MeasureFacts): void {
    if (this.rule?.kind === 'freeze-notice') this.taken({ seq, at }, measure);
  }

  taken(by: { seq: number; at: number }, measure: MeasureFacts | undefined): void {
    if (this.rule) this.file.measures.take(by, { key: this.rule.kind, kind: this.rule.kind }, measure);
  }

  /** A drafted request tells the one that was withdrawn how it ended: undone, if the court accepted that it was, or that there was nothing to undo. */
  tellOrigin(outcome: CommandFacts['answer']['outcome'] | undefined): void {
    const { lifts, drafted } = this.file.opening;
    if (!drafted || !lifts) return;
    this.file.command({ key: 'undone', matter: lifts.matter, name: 'undone', facts: { measure: lifts.measure, undone: outcome === 'done' || outcome === 'nothing-found' } });
  }

  judge({ name, facts, receivedAt }: CommandMessage): Refusal | undefined {
    const { measure } = facts as { measure?: MeasureFacts };
    if (measure?.bookedAt !== undefined && measure.bookedAt > receivedAt) return { code: 'time-out-of-range', details: { field: 'bookedAt' } };
    // What was withdrawn has to be undone: the court has no choice left.
    return name === 'withdraw' && this.file.opening.drafted ? { code: 'undoing-owed' } : undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    const { lifts, drafted } = this.file.opening;
    return { ...(lifts ? { lifts } : {}), ...(drafted ? { drafted } : {}) };
  }
}
