import type { Day } from '../../domain/calendar/day';
import type { DeemedFrom } from '../../domain/deadlines/deemed-receipt';
import { crimeLadderFor, getTerm, type RuleSet, type TermName } from '../../domain/rule-sets';
import type { TermView } from '../../matters/position';
import type { CaseFile } from '../case-file/case-file';
import type { Shape } from '../case-file/shape';

/** What a term is called in a matter: its name in the rule set without the family, numbered from the second round on. */
function termIdOf(name: TermName, round = 1): string {
  return round === 1 ? shortNameOf(name) : `${shortNameOf(name)}.${round}`;
}

function shortNameOf(name: TermName): string {
  return name.slice(name.indexOf('.') + 1);
}

type Terms = Pick<CaseFile<Shape>, 'startTerm' | 'meetTerm' | 'endTerm' | 'term'>;

/** Terms of a suspected crime's matter, by their names in the rule set it began under. */
export class CrimeTerms {
  constructor(
    private readonly file: Terms,
    private readonly ruleSet: RuleSet,
  ) {}

  /** The police or the procuratorate owe something from now on. A name that the course leaves out asks for nothing. */
  owe(side: 'police' | 'procuratorate', name: TermName | undefined, from: { at: number; on?: Day; deemedFrom?: DeemedFrom; round?: number }): void {
    if (name === undefined) return;
    const term = getTerm(this.ruleSet, name);
    this.file.startTerm({ id: termIdOf(name, from.round), name: shortNameOf(name), side, term, ladder: crimeLadderFor(this.ruleSet, side, term), ...startOf(from) });
  }

  /** The court's right runs from now on, and lapses. */
  openWindow(name: TermName, from: { at: number; on: Day; deemedFrom?: DeemedFrom; round: number }): void {
    this.file.startTerm({ id: termIdOf(name, from.round), name: shortNameOf(name), side: 'court', term: getTerm(this.ruleSet, name), ladder: this.ruleSet.ladders.window, ...startOf(from) });
  }

  running(name: TermName | undefined, round?: number): TermView | undefined {
    const view = name === undefined ? undefined : this.file.term(termIdOf(name, round));
    return view?.state === 'running' ? view : undefined;
  }

  meet(name: TermName | undefined, at: number, round?: number): void {
    const view = this.running(name, round);
    if (view) this.file.meetTerm(view.id, at);
  }

  end(name: TermName | undefined, round?: number): void {
    const view = this.running(name, round);
    if (view) this.file.endTerm(view.id);
  }
}

function startOf({ at, on, deemedFrom }: { at: number; on?: Day; deemedFrom?: DeemedFrom }) {
  return { startAt: at, ...(on === undefined ? {} : { startOn: on }), ...(deemedFrom ? { deemedFrom } : {}) };
}
