import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal, Space } from 'antd';
import { useRef, useState } from 'react';
import { api, bodyOf, newActKey } from '../client/client';
import type { MatterSummary } from '../client/queries';
import { Trouble } from '../app/trouble';
import { useMe } from '../app/signed-in-as';

const AT_ONCE = 200;
/** Who signs for papers. */
const RECEIVERS = ['liaison', 'desk-officer', 'prosecutor'];

/** Signing for many papers in one go, with a result for each. */
export function BulkActs({ chosen, done }: { chosen: readonly MatterSummary[]; done: () => void }) {
  const me = useMe();
  const [isOpen, open] = useState(false);
  const waiting = chosen.filter(({ stage }) => stage === 'awaiting-receipt').slice(0, AT_ONCE);
  if (!me.roles.some((role) => RECEIVERS.includes(role))) return null;
  return (
    <>
      <Button type="primary" disabled={waiting.length === 0} onClick={() => open(true)}>签收所选（{waiting.length}）</Button>
      {isOpen && <SignForAll matters={waiting} close={() => { open(false); done(); }} />}
    </>
  );
}

function SignForAll({ matters, close }: { matters: readonly MatterSummary[]; close: () => void }) {
  const me = useMe();
  const queries = useQueryClient();
  const key = useRef(newActKey());
  const [signedBy, setSignedBy] = useState(me.displayName);
  const [numbers] = useState(() => matters.map(({ number }) => number));
  const sign = useMutation({
    mutationFn: () => bodyOf(api.POST('/commands/batch', { params: { header: { 'Idempotency-Key': key.current } }, body: { commands: numbers.map((matter) => ({ matter, command: 'sign-receipt' as const, body: { signedBy } })) } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const results = sign.data?.results;
  return (
    <Modal open title={`签收 ${numbers.length} 件`} onCancel={close} mask={{ closable: false }} footer={results ? <Button type="primary" onClick={close}>关闭</Button> : <Space><Button onClick={close}>取消</Button><Button type="primary" loading={sign.isPending} disabled={signedBy.trim() === ''} onClick={() => sign.mutate()}>{sign.isError ? '再次提交' : '签收'}</Button></Space>}>
      {sign.isError && <Trouble error={sign.error} />}
      {!results && (
        <>
          <label htmlFor="signed-by">签收人</label>
          <Input id="signed-by" value={signedBy} disabled={sign.isPending || sign.isError} onChange={({ target }) => setSignedBy(target.value)} />
        </>
      )}
      {results && (
        <ul aria-label="逐件结果" style={{ paddingInlineStart: 0, listStyle: 'none' }}>
          {results.map((result) => (
            <li key={result.index}>
              <Alert banner type={result.status === 'refused' ? 'error' : 'success'} title={`${result.matter}：${result.status === 'refused' ? result.title : result.status === 'pending' ? '已收到，正在记录' : '已签收'}`} />
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
