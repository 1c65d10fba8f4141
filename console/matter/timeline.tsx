import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Card, Descriptions, Input, Modal, Space, Timeline as Line, Typography } from 'antd';
import { useState } from 'react';
import { api, bodyOf } from '../client/client';
import type { Entry, Matter } from '../client/queries';
import { Trouble } from '../app/trouble';
import { commandName } from '../words/commands';
import { factsOf } from '../words/facts';
import { shortInstant } from '../words/dates';
import { useNames } from '../words/names';
import { roleName, sideName } from '../words/sides';
import { Documents } from './documents';

/** The ledger, newest first: who did what when, with the documents carried; what people wrote is masked until shown with a reason. */
export function Timeline({ matter }: { matter: Matter }) {
  const [revealed, setRevealed] = useState<Readonly<Record<string, unknown>>>({});
  const masked = matter.ledger.filter(({ words }) => words !== null).map(({ seq }) => seq);
  const [isAsking, ask] = useState(false);
  return (
    <Card size="small" title="办理记录" extra={masked.length > 0 && Object.keys(revealed).length === 0 && <Button size="small" onClick={() => ask(true)}>显示个人信息</Button>}>
      <Line
        items={[...matter.ledger].reverse().map((entry) => ({
          key: entry.seq,
          color: entry.type === 'term-expired' ? 'red' : entry.by.kind === 'clock' ? 'gray' : 'blue',
          content: <OneEntry entry={entry} matter={matter.number} revealed={revealed[String(entry.seq)]} />,
        }))}
      />
      <Reveal matter={matter.number} entries={masked} isOpen={isAsking} close={() => ask(false)} show={setRevealed} />
    </Card>
  );
}

function OneEntry({ entry, matter, revealed }: { entry: Entry; matter: string; revealed: unknown }) {
  const names = useNames();
  const who = entry.by.kind === 'clock' ? '平台依期限自动记录' : [names.body(entry.by.body), entry.by.side && sideName(entry.by.side), entry.by.role && roleName(entry.by.role)].filter((part) => typeof part === 'string' && part !== '').join(' ');
  const facts = factsOf(entry.facts);
  const words = factsOf((revealed ?? entry.words ?? {}) as Record<string, unknown>);
  const wasLate = entry.recordedAt.slice(0, 16) !== entry.receivedAt.slice(0, 16);
  return (
    <div>
      <Space wrap size={[8, 0]}>
        <Typography.Text strong>{commandName(entry.type)}</Typography.Text>
        <Typography.Text type="secondary">{`第 ${entry.seq} 条`}</Typography.Text>
        <time dateTime={entry.receivedAt}>{shortInstant(entry.receivedAt)}</time>
        {wasLate && <Typography.Text type="secondary">（{shortInstant(entry.recordedAt)}入册）</Typography.Text>}
      </Space>
      <div><Typography.Text type="secondary">{who}</Typography.Text></div>
      {facts.length + words.length > 0 && <Descriptions size="small" column={1} items={[...facts, ...words].map(({ label, text }, index) => ({ key: index, label, children: <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span> }))} />}
      <Documents matter={matter} entry={entry.seq} />
    </div>
  );
}

function Reveal({ matter, entries, isOpen, close, show }: { matter: string; entries: readonly number[]; isOpen: boolean; close: () => void; show: (words: Record<string, unknown>) => void }) {
  const [reason, setReason] = useState('');
  const { message } = App.useApp();
  const reveal = useMutation({
    mutationFn: () => bodyOf(api.POST('/matters/{id}/reveal', { params: { path: { id: matter } }, body: { entries: entries.slice(0, 50), reason } })),
    onSuccess: ({ words }) => {
      show(words);
      close();
      void message.info('已显示，查看人、时间和理由已记录');
    },
  });
  return (
    <Modal title="显示个人信息" open={isOpen} onCancel={close} onOk={() => reveal.mutate()} okText="显示" okButtonProps={{ disabled: reason.trim() === '', loading: reveal.isPending }} destroyOnHidden>
      <Alert type="info" title="查看人、时间和理由将被记录，并可供督察人员查阅。" style={{ marginBottom: 12 }} />
      {reveal.isError && <Trouble error={reveal.error} />}
      <label htmlFor="reveal-reason">理由</label>
      <Input.TextArea id="reveal-reason" value={reason} onChange={({ target }) => setReason(target.value)} maxLength={4000} autoSize={{ minRows: 2 }} />
    </Modal>
  );
}
