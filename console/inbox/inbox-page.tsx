import { Alert, Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { MatterSummary } from '../client/queries';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { useCatalogueChoices } from '../words/names';
import { BulkActs } from './bulk-acts';
import { InboxList } from './inbox-list';
import { PrintedList } from './printed-list';
import { TabLinks } from '../app/tab-links';
import { tabsFor } from './tabs';
import { useInbox, useWaitingCount } from './use-inbox';

/** What waits, soonest first. Everything chosen here stands in the address bar. */
export default function InboxPage() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const tabs = tabsFor(me);
  const tab = tabs.find(({ key }) => key === search.get('tab')) ?? tabs[0];
  const filters = Object.fromEntries(['text', 'kind'].flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])));
  const list = useInbox({ ...tab?.query, ...filters });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, choose] = useState<readonly string[]>([]);
  const choices = useCatalogueChoices();
  const waiting = useWaitingCount();
  useTitle(waiting === undefined ? '待办' : `(${waiting}) 待办`);
  const set = (name: string, value: string): void => {
    choose([]);
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    }, { replace: true });
  };
  // What has left the list is no longer chosen.
  const marked: MatterSummary[] = items.filter(({ number }) => chosen.includes(number));
  return (
    <Space orientation="vertical" size="small" style={{ width: '100%' }}>
      <h1>待办</h1>
      <TabLinks name="待办分类" tabs={tabs} here={tab?.key} />
      <Space wrap role="search" aria-label="筛选" className="not-printed">
        <Input.Search key={search.get('text')} allowClear aria-label="编号或案号" placeholder="编号或案号" defaultValue={search.get('text') ?? ''} onSearch={(text) => set('text', text)} style={{ width: 220 }} />
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="事项" placeholder="事项" value={search.get('kind')} onChange={(kind: string | undefined) => set('kind', kind ?? '')} options={choices.kinds} style={{ width: 240 }} />
        <BulkActs chosen={marked} done={() => choose([])} />
        <Button onClick={() => window.print()}>打印签收清单</Button>
      </Space>
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isFetchNextPageError && <Alert type="warning" title="后面的事项没有读到，请再试一次。" />}
      <InboxList items={items} isLoading={list.isPending} chosen={chosen} choose={choose} />
      {list.hasNextPage && <Button className="not-printed" block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>再显示一页</Button>}
      <PrintedList items={items} title={tab?.label ?? ''} />
    </Space>
  );
}
