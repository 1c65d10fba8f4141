import { queryOptions, useQuery } from '@tanstack/react-query';
import { Button, Card, Empty, Space, Tag } from 'antd';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import type { Matter } from '../client/queries';
import { shortInstant } from '../words/dates';
import { PaperDialog } from './paper-dialog';
import { sizeText } from './size-text';

type Listed = paths['/matters/{id}/papers']['get']['responses'][200]['content']['application/json'];
export type Paper = Listed['items'][number];
export type Makeable = Listed['mayMake'][number];

const papersQuery = (id: string) => queryOptions({ queryKey: ['matter', id, 'papers'], queryFn: () => bodyOf(api.GET('/matters/{id}/papers', { params: { path: { id } } })), staleTime: 30_000 });

/** Letters and notices that the platform writes from its templates: numbered once, every version kept; and what the officer may have written now. */
export function Papers({ matter }: { matter: Matter }) {
  const papers = useQuery(papersQuery(matter.number));
  const [chosen, choose] = useState<{ readonly made: Makeable; readonly again?: Paper } | null>(null);
  if (papers.isError) return <Card size="small" title="制发文书"><Trouble error={papers.error} again={() => void papers.refetch()} /></Card>;
  const { items = [], mayMake = [] } = papers.data ?? {};
  if (items.length === 0 && mayMake.length === 0) return null;
  const isNew = ({ paper, isOnce }: Makeable): boolean => !isOnce || !items.some((made) => made.paper === paper);
  return (
    <Card size="small" title="制发文书">
      {items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="尚未制作文书" />}
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {items.map((paper) => {
          const again = mayMake.find((each) => each.paper === paper.paper);
          return (
            <li key={paper.id}>
              {paper.name} <span className="number">{paper.number}</span>
              {again && <Button type="link" size="small" aria-label={`重新制作${paper.name} ${paper.number}`} onClick={() => choose({ made: again, again: paper })}>重新制作</Button>}
              <ul style={{ paddingInlineStart: 18 }}>
                {paper.versions.map(({ version, document, bytes, sha256, madeAt, reason, erased }) => (
                  <li key={version}>
                    {erased ? <>第 {version} 版 <Tag>已依规定删除</Tag></> : <a href={`/api/v1/matters/${matter.number}/documents/${document}`} download title={`SHA-256 ${sha256}`}>第 {version} 版（{sizeText(bytes)}）</a>} {shortInstant(madeAt)}
                    {reason !== null && <div>重新制作的理由：{reason}</div>}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
      <Space wrap style={{ marginTop: 8 }}>
        {mayMake.filter(isNew).map((made) => <Button key={made.paper} size="small" onClick={() => choose({ made })}>制作{made.name}</Button>)}
      </Space>
      {chosen !== null && <PaperDialog key={`${chosen.made.paper} ${chosen.again?.id ?? ''}`} matter={matter} made={chosen.made} again={chosen.again} close={() => choose(null)} />}
    </Card>
  );
}
