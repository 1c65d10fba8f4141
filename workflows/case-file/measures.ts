import type { LiftView, MeasureFacts, MeasureState, MeasureView } from '../../matters/measures';

/** The step that changes a measure. */
interface By {
  seq: number;
  at: number;
}

/** What a matter has put in force and lifted so far: part of its position, from which the registry of measures is made. */
export class Measures {
  private readonly taken = new Map<string, MeasureView>();
  private readonly liftings = new Map<string, LiftView>();

  find(key: string): MeasureView | undefined {
    return this.taken.get(key);
  }

  take({ seq, at }: By, measure: Pick<MeasureView, 'key' | 'kind'>, { assets, untilOn, waiting }: MeasureFacts = { assets: [] }): void {
    const known = this.taken.get(measure.key);
    this.taken.set(measure.key, {
      ...measure,
      assets: assets.length > 0 ? assets : (known?.assets ?? []),
      state: waiting ? 'waiting' : 'in-force',
      sinceAt: known?.sinceAt ?? at,
      ...(untilOn === undefined ? {} : { untilOn }),
      byEntry: seq,
      lastEntry: seq,
    });
  }

  mark({ seq, at }: By, key: string, state: MeasureState): void {
    const known = this.taken.get(key);
    if (known) this.taken.set(key, { ...known, state, ...(state === 'lifted' ? { liftedAt: at } : {}), lastEntry: seq });
  }

  lift({ seq, at }: By, lift: Pick<LiftView, 'key' | 'kind' | 'assets' | 'of'>): void {
    this.liftings.set(lift.key, { ...lift, state: 'lifted', at, lastEntry: seq });
  }

  takeBackLift({ seq }: By, key: string): void {
    const known = this.liftings.get(key);
    if (known) this.liftings.set(key, { ...known, state: 'void', lastEntry: seq });
  }

  /** As the position shows them; a matter that has none says nothing. */
  views(): { measures?: readonly MeasureView[]; lifts?: readonly LiftView[] } {
    return {
      ...(this.taken.size > 0 ? { measures: [...this.taken.values()] } : {}),
      ...(this.liftings.size > 0 ? { lifts: [...this.liftings.values()] } : {}),
    };
  }
}
