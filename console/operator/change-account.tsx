import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Modal } from 'antd';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { AccountFields, type AccountFilled, bodyAndOffice, placeOf } from './account-form';
import type { Account } from './accounts';
import { filledIn } from './filled-in';

/** Another role, another unit: so a unit's liaison, or its head, becomes another person. */
export function ChangeAccount({ account, close }: { account: Account; close: () => void }) {
  const [form] = Form.useForm<AccountFilled>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: ({ place, displayName, roles, profile }: AccountFilled) => bodyOf(api.PATCH('/accounts/{id}', { params: { path: { id: account.id } }, body: { displayName, roles, profile: filledIn(profile), ...bodyAndOffice(place) } })),
    onSuccess: () => {
      close();
      void message.success('已修改');
      return queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  return (
    <Modal open title={`修改账号 ${account.username}`} onCancel={close} onOk={() => void form.validateFields().then(change.mutate, () => undefined)} okText="保存" cancelText="取消" confirmLoading={change.isPending} mask={{ closable: false }}>
      {change.isError && <Trouble error={change.error} />}
      <p>改变所属单位的，该账号需要重新登录。</p>
      <Form form={form} layout="vertical" initialValues={{ displayName: account.displayName, roles: account.roles, place: placeOf(account), profile: account.profile }}>
        <AccountFields />
      </Form>
    </Modal>
  );
}
