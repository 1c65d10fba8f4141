import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, bodyOf } from '../client/client';
import type { MatterSummary } from '../client/queries';
import { Trouble } from '../app/trouble';
import { useTitle } from '../app/title';
import { dayText } from '../words/dates';
import { useCatalogueChoices, useNames } from '../words/names';
import { sideName } from '../words/sides';
import { stageName } from '../words/stages';

const FILTERS = ['text', 'kind', 'unit', 'court', 'open', 'overdue', 'order'] as const;
const PAGE = '50';

/** Every matter that exists for the officer, by filters that stand in the address bar; the server pages and filters. */
export default function MattersPage() {
  useTitle('全部事项');
  const [search, setSearch] = useSearchParams();
  const given = Object.fromEntries(FILTERS.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));
  const choices = useCatalogueChoices();
  const set = (name: string, value: string | undefined): void => setSearch((before) => {
    const next = new URLSearchParams(before);
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
    return next;
  }, { replace: true });
  const pages = usePages(JSON.stringify(given));
  const list = useQuery({
    queryKey: ['matters', given, pages.cursor],
    queryFn: () => bodyOf(api.GET('/matters', { params: { query: { ...given, limit: PAGE as never, ...(pages.cursor === '' ? {} : { cursor: pages.cursor }) } } })),
    placeholderData: keepPreviousData,
  });
  const next = list.data?.nextCursor ?? null;
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>全部事项</h1>
      <Space wrap role="search" aria-label="筛选">
        <Input.Search allowClear aria-label="编号或案号" placeholder="编号或案号" defaultValue={search.get('text') ?? ''} onSearch={(text) => set('text', text)} style={{ width: 220 }} />
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="事项" placeholder="事项" value={search.get('kind')} onChange={(kind) => set('kind', kind ?? undefined)} options={choices.kinds} style={{ width: 220 }} />
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="协助单位" placeholder="协助单位" value={search.get('unit')} onChange={(unit) => set('unit', unit ?? undefined)} options={choices.units} style={{ width: 180 }} />
        <Select allowClear aria-label="法院" placeholder="法院" value={search.get('court')} onChange={(court) => set('court', court ?? undefined)} options={choices.courts} style={{ width: 200 }} />
        <Select allowClear aria-label="办结与否" placeholder="办结与否" value={search.get('open')} onChange={(open) => set('open', open ?? undefined)} options={[{ value: 'true', label: '办理中' }, { value: 'false', label: '已办结' }]} style={{ width: 110 }} />
        <Select allowClear aria-label="逾期" placeholder="逾期" value={search.get('overdue')} onChange={(overdue) => set('overdue', overdue ?? undefined)} options={[{ value: 'true', label: '已逾期' }]} style={{ width: 100 }} />
        <Select aria-label="排序" value={search.get('order') ?? 'newest'} onChange={(order) => set('order', order)} options={[{ value: 'newest', label: '最新在前' }, { value: 'due', label: '先到期在前' }]} style={{ width: 130 }} />
      </Space>
      {list.isError ? <Trouble error={list.error} again={() => void list.refetch()} /> : <MatterTable items={list.data?.items ?? []} isLoading={list.isPending || list.isPlaceholderData} />}
      {(pages.number > 1 || next !== null) && (
        <nav aria-label="翻页">
          <Space wrap>
            <Button disabled={pages.number === 1 || list.isFetching} onClick={pages.goBack}>上一页</Button>
            <span role="status">第 {pages.number} 页，每页 {PAGE} 件</span>
            <Button disabled={next === null || list.isFetching} onClick={() => next !== null && pages.goTo(next)}>下一页</Button>
          </Space>
        </nav>
      )}
    </Space>
  );
}

/** One page is on the screen at a time, however long the list: the way back is what was passed. Other filters begin anew. */
function usePages(filters: string): { cursor: string; number: number; goTo: (cursor: string) => void; goBack: () => void } {
  const [passed, pass] = useState<{ filters: string; cursors: readonly string[] }>({ filters, cursors: [''] });
  const cursors = passed.filters === filters ? passed.cursors : [''];
  const show = (next: readonly string[]): void => {
    pass({ filters, cursors: next });
    window.scrollTo(0, 0);
  };
  return { cursor: cursors.at(-1) ?? '', number: cursors.length, goTo: (cursor) => show([...cursors, cursor]), goBack: () => show(cursors.slice(0, -1)) };
}

function MatterTable({ items, isLoading }: { items: readonly MatterSummary[]; isLoading: boolean }) {
  const names = useNames();
  // An empty table has nothing in it that takes the focus, and on a phone would have to be scrolled.
  if (items.length === 0 && !isLoading) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有事项" />;
  return (
    <Table<MatterSummary>
      rowKey="number"
      size="small"
      loading={isLoading}
      pagination={false}
      dataSource={[...items]}
      scroll={{ x: 900 }}
      columns={[
        { title: '编号', dataIndex: 'number', width: 150, render: (number: string) => <Link to={`/matters/${number}`} className="number">{number}</Link> },
        { title: '事项', dataIndex: 'kindName', ellipsis: true },
        { title: '案号', dataIndex: 'caseNumber', width: 190 },
        { title: '法院', dataIndex: 'court', ellipsis: true, responsive: ['lg'], render: (court: string | null) => names.court(court) },
        { title: '协助单位', key: 'unit', ellipsis: true, render: (_, { unit, office }) => names.body(unit, office) },
        { title: '阶段', key: 'stage', width: 170, render: (_, { stage, lateness }) => <>{stageName(stage)}{lateness === 'breached' && <Tag color="red" style={{ marginInlineStart: 6 }}>逾期</Tag>}</> },
        { title: '等待', key: 'awaited', width: 90, render: (_, { awaitedSides }) => awaitedSides.map(sideName).join('、') },
        { title: '到期日', key: 'due', width: 190, render: (_, { dueOn, provisional }) => (dueOn === null ? '' : `${dayText(dueOn)}${provisional ? '（暂定）' : ''}`) },
      ]}
    />
  );
}
