import { useQuery } from '@tanstack/react-query';
import { Button, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import { oversightGroundName } from '../../matters/wording/words';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { type Matter, matterQuery, type OversightDraft, oversightDraftQuery } from '../client/queries';
import { CommandDialog } from '../matter/command-dialog';
import type { Offered } from '../matter/what-may-be-done';
import { commandName } from '../words/commands';

const BY_HAND = ['ask-oversight', 'amend-draft', 'accept-decision', 'switch-off-instruction', 'switch-on-instruction'];

/** 四.7(4): the request as it lies drafted: read, amended and sent by hand at any time, whatever the standing instruction will do. `isBesideActs`: what may be done stands beside it already. */
export function DraftRequest({ number, isBesideActs = false }: { number: string; isBesideActs?: boolean }) {
  const matter = useQuery(matterQuery(number));
  if (matter.isPending) return <Waiting size="small" />;
  if (matter.isError) return <Trouble error={matter.error} again={() => void matter.refetch()} />;
  return <Draft matter={matter.data} isBesideActs={isBesideActs} />;
}

function Draft({ matter, isBesideActs }: { matter: Matter; isBesideActs: boolean }) {
  const [isShown, show] = useState(false);
  const [chosen, choose] = useState<Offered | null>(null);
  const { ground } = (matter.particulars['draftRequest'] ?? {}) as { ground?: string };
  const draft = useQuery({ ...oversightDraftQuery(matter.number), enabled: isShown });
  const acts = matter.mayDo.filter(({ command }) => BY_HAND.includes(command));
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Space wrap>
        {ground !== undefined && <span>提请理由：{oversightGroundName(ground)}</span>}
        {!isShown && acts.some(({ command }) => command === 'amend-draft') && <Button size="small" onClick={() => show(true)}>查看提请监督函</Button>}
        {!isShown && <Typography.Text type="secondary">查阅人和时间将被记录</Typography.Text>}
        {!isBesideActs && acts.map((offered) => <Button key={offered.command} size="small" type={offered.command === 'ask-oversight' ? 'primary' : 'default'} onClick={() => choose(offered)}>{commandName(offered.command)}</Button>)}
      </Space>
      {isShown && draft.isPending && <Waiting size="small" />}
      {draft.isError && <Trouble error={draft.error} again={() => void draft.refetch()} />}
      {draft.data?.draft && <Letter draft={draft.data.draft} />}
      {chosen !== null && <CommandDialog key={chosen.command} matter={matter} offered={chosen} close={() => choose(null)} />}
    </Space>
  );
}

function Letter({ draft }: { draft: NonNullable<OversightDraft['draft']> }) {
  return (
    <article aria-label="提请监督函" style={{ maxWidth: 720, padding: '16px 24px', border: '1px solid #d9d9d9', background: '#fff', lineHeight: 1.8 }}>
      <h2 style={{ fontSize: 16, textAlign: 'center', marginTop: 0 }}>{draft.title} <Tag>{draft.isAmended ? '草稿，法院已修改' : '草稿，平台拟稿'}</Tag></h2>
      <p>{draft.addressee}：</p>
      {draft.paragraphs.map((text, index) => <p key={index} style={{ textIndent: '2em', margin: 0 }}>{text}</p>)}
      {draft.attachments.length > 0 && <p>附件：{draft.attachments.join('；')}</p>}
      <p style={{ textAlign: 'right', marginBottom: 0 }}>{draft.issuer}</p>
    </article>
  );
}
