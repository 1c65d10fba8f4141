import type { OpenRequestBody } from '../../contract/assistance-request';
import { findCourt } from '../../domain/catalogue/courts';
import { findKind, type Kind } from '../../domain/catalogue/kinds';
import { PAPER_NAMES, type PaperId } from '../../domain/catalogue/papers';
import { findOffice, findUnit, isUnitDoing, routeOffice } from '../../domain/catalogue/units';
import type { Day } from '../../domain/calendar/day';
import type { Procedure } from '../../matters/messages';
import type { Account } from '../../register/accounts/accounts';
import type { FieldError } from '../problems';
import { checkParticulars, findOpening, type Particulars } from './openings';

/** The officers' cards come from their profile, never from the request. */
const CARDS: readonly PaperId[] = ['id-card', 'enforcement-permit'];

export interface CheckedRequest {
  kind: Kind;
  unit: string;
  office?: string;
  procedure: Procedure;
  revision: number;
  particulars: Particulars;
}

/**
 * Holds a request against the catalogue: the court, the kind, the unit that does it, its papers and seals, data items, preconditions, and what its
 * procedure asks for beside (四, 五).
 * Everything that is wrong is named, each with what to do.
 */
export function checkRequest(body: OpenRequestBody, court: string, profile: Account['profile'], today: Day): { errors: FieldError[]; checked?: CheckedRequest } {
  const errors: FieldError[] = [];
  const add = (path: string, code: string, message: string): void => void errors.push({ path, code, message });

  if (!findCourt(court)) add('court', 'unknown-court', '本机制仅限云浮市两级法院');
  const kind = findKind(body.kind);
  if (!kind) {
    add('kind', 'unknown-kind', '没有这一协助事项');
    return { errors };
  }
  const opening = findOpening(kind);
  if (!opening) add('kind', 'kind-has-its-own-procedure', `“${kind.name}”不按一般协助请求办理`);

  const office = findOffice(body.unit, today);
  const unit = findUnit(body.unit, today) ?? (office ? findUnit(office.unit, today) : undefined);
  if (!unit) add('unit', 'unknown-unit', '没有这一单位或部门');
  else if (!isUnitDoing(kind.id, body.unit, today)) add('unit', 'unit-does-not-do-this', `“${kind.name}”不由该单位办理`);

  for (const requirement of kind.papers.filter(({ oneOf }) => !oneOf.some((paper) => CARDS.includes(paper)))) {
    const given = body.papers.filter(({ paper }) => requirement.oneOf.some((known) => known === paper));
    if (given.length === 0) add('papers', 'paper-missing', `缺少：${requirement.name}`);
    else if (requirement.courtSealRequired && !given.some(({ courtSeal }) => courtSeal)) add('papers', 'court-seal-missing', `${requirement.name}应加盖人民法院公章`);
  }
  body.papers.forEach(({ paper }, index) => {
    const isKnown = paper in PAPER_NAMES && [...kind.papers, ...kind.grounds.map(({ proof }) => proof)].some(({ oneOf }) => oneOf.some((known) => known === paper));
    if (!isKnown) add(`papers.${index}.paper`, 'paper-not-of-this-kind', '该事项不需要这一文书');
  });
  const isAsked = (card: PaperId): boolean => kind.papers.some(({ oneOf }) => oneOf.includes(card));
  if (isAsked('id-card') && !profile.workCardNo) add('officer', 'work-card-missing', '您的账号未登记执行人员工作证，请由平台管理员补登');
  if (isAsked('enforcement-permit') && !profile.enforcementPermitNo) add('officer', 'enforcement-permit-missing', '您的账号未登记执行公务证，请由平台管理员补登');

  if (kind.dataItems.length > 0 && body.dataItems.length === 0) add('dataItems', 'data-items-missing', '请至少选择一个查询项目');
  body.dataItems.forEach((item, index) => {
    if (!kind.dataItems.some(({ id }) => id === item)) add(`dataItems.${index}`, 'data-item-not-of-this-kind', '该事项没有这一查询项目');
  });
  if (kind.needsContact24h && !body.contact24h) add('contact24h', 'contact-missing', '请指定 24 小时联系人');
  for (const precondition of kind.preconditions) {
    const missing = PRECONDITIONS[precondition];
    if (missing !== undefined && !body.preconditions.some(({ id }) => id === precondition)) add('preconditions', `precondition-${precondition}`, missing);
  }
  body.preconditions.forEach(({ id }, index) => {
    if (!kind.preconditions.some((known) => known === id)) add(`preconditions.${index}.id`, 'precondition-not-of-this-kind', '该事项没有这一前提条件');
  });
  const beside = checkParticulars(body, kind, today);
  errors.push(...beside.errors);
  if (errors.length > 0 || !unit || !opening) return { errors };
  // Without an office named, the one that does this kind for the whole city: vehicles go to the vehicle administration.
  const routed = office ?? routeOffice(kind.id, 'city', today);
  return { errors, checked: { kind, unit: unit.id, ...(routed ? { office: routed.id } : {}), ...opening, particulars: beside.particulars } };
}

/** What a request has to say beside; of shares and companies its particulars say it. */
const PRECONDITIONS: Readonly<Partial<Record<Kind['preconditions'][number], string>>> = {
  'health-checked': '应当先作初步健康检查，并注明（四.7(4)）',
  'asset-disposed': '应当注明车辆已被拍卖、变卖或者裁定抵债（四.7(3)）',
  'vehicle-sealed': '应当先查封车辆，并注明查封的文书或者登记（四.7(3)）',
};
