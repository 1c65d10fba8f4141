import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useMe } from '../app/signed-in-as';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';

const NAMERS = ['unit-head'];

interface Officer {
  readonly username: string;
  readonly name: string;
}

/** Two of a name are told apart by their accounts. */
const calledIn = ({ name, username }: Officer): string => `${name}（${username}）`;

/** 二(四): who of a party's own people takes part in a closed matter, as its head says; the head reads no more by it. */
export function NamedOfficers({ number }: { number: string }) {
  const me = useMe();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [chosen, choose] = useState<string | undefined>();
  const [leaving, setLeaving] = useState<Officer | null>(null);
  const queryKey = ['matter', number, 'named-officers'];
  const isNamer = me.roles.some((role) => NAMERS.includes(role));
  const officers = useQuery({ enabled: isNamer, queryKey, queryFn: () => bodyOf(api.GET('/matters/{id}/named-officers', { params: { path: { id: number } } })), retry: false });
  const name = useMutation({
    mutationFn: (username: string) => api.PUT('/matters/{id}/named-officers', { params: { path: { id: number } }, body: { username } }),
    onSuccess: () => {
      choose(undefined);
      void message.success('已指定，其本人可以查看和办理');
      return queries.invalidateQueries({ queryKey });
    },
  });
  // Refused to the head of another body: then there is nothing to name.
  if (!officers.data) return null;
  const { named, mayBeNamed } = officers.data;
  return (
    <Card size="small" title="指定人员">
      {name.isError && <Trouble error={name.error} />}
      <p style={{ marginTop: 0 }}>{named.length === 0 ? '尚未指定。' : '已指定：'}</p>
      {named.length > 0 && (
        <ul aria-label="已指定的人员" style={{ paddingInlineStart: 20 }}>
          {named.map((officer) => <li key={officer.username}><Space>{calledIn(officer)}<Button size="small" aria-label={`取消指定${calledIn(officer)}`} onClick={() => setLeaving(officer)}>取消指定</Button></Space></li>)}
        </ul>
      )}
      <Space wrap>
        <Select aria-label="本单位人员" placeholder="本单位人员" showSearch={{ optionFilterProp: 'label' }} style={{ width: 260 }} value={chosen} onChange={choose} options={mayBeNamed.map((each) => ({ value: each.username, label: calledIn(each) }))} notFoundContent="没有可以指定的人员" />
        <Button disabled={chosen === undefined} loading={name.isPending} onClick={() => { if (chosen !== undefined) name.mutate(chosen); }}>指定</Button>
      </Space>
      {leaving && <TakeOff number={number} officer={leaving} close={() => setLeaving(null)} />}
    </Card>
  );
}

function TakeOff({ number, officer, close }: { number: string; officer: Officer; close: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const takeOff = useMutation({
    mutationFn: () => api.POST('/matters/{id}/named-officers/taken-off', { params: { path: { id: number } }, body: { username: officer.username, reason } }),
    onSuccess: () => {
      close();
      return queries.invalidateQueries({ queryKey: ['matter', number, 'named-officers'] });
    },
  });
  return (
    <Modal open title={`取消指定${calledIn(officer)}`} onCancel={close} onOk={() => takeOff.mutate()} okText="取消指定" cancelText="返回" okButtonProps={{ disabled: reason.trim() === '', loading: takeOff.isPending }} mask={{ closable: false }}>
      {takeOff.isError && <Trouble error={takeOff.error} />}
      <label htmlFor="taken-off-reason">理由</label>
      <Input.TextArea id="taken-off-reason" autoFocus value={reason} onChange={({ target }) => setReason(target.value)} maxLength={4000} autoSize={{ minRows: 2 }} />
    </Modal>
  );
}
