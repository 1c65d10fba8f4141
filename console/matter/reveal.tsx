import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, bodyOf } from '../client/client';
import { Trouble } from '../app/trouble';

/** As many entries as one question may name. */
const AT_MOST = 50;

interface Wanted {
  readonly matter: string;
  readonly entries: readonly number[];
}

/** What people wrote, by matter and entry. */
export type Revealed = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** 二(四): shown only with a reason, which is recorded with the reader before anything is shown. */
export function Reveal({ wanted, show }: { wanted: readonly Wanted[]; show: (revealed: Revealed) => void }) {
  const [isAsking, ask] = useState(false);
  const [reason, setReason] = useState('');
  const { message } = App.useApp();
  const reveal = useMutation({
    mutationFn: async () => {
      const found: Record<string, Record<string, unknown>> = {};
      for (const { matter, entries } of wanted) {
        for (let from = 0; from < entries.length; from += AT_MOST) {
          const { words } = await bodyOf(api.POST('/matters/{id}/reveal', { params: { path: { id: matter } }, body: { entries: entries.slice(from, from + AT_MOST), reason } }));
          found[matter] = { ...found[matter], ...words };
        }
      }
      return found;
    },
    onSuccess: (found) => {
      show(found);
      ask(false);
      setReason('');
      void message.info('已显示，查看人、时间和理由已记录');
    },
  });
  if (wanted.every(({ entries }) => entries.length === 0)) return null;
  return (
    <>
      <Button size="small" className="not-printed" onClick={() => ask(true)}>显示个人信息</Button>
      <Modal title="显示个人信息" open={isAsking} onCancel={() => ask(false)} onOk={() => reveal.mutate()} okText="显示" cancelText="取消" okButtonProps={{ disabled: reason.trim() === '', loading: reveal.isPending }} destroyOnHidden>
        <Alert type="info" title="查看人、时间和理由将被记录，并可供督察人员查阅。" style={{ marginBottom: 12 }} />
        {reveal.isError && <Trouble error={reveal.error} />}
        <label htmlFor="reveal-reason">理由</label>
        <Input.TextArea id="reveal-reason" value={reason} onChange={({ target }) => setReason(target.value)} maxLength={4000} autoSize={{ minRows: 2 }} />
      </Modal>
    </>
  );
}
