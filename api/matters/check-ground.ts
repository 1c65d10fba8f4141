import { addMonths } from '../../domain/calendar/day';
import type { FieldError } from '../problems';
import type { GivenParticulars } from './openings';

/** How long a debtor has to have been missing without a break, once the case was docketed. */
const MONTHS_MISSING = 3;

/**
 * 四.7(2): a search rests on one of three grounds, each with its proof: the paper, and what it shows. Whoever is missing must have been so for more
 * than three months on end after the case was docketed; whoever has been away for years, and whoever is missing, is so by the word of the
 * residents' or village committee.
 */
export function checkGround({ body, kind, particulars, today }: GivenParticulars): FieldError[] {
  const errors: FieldError[] = [];
  const add = (path: string, code: string, message: string): void => void errors.push({ path, code, message });
  const ground = kind.grounds.find(({ id }) => id === particulars['ground']);
  if (ground && !body.papers.some(({ paper }) => ground.proof.oneOf.some((known) => known === paper))) add('papers', 'ground-proof-missing', `缺少“${ground.name}”的证明：${ground.proof.name}`);
  if (ground?.id !== 'missing-over-three-months') return errors;

  const { absence, docketedOn, missingSince } = particulars as { absence?: string; docketedOn?: string; missingSince?: string };
  if (absence === undefined) add('particulars.absence', 'required', '请注明下落不明或者长年在外');
  if (docketedOn === undefined) add('particulars.docketedOn', 'required', '请填写立案执行日');
  else if (docketedOn > today) add('particulars.docketedOn', 'not-docketed-yet', '立案执行后方可请求协查');
  if (absence !== 'missing') return errors;
  if (missingSince === undefined) add('particulars.missingSince', 'required', '请填写下落不明起始日');
  else if (docketedOn !== undefined && today <= addMonths(missingSince > docketedOn ? missingSince : docketedOn, MONTHS_MISSING)) {
    add('particulars.missingSince', 'not-missing-long-enough', '立案执行后，下落不明应当连续超过3个月');
  }
  return errors;
}
