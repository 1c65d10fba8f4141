import { withEntryOnBreach } from '../../matters/breaches';
import type { Entry } from '../../matters/ledger';
import type { BreachView } from '../../matters/position';

type Mark = Pick<BreachView, 'contested' | 'annulled' | 'isToBeAnnulled'>;

/** What was said of the breaches that a procedure lists: it knows which terms ran out, the shell what became of that. */
export class BreachMarks {
  private readonly marks = new Map<string, Mark>();

  /** The breaches with what was said of each. */
  on(breaches: readonly BreachView[]): readonly BreachView[] {
    return breaches.map((breach) => ({ ...breach, ...this.marks.get(keyOf(breach)) }));
  }

  /** Somebody contests or annuls one. */
  take(breaches: readonly BreachView[], entry: Entry): void {
    for (const breach of withEntryOnBreach(this.on(breaches), entry)) {
      const { contested, annulled, isToBeAnnulled } = breach;
      this.marks.set(keyOf(breach), { ...(contested ? { contested } : {}), ...(annulled ? { annulled } : {}), ...(isToBeAnnulled ? { isToBeAnnulled } : {}) });
    }
  }

  /** These rested on a date that a revised calendar moved. */
  listForAnnulment(breaches: readonly BreachView[]): void {
    for (const breach of breaches) if (!breach.annulled) this.marks.set(keyOf(breach), { ...this.marks.get(keyOf(breach)), isToBeAnnulled: true });
  }
}

/** A term that runs out a second time does so at another instant. */
function keyOf({ term, at }: BreachView): string {
  return `${term}@${at}`;
}
