import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Table } from 'antd';
import { More } from '../app/more';
import { Trouble } from '../app/trouble';
import { usePages } from '../app/use-pages';
import { api, bodyOf } from '../client/client';
import { shortInstant } from '../words/dates';
import { CHANNEL_NAMES } from './channel-names';
import { audienceName, reasonName } from './delivery-words';

type State = 'failed' | 'no-recipient';
const TITLES: Readonly<Record<State, string>> = { failed: '发送失败', 'no-recipient': '无人接收' };

const pageOf = (state: State, limit: number, after: { cursor?: string }) => bodyOf(api.GET('/deliveries', { params: { query: { state, limit: String(limit) as never, ...after } } }));

/** All of them, however many pages, before the first is sent again: what is sent leaves the list. */
async function idsOf(state: State): Promise<string[]> {
  const ids: string[] = [];
  let after: { cursor?: string } | undefined = {};
  while (after) {
    const { items, nextCursor } = await pageOf(state, 100, after);
    ids.push(...items.map(({ id }) => id));
    after = nextCursor === null ? undefined : { cursor: nextCursor };
  }
  return ids;
}

/** What reached nobody, and is to be sent again: one by one, or all there are. */
export function Undelivered({ state }: { state: State }) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const list = usePages(['deliveries', state], (after) => pageOf(state, 20, after));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const retry = useMutation({
    mutationFn: (id: string) => bodyOf(api.POST('/deliveries/{id}/retry', { params: { path: { id } } })),
    onSuccess: ({ state: now }) => {
      void message.success(now === 'queued' ? '已重新发送' : '已找到接收人并告知');
      return queries.invalidateQueries();
    },
  });
  const retryAll = useMutation({
    mutationFn: async () => {
      const ids = await idsOf(state);
      let sent = 0;
      for (const id of ids) sent += await api.POST('/deliveries/{id}/retry', { params: { path: { id } } }).then(() => 1, () => 0);
      return { sent, of: ids.length };
    },
    onSuccess: ({ sent, of }) => {
      void message.info(`已重新发送 ${sent} 条${sent < of ? `，${of - sent} 条仍无法发送` : ''}`);
      return queries.invalidateQueries();
    },
  });
  return (
    <Card size="small" title={TITLES[state]} extra={items.length > 1 && <Button size="small" loading={retryAll.isPending} onClick={() => retryAll.mutate()}>全部重新发送</Button>}>
      {retry.isError && <Trouble error={retry.error} />}
      {retryAll.isError && <Trouble error={retryAll.error} />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={items}
        columns={[
          { title: '时间', dataIndex: 'createdAt', render: (at: string) => shortInstant(at) },
          { title: '事项', dataIndex: 'matter' },
          { title: '渠道', dataIndex: 'channel', render: (channel: string) => CHANNEL_NAMES[channel] ?? channel },
          { title: '对象', dataIndex: 'audience', render: audienceName },
          { title: '原因', dataIndex: 'reason', render: (reason: string | null) => (state === 'no-recipient' ? '无人担任' : reason === null ? '' : reasonName(reason)) },
          { title: '操作', key: 'retry', render: (_, { id }) => <Button size="small" loading={retry.isPending && retry.variables === id} onClick={() => retry.mutate(id)}>重新发送</Button> },
        ]}
      />
      <More list={list} />
    </Card>
  );
}
