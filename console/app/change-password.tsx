import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Form, Input, Typography } from 'antd';
import { api } from '../client/client';
import { Trouble } from './trouble';

interface Passwords {
  currentPassword: string;
  newPassword: string;
  again: string;
}

const AT_LEAST = 12;

export default function ChangePassword({ isForced = false }: { isForced?: boolean }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Passwords) => api.POST('/me/password', { body: { currentPassword, newPassword } }),
    onSuccess: async () => {
      form.resetFields();
      void message.success('密码已修改，其他设备上的登录已退出');
      await queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  return (
    <main style={{ maxWidth: 440, margin: isForced ? '12vh auto' : '0 auto', padding: 16 }}>
      <Card>
        <Typography.Title level={1} style={{ fontSize: 20, marginTop: 0 }}>修改密码</Typography.Title>
        {isForced && <Typography.Paragraph>您使用的是一次性密码，请先设置自己的密码。</Typography.Paragraph>}
        {change.isError && <Trouble error={change.error} />}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(given: Passwords) => change.mutate(given)}>
          <Form.Item name="currentPassword" label="现在的密码" rules={[{ required: true, message: '请输入现在的密码' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item name="newPassword" label="新密码" extra={`至少 ${AT_LEAST} 个字符`} rules={[{ required: true, message: '请输入新密码' }, { min: AT_LEAST, message: `至少 ${AT_LEAST} 个字符` }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item name="again" label="再输入一次新密码" dependencies={['newPassword']} rules={[{ required: true, message: '请再输入一次' }, ({ getFieldValue }) => ({ validator: (_rule, value) => (value === getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error('两次输入不一致'))) })]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={change.isPending}>修改</Button>
        </Form>
      </Card>
    </main>
  );
}
