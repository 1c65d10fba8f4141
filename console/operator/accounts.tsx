import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { ROLES } from '../../domain/access/permissions';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import { catalogueQuery } from '../client/queries';
import { useNames } from '../words/names';
import { roleName } from '../words/sides';

type Account = paths['/accounts']['get']['responses'][200]['content']['application/json']['items'][number];
type NewAccount = paths['/accounts']['post']['requestBody']['content']['application/json'];
/** Shown this once. */
interface Secret {
  readonly username: string;
  readonly secret: string;
}

export function Accounts() {
  const names = useNames();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const [isCreating, create] = useState(false);
  const [secret, show] = useState<Secret | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['accounts'],
    queryFn: ({ pageParam }) => bodyOf(api.GET('/accounts', { params: { query: { limit: '50' as never, ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const change = useMutation({
    mutationFn: ({ account, ...body }: { account: Account; active?: boolean; resetSecret?: true }) => bodyOf(api.PATCH('/accounts/{id}', { params: { path: { id: account.id } }, body })),
    onSuccess: ({ oneTimePassword }, { account }) => {
      if (oneTimePassword !== undefined) show({ username: account.username, secret: oneTimePassword });
      else void message.success('已修改');
      return queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const ask = async (title: string, act: () => void): Promise<void> => {
    if (await modal.confirm({ title, okText: '确认', cancelText: '取消' })) act();
  };
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Button type="primary" onClick={() => create(true)}>新建账号</Button>
      {secret && <Alert type="success" showIcon closable={{ onClose: () => show(null) }} title={<>账号 <strong>{secret.username}</strong> 的一次性密码（令牌）：<code>{secret.secret}</code></>} description="只显示这一次。请当面交给本人，首次登录须修改。" />}
      {list.isError && <Trouble error={list.error} />}
      {change.isError && <Trouble error={change.error} />}
      <Table<Account>
        size="small"
        rowKey="id"
        loading={list.isPending}
        pagination={false}
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
                {account.kind === 'person' && account.active && <Button size="small" onClick={() => void ask(`为 ${account.username} 重置密码？`, () => change.mutate({ account, resetSecret: true }))}>重置密码</Button>}
                <Button size="small" onClick={() => void ask(`${account.active ? '停用' : '启用'} ${account.username}？`, () => change.mutate({ account, active: !account.active }))}>{account.active ? '停用' : '启用'}</Button>
              </Space>
            ),
          },
        ]}
      />
      {list.hasNextPage && <Button block onClick={() => void list.fetchNextPage()}>再显示一页</Button>}
      {isCreating && <Create close={() => create(false)} show={show} />}
    </Space>
  );
}

function Create({ close, show }: { close: () => void; show: (secret: Secret) => void }) {
  const [form] = Form.useForm<NewAccount & { place?: string }>();
  const queries = useQueryClient();
  const catalogue = useQuery(catalogueQuery);
  const places = [
    ...(catalogue.data?.courts ?? []).map(({ id, name }) => ({ value: id, label: name })),
    { value: 'committee', label: '政法委' },
    ...(catalogue.data?.units ?? []).flatMap(({ id, name, offices }) => [{ value: id, label: name }, ...offices.map((office) => ({ value: `${id} ${office.id}`, label: office.name }))]),
  ];
  const create = useMutation({
    mutationFn: ({ place, ...rest }: NewAccount & { place?: string }) => {
      const [body = null, office = null] = place === undefined ? [] : place.split(' ');
      return bodyOf(api.POST('/accounts', { body: { ...rest, body, office } }));
    },
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
        <Form.Item name="displayName" label="姓名（系统名称）" rules={[{ required: true, message: '此项必填' }]}><Input autoComplete="off" /></Form.Item>
        <Form.Item name="roles" label="角色" rules={[{ required: true, message: '请选择角色' }]}><Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={ROLES.map((role) => ({ value: role, label: roleName(role) }))} /></Form.Item>
        <Form.Item name="place" label="所属单位（部门）" extra="平台管理人员不填"><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={places} /></Form.Item>
        <Form.Item name={['profile', 'mail']} label="电子邮箱"><Input autoComplete="off" /></Form.Item>
        <Form.Item name={['profile', 'phone']} label="电话"><Input autoComplete="off" /></Form.Item>
        <Form.Item name={['profile', 'workCardNo']} label="执行人员工作证号" extra="法院执行人员必填"><Input autoComplete="off" /></Form.Item>
        <Form.Item name={['profile', 'enforcementPermitNo']} label="执行公务证号" extra="法院执行人员必填"><Input autoComplete="off" /></Form.Item>
      </Form>
    </Modal>
  );
}
