import { paragraph, paragraphs, type PaperDescription } from '../description';
import type { FieldsOf, PaperFacts } from '../facts';
import { debtorText, officersText, ordinal } from '../wording';

type Body = Pick<PaperDescription, 'addressee' | 'blocks' | 'attachments'>;

/** The law under which courts ask and units must help (民事诉讼法, amended 2023, arts. 253, 262). */
const ASKS_TO_QUERY = '《中华人民共和国民事诉讼法》第二百五十三条';
const ASKS_TO_HELP = '《中华人民共和国民事诉讼法》第二百六十二条';

/** 四.7(1), 四.13, 四.14, 四.17: what is asked of whom, in which case, by whom; nobody is looked up outside a case (二(四)). */
export function queryNotice(facts: PaperFacts, { remarks }: FieldsOf<'query-notice'>): Body {
  const { matter } = facts;
  const items = matter.dataItemNames.length === 0 ? matter.kindName : matter.dataItemNames.join('、');
  return {
    addressee: facts.addresseeName,
    blocks: [
      paragraph(`本院在执行${matter.caseNumber}一案中，因执行工作需要，依照${ASKS_TO_QUERY}的规定，请协助查询${debtorText(facts)}的下列信息：${items}。`),
      ...(remarks === undefined ? [] : paragraphs(remarks)),
      paragraph(`请${matter.within.answer}将查询结果及送达回证反馈本院。`),
      ...contact(facts),
    ],
    attachments: ['送达回证'],
  };
}

/** 四.7(3), 四.13, 四.14, 四.17: what is to be carried out. */
export function enforcementNotice(facts: PaperFacts, { tasks, rulings }: FieldsOf<'enforcement-notice'>): Body {
  return {
    addressee: facts.addresseeName,
    blocks: [
      paragraph(`本院在执行${facts.matter.caseNumber}一案中，${basisText(rulings)}依照${ASKS_TO_HELP}的规定，请协助执行以下事项（${debtorText(facts)}）：`),
      ...tasks.flatMap((task, index) => paragraphs(`${tasks.length === 1 ? '' : `${ordinal(index + 1)}、`}${task}`)),
      paragraph(`请${facts.matter.within.answer}将办理结果及送达回证反馈本院。`),
      ...contact(facts),
    ],
    attachments: [...rulings, '送达回证'],
  };
}

/** 四.17: what is to be published in the credit-information system, in the time that the law of the matter sets. */
export function publicationNotice(facts: PaperFacts, { tasks, rulings }: FieldsOf<'publication-notice'>): Body {
  return {
    addressee: facts.addresseeName,
    blocks: [
      paragraph(`本院在执行${facts.matter.caseNumber}一案中，${basisText(rulings)}依照${ASKS_TO_HELP}的规定，请${facts.matter.within.publish}，通过企业信用信息公示系统协助公示以下事项（${debtorText(facts)}）：`),
      ...tasks.flatMap((task, index) => paragraphs(`${tasks.length === 1 ? '' : `${ordinal(index + 1)}、`}${task}`)),
      paragraph('公示后，请将办理结果及送达回证反馈本院。'),
      ...contact(facts),
    ],
    attachments: [...rulings, '送达回证'],
  };
}

function basisText(rulings: readonly string[]): string {
  return rulings.length === 0 ? '' : `根据${rulings.join('、')}，`;
}

function contact(facts: PaperFacts) {
  const officers = officersText(facts);
  return officers === '' ? [] : [paragraph(`执行人员：${officers}。`)];
}
