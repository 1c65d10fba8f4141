import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Space } from 'antd';
import { useId, useState } from 'react';
import { Trouble } from '../app/trouble';
import { isUnsettled, useActKey } from '../client/act-key';
import { api } from '../client/client';
import type { CardView } from './queries';

/** The unit's statement, or the issuer's withdrawal. */
export function Answering({ card, what }: { card: CardView; what: 'statement' | 'withdrawal' }) {
  const [text, setText] = useState('');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const key = useActKey();
  const field = useId();
  const name = what === 'statement' ? '作出说明' : '撤回';
  const send = useMutation({
    mutationFn: async (): Promise<void> => {
      const params = { path: { id: card.id }, header: { 'Idempotency-Key': key.current } };
      await (what === 'statement' ? api.POST('/cards/{id}/statement', { params, body: { text } }) : api.POST('/cards/{id}/withdrawal', { params, body: { reason: text } }));
    },
    onSettled: (_data, error) => key.settle(error),
    onSuccess: () => {
      setText('');
      void message.success(`${name}：已记录`);
      return queries.invalidateQueries({ queryKey: ['cards'] });
    },
  });
  return (
    <Space orientation="vertical" style={{ width: '100%', marginTop: 8 }}>
      {send.isError && <Trouble error={send.error} />}
      <label htmlFor={field}>{what === 'statement' ? '说明' : '撤回理由'}</label>
      <Input.TextArea id={field} value={text} disabled={send.isPending || isUnsettled(send.error)} onChange={({ target }) => setText(target.value)} maxLength={4000} autoSize={{ minRows: 2 }} />
      <Button loading={send.isPending} disabled={text.trim() === ''} onClick={() => send.mutate()}>{send.isError ? '再次提交' : name}</Button>
    </Space>
  );
}
