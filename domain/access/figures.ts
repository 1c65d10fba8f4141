import { localOffice } from './parties';
import { bodyKindOf, type Officer } from './relation';

/** Whose matters somebody is shown figures of: the whole city's, one court's, one unit's or one local office's. */
export interface FiguresScope {
  readonly court?: string;
  readonly unit?: string;
  readonly office?: string;
}

/**
 * Who sees figures: the committee and supervisors the city's; the enforcement bureau of the intermediate court the city's too (四.2, 四.5), of a
 * basic court its own court's; a head those of the court, the unit, or the local office, that is his. Undefined: nobody else. It is never more than the
 * lists of matters show to the same officer.
 */
export function figuresScope({ roles, body, office }: Officer): FiguresScope | undefined {
  if (body === null) return undefined;
  if (roles.includes('supervisor') || (roles.includes('committee-officer') && body === 'committee')) return {};
  if (roles.includes('enforcement-bureau')) return body === 'court.intermediate' ? {} : { court: body };
  if (!roles.includes('unit-head') || body === 'committee') return undefined;
  if (bodyKindOf(body) === 'court') return { court: body };
  const local = localOffice(body, office);
  return local === null ? { unit: body } : { unit: body, office: local };
}

/** What is asked for, narrowed to what may be seen; undefined where it lies outside. */
export function withinScope<Asked extends FiguresScope>(scope: FiguresScope, asked: Asked): (Asked & FiguresScope) | undefined {
  const isOutside = (['court', 'unit', 'office'] as const).some((name) => scope[name] !== undefined && asked[name] !== undefined && asked[name] !== scope[name]);
  return isOutside ? undefined : { ...asked, ...scope };
}
