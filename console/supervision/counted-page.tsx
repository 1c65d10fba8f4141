import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Space, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { acrossOf } from '../app/across-of';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { dayText, shortInstant } from '../words/dates';
import { useNames } from '../words/names';
import { stageName } from '../words/stages';
import { FORMATS } from './queries';

const PAGE = '50';

/** What stands behind one number: as many lines as it says. */
export default function CountedPage() {
  useTitle('统计项中的事项');
  const [search] = useSearchParams();
  const names = useNames();
  const asked = { ...Object.fromEntries(search), cell: search.get('cell') ?? '' };
  const list = useInfiniteQuery({
    queryKey: ['figures', 'matters', asked],
    queryFn: ({ pageParam }) => bodyOf(api.GET('/figures/matters', { params: { query: { ...asked, limit: PAGE as never, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>统计项中的事项</h1>
      <Space wrap>
        <Link to="/supervision">返回督办</Link>
        {search.get('from') !== null && <span>{dayText(search.get('from') ?? '')}至{dayText(search.get('to') ?? '')}</span>}
        {FORMATS.map((format) => <Button key={format} href={`/api/v1/figures/matters/export?${new URLSearchParams({ ...asked, format }).toString()}`} download>导出 {format.toUpperCase()}</Button>)}
      </Space>
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      <Table
        size="small"
        pagination={false}
        loading={list.isPending}
        scroll={acrossOf(items, 700)}
        rowKey={({ matter, cell, term, at }) => `${matter.number} ${cell} ${term} ${at}`}
        dataSource={items}
        columns={[
          { title: '编号', key: 'number', width: 150, render: (_, { matter }) => <Link to={`/matters/${matter.number}`} className="number">{matter.number}</Link> },
          { title: '事项', key: 'kind', render: (_, { matter }) => matter.kindName },
          { title: '协助单位', key: 'unit', render: (_, { matter }) => names.body(matter.unit, matter.office) },
          { title: '阶段', key: 'stage', render: (_, { matter }) => stageName(matter.stage) },
          { title: '时间', dataIndex: 'at', width: 170, render: (at: string) => shortInstant(at) },
          { title: '用时', dataIndex: 'workingDays', width: 110, render: (days: number | null) => (days === null ? '' : `${days} 个工作日`) },
        ]}
      />
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>再显示 {PAGE} 条</Button>}
    </Space>
  );
}
