import { Alert, Space, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SealQueue } from '../client/queries';
import { choiceName } from '../words/choices';
import { dayText, shortInstant } from '../words/dates';
import { isOver, sealState } from './seal-words';

type Seal = SealQueue['seals'][number];

/** The order of the seals on one asset: what is in force, what waits, what expires when, and what the registry has still to settle. `own`: the request on whose page it stands. */
export function SealOrder({ queue, own }: { queue: SealQueue; own?: string }) {
  const rows = [...queue.seals].sort((a, b) => Number(isOver(a.state)) - Number(isOver(b.state)) || (a.place ?? 0) - (b.place ?? 0) || a.no - b.no);
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {queue.contradictions.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`登记顺序待核对：${queue.contradictions.length} 处`}
          description={<ul style={{ margin: 0, paddingInlineStart: 20 }}>{queue.contradictions.map((one) => <li key={`${one.ahead ?? 0}-${one.behind}`}>{contradictionText(queue, one)}</li>)}</ul>}
        />
      )}
      {rows.some(({ isPlaceByLawOnly }) => isPlaceByLawOnly) && <Alert type="info" showIcon title="待确认的顺位依送达时间排列；登记机关确认前不发生查封效力。" />}
      <Table<Seal>
        size="small"
        rowKey="no"
        pagination={false}
        dataSource={rows}
        columns={[
          { title: '顺位', dataIndex: 'place', width: 60, render: (place: number | null) => place ?? '—' },
          { title: '法院', key: 'court', render: (_, { courtName, caseNumber }) => <Lines of={[courtName ?? '平台外法院', caseNumber]} /> },
          { title: '状态、查封期限', key: 'state', render: (_, { state, untilOn, noticedPlace }) => <Lines of={[<SealState key="state" state={state} />, untilOn && `至${dayText(untilOn)}`, state === 'waiting' ? (noticedPlace === null ? '尚未书面告知' : `已书面告知第 ${noticedPlace} 位`) : null]} /> },
          { title: '送达与登记', key: 'times', responsive: ['sm'], render: (_, { servedAt, bookedAt }) => <Lines of={[servedAt && `${shortInstant(servedAt)}送达`, bookedAt && `${shortInstant(bookedAt)}登记`]} /> },
          { title: '协助请求', dataIndex: 'request', responsive: ['sm'], render: (request: string | null) => (request === null ? '—' : request === own ? '本请求' : <span className="number">{request}</span>) },
        ]}
      />
      {queue.encumbrances.map(({ entry, encumbrance, bookedAt, endedAt }) => (
        <div key={entry}>权利负担：{choiceName('', 'encumbrance', encumbrance)}，{shortInstant(bookedAt)}登记{endedAt === null ? '' : `，${shortInstant(endedAt)}消灭`}</div>
      ))}
    </Space>
  );
}

export function QueueLink({ queue, own }: { queue: SealQueue; own?: string }) {
  return queue.matter === own ? null : <Link to={`/matters/${queue.matter}`} className="number">{queue.matter}</Link>;
}

export function SealState({ state }: { state: string }) {
  const { text, colour } = sealState(state);
  return <Tag color={colour}>{text}</Tag>;
}

/** In words, with both courts: what stands against what. */
function contradictionText({ seals }: SealQueue, { kind, ahead, behind }: SealQueue['contradictions'][number]): string {
  const nameOf = (no: number | null): string => {
    const seal = seals.find((each) => each.no === no);
    return `${seal?.courtName ?? '平台外法院'}${seal?.caseNumber === null || seal === undefined ? '' : `（${seal.caseNumber}）`}`;
  };
  if (kind === 'unknown-ahead') return `登记机关登记${nameOf(behind)}的查封为轮候，但平台上没有在先的查封；请登记在先的查封，或者确认其生效。`;
  return `${nameOf(ahead)}登记在先，但${nameOf(behind)}的文书送达在先。以登记簿为准，请登记机关核对并确认顺序。`;
}

/** What there is of it, a line each. */
function Lines({ of }: { of: readonly ReactNode[] }) {
  const there = of.filter((line) => line !== null);
  return there.length === 0 ? '—' : there.map((line, index) => <div key={index}>{line}</div>);
}
