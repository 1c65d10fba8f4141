import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Space, Table, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { addDays, type Day } from '../../domain/calendar/day';
import { acrossOf } from '../app/across-of';
import { More } from '../app/more';
import { useMe } from '../app/signed-in-as';
import { TabLinks } from '../app/tab-links';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { usePages } from '../app/use-pages';
import { Waiting } from '../app/waiting';
import { api, bodyOf } from '../client/client';
import { type ListedQueue, sealsQuery } from '../client/queries';
import { LawTerm } from '../law/law-term';
import { dayIn, dayText } from '../words/dates';
import { stageName } from '../words/stages';
import { AssetSearch } from './asset-search';
import { SealOrder, SealState } from './seal-order';
import { assetName } from './seal-words';

const PAGE = '20';
/** As long before as a court is reminded to renew. */
const SOON_DAYS = 30;

type Filter = { waitsForMe?: 'true'; stage?: 'to-confirm' | 'contradicted'; expiresBy?: string };

function tabsFor(isCourt: boolean, today: Day): readonly { key: string; label: string; filter: Filter }[] {
  return [
    { key: 'all', label: isCourt ? '本院在列的' : '全部', filter: {} },
    ...(isCourt ? [] : [{ key: 'mine', label: '待我方办理', filter: { waitsForMe: 'true' } as const }]),
    { key: 'to-confirm', label: '待登记机关确认', filter: { stage: 'to-confirm' } },
    { key: 'contradicted', label: '登记顺序待核对', filter: { stage: 'contradicted' } },
    { key: 'expiring', label: `${SOON_DAYS} 日内到期`, filter: { expiresBy: addDays(today, SOON_DAYS) } },
  ];
}

/** 四.7(3): for the courts in a queue and the unit that keeps the registry. */
export default function SealsPage() {
  useTitle('轮候查封');
  const me = useMe();
  const [search] = useSearchParams();
  const isCourt = me.body?.startsWith('court.') === true;
  const tabs = tabsFor(isCourt, dayIn(me.now));
  const tab = tabs.find(({ key }) => key === search.get('tab')) ?? tabs[0];
  const list = usePages(['seals', tab?.filter], (after) => bodyOf(api.GET('/seals', { params: { query: { limit: PAGE as never, ...tab?.filter, ...after } } })));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>轮候查封</h1>
      <p style={{ margin: 0 }}><LawTerm of="seal-queue">轮候</LawTerm>的先后和<LawTerm of="seal-validity">查封期限</LawTerm>以登记机关的登记簿为准。</p>
      <AssetSearch />
      <TabLinks name="轮候查封分类" tabs={tabs} here={tab?.key} />
      {list.isError ? <Trouble error={list.error} again={() => void list.refetch()} /> : <Queues items={items} isLoading={list.isPending} isCourt={isCourt} />}
      <More list={list} />
    </Space>
  );
}

function Queues({ items, isLoading, isCourt }: { items: readonly ListedQueue[]; isLoading: boolean; isCourt: boolean }) {
  return (
    <Card size="small" styles={{ body: { padding: 0 } }}>
      <Table<ListedQueue>
        size="small"
        rowKey="matter"
        loading={isLoading}
        pagination={false}
        scroll={acrossOf(items, 900)}
        dataSource={[...items]}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有轮候查封" /> }}
        expandable={{ expandedRowRender: ({ matter }) => <Order matter={matter} />, columnTitle: <span className="for-readers">展开</span> }}
        columns={[
          { title: '编号', dataIndex: 'matter', width: 150, render: (matter: string) => <Link to={`/matters/${matter}`} className="number">{matter}</Link> },
          { title: '财产', key: 'asset', width: 110, render: (_, { assetClass, isRemainder }) => `${assetName(assetClass)}${isRemainder ? '（剩余部分）' : ''}` },
          { title: '登记机关', dataIndex: 'unitName' },
          ...(isCourt ? [{ title: '本院查封', key: 'own', render: (_: unknown, { own }: ListedQueue) => <Own seals={own} /> }] : []),
          { title: '生效查封', key: 'force', render: (_, { inForce }) => (inForce === null ? '无' : <>{inForce.courtName ?? '平台外法院'}{inForce.untilOn !== null && <div>至{dayText(inForce.untilOn)}</div>}</>) },
          { title: '其后轮候', key: 'behind', width: 110, render: (_, { waiting, toConfirm }) => <>轮候 {waiting} 项{toConfirm > 0 && <div>待确认 {toConfirm} 项</div>}</> },
          { title: '状态', key: 'stage', width: 170, render: (_, queue) => <State queue={queue} /> },
        ]}
      />
    </Card>
  );
}

function Own({ seals }: { seals: ListedQueue['own'] }) {
  return seals.map(({ no, place, state, untilOn, request, caseNumber }) => (
    <div key={no}>
      {place !== null && `第 ${place} 位 `}<SealState state={state} />
      {untilOn !== null && `至${dayText(untilOn)} `}
      {request !== null && <Link to={`/matters/${request}`} className="number">{caseNumber ?? request}</Link>}
    </div>
  ));
}

function State({ queue: { stage, noticesOwed, contradictions } }: { queue: ListedQueue }) {
  return (
    <>
      <Tag color={stage === 'contradicted' ? 'red' : stage === 'to-confirm' ? 'gold' : 'green'}>{stageName(stage)}{contradictions > 0 && `（${contradictions} 处）`}</Tag>
      {noticesOwed > 0 && <div>待书面告知 {noticesOwed} 院</div>}
    </>
  );
}

function Order({ matter }: { matter: string }) {
  const seals = useQuery(sealsQuery(matter));
  if (seals.isPending) return <Waiting size="small" />;
  if (seals.isError) return <Trouble error={seals.error} again={() => void seals.refetch()} />;
  return <SealOrder queue={seals.data} />;
}
