import type { WhyThisDay } from '../client/queries';
import { dayText } from '../words/dates';
import './day-strip.css';

type StripDay = WhyThisDay['days'][number];

/** What stands in a box for what its day counts for: a word or a number, never colour alone. */
const MARKS: Readonly<Record<string, string>> = { event: '起算', counted: '', 'make-up-day': '班', weekend: '休', holiday: '假', 'rolled-to': '顺延', 'by-the-clock': '计时', overdue: '逾' };
const MEANINGS: Readonly<Record<string, string>> = { event: '起算日，当日不计入', counted: '工作日，计入', 'make-up-day': '调休上班，计入', weekend: '休息日，不计入', holiday: '节假日，不计入', 'rolled-to': '末日为休息日，顺延至此', 'by-the-clock': '按小时连续计算', overdue: '原期限已过，新期限尚未商定，不计入' };
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** The days of a term, one box each, as an official counts them on a calendar. */
export function DayStrip({ days, today, dueOn }: { days: readonly StripDay[]; today: string; dueOn: string }) {
  return (
    <ol aria-label="逐日计算" className="day-strip">
      {days.map((day) => <Box key={`${day.day}-${day.grant ?? 0}`} day={day} isToday={day.day === today} isLast={day.day === dueOn} />)}
    </ol>
  );
}

function Box({ day, isToday, isLast }: { day: StripDay; isToday: boolean; isLast: boolean }) {
  const said = [dayText(day.day), day.name, MEANINGS[day.as], day.count === undefined ? undefined : `第 ${day.count} 日`, day.grant === undefined ? undefined : `第 ${day.grant} 次延长`, isToday ? '今天' : undefined, isLast ? '到期日' : undefined, day.certain ? undefined : '节假日安排尚未公布'];
  const words = said.filter((word) => word !== undefined).join('，');
  const mark = day.count === undefined ? (MARKS[day.as] ?? '') : `${MARKS[day.as] ?? ''}${day.grant === undefined ? '' : '延'}${day.count}`;
  const flag = [isToday ? '今天' : '', isLast ? '到期' : ''].filter((word) => word !== '').join('·');
  return (
    <li className={[day.as, day.certain ? '' : 'uncertain', isToday ? 'today' : '', isLast ? 'due' : ''].filter((name) => name !== '').join(' ')} title={words}>
      <span aria-hidden>{`${Number(day.day.slice(5, 7))}/${Number(day.day.slice(8))}`} {WEEKDAYS[day.weekday - 1]}</span>
      <span aria-hidden className="mark">{mark}</span>
      <span aria-hidden className="flag">{flag}</span>
      <span className="for-readers">{words}</span>
    </li>
  );
}

/** What the marks mean, of those that are there. */
export function DayStripKey({ days }: { days: readonly StripDay[] }) {
  const seen = new Set(days.map(({ as }) => as));
  const words = [
    seen.has('counted') && '数字：第几个工作日',
    seen.has('make-up-day') && '班：调休上班，计入',
    seen.has('weekend') && '休：休息日，不计',
    seen.has('holiday') && '假：节假日，不计',
    seen.has('overdue') && '逾：原期限已过，自法院同意新期限的次日起计',
    days.some(({ grant }) => grant !== undefined) && '延：法院同意延长的日数',
    days.some(({ certain }) => !certain) && '虚线框：节假日安排尚未公布',
  ].filter((word) => typeof word === 'string');
  return <ul className="day-strip-key" aria-label="图例">{words.map((word) => <li key={word}>{word}</li>)}</ul>;
}
