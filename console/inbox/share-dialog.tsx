import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { isUnsettled, useActKey } from '../client/act-key';
import { api, bodyOf } from '../client/client';
import type { MatterSummary } from '../client/queries';
import { DialogButtons } from './dialog-buttons';
import { ItemResults } from './item-results';

type Act = 'claim' | 'assign' | 'hand-over' | 'give-back';
const NAMES: Readonly<Record<Act, string>> = { claim: '认领', assign: '分派', 'hand-over': '移交', 'give-back': '退回本单位' };
const DONE: Readonly<Record<Act, string>> = { claim: '已认领', assign: '已分派', 'hand-over': '已移交', 'give-back': '已退回本单位' };
const AT_ONCE = 200;

/** Who of one's own body works on these: taken, given out, passed on with a note, or left to all again. */
export function ShareDialog({ act, matters, close }: { act: Act; matters: readonly MatterSummary[]; close: (isDone: boolean) => void }) {
  const queries = useQueryClient();
  const key = useActKey();
  const [numbers] = useState(() => matters.slice(0, AT_ONCE).map(({ number }) => number));
  const [to, setTo] = useState<string | undefined>();
  const [note, setNote] = useState('');
  const isToSomebody = act === 'assign' || act === 'hand-over';
  const colleagues = useQuery({ queryKey: ['colleagues'], queryFn: () => bodyOf(api.GET('/me/colleagues')), enabled: isToSomebody });
  const share = useMutation({
    mutationFn: () => bodyOf(api.POST('/assignments', { params: { header: { 'Idempotency-Key': key.current } }, body: bodyFor(act, numbers, to ?? '', note.trim()) })),
    onSettled: (_data, error) => key.settle(error),
    onSuccess: () => queries.invalidateQueries(),
  });
  const results = share.data?.results;
  const leave = (): void => close(results !== undefined);
  const isComplete = (!isToSomebody || to !== undefined) && (act !== 'hand-over' || note.trim() !== '');
  const isLocked = share.isPending || isUnsettled(share.error);
  return (
    <Modal
      open
      title={`${NAMES[act]} ${numbers.length} 件`}
      onCancel={leave}
      mask={{ closable: false }}
      footer={<DialogButtons isDone={results !== undefined} label={share.isError ? '再次提交' : NAMES[act]} isPending={share.isPending} isDisabled={!isComplete} act={() => share.mutate()} close={leave} />}
    >
      {share.isError && <Trouble error={share.error} />}
      {colleagues.isError && <Trouble error={colleagues.error} again={() => void colleagues.refetch()} />}
      {results && <ItemResults results={results.map((result) => ({ matter: result.matter, isDone: result.status === 'done', text: result.status === 'done' ? DONE[act] : result.title, ...(result.status === 'refused' ? { code: result.code } : {}) }))} />}
      {!results && (
        <form onSubmit={(event) => { event.preventDefault(); if (isComplete) share.mutate(); }}>
          {act === 'claim' && <Alert type="info" title="认领后由您办理，本单位同事可以看到。" />}
          {act === 'give-back' && <Alert type="info" title="退回后由本单位同事认领。" />}
          {isToSomebody && (
            <>
              <label htmlFor="share-to">交给</label>
              <Select id="share-to" autoFocus showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} value={to} disabled={isLocked} loading={colleagues.isPending} notFoundContent={colleagues.isPending ? '正在读取' : '没有其他同事'} options={(colleagues.data?.items ?? []).map(({ account, name }) => ({ value: account, label: name }))} onChange={setTo} />
            </>
          )}
          {act !== 'claim' && (
            <>
              <label htmlFor="share-note" style={{ display: 'block', marginTop: 8 }}>{act === 'hand-over' ? '交接说明' : '说明（选填）'}</label>
              <Input.TextArea id="share-note" value={note} maxLength={4000} disabled={isLocked} autoSize={{ minRows: 2, maxRows: 6 }} onChange={({ target }) => setNote(target.value)} />
            </>
          )}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </form>
      )}
    </Modal>
  );
}

function bodyFor(act: Act, matters: string[], to: string, note: string) {
  const remark = note === '' ? {} : { note };
  switch (act) {
    case 'claim':
      return { act, matters };
    case 'assign':
      return { act, matters, to, ...remark };
    case 'hand-over':
      return { act, matters, to, note };
    case 'give-back':
      return { act, matters, ...remark };
  }
}
