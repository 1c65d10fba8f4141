import { Column } from '@ant-design/plots';
import type { Figures } from './queries';

const NAMES = { inTime: '按期', late: '逾期' } as const;

/** In time and late, month by month; the table below says the same in numbers. */
export default function Trend({ months }: { months: Figures['months'] }) {
  const data = months.flatMap((each) => (['inTime', 'late'] as const).map((name) => ({ month: each.month, name: NAMES[name], count: each[name].count })));
  return (
    <div aria-hidden>
      <Column data={data} xField="month" yField="count" colorField="name" stack height={220} animate={false} scale={{ color: { domain: ['按期', '逾期'], range: ['#0b4f9e', '#b3261e'] } }} />
    </div>
  );
}
