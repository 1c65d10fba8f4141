import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Input, Typography } from 'antd';
import { api } from '../client/client';
import { Trouble } from './trouble';

export function SignIn() {
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: (given: { username: string; password: string }) => api.POST('/sessions', { body: { ...given, transport: 'cookie' } }),
    // Nothing that somebody else read in this browser may stay.
    onSuccess: () => queries.resetQueries(),
  });
  return (
    <main style={{ maxWidth: 400, margin: '12vh auto', padding: 16 }}>
      <Card>
        <Typography.Title level={1} style={{ fontSize: 24, marginTop: 0 }}>联动</Typography.Title>
        <Typography.Paragraph type="secondary">人民法院与协助执行单位工作平台</Typography.Paragraph>
        {signIn.isError && <Trouble error={signIn.error} />}
        <Form layout="vertical" requiredMark={false} onFinish={(given: { username: string; password: string }) => signIn.mutate(given)}>
          <Form.Item name="username" label="账号" rules={[{ required: true, message: '请输入账号' }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>登录</Button>
        </Form>
      </Card>
    </main>
  );
}
