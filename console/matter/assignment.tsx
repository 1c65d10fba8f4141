import { useQuery } from '@tanstack/react-query';
import { Button, Card, Space, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../app/signed-in-as';
import { api, bodyOf } from '../client/client';
import type { Matter } from '../client/queries';
import { shortInstant } from '../words/dates';

const ShareDialog = lazy(async () => ({ default: (await import('../inbox/share-dialog')).ShareDialog }));

const ACTS = { claim: '认领', assign: '分派', 'hand-over': '移交', 'give-back': '退回本单位' } as const;

/** Who of one's own body works on it, and who gave it to whom: shown to the people of that body alone. */
export function Assignment({ matter }: { matter: Matter }) {
  const [act, choose] = useState<keyof typeof ACTS | null>(null);
  const { body } = useMe();
  const isOfParty = matter.parties.some((party) => party.body === body);
  const said = useQuery({ enabled: isOfParty, queryKey: ['matter', matter.number, 'assignments'], queryFn: () => bodyOf(api.GET('/matters/{id}/assignments', { params: { path: { id: matter.number } } })), retry: false });
  // Refused to whoever is not of a party's own people: then there is nothing to show.
  if (!said.data) return null;
  const { assignee, history, mayDo } = said.data;
  return (
    <Card size="small" title="本单位办理人">
      <p style={{ marginTop: 0 }}>{assignee === null ? '无人认领' : assignee.name}</p>
      <Space wrap>{mayDo.map((each) => <Button key={each} onClick={() => choose(each)}>{ACTS[each]}</Button>)}</Space>
      {history.length > 0 && (
        <ol aria-label="交接记录" style={{ paddingInlineStart: 20, marginBottom: 0 }}>
          {history.map(({ no, act: done, by, to, at, note }) => (
            <li key={no}>
              <time dateTime={at}>{shortInstant(at)}</time> {by.name}{ACTS[done]}{to !== null && to.account !== by.account && `给${to.name}`}
              {note !== null && <Typography.Paragraph style={{ marginBottom: 0, whiteSpace: 'pre-wrap' }}>{note}</Typography.Paragraph>}
            </li>
          ))}
        </ol>
      )}
      <Suspense>{act !== null && <ShareDialog act={act} matters={[matter]} close={() => choose(null)} />}</Suspense>
    </Card>
  );
}
