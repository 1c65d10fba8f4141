import { deepFreeze } from '../deep-freeze';

/** Every paper that a request may have to bring, with its name in the founding document. */
export const PAPER_NAMES = deepFreeze({
  'id-card': '执行人员工作证',
  'enforcement-permit': '执行公务证',
  'query-notice': '协助查询通知书',
  'locate-letter': '协助查找被执行人函',
  ruling: '执行裁定书',
  judgment: '生效判决书',
  'effective-instrument-copy': '生效法律文书副本',
  'enforcement-notice': '协助执行通知书',
  'publication-notice': '协助公示通知书',
  'transferee-proof': '合法受让人的身份或资格证明',
  'detention-decision': '拘留决定书',
  'committee-confirmation': '住所地居民委员会或村民委员会证明',
  'large-sum-statement': '涉案金额特别巨大、不及时查找将无法执行的说明',
  'evidence-volume': '证据材料（装订成册）',
  'evidence-catalogue': '证据目录',
  'court-letter': '人民法院函',
  'court-notice': '人民法院通知书',
});

export type PaperId = keyof typeof PAPER_NAMES;

/** One paper a kind asks for; where several would do, any one of them. */
export interface PaperRequirement {
  oneOf: readonly PaperId[];
  name: string;
  /** True only where the text demands the court's seal on the paper; only then may a unit return a set for a missing seal. */
  courtSealRequired: boolean;
}

/** A requirement met by any one of the papers, named by them. */
export function requirePaper(oneOf: readonly PaperId[], courtSealRequired = false): PaperRequirement {
  return { oneOf, name: oneOf.map((id) => PAPER_NAMES[id]).join('或者'), courtSealRequired };
}
