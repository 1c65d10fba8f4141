import { Card, Empty, Space, Table, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { oversightGroundName } from '../../matters/wording/words';
import { acrossOf } from '../app/across-of';
import { More } from '../app/more';
import { TabLinks } from '../app/tab-links';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { usePages } from '../app/use-pages';
import { api, bodyOf } from '../client/client';
import type { ListedWindow } from '../client/queries';
import { TimeLeftTag, windowTerm } from '../matter/time-left-tag';
import { LawTerm } from '../law/law-term';
import { dayText, deadlineText } from '../words/dates';
import { useNames } from '../words/names';
import { sideName } from '../words/sides';
import { stageName } from '../words/stages';
import { DraftRequest } from './draft-request';
import { instructionText } from './instruction-text';
import { Oversights } from './oversights';

const PAGE = '20';
const TABS = [
  { key: 'open', label: '提请期限内' },
  { key: 'undecided', label: '尚未作出决定' },
  { key: 'running', label: '监督进行中' },
  { key: 'lapsed', label: '期限已过' },
] as const;

/** 四.6, 四.7(4): what is left of the time for asking the procuratorate, the soonest first, and what the platform will do by itself. */
export default function OversightPage() {
  useTitle('立案监督');
  const [search] = useSearchParams();
  const tab = TABS.find(({ key }) => key === search.get('tab'))?.key ?? 'open';
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>立案监督</h1>
      <p style={{ margin: 0 }}>仅显示指定您参与办理的移送和<LawTerm of="oversight">立案监督</LawTerm>；其他事项属<LawTerm of="closed-matter">不公开事项</LawTerm>，在“全部事项”中只显示编号、阶段和日期。<LawTerm of="oversight-window">提请期限</LawTerm>内法院未作表示的，平台依<LawTerm of="standing-instruction">常设指令</LawTerm>办理。</p>
      <TabLinks name="立案监督分类" tabs={TABS} here={tab} />
      {tab === 'running' ? <Oversights /> : <Windows key={tab} state={tab} />}
    </Space>
  );
}

function Windows({ state }: { state: 'open' | 'undecided' | 'lapsed' }) {
  const list = usePages(['oversight-windows', state], (after) => bodyOf(api.GET('/oversight-windows', { params: { query: { limit: PAGE as never, state, ...after } } })));
  const names = useNames();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  return (
    <>
      <Card size="small" styles={{ body: { padding: 0 } }}>
        <Table<ListedWindow>
          size="small"
          rowKey={({ matter }) => matter.number}
          loading={list.isPending}
          pagination={false}
          scroll={acrossOf(items, 900)}
          dataSource={items}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有事项" /> }}
          expandable={{ expandedRowRender: ({ matter }) => <DraftRequest number={matter.number} />, rowExpandable: ({ draft }) => draft !== null, columnTitle: <span className="for-readers">提请监督函</span> }}
          columns={[
            { title: '移送', key: 'number', width: 160, render: (_, { matter }) => <><Link to={`/matters/${matter.number}`} className="number">{matter.number}</Link><div>{matter.caseNumber}</div></> },
            { title: '移送机关和公安机关', key: 'who', render: (_, { matter }) => <>{names.court(matter.court)}<div>{names.body(matter.unit, matter.office)}</div></> },
            { title: '阶段', key: 'stage', width: 150, render: (_, { matter }) => stageName(matter.stage) },
            { title: '提请期限', key: 'window', width: 220, render: (_, listed) => <Countdown listed={listed} /> },
            { title: '平台将如何处理', key: 'instruction', render: (_, { standingInstruction }) => instructionText(standingInstruction) },
            { title: '提请监督函', key: 'draft', width: 130, render: (_, { draft }) => (draft === null ? '—' : <>{oversightGroundName(draft.ground)}<div><Tag>{draft.isAmended ? '法院已修改' : '平台拟稿'}</Tag></div></>) },
          ]}
        />
      </Card>
      <More list={list} />
    </>
  );
}

function Countdown({ listed: { window, lastDay, matter } }: { listed: ListedWindow }) {
  if (window) {
    return (
      <>
        <TimeLeftTag term={windowTerm(window)} />
        <div>{deadlineText(window.dueOn, window.dueAt)}{window.provisional && '（暂定）'}</div>
      </>
    );
  }
  if (lastDay !== null) return <>已于{dayText(lastDay)}届满</>;
  return <>{matter.stage === 'decision-served' ? '签收决定书后起算，期满未签收的视为收到' : '决定前不设期限'}{matter.awaitedSides.length > 0 && <div>等待{matter.awaitedSides.map(sideName).join('、')}</div>}</>;
}
