import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useMe } from '../app/signed-in-as';
import { Trouble } from '../app/trouble';
import { isUnsettled, useActKey } from '../client/act-key';
import { api, bodyOf } from '../client/client';
import type { MatterSummary } from '../client/queries';
import { DialogButtons } from './dialog-buttons';
import { ItemResults } from './item-results';

/** Signing for the papers of many in one go, with a result for each. */
export function SignDialog({ matters, close }: { matters: readonly MatterSummary[]; close: (isDone: boolean) => void }) {
  const me = useMe();
  const queries = useQueryClient();
  const key = useActKey();
  const [signedBy, setSignedBy] = useState(me.displayName);
  const [numbers] = useState(() => matters.map(({ number }) => number));
  const sign = useMutation({
    mutationFn: () => bodyOf(api.POST('/commands/batch', { params: { header: { 'Idempotency-Key': key.current } }, body: { commands: numbers.map((matter) => ({ matter, command: 'sign-receipt' as const, body: { signedBy } })) } })),
    onSettled: (_data, error) => key.settle(error),
    onSuccess: () => queries.invalidateQueries(),
  });
  const results = sign.data?.results;
  const leave = (): void => close(results !== undefined);
  const canSign = signedBy.trim() !== '' && !sign.isPending;
  return (
    <Modal
      open
      title={`签收 ${numbers.length} 件`}
      onCancel={leave}
      mask={{ closable: false }}
      footer={<DialogButtons isDone={results !== undefined} label={sign.isError ? '再次提交' : '签收'} isPending={sign.isPending} isDisabled={!canSign} act={() => sign.mutate()} close={leave} />}
    >
      {sign.isError && <Trouble error={sign.error} />}
      {!results && (
        <>
          <label htmlFor="signed-by">签收人</label>
          <Input id="signed-by" autoFocus value={signedBy} disabled={sign.isPending || isUnsettled(sign.error)} onChange={({ target }) => setSignedBy(target.value)} onPressEnter={() => { if (canSign) sign.mutate(); }} />
        </>
      )}
      {results && <ItemResults results={results.map((result) => ({ matter: result.matter, isDone: result.status !== 'refused', text: result.status === 'refused' ? result.title : result.status === 'pending' ? '已收到，正在记录' : '已签收', ...(result.status === 'refused' ? { code: result.code } : {}) }))} />}
    </Modal>
  );
}
