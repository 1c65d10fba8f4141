import { z } from 'zod';
import { documents } from './common';

/**
 * One object per command. `plain` is what the ledger keeps in clear (codes, numbers, instants);
 * `sealed` is free text and personal data, kept encrypted in a row of its own. Over HTTP both are one flat body.
 */
export interface CommandContract<P extends z.ZodRawShape, S extends z.ZodRawShape> {
  plain: P;
  sealed: S;
  body: z.ZodObject<P & S, z.core.$strict>;
}

/** What every command may bring. */
const carried = { documents: documents.optional() };
type WithDocuments<S extends z.ZodRawShape> = Omit<typeof carried, keyof S> & S;

/** One that has to bring documents says so in `sealed`. */
export function command<P extends z.ZodRawShape, S extends z.ZodRawShape>(plain: P, sealed: S): CommandContract<P, WithDocuments<S>> {
  const words: WithDocuments<S> = { ...carried, ...sealed };
  return { plain, sealed: words, body: z.strictObject({ ...plain, ...words }) };
}

/** A command whose fields depend on each other; what is wrong is said in Chinese. */
export function refined<P extends z.ZodRawShape, S extends z.ZodRawShape>(contract: CommandContract<P, S>, holds: (body: z.output<z.ZodObject<P & S, z.core.$strict>>) => boolean, error: string): CommandContract<P, S> {
  return { ...contract, body: contract.body.refine(holds, { error }) };
}

/** Number of an entry. */
export const seq = z.int().min(1).meta({ description: 'Number of an entry in this matter’s ledger' });
