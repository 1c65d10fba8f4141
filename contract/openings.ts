import { z } from 'zod';
import type { Procedure } from '../domain/catalogue/kinds';
import { REFERRAL_PARTICULARS } from './crime-referral';
import { DETENTION_PARTICULARS } from './detention';
import { LOCATE_PARTICULARS } from './locate-debtor';
import { INTERCEPT_PARTICULARS } from './vehicle-intercept';

/** What a kind asks for at its opening, beside what every request says: codes and numbers kept in clear, and words that are sealed. */
export interface ParticularsContract {
  plain: z.ZodRawShape;
  sealed: z.ZodRawShape;
  body: z.ZodObject;
}

/** Particulars by the procedure that the kind follows; a procedure without any asks for none. */
export const PARTICULARS: Readonly<Partial<Record<Procedure, ParticularsContract>>> = {
  'locate-debtor': LOCATE_PARTICULARS,
  detention: DETENTION_PARTICULARS,
  'vehicle-intercept': INTERCEPT_PARTICULARS,
  'crime-referral': REFERRAL_PARTICULARS,
};

/** As a client sends them; which of the schemas holds follows from the kind. */
export const particularsBody = z.record(z.string().max(64), z.unknown()).meta({
  title: '事项特有内容',
  description: 'What the kind asks for beside this; the schema follows from the procedure of the kind',
  anyOf: Object.entries(PARTICULARS).map(([procedure, { body }]) => ({ ...z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', reused: 'inline' }), title: procedure })),
});
