import type { OpenRequestBody } from '../../contract/assistance-request';
import { particularsOf } from '../../contract/openings';
import type { Kind } from '../../domain/catalogue/kinds';
import type { Day } from '../../domain/calendar/day';
import type { Facts } from '../../matters/ledger';
import type { Procedure } from '../../matters/messages';
import { chineseMessages, type FieldError, fieldErrors } from '../problems';
import { checkEvidence } from './check-evidence';
import { checkGround } from './check-ground';
import { checkEquity } from './check-ownership';

/** What an opening says of what its kind alone asks for: codes for the ledger, and words. */
export interface Particulars {
  facts: Facts;
  words: Readonly<Record<string, unknown>>;
}

/** What a request says beside the rest, in the shape of its procedure. */
export interface GivenParticulars {
  body: OpenRequestBody;
  kind: Kind;
  particulars: Readonly<Record<string, unknown>>;
  today: Day;
}

/** How the matters of one procedure are opened by a request. */
interface OpeningRule {
  /** The procedure's behaviour that new matters are opened with, and keep. */
  revision: number;
  /** What is wrong beyond the shape of the particulars. */
  check?(given: GivenParticulars): FieldError[];
}

/** The procedures that a court opens by asking; a kind whose procedure is not among them cannot be asked for yet. */
const OPENINGS: Readonly<Partial<Record<Procedure, OpeningRule>>> = {
  'assistance-request': { revision: 5, check: checkEquity },
  'vehicle-intercept': {
    revision: 2,
    check: ({ particulars, today }) => {
      const until = particulars['watchUntil'];
      return typeof until === 'string' && until < today ? [{ path: 'particulars.watchUntil', code: 'day-has-passed', message: '查扣截止日已过' }] : [];
    },
  },
  'locate-debtor': { revision: 2, check: checkGround },
  detention: { revision: 2 },
  'crime-referral': { revision: 2, check: checkEvidence },
};

/** The procedure under which a kind is opened, and the revision that it is opened with. */
export function findOpening(kind: Kind): { procedure: Procedure; revision: number } | undefined {
  const procedure = kind.procedure as Procedure;
  const rule = OPENINGS[procedure];
  return rule && { procedure, revision: rule.revision };
}

/** Holds what a request says beside the rest against what its kind asks for. */
export function checkParticulars(body: OpenRequestBody, kind: Kind, today: Day): { errors: FieldError[]; particulars: Particulars } {
  const contract = particularsOf(kind);
  const none = { facts: {}, words: {} };
  if (!contract) return { errors: body.particulars === undefined ? [] : [{ path: 'particulars', code: 'particulars-not-of-this-kind', message: '该事项不需要特有内容' }], particulars: none };
  const parsed = contract.body.safeParse(body.particulars ?? {}, { error: chineseMessages, reportInput: false });
  if (!parsed.success) return { errors: fieldErrors(parsed.error).map((error) => ({ ...error, path: `particulars.${error.path}` })), particulars: none };
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  const errors = OPENINGS[kind.procedure as Procedure]?.check?.({ body, kind, particulars: parsed.data, today }) ?? [];
  return {
    errors,
    particulars: {
      facts: Object.fromEntries(given.filter(([name]) => !(name in contract.sealed))),
      words: Object.fromEntries(given.filter(([name]) => name in contract.sealed)),
    },
  };
}
