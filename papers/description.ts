import type { Day } from '../domain/calendar/day';

/** A paragraph, a heading of the first level, or a table. */
export type Block = { type: 'text'; text: string } | { type: 'heading'; text: string } | { type: 'table'; rows: readonly (readonly string[])[]; hasHead: boolean; columnShares: readonly number[] };

/** A paper as it is drawn: what stands on it and where, in the terms of GB/T 9704—2012. Everything is text; how it looks is the drawer's. */
export interface PaperDescription {
  /** 发文机关标志 in red, or above the title in black where the paper bears no red head. */
  head: { text: string; isRed: boolean };
  /** 发文字号. */
  number: string;
  /** 标题. */
  title: string;
  /** 主送机关; none on a receipt, which is a form. */
  addressee?: string;
  blocks: readonly Block[];
  /** 附件说明. */
  attachments: readonly string[];
  /** 发文机关署名 and 成文日期; none on a receipt, which is signed in its table. */
  signature?: { issuer: string; on: Day };
}

export const paragraph = (text: string): Block => ({ type: 'text', text });
export const heading = (text: string): Block => ({ type: 'heading', text });
/** Each line of what somebody wrote is a paragraph of its own. */
export const paragraphs = (text: string): Block[] => text.split('\n').filter((line) => line.trim() !== '').map(paragraph);
/** Names on the left, what they stand for on the right. */
export const form = (rows: readonly (readonly [string, string])[]): Block => ({ type: 'table', rows, hasHead: false, columnShares: [3, 7] });
