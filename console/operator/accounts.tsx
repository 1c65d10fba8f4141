import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ROLES } from '../../domain/access/permissions';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import { useNames } from '../words/names';
import { roleName } from '../words/sides';
import { usePlaces } from './account-form';
import { ChangeAccount } from './change-account';
import { CreateAccount } from './create-account';

export type Account = paths['/accounts']['get']['responses'][200]['content']['application/json']['items'][number];
/** Shown this once. */
export interface Secret {
  readonly username: string;
  readonly secret: string;
}

const FILTERS = ['body', 'role', 'active'] as const;

export function Accounts() {
  const names = useNames();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const [isCreating, create] = useState(false);
  const [changed, change] = useState<Account | null>(null);
  const [search, setSearch] = useSearchParams();
  const asked = Object.fromEntries(FILTERS.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));
  const bodies = usePlaces().filter(({ value }) => !value.includes(' '));
  const set = (name: string, value: string | undefined): void => setSearch((before) => {
    const next = new URLSearchParams(before);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    return next;
  }, { replace: true });
  const [secret, show] = useState<Secret | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['accounts', asked],
    queryFn: ({ pageParam }) => bodyOf(api.GET('/accounts', { params: { query: { ...asked, limit: '50' as never, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const act = useMutation({
    mutationFn: ({ account, ...body }: { account: Account; active?: boolean; resetSecret?: true }) => bodyOf(api.PATCH('/accounts/{id}', { params: { path: { id: account.id } }, body })),
    onSuccess: ({ oneTimePassword }, { account }) => {
      if (oneTimePassword !== undefined) show({ username: account.username, secret: oneTimePassword });
      else void message.success('已修改');
      return queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const ask = async (title: string, go: () => void): Promise<void> => {
    if (await modal.confirm({ title, okText: '确认', cancelText: '取消' })) go();
  };
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Space wrap role="search" aria-label="筛选">
        <Button type="primary" onClick={() => create(true)}>新建账号</Button>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="单位" placeholder="单位" value={search.get('body')} onChange={(body?: string | null) => set('body', body ?? undefined)} options={bodies} style={{ width: 220 }} />
        <Select allowClear aria-label="担任" placeholder="角色" value={search.get('role')} onChange={(role?: string | null) => set('role', role ?? undefined)} options={ROLES.map((role) => ({ value: role, label: roleName(role) }))} style={{ width: 160 }} />
        <Select allowClear aria-label="状态" placeholder="状态" value={search.get('active')} onChange={(active?: string | null) => set('active', active ?? undefined)} options={[{ value: 'true', label: '使用中' }, { value: 'false', label: '已停用' }]} style={{ width: 110 }} />
      </Space>
      {secret && <Alert type="success" showIcon closable={{ onClose: () => show(null) }} title={<>账号 <strong>{secret.username}</strong> 的一次性密码（令牌）：<code>{secret.secret}</code></>} description="只显示这一次。请当面交给本人：一次性密码七日内有效，首次登录须修改。" />}
      {list.isError && <Trouble error={list.error} />}
      {act.isError && <Trouble error={act.error} />}
      <Table<Account>
        size="small"
        rowKey="id"
        loading={list.isPending}
        pagination={false}
        scroll={{ x: 900 }}
        dataSource={list.data?.pages.flatMap(({ items }) => items) ?? []}
        columns={[
          { title: '用户名', dataIndex: 'username' },
          { title: '姓名', dataIndex: 'displayName' },
          { title: '所属', key: 'body', render: (_, { body, office }) => names.body(body, office) },
          { title: '角色', dataIndex: 'roles', render: (roles: string[]) => roles.map(roleName).join('、') },
          { title: '状态', key: 'active', render: (_, { active, mustChangePassword }) => <>{active ? '使用中' : <Tag>已停用</Tag>}{mustChangePassword && <Tag>待改密码</Tag>}</> },
          {
            title: '操作',
            key: 'acts',
            render: (_, account) => (
              <Space wrap>
                <Button size="small" aria-label={`修改 ${account.username}`} onClick={() => change(account)}>修改</Button>
                {account.kind === 'person' && account.active && <Button size="small" onClick={() => void ask(`为 ${account.username} 重置密码？`, () => act.mutate({ account, resetSecret: true }))}>重置密码</Button>}
                <Button size="small" onClick={() => void ask(`${account.active ? '停用' : '启用'} ${account.username}？`, () => act.mutate({ account, active: !account.active }))}>{account.active ? '停用' : '启用'}</Button>
              </Space>
            ),
          },
        ]}
      />
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()}>再显示一页</Button>}
      {changed && <ChangeAccount account={changed} close={() => change(null)} />}
      {isCreating && <CreateAccount close={() => create(false)} show={show} />}
    </Space>
  );
}
