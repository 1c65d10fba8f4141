import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { savedFrom } from './filters';

const QUERY = { queryKey: ['saved-filters'], queryFn: () => bodyOf(api.GET('/me/filters')) };

/** Filters kept under a name: links, because each is an address. */
export function SavedFilters() {
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const saved = useQuery({ ...QUERY, staleTime: 60_000 });
  const [name, setName] = useState<string | null>(null);
  const current = savedFrom(search);
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: QUERY.queryKey }) };
  const save = useMutation({ mutationFn: (as: string) => bodyOf(api.PUT('/me/filters', { body: { name: as, filters: current } })), onSuccess: async () => { setName(null); await again.onSuccess(); } });
  const remove = useMutation({ mutationFn: (id: string) => api.DELETE('/me/filters/{id}', { params: { path: { id } } }), ...again });
  const keep = (): void => { if (name !== null && name.trim() !== '' && !save.isPending) save.mutate(name.trim()); };
  return (
    <Space wrap size="small" role="group" aria-label="常用筛选" className="not-printed">
      {(saved.data?.items ?? []).map(({ id, name: called, filters }) => {
        const address = new URLSearchParams(filters).toString();
        return (
          <span key={id}>
            <Link to={`?${address}`} aria-current={address === new URLSearchParams(current).toString() ? 'true' : undefined}>{called}</Link>
            <Button type="text" size="small" aria-label={`删去常用筛选 ${called}`} icon={<DeleteOutlined />} loading={remove.isPending && remove.variables === id} onClick={() => remove.mutate(id)} />
          </span>
        );
      })}
      {name === null && Object.keys(current).length > 0 && <Button size="small" onClick={() => setName('')}>保存当前筛选</Button>}
      {name !== null && (
        <Space.Compact>
          <Input size="small" autoFocus aria-label="筛选名称" placeholder="名称" maxLength={30} value={name} onChange={({ target }) => setName(target.value)} onPressEnter={keep} onKeyDown={(event) => { if (event.key === 'Escape') setName(null); }} />
          <Button size="small" type="primary" loading={save.isPending} onClick={keep}>保存</Button>
        </Space.Compact>
      )}
      {save.isError && <Trouble error={save.error} />}
      {remove.isError && <Trouble error={remove.error} />}
    </Space>
  );
}
