import { z } from 'zod';
import type { Kind, KindId, Procedure } from '../domain/catalogue/kinds';
import { REFERRAL_PARTICULARS } from './crime-referral';
import { DETENTION_PARTICULARS } from './detention';
import { FREEZE_PARTICULARS, TRANSFER_PARTICULARS, UNFREEZE_PARTICULARS } from './equity';
import { LOCATE_PARTICULARS } from './locate-debtor';
import { SEAL_PARTICULARS } from './seal-queue';
import { INTERCEPT_PARTICULARS } from './vehicle-intercept';

/** What a kind asks for at its opening, beside what every request says: codes and numbers kept in clear, and words that are sealed. */
export interface ParticularsContract {
  plain: z.ZodRawShape;
  sealed: z.ZodRawShape;
  body: z.ZodObject;
}

const OF_PROCEDURE: Readonly<Partial<Record<Procedure, ParticularsContract>>> = {
  'locate-debtor': LOCATE_PARTICULARS,
  detention: DETENTION_PARTICULARS,
  'vehicle-intercept': INTERCEPT_PARTICULARS,
  'crime-referral': REFERRAL_PARTICULARS,
};

const OF_KIND: Readonly<Partial<Record<KindId, ParticularsContract>>> = {
  'police.vehicle-seal': SEAL_PARTICULARS,
  'land.seal': SEAL_PARTICULARS,
  'housing.seal': SEAL_PARTICULARS,
  'commerce.freeze-notice': FREEZE_PARTICULARS,
  'commerce.unfreeze-notice': UNFREEZE_PARTICULARS,
  'commerce.equity-transfer': TRANSFER_PARTICULARS,
};

/** What a kind asks for: what is its own, else what its procedure asks; undefined where it asks for nothing. */
export function particularsOf({ id, procedure }: Pick<Kind, 'id' | 'procedure'>): ParticularsContract | undefined {
  return OF_KIND[id] ?? OF_PROCEDURE[procedure];
}

/** As a client sends them; which of the schemas holds follows from the kind. */
export const particularsBody = z.record(z.string().max(64), z.unknown()).meta({
  title: '事项特有内容',
  description: 'What the kind asks for beside this; the schema follows from the kind, or from its procedure',
  anyOf: Object.entries({ ...OF_PROCEDURE, ...OF_KIND }).map(([title, { body }]) => ({ ...z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', reused: 'inline' }), title })),
});
