import type { MakePaperBody } from '../contract/papers';
import { assertNever } from '../domain/assert-never';
import { getOfficialPaper } from '../domain/catalogue/official-papers';
import type { PaperDescription } from './description';
import type { PaperFacts } from './facts';
import { enforcementNotice, publicationNotice, queryNotice } from './templates/court-notices';
import { disputeSubmission } from './templates/dispute-submission';
import { oversightRequest, urgingLetter, waitingSealNotice } from './templates/letters';
import { serviceReceipt } from './templates/service-receipt';

/** A paper from its template: the same facts and fields give the same paper, for ever. */
export function composePaper(facts: PaperFacts, fields: MakePaperBody): PaperDescription {
  const { name, redHead } = getOfficialPaper(fields.paper);
  return {
    head: { text: facts.issuerName, isRed: redHead },
    number: facts.number,
    title: titleOf(name, facts, fields),
    ...bodyOf(facts, fields),
    ...(fields.paper === 'service-receipt' ? {} : { signature: { issuer: facts.issuerName, on: facts.on } }),
  };
}

const SITUATIONS = { 'not-filed': '不予立案', 'not-pursued': '不追究刑事责任', undecided: '有案不立' } as const;

/** 标题 of a letter says whose it is and about what; a court's notice and a receipt have theirs by law. */
function titleOf(name: string, { matter, dispute }: PaperFacts, fields: MakePaperBody): string {
  const { paper } = fields;
  if (paper === 'urging-letter') return `关于协助办理${matter.caseNumber}案有关事项的督办函`;
  if (paper === 'oversight-request') return `关于${matter.caseNumber}案${SITUATIONS[fields.about]}的提请监督函`;
  if (paper === 'dispute-submission') return `关于${dispute?.caseNumber ?? matter.caseNumber}案协助执行争议的提请书`;
  return name;
}

function bodyOf(facts: PaperFacts, fields: MakePaperBody): Pick<PaperDescription, 'addressee' | 'blocks' | 'attachments'> {
  switch (fields.paper) {
    case 'query-notice':
      return queryNotice(facts, fields);
    case 'enforcement-notice':
      return enforcementNotice(facts, fields);
    case 'publication-notice':
      return publicationNotice(facts, fields);
    case 'service-receipt':
      return serviceReceipt(facts, fields);
    case 'urging-letter':
      return urgingLetter(facts, fields);
    case 'waiting-seal-notice':
      return waitingSealNotice(facts, fields);
    case 'oversight-request':
      return oversightRequest(facts, fields);
    case 'dispute-submission':
      return disputeSubmission(facts);
    default:
      return assertNever(fields);
  }
}
