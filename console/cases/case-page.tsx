import { useQueries, useQuery } from '@tanstack/react-query';
import { App, Button, Card, Descriptions, Empty, Input, Space, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { KINDS } from '../../domain/catalogue/kinds';
import { closingName } from '../../matters/wording/words';
import { api, bodyOf } from '../client/client';
import { type Matter, matterQuery, type MatterSummary } from '../client/queries';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { Documents } from '../matter/documents';
import { dayText, instantText, shortInstant } from '../words/dates';
import { factsOf } from '../words/facts';
import { useNames } from '../words/names';
import { stageName } from '../words/stages';

const MOST = '100';

/** Everything that was asked for in one case, and what each unit answered, on one page for the file. */
export default function CasePage() {
  const [search, setSearch] = useSearchParams();
  const caseNumber = search.get('no') ?? '';
  useTitle(caseNumber === '' ? '案件' : caseNumber);
  const list = useQuery({ queryKey: ['matters', { caseNumber }], queryFn: () => bodyOf(api.GET('/matters', { params: { query: { caseNumber, limit: MOST as never } } })), enabled: caseNumber !== '' });
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>{caseNumber === '' ? '案件' : caseNumber}</h1>
      <Space className="not-printed" wrap>
        <Input.Search key={caseNumber} aria-label="执行案号" placeholder="（2026）粤5302执123号" defaultValue={caseNumber} onSearch={(no) => setSearch(no.trim() === '' ? {} : { no: no.trim() })} style={{ width: 320 }} enterButton="查看" />
        {list.data && list.data.items.length > 0 && <Button onClick={() => window.print()}>打印卷宗</Button>}
      </Space>
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isLoading && <Waiting />}
      {list.data?.items.length === 0 && <Empty description="没有您可以查看的事项" />}
      {list.data && list.data.items.length > 0 && <Binder caseNumber={caseNumber} items={list.data.items} />}
    </Space>
  );
}

function Binder({ caseNumber, items }: { caseNumber: string; items: readonly MatterSummary[] }) {
  const me = useMe();
  const matters = useQueries({ queries: items.map(({ number }) => matterQuery(number)) });
  const asked = new Set(items.map(({ kind }) => kind));
  const notAsked = KINDS.filter(({ id }) => id.endsWith('query') && !asked.has(id));
  return (
    <>
      <p>共 {items.length} 项，截至{instantText(me.now)}。</p>
      {notAsked.length > 0 && (
        <Card size="small" title="尚未查询">
          <Space wrap>{notAsked.map(({ id, name }) => <Link key={id} to={`/requests/new?kind=${id}&caseNumber=${encodeURIComponent(caseNumber)}`}>{name}</Link>)}</Space>
        </Card>
      )}
      {matters.map(({ data, isError }, index) => {
        if (data) return <OneMatter key={data.number} matter={data} />;
        return <div key={items[index]?.number}>{isError ? `${items[index]?.number}：未能读取` : <Waiting size="small" />}</div>;
      })}
    </>
  );
}

const ANSWERS = ['answer', 'handle-at-window', 'record-act', 'return-papers', 'wrong-unit'];

function OneMatter({ matter }: { matter: Matter }) {
  const names = useNames();
  const { message } = App.useApp();
  const answers = matter.ledger.filter(({ type }) => ANSWERS.includes(type));
  // No name, no number of a person: what goes over a work messenger may be read by anybody.
  const card = [`${matter.number} ${matter.kindName}`, `阶段：${stageName(matter.stage)}`, ...(matter.dueOn === null ? [] : [`到期：${dayText(matter.dueOn)}`]), `${window.location.origin}/matters/${matter.number}`].join('\n');
  const copy = (): void => void navigator.clipboard.writeText(card).then(() => message.success('已复制，不含个人信息'), () => message.error('浏览器不允许复制'));
  return (
    <Card size="small" title={<Space wrap><Link to={`/matters/${matter.number}`}>{matter.kindName}</Link><span className="number">{matter.number}</span></Space>} extra={<Button size="small" className="not-printed" onClick={copy}>复制卡片</Button>} style={{ breakInside: 'avoid' }}>
      <Space wrap>
        <span>{names.body(matter.unit, matter.office)}</span>
        <Tag>{stageName(matter.stage)}</Tag>
        {matter.lateness === 'breached' && <Tag color="red">逾期</Tag>}
        {matter.closedAs !== null && <span>{closingName(matter.closedAs)}</span>}
        {matter.dueOn !== null && <span>到期日 {dayText(matter.dueOn)}</span>}
      </Space>
      {answers.length === 0 && <p>尚无答复。</p>}
      {answers.map((entry) => (
        <section key={entry.seq}>
          <p>{shortInstant(entry.receivedAt)}答复</p>
          <Descriptions size="small" column={1} items={[...factsOf(entry.facts), ...factsOf((entry.words ?? {}) as Record<string, unknown>)].map(({ label, text }, index) => ({ key: index, label, children: <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span> }))} />
          <Documents matter={matter.number} entry={entry.seq} />
        </section>
      ))}
    </Card>
  );
}
