import type { Kysely, Selectable } from 'kysely';
import type { StandingInstruction } from '../../domain/standing-instructions/standing-instruction';
import type { Database } from '../database';
import type { StandingInstructionTable } from './tables';

export type InstructionRow = Selectable<StandingInstructionTable>;

/** Every version of a court's, newest first. */
export async function listInstructions(db: Kysely<Database>, court: string): Promise<InstructionRow[]> {
  return db.selectFrom('standing_instruction').selectAll().where('court', '=', court).orderBy('version', 'desc').execute();
}

/** The newest version of a court's, as matters carry it. */
export async function newestInstruction(db: Kysely<Database>, court: string): Promise<StandingInstruction | undefined> {
  const row = await newestRow(db, court);
  return row && instructionOf(row);
}

export function instructionOf({ id, version, status, judge, crimes, valid_from, valid_to }: InstructionRow): StandingInstruction {
  return { id, version, status, ...(judge === null ? {} : { judge }), crimes, validFrom: valid_from, ...(valid_to === null ? {} : { validTo: valid_to }) };
}

export async function newestRow(db: Kysely<Database>, court: string): Promise<InstructionRow | undefined> {
  return db.selectFrom('standing_instruction').selectAll().where('court', '=', court).orderBy('version', 'desc').limit(1).executeTakeFirst();
}
