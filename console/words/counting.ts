import type { WhyThisDay } from '../client/queries';
import { dayText } from './dates';

type StripDay = WhyThisDay['days'][number];

/** How a term was counted, in one sentence: runs of days of one sort are told together. */
export function countingText(days: readonly StripDay[], dueOn: string): string {
  const runs: StripDay[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.[0] && sortOf(run[0]) === sortOf(day)) run.push(day);
    else runs.push([day]);
  }
  return `${runs.map(runText).join('；')}。${dayText(dueOn)}到期。`;
}

const sortOf = ({ as, name, grant, count }: StripDay): string => (as === 'weekend' || as === 'holiday' ? `${as} ${name ?? ''}` : `${as} ${grant ?? 0} ${count === undefined}`);

function runText(run: readonly StripDay[]): string {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return '';
  const when = first === last ? shortDay(first.day) : `${shortDay(first.day)}至${shortDay(last.day)}`;
  const counted = first.count === undefined ? '' : first === last ? `第 ${first.count} 日` : `第 ${first.count} 至 ${last.count ?? ''} 日`;
  const granted = first.grant === undefined ? '' : `（第 ${first.grant} 次延长）`;
  switch (first.as) {
    case 'event':
      return `${when}起算，当日不计`;
    case 'weekend':
      return `${when}休息日，不计`;
    case 'holiday':
      return `${when}${first.name ?? '节假日'}放假，不计`;
    case 'make-up-day':
      return `${when}调休上班，计为${counted}${granted}`;
    case 'rolled-to':
      return `末日为休息日，顺延至${when}`;
    case 'overdue':
      return `${when}为逾期至法院同意新期限之日，不计`;
    case 'by-the-clock':
      return `${when}按小时连续计算`;
    default:
      return `${when}${counted}${granted}`;
  }
}

const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
