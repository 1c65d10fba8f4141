import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type SubmitEvent, useState } from 'react';
import { api } from '../client/client';
import { Trouble } from './trouble';
import './sign-in.css';

export function SignIn() {
  const queries = useQueryClient();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api.POST('/sessions', { body: { username, password, transport: 'cookie' } }),
    // Nothing that somebody else read in this browser may stay.
    onSuccess: () => queries.resetQueries(),
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (username !== '' && password !== '') signIn.mutate();
  };
  return (
    <main className="sign-in">
      <h1>联动</h1>
      <p>人民法院与协助执行单位工作平台</p>
      {signIn.isError && <Trouble error={signIn.error} />}
      <form onSubmit={submit}>
        <label htmlFor="username">账号</label>
        <Input id="username" autoComplete="username" autoFocus required value={username} onChange={({ target }) => setUsername(target.value)} />
        <label htmlFor="password">密码</label>
        <Input.Password id="password" autoComplete="current-password" required value={password} onChange={({ target }) => setPassword(target.value)} />
        <Button type="primary" htmlType="submit" block disabled={signIn.isPending}>登录</Button>
      </form>
    </main>
  );
}
