import { Tooltip } from 'antd';
import type { WhyThisDay } from '../client/queries';
import { dayText } from '../words/dates';

type StripDay = WhyThisDay['days'][number];

interface Look {
  readonly word: string;
  readonly background: string;
  readonly colour: string;
}

/** Told apart by a word in each box as well as by colour. */
const LOOKS: Readonly<Record<string, Look>> = {
  event: { word: '起算', background: '#e6e6e6', colour: '#262626' },
  counted: { word: '', background: '#0b4f9e', colour: '#fff' },
  'make-up-day': { word: '班', background: '#7a4a00', colour: '#fff' },
  weekend: { word: '休', background: '#fff', colour: '#595959' },
  holiday: { word: '假', background: '#fde3e1', colour: '#8f1d16' },
  'rolled-to': { word: '顺延', background: '#0b4f9e', colour: '#fff' },
  'by-the-clock': { word: '', background: '#d6e4ff', colour: '#003a8c' },
};
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const MEANINGS: Readonly<Record<string, string>> = { event: '起算日，当日不计入', counted: '工作日，计入', 'make-up-day': '调休上班，计入', weekend: '休息日，不计入', holiday: '节假日，不计入', 'rolled-to': '末日为休息日，顺延至此', 'by-the-clock': '按小时连续计算' };

/** The days of a term, one box each, as an official counts them on a calendar. */
export function DayStrip({ days, today, dueOn }: { days: readonly StripDay[]; today: string; dueOn: string }) {
  return (
    <ol aria-label="逐日计算" style={{ display: 'flex', flexWrap: 'wrap', gap: 4, listStyle: 'none', margin: 0, padding: 0 }}>
      {days.map((day) => (
        <li key={`${day.day}-${day.grant ?? 0}`}>
          <Box day={day} isToday={day.day === today} isLast={day.day === dueOn} />
        </li>
      ))}
    </ol>
  );
}

function Box({ day, isToday, isLast }: { day: StripDay; isToday: boolean; isLast: boolean }) {
  const look = LOOKS[day.as] ?? { word: '', background: '#fff', colour: '#262626' };
  const said = [dayText(day.day), day.name, MEANINGS[day.as], day.count === undefined ? undefined : `第 ${day.count} 日`, day.grant === undefined ? undefined : `第 ${day.grant} 次延长`, isToday ? '今天' : undefined, isLast ? '到期日' : undefined, day.certain ? undefined : '节假日安排尚未公布'];
  const words = said.filter((word) => word !== undefined).join('，');
  return (
    <Tooltip title={words}>
      <div
        role="img"
        aria-label={words}
        style={{
          width: 44,
          padding: '2px 0',
          textAlign: 'center',
          borderRadius: 4,
          background: look.background,
          color: look.colour,
          border: isLast ? '2px solid #b3261e' : '1px solid #bfbfbf',
          borderStyle: day.certain ? 'solid' : 'dashed',
          boxShadow: isToday ? '0 0 0 2px #ffc53d' : undefined,
          lineHeight: 1.25,
          fontSize: 12,
        }}
      >
        <div>{`${Number(day.day.slice(5, 7))}/${Number(day.day.slice(8))}`}</div>
        <div>{WEEKDAYS[day.weekday - 1]}</div>
        <div style={{ fontWeight: 600 }}>{isToday ? '今天' : (day.count ?? look.word)}</div>
      </div>
    </Tooltip>
  );
}
