import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Space, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { sealEndName } from '../../matters/wording/words';
import { Trouble } from '../app/trouble';
import { ApiError } from '../client/client';
import { type Matter, type SealQueue, sealsQuery } from '../client/queries';
import { choiceName } from '../words/choices';
import { dayText, shortInstant } from '../words/dates';

type Seal = SealQueue['seals'][number];

const STATES: Readonly<Record<string, { text: string; colour?: string }>> = { 'to-confirm': { text: '待登记机关确认', colour: 'gold' }, waiting: { text: '轮候' }, 'in-force': { text: '生效', colour: 'green' } };

/** 四.7(3): the queue of seals on one asset, on its own page and on that of each request that stands in it. */
export function SealsOnAsset({ matter }: { matter: Matter }) {
  const isInQueue = matter.kind === 'seal-queue' || matter.links.some(({ as }) => as === 'seal-queue');
  const seals = useQuery({ ...sealsQuery(matter.number), enabled: isInQueue });
  if (!isInQueue || seals.isPending) return null;
  if (seals.isError) return seals.error instanceof ApiError && seals.error.status === 404 ? null : <Trouble error={seals.error} again={() => void seals.refetch()} />;
  return <Standing queue={seals.data} own={matter.number} />;
}

function Standing({ queue, own }: { queue: SealQueue; own: string }) {
  const isOver = ({ state }: Seal) => STATES[state] === undefined;
  const rows = [...queue.seals].sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || (a.place ?? 0) - (b.place ?? 0) || a.no - b.no);
  return (
    <Card size="small" title={queue.isRemainder ? '查封顺位（处分后的剩余部分）' : '查封顺位'} extra={queue.matter === own ? null : <Link to={`/matters/${queue.matter}`}>{queue.matter}</Link>}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        {queue.contradictions.length > 0 && <Alert type="warning" showIcon title="登记顺序与送达先后不一致，以登记簿为准，请登记机关核对并确认顺序。" />}
        {rows.some(({ isPlaceByLawOnly }) => isPlaceByLawOnly) && <Alert type="info" showIcon title="待确认的顺位依送达时间排列；登记机关确认前不发生查封效力。" />}
        <Table<Seal>
          size="small"
          rowKey="no"
          pagination={false}
          dataSource={rows}
          columns={[
            { title: '顺位', dataIndex: 'place', render: (place: number | null) => place ?? '—' },
            { title: '法院', key: 'court', render: (_, { courtName, caseNumber }) => <Lines of={[courtName ?? '平台外法院', caseNumber]} /> },
            { title: '状态', key: 'state', render: (_, { state, untilOn }) => <Lines of={[<State key="state" state={state} />, untilOn && `至${dayText(untilOn)}`]} /> },
            { title: '送达与登记', key: 'times', render: (_, { servedAt, bookedAt }) => <Lines of={[servedAt && `${shortInstant(servedAt)}送达`, bookedAt && `${shortInstant(bookedAt)}登记`]} /> },
            { title: '协助请求', dataIndex: 'request', render: (request: string | null) => (request === null ? '—' : request === own ? '本请求' : <span className="number">{request}</span>) },
          ]}
        />
        {queue.encumbrances.map(({ entry, encumbrance, bookedAt, endedAt }) => (
          <div key={entry}>权利负担：{choiceName('', 'encumbrance', encumbrance)}，{shortInstant(bookedAt)}登记{endedAt === null ? '' : `，${shortInstant(endedAt)}消灭`}</div>
        ))}
      </Space>
    </Card>
  );
}

/** What there is of it, a line each. */
function Lines({ of }: { of: readonly ReactNode[] }) {
  const there = of.filter((line) => line !== null);
  return there.length === 0 ? '—' : there.map((line, index) => <div key={index}>{line}</div>);
}

function State({ state }: { state: string }) {
  const { text, colour } = STATES[state] ?? { text: sealEndName(state) };
  return <Tag color={colour}>{text}</Tag>;
}
