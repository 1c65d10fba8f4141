import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Form, Input, Modal, Radio, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Trouble } from '../app/trouble';
import { isUnsettled, useActKey } from '../client/act-key';
import { api } from '../client/client';
import { DocumentsField } from '../forms/documents-field';
import { breachCauseName, BREACH_CLASS_NAMES } from '../../matters/wording/breaches';
import { type Proposal, proposalsQuery } from './queries';

/** What the rule proposes; a card is given by a named person, or not at all. */
export function Proposals() {
  const proposals = useQuery(proposalsQuery);
  const [chosen, choose] = useState<Proposal | null>(null);
  if (proposals.isError) return <Trouble error={proposals.error} />;
  const items = proposals.data?.items ?? [];
  return (
    <Card size="small" title="依规则建议">
      {items.length === 0 && '目前没有建议。'}
      {items.map((proposal) => (
        <section key={proposal.unit} aria-label={proposal.unitName} style={{ marginBottom: 8 }}>
          <Space wrap>
            <strong>{proposal.unitName}</strong>
            <span>建议{proposal.colourName}</span>
            <span>{proposal.counted.map(({ class: name, cause, count }) => `${BREACH_CLASS_NAMES[name as keyof typeof BREACH_CLASS_NAMES] ?? name}（${breachCauseName(cause)}）${count} 次`).join('，')}</span>
            <Button size="small" onClick={() => choose(proposal)}>拟给予</Button>
          </Space>
          <div>{proposal.basis.breaches.map(({ matter, term }) => <Link key={`${matter} ${term}`} to={`/matters/${matter}`} className="number" style={{ marginInlineEnd: 8 }}>{matter}</Link>)}</div>
        </section>
      ))}
      {chosen && <Issue proposal={chosen} close={() => choose(null)} />}
    </Card>
  );
}

interface Filled {
  readonly colour: 'yellow' | 'red';
  readonly reason: string;
  readonly documents: readonly { readonly document: string }[];
}

function Issue({ proposal, close }: { proposal: Proposal; close: () => void }) {
  const [form] = Form.useForm<Filled>();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const key = useActKey();
  const issue = useMutation({
    mutationFn: ({ colour, reason, documents }: Filled) => api.POST('/cards', { params: { header: { 'Idempotency-Key': key.current } }, body: { unit: proposal.unit, colour, reason, document: documents[0]?.document ?? '' } }),
    onSettled: (_given, error) => key.settle(error),
    onSuccess: () => {
      close();
      void message.success('已给予，并已告知单位负责人');
      return queries.invalidateQueries({ queryKey: ['cards'] });
    },
  });
  return (
    <Modal open title={`给予${proposal.unitName}`} onCancel={close} onOk={() => (isUnsettled(issue.error) && issue.variables ? issue.mutate(issue.variables) : void form.validateFields().then(issue.mutate, () => undefined))} okText={issue.isError ? '再次提交' : '给予'} cancelText="取消" confirmLoading={issue.isPending} mask={{ closable: false }}>
      {issue.isError && <Trouble error={issue.error} />}
      <Form<Filled> form={form} layout="vertical" disabled={issue.isPending || isUnsettled(issue.error)} initialValues={{ colour: proposal.colour }}>
        <Form.Item name="colour" label="种类"><Radio.Group options={[{ value: 'yellow', label: '黄牌' }, { value: 'red', label: '红牌' }]} /></Form.Item>
        <Form.Item name="reason" label="理由" rules={[{ required: true, message: '此项必填' }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
        <DocumentsField name="documents" label="文书" isRequired />
      </Form>
    </Modal>
  );
}
