import { dayText } from '../words/dates';
import type { YearOfDays } from './queries';

/** The year in words: each run of holidays, and the days that are worked in their place. */
export function Holidays({ days }: { days: YearOfDays['days'] }) {
  const runs: { name: string; from: string; to: string; count: number }[] = [];
  for (const { day, kind, name } of days) {
    if (kind !== 'holiday') continue;
    const last = runs.at(-1);
    if (last?.name === (name ?? '节假日') && isNext(days, last.to, day)) runs.splice(-1, 1, { ...last, to: day, count: last.count + 1 });
    else runs.push({ name: name ?? '节假日', from: day, to: day, count: 1 });
  }
  const madeUp = days.filter(({ kind }) => kind === 'make-up-day');
  return (
    <ul aria-label="节假日和调休" style={{ margin: 0, paddingInlineStart: 20, columns: '320px', columnGap: 24 }}>
      {runs.map(({ name, from, to, count }) => <li key={from}>{name}：{dayText(from)}{to !== from && `至${dayText(to)}`}，{count} 天</li>)}
      {madeUp.length > 0 && <li>调休上班：{madeUp.map(({ day }) => dayText(day)).join('、')}</li>}
    </ul>
  );
}

function isNext(days: YearOfDays['days'], before: string, day: string): boolean {
  return days[days.findIndex((each) => each.day === before) + 1]?.day === day;
}
