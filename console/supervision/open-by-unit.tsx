import { Table } from 'antd';
import { Behind } from './figure';
import type { Counted, Figures, Filters } from './queries';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly counted: Counted;
  readonly children?: readonly Row[];
}

/** What lies with each unit, and of which kinds: most first. Each number goes down to its matters. */
export function OpenByUnit({ figures, filters }: { figures: Figures; filters: Filters }) {
  return (
    <Table<Row>
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={rowsOf(figures)}
      columns={[
        { title: '单位（展开看类别）', dataIndex: 'name' },
        { title: '未结', key: 'count', width: 90, render: (_, { counted }) => <Behind counted={counted} filters={filters} /> },
      ]}
    />
  );
}

function rowsOf({ openBy, from, to }: Figures): Row[] {
  const units = [...new Set(openBy.map(({ unit }) => unit))];
  return units
    .map((unit) => {
      const own = openBy.filter((each) => each.unit === unit);
      const children = own.map((each) => ({ key: `${unit} ${each.kind}`, name: each.kindName, counted: each })).sort(byCount);
      return { key: unit, name: own[0]?.unitName ?? unit, counted: { count: own.reduce((sum, { count }) => sum + count, 0), list: { cell: 'open', from, to, unit } }, children };
    })
    .sort(byCount);
}

function byCount(a: Row, b: Row): number {
  return b.counted.count - a.counted.count;
}
