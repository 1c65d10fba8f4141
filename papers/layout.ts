import { deepFreeze } from '../domain/deep-freeze';

/** Twentieths of a point, in which DOCX measures. */
const TWIPS_PER_MM = 1440 / 25.4;
export const twips = (mm: number): number => Math.round(mm * TWIPS_PER_MM);

/** GB/T 9704—2012, 5: the page, its margins, and 22 lines of 28 characters in what they leave (版心 156 mm × 225 mm). */
export const PAGE = deepFreeze({ widthMm: 210, heightMm: 297, topMm: 37, bottomMm: 35, leftMm: 28, rightMm: 26, lines: 22, charactersPerLine: 28 });

const TEXT_WIDTH_MM = PAGE.widthMm - PAGE.leftMm - PAGE.rightMm;
const TEXT_HEIGHT_MM = PAGE.heightMm - PAGE.topMm - PAGE.bottomMm;
export const TEXT_WIDTH_TWIPS = twips(TEXT_WIDTH_MM);

/** Height of a line, fixed: 225 mm / 22 = 28.9 pt. Rounded down, or the 22nd line would not fit. */
export const LINE_TWIPS = Math.floor(twips(TEXT_HEIGHT_MM) / PAGE.lines);

/** 3号 and its neighbours, in half points. 5.2.3: 3号 for all that is not said to be otherwise. */
export const SIZES = deepFreeze({ head: 72, title: 44, body: 32, pageNumber: 28 });
export const CHARACTER_TWIPS = SIZES.body * 10;

/**
 * 28 characters in 156 mm: how much less than its 16 pt each takes. Set with the characters themselves: by a grid of characters some programs let one
 * that is wider than its cell take two, and a line holds half as many.
 */
export const CHARACTER_SPACING_TWIPS = Math.floor(TEXT_WIDTH_TWIPS / PAGE.charactersPerLine) - CHARACTER_TWIPS;

/** 5.2.3, 7.3.1: 小标宋 for head and title, 仿宋 for the text, 黑体 for headings of the first level, 宋体 for page numbers. */
export const FONTS = deepFreeze({ title: '方正小标宋简体', body: '仿宋_GB2312', heading: '黑体', pageNumber: '宋体' });

/** 7.2.4: red. */
export const RED = 'FF0000';

/** 7.5: the page number stands 7 mm below the text; measured from the foot of the page, to the foot of its line of 14 pt. */
export const FOOTER_MM = PAGE.bottomMm - 7 - 5;
