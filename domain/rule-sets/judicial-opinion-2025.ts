import { deepFreeze } from '../deep-freeze';
import type { Citation, StatutoryTerm } from '../deadlines/term';
import type { RuleSet } from './rule-set';
import { YUNFU_2017 } from './yunfu-2017';

const ID = 'judicial-opinion-2025';
const DOCUMENT = '最高人民法院、最高人民检察院、公安部关于办理拒不执行判决、裁定刑事案件若干问题的意见（法发〔2025〕8号）';

function cite(article: string): Citation {
  return { ruleSet: ID, document: DOCUMENT, article };
}

/** The opinion's terms count in days by the calendar; a last day on a day off moves to the first working day after it (Criminal Procedure Law, art. 105). */
function calendarDays(n: number, article: string): StatutoryTerm {
  return { force: 'statutory', length: { kind: 'calendar-days', n }, cite: cite(article) };
}

/**
 * The joint opinion on criminal cases of refusal to perform judgments, in force from 1 July 2025.
 * It replaces the founding document's filing procedure for that one crime and leaves everything else as it stands.
 */
export const JUDICIAL_OPINION_2025: RuleSet = deepFreeze({
  ...YUNFU_2017,
  id: ID,
  name: '办理拒不执行判决、裁定刑事案件意见（2025）',
  authority: '最高人民法院、最高人民检察院、公安部',
  document: DOCUMENT,
  validFrom: '2025-07-01',
  inherits: 'yunfu-2017',
  terms: {
    ...YUNFU_2017.terms,
    // The police accept the papers, register the case and give a receipt: 应当接受, with no number of days.
    'refusal-to-perform.accept': { force: 'advisory', wording: 'immediately', length: YUNFU_2017.advisoryDefaults.immediately, cite: cite('第五条') },
    'refusal-to-perform.review': calendarDays(7, '第五条'),
    // In place of the 7 days, not on top of them; decided before they end.
    'refusal-to-perform.review-extended': calendarDays(30, '第五条'),
    'refusal-to-perform.explain': calendarDays(7, '不予立案或者立案后撤销案件的函告'),
    'refusal-to-perform.give-reasons': calendarDays(7, '立案监督：书面说明不立案的理由'),
    'refusal-to-perform.file-on-notice': calendarDays(15, '立案监督：通知立案'),
  },
  referrals: {
    ...YUNFU_2017.referrals,
    'refusal-to-perform': {
      name: '拒不执行判决、裁定罪',
      course: ID,
      policeOf: 'place-of-court',
      // The opinion sets no term for asking the procuratorate, and knows no first result of the oversight.
      terms: {
        accept: 'refusal-to-perform.accept',
        decide: 'refusal-to-perform.review',
        decideExtended: 'refusal-to-perform.review-extended',
        issue: 'refusal-to-perform.explain',
        giveReasons: 'refusal-to-perform.give-reasons',
        fileOnNotice: 'refusal-to-perform.file-on-notice',
      },
      cite: cite('第二条'),
    },
  },
});
