import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Space, Tag } from 'antd';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { api } from '../client/client';
import { shortInstant } from '../words/dates';
import { EffectsOf } from './effects';
import { effectsQuery, type Proposal, proposalsQuery } from './queries';

const STATES = { proposed: '待核准', published: '已发布', withdrawn: '已撤回' } as const;

/** Years put forward: another person than the one who did so holds them against the notice, and publishes. */
export function Proposals() {
  const list = useQuery(proposalsQuery);
  if (list.isError) return <Trouble error={list.error} />;
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card size="small" title="日历发布申请">
      <Space orientation="vertical" style={{ width: '100%' }}>
        {items.map((proposal) => <OneProposal key={proposal.id} proposal={proposal} />)}
      </Space>
    </Card>
  );
}

function OneProposal({ proposal }: { proposal: Proposal }) {
  const { id, year, notice, state, proposedAt, decidedAt, version } = proposal;
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const [isShown, show] = useState(false);
  const effects = useQuery({ ...effectsQuery(id), enabled: isShown && state === 'proposed' });
  const decide = useMutation({
    mutationFn: async (what: 'approve' | 'withdraw'): Promise<void> => {
      await (what === 'approve' ? api.POST('/calendar/proposals/{id}/approve', { params: { path: { id } } }) : api.POST('/calendar/proposals/{id}/withdraw', { params: { path: { id } } }));
    },
    onSuccess: (_answer, what) => {
      void message.success(what === 'approve' ? '已发布，未结事项将自动重新计算' : '已撤回');
      return queries.invalidateQueries();
    },
  });
  const approve = async (): Promise<void> => {
    if (await modal.confirm({ title: `核准并发布${year}年工作日历？`, content: '发布后，所有受影响的未结事项将重新计算期限，并通知各方。', okText: '发布', cancelText: '取消' })) decide.mutate('approve');
  };
  return (
    <section aria-label={`${year}年`}>
      <Space wrap>
        <strong>{year} 年</strong>
        <Tag color={state === 'proposed' ? 'gold' : undefined}>{STATES[state]}</Tag>
        <span>{notice.title}（{notice.number}）</span>
        <span>{shortInstant(proposedAt)}提出{decidedAt !== null && `，${shortInstant(decidedAt)}${STATES[state]}`}{version !== null && `，第 ${version} 版`}</span>
        <a href={`/api/v1/calendar/proposals/${id}/notice`} download>通知原文</a>
        {state === 'proposed' && (
          <>
            <Button size="small" aria-expanded={isShown} onClick={() => show(!isShown)}>影响</Button>
            <Button size="small" type="primary" loading={decide.isPending} onClick={() => void approve()}>核准并发布</Button>
            <Button size="small" loading={decide.isPending} onClick={() => decide.mutate('withdraw')}>撤回</Button>
          </>
        )}
      </Space>
      {decide.isError && <Trouble error={decide.error} />}
      {isShown && effects.isLoading && <Waiting size="small" />}
      {isShown && effects.isError && <Trouble error={effects.error} />}
      {isShown && effects.data && <EffectsOf effects={effects.data} />}
    </section>
  );
}
