/** Given to every open referral of a court when its standing instruction changes; its facts are `{ standingInstruction }`. Stands in ledgers: permanent. */
export const REVISE_INSTRUCTION = 'revise-instruction';
/** The procedure whose matters carry their court's instruction. */
export const INSTRUCTED_PROCEDURE = 'crime-referral';
