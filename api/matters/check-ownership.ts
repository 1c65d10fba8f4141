import type { OpenRequestBody } from '../../contract/assistance-request';
import { COMPANY_TYPES } from '../../domain/catalogue/notices';
import { hasDoneSomething, type Opening } from '../../matters/assistance-request';
import { personTokens } from '../../register/matters/person-tokens';
import { findMatter, findPersonTokens } from '../../register/matters/queries';
import type { FieldError } from '../problems';
import type { Services } from '../services';
import type { GivenParticulars } from './openings';

const OWNERSHIP = 'particulars.ownership';

/** 四.17: whose the shares are was queried before they are frozen or disposed of, and only a 有限责任公司's are transferred by direct registration. */
export function checkEquity({ kind, particulars, today }: GivenParticulars): FieldError[] {
  const errors: FieldError[] = [];
  const { ownership, lookedUpBy, companyType } = particulars as Partial<Pick<Opening, 'ownership' | 'companyType'>> & { lookedUpBy?: string };
  if (kind.preconditions.includes('ownership-queried')) {
    if (!ownership) errors.push({ path: OWNERSHIP, code: 'precondition-ownership-queried', message: '应当先查询权属：请填写本案已答复的查询事项编号，或者登记查询日期、来源和查询人（四.17）' });
    if (ownership?.how === 'look-up' && ownership.on > today) errors.push({ path: `${OWNERSHIP}.on`, code: 'day-to-come', message: '查询日期不能晚于今天' });
    if (ownership?.how === 'look-up' && !lookedUpBy) errors.push({ path: 'particulars.lookedUpBy', code: 'required', message: '请填写查询人' });
  }
  if (kind.preconditions.includes('limited-liability-company') && companyType !== 'limited-liability') {
    const named = companyType ? `“${COMPANY_TYPES[companyType]}”` : '类型不明的市场主体';
    errors.push({ path: 'particulars.companyType', code: 'precondition-limited-liability-company', message: `仅限有限责任公司可由登记机关直接办理股东变更登记，${named}不适用；请核对市场主体类型，或者依其股权登记机构的规定另行办理（四.17）` });
  }
  return errors;
}

/** The query that is named was the court's own, in the same case, on the same debtor or company, and was answered. */
export async function checkOwnershipQuery({ db, keyRing }: Pick<Services, 'db' | 'keyRing'>, body: OpenRequestBody, court: string): Promise<FieldError[]> {
  const { ownership, company } = (body.particulars ?? {}) as Partial<Pick<Opening, 'ownership'>> & { company?: { name?: string; registrationNumber?: string } };
  if (ownership?.how !== 'query') return [];
  const refuse = (code: string, message: string): FieldError[] => [{ path: `${OWNERSHIP}.matter`, code, message }];
  const query = await findMatter(db, ownership.matter);
  if (query?.kind !== 'commerce.query' || query.court !== court || query.case_number !== body.caseNumber) return refuse('no-such-ownership-query', '不是本院在本案中提出的工商登记信息查询，请核对编号；未查询的，请先查询');
  const tokens = [...personTokens(keyRing, body.debtor), ...personTokens(keyRing, { name: company?.name, idNumber: company?.registrationNumber })];
  const asked = await findPersonTokens(db, query.number);
  if (!tokens.some((token) => asked.includes(token))) return refuse('ownership-query-of-others', '该查询针对的不是本被执行人或者该市场主体，请先就其查询权属');
  const { outcome } = query.position.particulars;
  if (hasDoneSomething(outcome)) return [];
  return refuse('ownership-query-unanswered', outcome === undefined ? '该查询尚未答复，请待答复后再提出，或者登记本院自行查询的情况' : '该查询没有查到权属，请另行查询');
}
