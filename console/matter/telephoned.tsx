import { useQuery } from '@tanstack/react-query';
import { Button, Card } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../app/signed-in-as';
import { Trouble } from '../app/trouble';
import { api, ApiError, bodyOf } from '../client/client';
import type { Matter } from '../client/queries';
import { shortInstant } from '../words/dates';
import { sideName } from '../words/sides';

const TelephonedDialog = lazy(async () => ({ default: (await import('./telephoned-dialog')).TelephonedDialog }));

/** Who was told by telephone, and what was said: a record of the two sides beside the ledger, on which no term depends. */
export function Telephoned({ matter }: { matter: Matter }) {
  const [isWriting, write] = useState(false);
  const { body } = useMe();
  const isOfParty = matter.parties.some((party) => party.body === body);
  const calls = useQuery({ enabled: isOfParty, queryKey: ['matter', matter.number, 'telephoned'], queryFn: () => bodyOf(api.GET('/matters/{id}/telephoned', { params: { path: { id: matter.number } } })) });
  // Refused to whoever acts for neither side.
  if (calls.error instanceof ApiError && !calls.error.isPassing) return null;
  if (calls.isError && !calls.data) return <Card size="small" title="电话告知"><Trouble error={calls.error} again={() => void calls.refetch()} /></Card>;
  if (!calls.data) return null;
  const { items } = calls.data;
  return (
    <Card size="small" title="电话告知" extra={<Button size="small" onClick={() => write(true)}>记录</Button>}>
      {items.length === 0 && <p style={{ margin: 0 }}>尚无记录。电话告知不影响期限。</p>}
      {items.length > 0 && (
        <ul aria-label="电话告知记录" style={{ paddingInlineStart: 20, margin: 0 }}>
          {items.map(({ id, calledAt, side, who, remarks }) => (
            <li key={id}>
              <time dateTime={calledAt}>{shortInstant(calledAt)}</time> {sideName(side)}告知{who ?? '（个人信息已依规定删除）'}
              {remarks !== undefined && <div style={{ whiteSpace: 'pre-wrap' }}>{remarks}</div>}
            </li>
          ))}
        </ul>
      )}
      <Suspense>{isWriting && <TelephonedDialog number={matter.number} close={() => write(false)} />}</Suspense>
    </Card>
  );
}
