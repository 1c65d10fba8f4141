import { useQuery } from '@tanstack/react-query';
import { Button, Card, Input, Space, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { lengthText } from '../../matters/wording/explanations';
import { kindName, termName } from '../../matters/wording/words';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { actsFor } from '../inbox/acts';
import { keysOf } from '../inbox/keys';
import { KeysTable } from '../inbox/keys-table';
import { type DutyRule, rulesQuery } from '../law/queries';
import { useNames } from '../words/names';

/** Those that work on every page, beside the inbox's own. */
const EVERYWHERE = [
  [['P'], '案件卷宗页，打印卷宗'],
  [['Tab'], '到下一处可以操作的地方'],
  [['Esc'], '关闭弹出的说明或者表单'],
] as const;
const FROM = { receipt: '收到文书', register: '办理登记', publish: '公示' } as const;

/** What the words of the law mean and each term of it, from the rule set with its article; which keys there are. */
export default function HelpPage() {
  useTitle('帮助');
  const me = useMe();
  const { ruleSet, isRehearsal } = me;
  const names = useNames();
  const rules = useQuery(rulesQuery(ruleSet));
  const [sought, seek] = useState('');
  if (rules.isPending) return <Waiting />;
  if (rules.isError) return <Trouble error={rules.error} again={() => void rules.refetch()} />;
  const { document, explanations, duties } = rules.data;
  const isSought = (...texts: (string | null)[]): boolean => sought === '' || texts.some((text) => text?.includes(sought) === true);
  const words = explanations.filter(({ word, text, article }) => isSought(word, text, article));
  const rows = duties.filter(({ kind, unit, article }) => isSought(kindName(kind), names.body(unit), article));
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>帮助</h1>
      <Space wrap role="search">
        <Input.Search allowClear aria-label="查找用语、事项或者条文" placeholder="用语、事项、单位、条文" onSearch={seek} style={{ width: 280 }} />
        {isRehearsal && <Link to="/inbox?tour=1">再看一遍导览</Link>}
      </Space>
      <Card size="small" title="用语">
        <p style={{ marginTop: 0 }}>现行规则：{document}。页面上有点状下划线的用语，点开可看说明。</p>
        <dl className="words">{words.map(({ id, word, text, document: source, article }) => <div key={id} id={`word-${id}`}><dt><strong>{word}</strong></dt><dd>{text}{source !== null && <span style={{ color: '#4a4f57' }}>（{source === document ? '' : `${source} `}{article}）</span>}</dd></div>)}</dl>
      </Card>
      <Card size="small" title="各事项的期限">
        <p style={{ marginTop: 0 }}>{explanations.find(({ id }) => id === 'working-day')?.text}</p>
        <div role="region" aria-label="各事项的期限" tabIndex={0} style={{ overflowX: 'auto' }}>
          <Table<DutyRule>
            size="small"
            style={{ minWidth: 820 }}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            rowKey={({ kind, name, from }) => `${kind} ${name} ${from}`}
            dataSource={rows}
            columns={[
              { title: '单位', dataIndex: 'unit', render: (unit: string) => names.body(unit) },
              { title: '事项', dataIndex: 'kind', render: (kind: string) => kindName(kind) },
              { title: '应办', dataIndex: 'name', render: (name: string) => termName(name) },
              { title: '自', dataIndex: 'from', render: (from: DutyRule['from']) => FROM[from] },
              { title: '期限', dataIndex: 'length', render: (length: DutyRule['length']) => lengthText(length) },
              { title: '性质', dataIndex: 'force', render: (force: DutyRule['force']) => (force === 'statutory' ? '规定期限' : '工作目标') },
              { title: '条文', dataIndex: 'article' },
            ]}
          />
        </div>
      </Card>
      <Card size="small" title="键盘">
        <p style={{ marginTop: 0 }}>除最后三行外，用于待办；光标在待办列表或者工具栏时有效。</p>
        <KeysTable rows={[...keysOf(actsFor(me)), ...EVERYWHERE]} />
      </Card>
      {sought !== '' && words.length + rows.length === 0 && <Button onClick={() => seek('')}>没有找到，显示全部</Button>}
    </Space>
  );
}
