import type { ListedWindow } from '../client/queries';
import { instantText } from '../words/dates';

const WHY_NOT: Readonly<Record<string, string>> = {
  none: '本院没有常设指令',
  withdrawn: '本院常设指令已撤回',
  'not-this-crime': '常设指令不适用于本罪名',
  'not-valid-then': '期限届满时常设指令不在有效期内',
  'switched-off': '本案已停用常设指令',
  'no-window': '适用的规则不设提请期限',
};

/** What the platform will do in the court's name and when, or that it will do nothing, and why. */
export function instructionText({ covers, status, willAskAt }: ListedWindow['standingInstruction']): string {
  const mark = status === 'product-default' ? '（产品默认，尚未经法院确认）' : '';
  if (willAskAt !== null) return `法院未作表示的，于${instantText(willAskAt)}依常设指令${mark}自动提请`;
  const why = WHY_NOT[covers];
  return why === undefined ? `常设指令${mark}适用，期限起算后确定自动提请的时间` : `不自动提请：${why}，须由法院办理`;
}
