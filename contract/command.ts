import { z } from 'zod';

/**
 * One object per command. `plain` is what the ledger keeps in clear (codes, numbers, instants);
 * `sealed` is free text and personal data, kept encrypted in a row of its own. Over HTTP both are one flat body.
 */
export interface CommandContract<P extends z.ZodRawShape, S extends z.ZodRawShape> {
  plain: P;
  sealed: S;
  body: z.ZodObject<P & S, z.core.$strict>;
}

export function command<P extends z.ZodRawShape, S extends z.ZodRawShape>(plain: P, sealed: S): CommandContract<P, S> {
  return { plain, sealed, body: z.strictObject({ ...plain, ...sealed }) };
}

/** Number of an entry. */
export const seq = z.int().min(1).meta({ description: 'Number of an entry in this matter’s ledger' });
