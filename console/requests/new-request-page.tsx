import { useQuery } from '@tanstack/react-query';
import { Space } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { newActKey } from '../client/client';
import { DraftList } from './draft-list';
import { draftsQuery } from './drafts';
import type { Filled } from './filled';
import { RequestForm } from './request-form';

/** A request is begun anew, or a draft of it gone on with: the address says which. */
export default function NewRequestPage() {
  useTitle('发起协助');
  const [search] = useSearchParams();
  const [{ round, debtor }, go] = useState<{ round: number; debtor: Partial<Filled> }>({ round: 0, debtor: {} });
  const drafts = useQuery(draftsQuery);
  const asked = search.get('draft');
  const fresh = useMemo(() => ({ round, id: newActKey() }), [round]);
  const begun = asked === fresh.id ? null : asked;
  if (drafts.isPending) return <Waiting />;
  if (drafts.isError) return <Trouble error={drafts.error} again={() => void drafts.refetch()} />;
  const draft = drafts.data.items.find(({ id }) => id === begun);
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%', maxWidth: 900 }}>
      <h1>发起协助</h1>
      {asked === null && <DraftList drafts={drafts.data.items} />}
      <RequestForm key={draft ? `${draft.id} ${draft.version}` : fresh.id} id={draft?.id ?? fresh.id} draft={draft} debtor={debtor} another={(next) => go({ round: round + 1, debtor: next })} />
    </Space>
  );
}
