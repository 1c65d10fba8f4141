import { Card, Empty, Table } from 'antd';
import { Link } from 'react-router';
import { acrossOf } from '../app/across-of';
import { More } from '../app/more';
import { Trouble } from '../app/trouble';
import { usePages } from '../app/use-pages';
import { api, bodyOf } from '../client/client';
import type { MatterSummary } from '../client/queries';
import { firstToEnd, TimeLeftTag } from '../matter/time-left-tag';
import { dayText } from '../words/dates';
import { useNames } from '../words/names';
import { sideName } from '../words/sides';
import { stageName } from '../words/stages';

const PAGE = '20';

/** 四.6: the procuratorate's oversights that run, the one whose first result is due soonest ahead. */
export function Oversights() {
  const names = useNames();
  const list = usePages(['matters', { kind: 'filing-oversight' }], (after) => bodyOf(api.GET('/matters', { params: { query: { kind: 'filing-oversight', open: 'true', order: 'due', limit: PAGE as never, ...after } } })));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  return (
    <>
      <Card size="small" styles={{ body: { padding: 0 } }}>
        <Table<MatterSummary>
          size="small"
          rowKey="number"
          loading={list.isPending}
          pagination={false}
          scroll={acrossOf(items, 760)}
          dataSource={items}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有事项" /> }}
          columns={[
            { title: '编号', key: 'number', width: 160, render: (_, { number, caseNumber }) => <><Link to={`/matters/${number}`} className="number">{number}</Link><div>{caseNumber}</div></> },
            { title: '提请法院', dataIndex: 'court', render: (court: string | null) => names.court(court) },
            { title: '检察机关', key: 'unit', render: (_, { unit, office }) => names.body(unit, office) },
            { title: '阶段', dataIndex: 'stage', render: (stage: string) => stageName(stage) },
            { title: '等待', key: 'awaited', render: (_, { awaitedSides }) => awaitedSides.map(sideName).join('、') },
            { title: '最近期限', key: 'due', width: 220, render: (_, item) => (item.dueOn === null ? '—' : <><TimeLeftTag term={firstToEnd(item)} /><div>{dayText(item.dueOn)}</div></>) },
          ]}
        />
      </Card>
      <More list={list} />
    </>
  );
}
