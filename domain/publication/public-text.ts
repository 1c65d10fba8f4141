import type { PersonType } from '../catalogue/notices';

/** How the public column names natural persons. */
export type PersonNames = 'full' | 'surname';

/** Identity numbers of 18 digits with their date of birth, and the old ones of 15; people write them in groups, too. */
const ID_NUMBERS = /(?<!\d)[1-9]\d{5}[\s.·-]?(?:(?:19|20)\d{2}|\d{2})[\s.·-]?(?:0[1-9]|1[0-2])[\s.·-]?(?:0[1-9]|[12]\d|3[01])[\s.·-]?\d{3}(?:[\dXx])?(?![\dA-Za-z])/gu;
/** Telephone numbers of people. */
const MOBILE_NUMBERS = /(?<!\d)1[3-9]\d[\s.·-]?\d{4}[\s.·-]?\d{4}(?!\d)/gu;
const FULL_WIDTH_DIGITS = /[０-９]/gu;
const FULL_WIDTH_OFFSET = 0xfee0;
const COMPOUND_SURNAMES = ['欧阳', '司徒', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '令狐', '慕容', '夏侯', '端木'];

/** 二(四): the column shows nobody's identity or telephone number, whoever wrote it into a name. The number's place stays visible. */
export function withoutPersonalNumbers(text: string): string {
  return text.replace(FULL_WIDTH_DIGITS, (digit) => String.fromCharCode(digit.charCodeAt(0) - FULL_WIDTH_OFFSET)).replace(ID_NUMBERS, '＊＊＊').replace(MOBILE_NUMBERS, '＊＊＊');
}

/** An organisation's name is public; a person's is shown whole, as the register of companies shows its shareholders, or by the surname alone. */
export function publicName(name: string, type: PersonType, personNames: PersonNames): string {
  const clean = withoutPersonalNumbers(name);
  if (type === 'organisation' || personNames === 'full') return clean;
  const surname = COMPOUND_SURNAMES.find((compound) => clean.startsWith(compound)) ?? [...clean][0] ?? '';
  return `${surname}某`;
}
