import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Empty, Segmented, Space, Tag, Typography } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, bodyOf } from '../client/client';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { useTitle } from '../app/title';
import { shortInstant } from '../words/dates';
import { stageName } from '../words/stages';

/** What was told to me, newest first, in the same words as the mail. */
export default function NotificationsPage() {
  useTitle('通知');
  const [search, setSearch] = useSearchParams();
  const isUnreadOnly = search.get('unread') === 'true';
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ['notifications', 'list', isUnreadOnly],
    queryFn: ({ pageParam }) => bodyOf(api.GET('/notifications', { params: { query: { limit: '50' as never, ...(isUnreadOnly ? { unread: 'true' } : {}), ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const read = useMutation({ mutationFn: (body: { ids: string[] } | { upTo: string }) => api.POST('/notifications/read', { body }), onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }) });
  if (list.isPending) return <Waiting />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  const newest = items[0];
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>通知</h1>
      <Space wrap>
        <Segmented<boolean> aria-label="显示哪些通知" value={isUnreadOnly} onChange={(only) => setSearch(only ? { unread: 'true' } : {}, { replace: true })} options={[{ value: false, label: '全部' }, { value: true, label: '未读' }]} />
        {newest && <Button onClick={() => read.mutate({ upTo: newest.id })} loading={read.isPending}>全部标为已读</Button>}
      </Space>
      {items.length === 0 && <Empty description="没有通知" />}
      {items.map((item) => (
        <Card key={item.id} size="small">
          <Space wrap>
            <Typography.Text strong={item.readAt === null}>{item.title}</Typography.Text>
            {item.urgency === 'urgent' && <Tag color="red">紧急</Tag>}
            {item.readAt === null && <Tag color="blue">未读</Tag>}
            <time dateTime={item.at}>{shortInstant(item.at)}</time>
            {item.matter !== '' && <Link to={item.matter.startsWith('CD-') ? `/cards/${item.matter}` : `/matters/${item.matter}`} className="number" onClick={() => { if (item.readAt === null) read.mutate({ ids: [item.id] }); }}>{item.matter}</Link>}
          </Space>
          <div>{item.text}</div>
          {item.message === 'closed-matter' && typeof item.params['stage'] === 'string' && <Typography.Text type="secondary">{`当前阶段：${stageName(item.params['stage'])}`}</Typography.Text>}
        </Card>
      ))}
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>更早的通知</Button>}
    </Space>
  );
}
