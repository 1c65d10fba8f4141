import type { OpenRequestBody } from '../../contract/assistance-request';
import type { Party } from '../../domain/access/parties';
import type { Day } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import { findOffice } from '../../domain/catalogue/units';
import type { CrimeId, RuleSet } from '../../domain/rule-sets';
import type { Facts } from '../../matters/ledger';
import type { FieldError } from '../problems';

interface Referred {
  errors: FieldError[];
  /** What the opening says beside what every request does. */
  facts: Facts;
}

/**
 * To whom a court refers a suspected crime: the police that the rule set names, of the place of the crime or of the executing court. Whoever names
 * another office is told which it is.
 */
export function referCrime(body: OpenRequestBody, given: { court: string; ruleSet: RuleSet; particulars: Facts; today: Day }): Referred {
  const { policeOf } = given.ruleSet.referrals[given.particulars['crime'] as CrimeId];
  const office = policeOf === 'place-of-court' ? findCourt(given.court)?.police : `police.${String(given.particulars['placeOfCrime'])}`;
  if (office === undefined) return { errors: [{ path: 'court', code: 'unknown-court', message: '本机制仅限云浮市两级法院' }], facts: {} };
  const errors: FieldError[] = body.unit === 'police' || body.unit === office ? [] : [{ path: 'unit', code: 'police-named-by-rule-set', message: `依现行规则，应移送${findOffice(office, given.today)?.name ?? office}` }];
  const parties: Party[] = [
    { side: 'court', body: given.court, relation: 'requesting-court' },
    { side: 'police', body: 'police', office, relation: 'assisting-unit' },
  ];
  return { errors, facts: { office, parties } };
}
