import { dayText } from '../words/dates';
import type { YearOfDays } from './queries';
import './month.css';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const MARKS = { 'working-day': '', 'make-up-day': '班', weekend: '休', holiday: '假' } as const;
const MEANINGS = { 'working-day': '工作日', 'make-up-day': '调休上班', weekend: '休息日', holiday: '节假日' } as const;

/** Told apart by a word on each day as well as by colour. */
export function Month({ title, days, today }: { title: string; days: YearOfDays['days']; today: string }) {
  const blanks = Array.from({ length: (days[0]?.weekday ?? 1) - 1 }, (_, index) => index);
  const cells: (YearOfDays['days'][number] | null)[] = [...blanks.map(() => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, index) => cells.slice(index * 7, index * 7 + 7));
  return (
    <table className="month">
      <caption>{title}</caption>
      <thead>
        <tr>{WEEKDAYS.map((weekday) => <th key={weekday} scope="col">{weekday}</th>)}</tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={week.find((day) => day !== null)?.day ?? index}>
            {week.map((day, place) =>
              day === null ? (
                <td key={`blank-${place}`} />
              ) : (
                <td key={day.day} className={`day-${day.kind}${day.day === today ? ' day-today' : ''}`} title={`${dayText(day.day)}，${day.name ?? MEANINGS[day.kind]}${day.certain ? '' : '（暂定）'}`}>
                  {Number(day.day.slice(8))}
                  <span>{day.day === today ? '今' : MARKS[day.kind]}</span>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
