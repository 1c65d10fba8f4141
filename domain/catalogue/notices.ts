import { deepFreeze } from '../deep-freeze';
import type { KindId } from './kinds';
import { FREEZE_NOTICE, type ResultField, TRANSFER_NOTICE } from './result-fields';

/** 四.17: what stands in the public column 司法协助. */
export const NOTICE_KINDS = deepFreeze(['freeze', 'unfreeze', 'transfer'] as const);
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Whether a name is a person's own or an organisation's: only the first is personal. */
export const PERSON_TYPES = deepFreeze(['natural-person', 'organisation'] as const);
export type PersonType = (typeof PERSON_TYPES)[number];

/** 四.17: 强制转让 by direct registration is for a 有限责任公司 alone. */
export const COMPANY_TYPES = deepFreeze({
  'limited-liability': '有限责任公司',
  'joint-stock': '股份有限公司',
  partnership: '合伙企业',
  'sole-proprietorship': '个人独资企业',
  other: '其他市场主体',
});
export type CompanyType = keyof typeof COMPANY_TYPES;

/** 四.17: where the court looks up whose the shares are before it asks. */
export const OWNERSHIP_SOURCES = deepFreeze({
  'enterprise-credit-system': '企业信用信息公示系统',
  'commerce-system': '工商业务系统',
  'articles-of-association': '公司章程',
});
export type OwnershipSource = keyof typeof OWNERSHIP_SOURCES;

/** Why a notice was corrected, or taken out of the column; the public reads it. */
export const CORRECTION_GROUNDS = deepFreeze({ 'clerical-error': '登载笔误', 'wrong-content': '登载内容有误', 'court-amended': '法院补正' });
export const WITHDRAWAL_GROUNDS = deepFreeze({ 'published-in-error': '误登', 'ruling-revoked': '裁定已撤销', 'not-to-be-public': '依法不予公开' });
export type CorrectionGround = keyof typeof CORRECTION_GROUNDS;
export type WithdrawalGround = keyof typeof WITHDRAWAL_GROUNDS;

/** All that is published of each. */
export const NOTICE_FIELDS: Readonly<Record<NoticeKind, readonly ResultField[]>> = deepFreeze({ freeze: FREEZE_NOTICE, unfreeze: FREEZE_NOTICE, transfer: TRANSFER_NOTICE });

/** How a kind of assistance is published. */
export interface NoticeRule {
  kind: NoticeKind;
  /** 公示，并及时回复: to answer that it is done is to have published it. */
  isMadeByAnswer: boolean;
}

const NOTICES: Readonly<Partial<Record<KindId, NoticeRule>>> = deepFreeze({
  'commerce.freeze-notice': { kind: 'freeze', isMadeByAnswer: true },
  'commerce.unfreeze-notice': { kind: 'unfreeze', isMadeByAnswer: true },
  'commerce.equity-transfer': { kind: 'transfer', isMadeByAnswer: false },
});

/** How a kind is published; undefined for all that are not public. */
export function noticeRuleOf(kind: string): NoticeRule | undefined {
  return NOTICES[kind as KindId];
}
