/** Commands that every matter understands at every stage, whatever its procedure; the procedure never sees them. Names stand in ledgers: permanent. */

/** Another matter says that it was opened for this one, or because of it. */
export const LINKED = 'linked';
/** The reviser says that a newer calendar was published; it stands in the ledger as {@link CALENDAR_REVISED}. */
export const REVISE_CALENDAR = 'revise-calendar';
export const CALENDAR_REVISED = 'calendar-revised';
/** The side that ran out of its term says why that is no breach. */
export const CONTEST_BREACH = 'contest-breach';
/** A named supervisor of the court's side takes a breach back, with its ground. */
export const ANNUL_BREACH = 'annul-breach';

/** The unit puts right what it published, and the court has it taken out of the column (四.17); years may lie between the closing and that. */
export const CORRECT_NOTICE = 'correct-notice';
export const WITHDRAW_NOTICE = 'withdraw-notice';

/** Entries of the acts that remain when a matter is closed: they are appended to its ledger directly. */
export const AFTER_CLOSING: readonly string[] = [CONTEST_BREACH, ANNUL_BREACH, 'correct', CORRECT_NOTICE, WITHDRAW_NOTICE, CALENDAR_REVISED];
