import { paragraph, paragraphs, type PaperDescription } from '../description';
import type { FieldsOf, PaperFacts, TermStated } from '../facts';
import { ordinal, plainDay } from '../wording';

type Body = Pick<PaperDescription, 'addressee' | 'blocks' | 'attachments'>;

/** 督办函: states what is owed and since when. Tells nothing of any person, so that whoever oversees may have it written too. */
export function urgingLetter({ addresseeName, issuerName, matter }: PaperFacts, { demand, answerBy }: FieldsOf<'urging-letter'>): Body {
  const asked = matter.courtName === issuerName ? '本院' : matter.courtName;
  return {
    addressee: addresseeName,
    blocks: [
      paragraph(`${asked}于${plainDay(matter.openedOn)}就${matter.caseNumber}一案提请你单位协助办理“${matter.kindName}”（编号${matter.number}）。现办理情况如下：`),
      ...(matter.terms.length === 0 ? [paragraph('目前没有正在计算的办理期限。')] : matter.terms.map((term, index) => paragraph(`${ordinal(index + 1)}、${termText(term)}`))),
      ...paragraphs(demand ?? '请你单位抓紧办理；不能按期办结的，请说明原因。'),
      paragraph(`请${answerBy === undefined ? '及时' : `于${plainDay(answerBy)}前`}书面反馈办理情况。`),
    ],
    attachments: [],
  };
}

function termText({ name, dueOn, isLate, isStatutory }: TermStated): string {
  const term = isStatutory ? '期限' : '目标期限';
  return `${name}：${term}至${plainDay(dueOn)}，${isLate ? `已超过${term}` : `${term}尚未届满`}。`;
}

/** 四.7(3): the later court is told in writing that its seal waits, and behind whom. */
export function waitingSealNotice({ addresseeName, matter }: PaperFacts, { asset, place, ahead }: FieldsOf<'waiting-seal-notice'>): Body {
  return {
    addressee: addresseeName,
    blocks: [
      paragraph(`你院${matter.caseNumber}一案的协助执行通知书（编号${matter.number}）已收悉。经查，登记号码为${asset}的财产在你院送达前已被查封、冻结，你院的查封、冻结依法登记为轮候，顺位为第${place}位。`),
      ...(ahead.length === 0 ? [] : [paragraph('在先的查封、冻结如下：')]),
      ...ahead.map(({ court, caseNumber, untilOn }, index) => paragraph(`${ordinal(index + 1)}、${court}${caseNumber === undefined ? '' : `，${caseNumber}`}${untilOn === undefined ? '' : `，期限至${plainDay(untilOn)}`}。`)),
      paragraph('轮候查封、冻结自在先的查封、冻结解除之日起依次自动生效。'),
    ],
    attachments: [],
  };
}

const DECISIONS = { 'not-filed': '不予立案决定书', 'not-pursued': '不追究刑事责任（撤销案件）决定书' } as const;

/** 四.6, 四.7(4): the court, which does not agree with a refusal, or with neither filing nor deciding, asks the procuratorate of its own level to supervise. */
export function oversightRequest({ addresseeName, people, matter }: PaperFacts, { about, decision, receivedOn, grounds }: FieldsOf<'oversight-request'>): Body {
  const named = about === 'undecided' || decision === undefined || receivedOn === undefined ? undefined : { title: `${decision}${DECISIONS[about]}`, receivedOn };
  const since = named ? `本院于${plainDay(named.receivedOn)}收到${named.title}，` : `${matter.unitName}至今既未立案，也未向本院送达不予立案决定书，`;
  return {
    addressee: addresseeName,
    blocks: [
      paragraph(`本院在执行${matter.caseNumber}一案中，于${plainDay(matter.openedOn)}将${people.debtorName ?? '被执行人'}涉嫌犯罪的材料移送${matter.unitName}（编号${matter.number}）。${since}经研究认为应当立案，理由如下：`),
      ...paragraphs(grounds),
      paragraph(`现提请你院对公安机关的立案活动进行监督，并请${matter.within.firstResult}将初步监督结果反馈本院。`),
    ],
    attachments: [...(named ? [named.title] : []), '涉嫌犯罪案件移送材料'],
  };
}
