import type { InboxAct } from './acts';

type Row = readonly [keys: readonly string[], what: string];

const MOVING: readonly Row[] = [
  [['J', '↓'], '下一件'],
  [['K', '↑'], '上一件'],
  [['X'], '选择或者取消选择'],
  [['*'], '全选，再按一次全部取消'],
  [['Enter'], '打开事项'],
];
const AROUND: readonly Row[] = [
  [['/'], '按编号或案号查找'],
  [['1–6'], '换到第几个分类'],
  [['U'], '只看未读，再按一次看全部'],
  [['E'], '导出、上传答复表'],
  [['?'], '按键说明'],
];

/** Every key of the inbox, in the order in which one learns them. */
export function keysOf(acts: readonly InboxAct[]): readonly Row[] {
  return [...MOVING, ...acts.map(({ key, label, isSingle }): Row => [[key.toUpperCase()], isSingle ? `${label}光标所在的一件` : `${label}所选；没有选择的，光标所在的一件`]), ...AROUND];
}
