import { localOffice, type Party, requestParties } from '../../domain/access/parties';
import type { Calendar } from '../../domain/calendar/calendar';
import type { Entry } from '../../matters/ledger';
import type { BreachView, LinkView } from '../../matters/position';
import type { PublicationView } from '../../matters/publication';
import { BreachMarks } from './breach-marks';
import { Measures } from './measures';
import { RunningTerms } from './running-terms';

/** What a matter's entries have made of it so far, beside the stage that its procedure knows: who takes part, which clocks run, what is in force. */
export class Standing {
  readonly parties: Party[];
  /** In the order in which the matters were linked. */
  readonly links: LinkView[];
  readonly terms: RunningTerms;
  readonly measures = new Measures();
  /** What stands in the public column. */
  publication: PublicationView | undefined;
  readonly breachMarks = new BreachMarks();

  constructor({ facts }: Entry, calendar: Calendar) {
    const { court, unit, office, parties, origin, closeOfBusiness } = facts as { court: string; unit: string; office?: string; parties?: readonly Party[]; origin?: LinkView; closeOfBusiness?: unknown };
    this.parties = [...(parties ?? requestParties({ court, unit, office }))];
    this.links = origin ? [{ matter: origin.matter, as: origin.as }] : [];
    this.terms = new RunningTerms(calendar, typeof closeOfBusiness === 'string' ? closeOfBusiness : undefined);
  }

  join(party: Party): void {
    if (!this.parties.some(({ side, body, office }) => side === party.side && body === party.body && localOffice(body, office) === localOffice(body, party.office))) this.parties.push(party);
  }

  /** The breaches that a procedure lists, with what was said of each. */
  breaches(listed: readonly BreachView[] = []): readonly BreachView[] {
    return this.breachMarks.on(listed);
  }
}
