import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Space, Table } from 'antd';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { shortInstant } from '../words/dates';

const NAMES: Readonly<Record<string, string>> = { mail: '电子邮件', webhook: '回调', command: '本机命令', telephone: '电话', none: '无' };
const NOTICES: Readonly<Record<string, string>> = { 'workflow-restarted': '事项流程已自动恢复', 'calendar-revised': '工作日历变动已重新计算', 'anchor-written': '已写入存证', 'document-damaged': '文书文件损坏' };

/** How mail and the others do, what reached nobody and is to be sent again, and what the platform mended by itself. */
export function Channels() {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const channels = useQuery({ queryKey: ['operator', 'channels'], queryFn: () => bodyOf(api.GET('/operator/channels')) });
  const failed = useQuery({ queryKey: ['deliveries', 'failed'], queryFn: async () => (await Promise.all((['failed', 'no-recipient'] as const).map((state) => bodyOf(api.GET('/deliveries', { params: { query: { state, limit: '100' as never } } }))))).flatMap(({ items }) => items) });
  const notices = useQuery({ queryKey: ['operator', 'notices'], queryFn: () => bodyOf(api.GET('/operator/notices', { params: { query: { limit: '20' as never } } })) });
  const retry = useMutation({
    mutationFn: (id: string) => bodyOf(api.POST('/deliveries/{id}/retry', { params: { path: { id } } })),
    onSuccess: ({ state }) => {
      void message.success(state === 'queued' ? '已重新发送' : '已找到接收人并告知');
      return queries.invalidateQueries();
    },
  });
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      {channels.isError && <Trouble error={channels.error} />}
      <Table
        size="small"
        rowKey="channel"
        pagination={false}
        dataSource={channels.data?.items ?? []}
        columns={[
          { title: '渠道', dataIndex: 'channel', render: (channel: string) => NAMES[channel] ?? channel },
          { title: '待发', dataIndex: 'waiting' },
          { title: '重试中', dataIndex: 'retrying' },
          { title: '最早应发', dataIndex: 'oldestDueAt', render: (at: string | null) => (at === null ? '' : shortInstant(at)) },
          { title: '失败', dataIndex: 'failed' },
          { title: '原因', dataIndex: 'reasons', render: (reasons: string[]) => reasons.join('、') },
        ]}
      />
      <Card size="small" title="未送达">
        {retry.isError && <Trouble error={retry.error} />}
        {failed.isError && <Trouble error={failed.error} />}
        <Table
          size="small"
          rowKey="id"
          pagination={{ pageSize: 15, hideOnSinglePage: true }}
          dataSource={failed.data ?? []}
          columns={[
            { title: '时间', dataIndex: 'createdAt', render: (at: string) => shortInstant(at) },
            { title: '事项', dataIndex: 'matter' },
            { title: '渠道', dataIndex: 'channel', render: (channel: string) => NAMES[channel] ?? channel },
            { title: '对象', dataIndex: 'audience' },
            { title: '原因', key: 'reason', render: (_, { state, reason }) => (state === 'no-recipient' ? '无人担任' : reason) },
            { title: '操作', key: 'retry', render: (_, { id }) => <Button size="small" loading={retry.isPending && retry.variables === id} onClick={() => retry.mutate(id)}>重新发送</Button> },
          ]}
        />
      </Card>
      <Card size="small" title="运行提示">
        <ul>{(notices.data?.items ?? []).map(({ id, at, code, matter }) => <li key={id}>{shortInstant(at)} {NOTICES[code] ?? code} {matter}</li>)}</ul>
      </Card>
    </Space>
  );
}
