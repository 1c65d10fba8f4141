import { localOffice } from './parties';
import { bodyKindOf, type Officer } from './relation';

/** 四.2, 四.5: who leads the mechanism, and who runs it day by day; by name, with reason and document. */
export function mayIssueCards({ roles, body }: Officer): boolean {
  return (roles.includes('committee-officer') && body === 'committee') || (roles.includes('enforcement-bureau') && body === 'court.intermediate');
}

/** The body that issued it takes it back. */
export function mayWithdrawCard(officer: Officer, { issuedBody }: { issuedBody: string }): boolean {
  return mayIssueCards(officer) && officer.body === issuedBody;
}

/** The unit's head, or its fixed liaison (三(二)), says what the unit has to say. */
export function mayAnswerCard({ roles, body, office }: Officer, unit: string): boolean {
  return body === unit && localOffice(unit, office) === null && (roles.includes('unit-head') || roles.includes('liaison'));
}

/** Whose cards somebody reads: everybody's (`all`), one unit's own, or none. */
export function readsCards(officer: Officer): 'all' | { unit: string } | undefined {
  if (mayIssueCards(officer) || officer.roles.includes('supervisor')) return 'all';
  const { body } = officer;
  return body !== null && ['unit', 'procuratorate'].includes(bodyKindOf(body)) && mayAnswerCard(officer, body) ? { unit: body } : undefined;
}
