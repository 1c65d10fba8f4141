import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Space, Table, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { acrossOf } from '../app/across-of';
import { More } from '../app/more';
import { useMe } from '../app/signed-in-as';
import { TabLinks } from '../app/tab-links';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { usePages } from '../app/use-pages';
import { Waiting } from '../app/waiting';
import { api, bodyOf } from '../client/client';
import { type ListedDispute, matterQuery } from '../client/queries';
import { DisputePositions } from '../matter/dispute-positions';
import { TimeLeftTag, windowTerm } from '../matter/time-left-tag';
import { LawTerm } from '../law/law-term';
import { dayText, shortInstant } from '../words/dates';
import { sideName } from '../words/sides';
import { stageName } from '../words/stages';

const PAGE = '20';
const TABS = [
  { key: 'open', label: '未办结', filter: {} },
  { key: 'mine', label: '待我方办理', filter: { waitsForMe: 'true' } },
  { key: 'negotiating', label: '磋商中', filter: { stage: 'negotiating' } },
  { key: 'with-committee', label: '政法委协调中', filter: { stage: 'with-committee' } },
  { key: 'opinion-issued', label: '已出具协调意见', filter: { stage: 'opinion-issued' } },
  { key: 'closed', label: '已办结', filter: { stage: 'closed' } },
] as const;

/** 三(四): disputes between any two bodies; those whose seven working days of talks run out first stand ahead. */
export default function DisputesPage() {
  useTitle('争议');
  const { body } = useMe();
  const [search] = useSearchParams();
  const tabs = TABS.filter(({ key }) => key !== 'mine' || body !== null);
  const tab = tabs.find(({ key }) => key === search.get('tab')) ?? TABS[0];
  const list = usePages(['disputes', tab.filter], (after) => bodyOf(api.GET('/disputes', { params: { query: { limit: PAGE as never, ...tab.filter, ...after } } })));
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>争议</h1>
      <p style={{ margin: 0 }}><LawTerm of="dispute">磋商期限</LawTerm>届满未达成一致的，由平台提请政法委员会协调。</p>
      <TabLinks name="争议分类" tabs={tabs} here={tab.key} />
      {list.isError ? <Trouble error={list.error} again={() => void list.refetch()} /> : <Disputes items={list.data?.pages.flatMap(({ items }) => items) ?? []} isLoading={list.isPending} />}
      <More list={list} />
    </Space>
  );
}

function Disputes({ items, isLoading }: { items: readonly ListedDispute[]; isLoading: boolean }) {
  return (
    <Card size="small" styles={{ body: { padding: 0 } }}>
      <Table<ListedDispute>
        size="small"
        rowKey={({ matter }) => matter.number}
        loading={isLoading}
        pagination={false}
        scroll={acrossOf(items, 900)}
        dataSource={[...items]}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有争议" /> }}
        expandable={{ expandedRowRender: ({ matter }) => <Positions number={matter.number} />, columnTitle: <span className="for-readers">双方意见</span> }}
        columns={[
          { title: '编号', key: 'number', width: 150, render: (_, { matter }) => <Link to={`/matters/${matter.number}`} className="number">{matter.number}</Link> },
          { title: '争议事项', key: 'question', render: (_, { questionName, disputed }) => <>{questionName}<div>{disputed.kindName === null ? <span className="number">{disputed.matter}</span> : <><Link to={`/matters/${disputed.matter}`} className="number">{disputed.matter}</Link> {disputed.kindName}</>}</div></> },
          { title: '双方', key: 'sides', render: (_, { sides }) => sides.map(({ side, body, name, isOwn }) => <div key={`${side}-${body}`}>{sideName(side)}：{name}{isOwn && <Tag style={{ marginInlineStart: 4 }}>我方</Tag>}</div>) },
          { title: '已陈述意见', key: 'statements', width: 110, render: (_, { sides }) => sides.filter(({ side }) => side !== 'committee').map(({ side, statements }) => <div key={side}>{sideName(side)} {statements} 次</div>) },
          { title: '阶段', key: 'stage', width: 140, render: (_, { matter, proposalsAwaited }) => <>{stageName(matter.stage)}{proposalsAwaited > 0 && <div>待法院答复建议 {proposalsAwaited} 项</div>}</> },
          { title: '磋商期限', key: 'talks', width: 200, render: (_, listed) => <Talks listed={listed} /> },
        ]}
      />
    </Card>
  );
}

function Talks({ listed: { talks, submittedAt } }: { listed: ListedDispute }) {
  if (submittedAt !== null) return <>{shortInstant(submittedAt)}提请政法委</>;
  if (talks === null) return null;
  return (
    <>
      {talks.workingDaysLeft !== null && <TimeLeftTag term={windowTerm(talks)} />}
      <div>至{dayText(talks.dueOn)}{talks.provisional && '（暂定）'}</div>
      {talks.prolongedBy.length > 0 && <div>已延长 {talks.prolongedBy.join('、')} 个工作日</div>}
    </>
  );
}

function Positions({ number }: { number: string }) {
  const matter = useQuery(matterQuery(number));
  if (matter.isPending) return <Waiting size="small" />;
  if (matter.isError) return <Trouble error={matter.error} again={() => void matter.refetch()} />;
  return <DisputePositions matter={matter.data} />;
}
