import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { AccountFields, type AccountFilled, bodyAndOffice } from './account-form';
import type { Secret } from './accounts';
import { filledIn } from './filled-in';

interface NewAccount extends AccountFilled {
  readonly kind: 'person' | 'machine';
  readonly username: string;
}

export function CreateAccount({ close, show }: { close: () => void; show: (secret: Secret) => void }) {
  const [form] = Form.useForm<NewAccount>();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: ({ place, profile, ...rest }: NewAccount) => bodyOf(api.POST('/accounts', { body: { ...rest, profile: filledIn(profile), ...bodyAndOffice(place) } })),
    onSuccess: ({ account, oneTimePassword, token }) => {
      close();
      show({ username: account.username, secret: oneTimePassword ?? token ?? '' });
      return queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  return (
    <Modal open title="新建账号" onCancel={close} onOk={() => void form.validateFields().then(create.mutate, () => undefined)} okText="新建" cancelText="取消" confirmLoading={create.isPending} mask={{ closable: false }}>
      {create.isError && <Trouble error={create.error} />}
      <Form form={form} layout="vertical" initialValues={{ kind: 'person' }}>
        <Form.Item name="kind" label="类型"><Select options={[{ value: 'person', label: '人员' }, { value: 'machine', label: '业务系统' }]} /></Form.Item>
        <Form.Item name="username" label="用户名" rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{2,63}$/, message: '小写字母、数字、点、横线，至少 3 位' }]}><Input autoComplete="off" /></Form.Item>
        <AccountFields />
      </Form>
    </Modal>
  );
}
