import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Space } from 'antd';
import { Link } from 'react-router';
import { kindName } from '../../matters/wording/words';
import { api } from '../client/client';
import { shortInstant } from '../words/dates';
import type { Draft, DraftContent } from './drafts';

/** What was begun and not sent, here or on another computer. */
export function DraftList({ drafts }: { drafts: readonly Draft[] }) {
  const queries = useQueryClient();
  const remove = useMutation({ mutationFn: (id: string) => api.DELETE('/drafts/{id}', { params: { path: { id } } }), onSettled: () => queries.invalidateQueries({ queryKey: ['drafts'] }) });
  if (drafts.length === 0) return null;
  return (
    <Card size="small" title={`未发起的草稿（${drafts.length}）`}>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {drafts.map(({ id, keptAt, content }) => (
          <li key={id}>
            <Space wrap size={[8, 4]}>
              <Link to={`/requests/new?draft=${id}`}>{titleOf((content as unknown as DraftContent).filled)}</Link>
              <span>{shortInstant(keptAt)}保存</span>
              <Button size="small" aria-label={`删除草稿：${titleOf((content as unknown as DraftContent).filled)}`} loading={remove.isPending && remove.variables === id} onClick={() => remove.mutate(id)}>删除</Button>
            </Space>
          </li>
        ))}
      </ul>
      <p style={{ margin: '8px 0 0', color: '#4a4f57' }}>草稿只有本人可见，三十日内未修改的自动删除。</p>
    </Card>
  );
}

function titleOf({ caseNumber, kinds }: DraftContent['filled']): string {
  return [caseNumber || '未填案号', (kinds ?? []).map(kindName).join('、')].filter((text) => text !== '').join(' ');
}
