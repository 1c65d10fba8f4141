import type { Kind } from '../../domain/catalogue/kinds';
import type { Day } from '../../domain/calendar/day';
import { type StandingInstruction, standingInstructionFor } from '../../domain/standing-instructions/standing-instruction';
import { INSTRUCTED_PROCEDURE } from '../../matters/revise-instruction';
import { newestInstruction } from '../../register/standing-instructions/queries';
import type { Services } from '../services';

/** What the opening of a referral says of its court's standing instruction (四.7(4)); nothing for any other kind. */
export async function standingInstructionAt({ db }: Pick<Services, 'db'>, kind: Kind, { court, today }: { court: string; today: Day }): Promise<{ standingInstruction?: StandingInstruction | null }> {
  return kind.procedure === INSTRUCTED_PROCEDURE ? { standingInstruction: standingInstructionFor(await newestInstruction(db, court), today) } : {};
}
