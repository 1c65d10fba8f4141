import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Input, Space } from 'antd';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { api, bodyOf } from '../client/client';
import type { MatterSummary } from '../client/queries';
import { Binder } from './binder';
import { useCompleteness } from './use-completeness';

const PAGE = '100';

/** A file is whole or it is no file: every page of the list. */
async function readCase(caseNumber: string): Promise<MatterSummary[]> {
  const items: MatterSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await bodyOf(api.GET('/matters', { params: { query: { caseNumber, limit: PAGE as never, ...(cursor === undefined ? {} : { cursor }) } } }));
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items.reverse();
}

/** Everything that was asked for in one case, and what each unit answered, on one page for the file. */
export default function CasePage() {
  const [search, setSearch] = useSearchParams();
  const caseNumber = search.get('no') ?? '';
  useTitle(caseNumber === '' ? '案件' : caseNumber);
  const found = useQuery({ queryKey: ['matters', 'case', caseNumber], queryFn: () => readCase(caseNumber), enabled: caseNumber !== '' });
  const isThere = found.data !== undefined && found.data.length > 0;
  const { isWhole, failed } = useCompleteness(found.data ?? []);
  const isPrintable = isThere && isWhole;
  usePrintKey(isPrintable);
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>{caseNumber === '' ? '案件' : `${caseNumber}协助执行卷`}</h1>
      <Space className="not-printed" wrap>
        <Input.Search key={caseNumber} aria-label="执行案号" placeholder="（2026）粤5302执123号" defaultValue={caseNumber} onSearch={(no) => setSearch(no.trim() === '' ? {} : { no: no.trim() })} style={{ width: 320, maxWidth: '100%' }} enterButton="查看" />
        {isThere && <Button disabled={!isPrintable} loading={!isWhole && failed === 0} onClick={() => window.print()} aria-keyshortcuts="p">打印卷宗（P）</Button>}
      </Space>
      {found.isError && <Trouble error={found.error} again={() => void found.refetch()} />}
      {failed > 0 && <Alert type="error" showIcon title={`有 ${failed} 项未能读取，卷宗不完整，不能打印。请稍后刷新页面。`} />}
      {found.isLoading && <Waiting />}
      {found.data?.length === 0 && <Empty description="没有您可以查看的事项" />}
      {found.data && isThere && <Binder caseNumber={found.data[0]?.caseNumber ?? caseNumber} items={found.data} />}
    </Space>
  );
}

/** One key puts the binder on paper, wherever nothing is being written and no window stands before it. */
function usePrintKey(isPrintable: boolean): void {
  useEffect(() => {
    if (!isPrintable) return;
    const onKey = (event: KeyboardEvent): void => {
      const isWriting = event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.closest('.ant-modal') !== null || ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName));
      if (event.key.toLowerCase() === 'p' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting) window.print();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isPrintable]);
}
