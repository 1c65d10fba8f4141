import { Bar, Column } from '@ant-design/plots';
import { BREACH_CLASS_NAMES } from '../../matters/wording/breaches';
import type { Figures } from './queries';

const IN_TIME = '#0b4f9e';
const LATE = '#b3261e';
const ROW_PX = 28;
const AXIS_PX = 60;
const UNITS_SHOWN = 12;
/** Counts are whole: no half a request on the scale. */
const WHOLE = { y: { tickFilter: (count: number) => Number.isInteger(count) } };

/** Pictures of what the tables beside them say in numbers; readers hear the tables. */
export type Chart = 'months' | 'breaches' | 'open';

export default function Charts({ figures, chart }: { figures: Figures; chart: Chart }) {
  return (
    <div aria-hidden style={{ overflow: 'hidden' }}>
      {chart === 'months' && <Months figures={figures} />}
      {chart === 'breaches' && <Breaches figures={figures} />}
      {chart === 'open' && <Open figures={figures} />}
    </div>
  );
}

function Months({ figures }: { figures: Figures }) {
  const data = figures.months.flatMap(({ month, inTime, late }) => [{ month, name: '按期', count: inTime.count }, { month, name: '逾期办复', count: late.count }]);
  return <Column data={data} xField="month" yField="count" colorField="name" stack height={220} animate={false} axis={WHOLE} scale={{ color: { domain: ['按期', '逾期办复'], range: [IN_TIME, LATE] } }} />;
}

/** Side by side, never stacked: breaches of different classes are not added up. */
function Breaches({ figures }: { figures: Figures }) {
  const months = figures.months.flatMap(({ month, breaches }) => breaches.map(({ class: name, count }) => ({ month, name: BREACH_CLASS_NAMES[name], count })));
  return <Column data={months} xField="month" yField="count" colorField="name" group height={220} animate={false} axis={WHOLE} />;
}

function Open({ figures }: { figures: Figures }) {
  const byUnit = new Map<string, number>();
  for (const { unitName, count } of figures.openBy) byUnit.set(unitName, (byUnit.get(unitName) ?? 0) + count);
  const data = [...byUnit].map(([unit, count]) => ({ unit, count })).sort((a, b) => b.count - a.count).slice(0, UNITS_SHOWN);
  return <Bar data={data} xField="unit" yField="count" height={data.length * ROW_PX + AXIS_PX} animate={false} style={{ fill: IN_TIME }} label={{ text: 'count', position: 'right', dx: 16 }} />;
}
