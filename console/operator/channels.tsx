import { useQuery } from '@tanstack/react-query';
import { Card, Space, Table } from 'antd';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { shortInstant } from '../words/dates';
import { CHANNEL_NAMES } from './channel-names';
import { ClockState } from './clock-state';
import { reasonName } from './delivery-words';
import { Undelivered } from './undelivered';

const NOTICES: Readonly<Record<string, string>> = { 'workflow-restarted': '事项流程已自动恢复', 'calendar-revised': '工作日历变动已重新计算', 'calendar-refused': '事项未能按新的工作日历重新计算，请核查', 'anchor-written': '已写入存证', 'document-damaged': '文书文件损坏', 'documents-without-rows': '有文件在数据库中没有记录，请核对备份', 'words-erased': '已依规定删除个人信息' };

/** How mail and the others do, what reached nobody and is to be sent again, and what the platform mended by itself. */
export function Channels() {
  const channels = useQuery({ queryKey: ['operator', 'channels'], queryFn: () => bodyOf(api.GET('/operator/channels')) });
  const notices = useQuery({ queryKey: ['operator', 'notices'], queryFn: () => bodyOf(api.GET('/operator/notices', { params: { query: { limit: '20' as never } } })) });
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <ClockState />
      {channels.isError && <Trouble error={channels.error} />}
      <Table
        size="small"
        rowKey="channel"
        pagination={false}
        dataSource={channels.data?.items ?? []}
        columns={[
          { title: '渠道', dataIndex: 'channel', render: (channel: string) => CHANNEL_NAMES[channel] ?? channel },
          { title: '待发', dataIndex: 'waiting' },
          { title: '重试中', dataIndex: 'retrying' },
          { title: '最早应发', dataIndex: 'oldestDueAt', render: (at: string | null) => (at === null ? '' : shortInstant(at)) },
          { title: '失败', dataIndex: 'failed' },
          { title: '原因', dataIndex: 'reasons', render: (reasons: string[]) => reasons.map(reasonName).join('、') },
        ]}
      />
      <Undelivered state="failed" />
      <Undelivered state="no-recipient" />
      <Card size="small" title="运行提示">
        <ul>{(notices.data?.items ?? []).map(({ id, at, code, matter }) => <li key={id}>{shortInstant(at)} {NOTICES[code] ?? code} {matter}</li>)}</ul>
      </Card>
    </Space>
  );
}
