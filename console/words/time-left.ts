/** How pressing something is; decides colour and place, and is always said in words as well. */
export type Pressure = 'late' | 'today' | 'soon' | 'calm' | 'none';

export interface TimeLeft {
  readonly text: string;
  readonly pressure: Pressure;
}

/** Working days, in plain words: 剩 2 个工作日 / 今日到期 / 已逾期 1 个工作日. `daysLeft` counts the last day itself as 0, and is negative when late. */
export function timeLeft(daysLeft: number | null, isLate: boolean): TimeLeft {
  if (daysLeft === null) return { text: '无期限', pressure: 'none' };
  if (daysLeft < 0) return { text: `已逾期 ${-daysLeft} 个工作日`, pressure: 'late' };
  if (isLate) return { text: '已逾期', pressure: 'late' };
  if (daysLeft === 0) return { text: '今日到期', pressure: 'today' };
  return { text: `剩 ${daysLeft} 个工作日`, pressure: daysLeft <= 2 ? 'soon' : 'calm' };
}
