import { useQuery } from '@tanstack/react-query';
import { Button, Card, Col, Row, Select, Space, Table } from 'antd';
import { Fragment, lazy, Suspense } from 'react';
import { Link, useSearchParams } from 'react-router';
import { breachCauseName, BREACH_CLASS_NAMES } from '../../matters/wording/breaches';
import { ANSWERED_WORDS } from '../../matters/wording/figures';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { LawTerm } from '../law/law-term';
import { Waiting } from '../app/waiting';
import { dayText } from '../words/dates';
import { useCatalogueChoices } from '../words/names';
import { sideName } from '../words/sides';
import { Behind, Figure } from './figure';
import type { Chart } from './charts';
import { OpenByUnit } from './open-by-unit';
import { PERIODS, periodOf } from './periods';
import { addressOf, type Figures, type Filters, figuresQuery, FORMATS } from './queries';

const Charts = lazy(() => import('./charts'));
const FILTERS = ['unit', 'kind', 'court'] as const;

/** 督办: how assistance goes in numbers, each down to its matters; breaches by class, never added up. */
export default function SupervisionPage() {
  useTitle('督办');
  const { now } = useMe();
  const [search, setSearch] = useSearchParams();
  const period = search.get('period') ?? 'quarter';
  const filters: Filters = { ...periodOf(period, now.slice(0, 10)), ...Object.fromEntries(FILTERS.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : []))) };
  const figures = useQuery(figuresQuery(filters));
  const choices = useCatalogueChoices();
  const set = (name: string, value: string | undefined): void => setSearch((before) => {
    const next = new URLSearchParams(before);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    return next;
  }, { replace: true });
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>督办</h1>
      <Space wrap role="search" aria-label="筛选">
        <Select aria-label="期间" value={period} onChange={(key: string) => set('period', key)} options={PERIODS.map(({ key, label }) => ({ value: key, label }))} style={{ width: 120 }} />
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="协助单位" placeholder="协助单位" value={search.get('unit')} onChange={(unit: string | undefined) => set('unit', unit)} options={choices.units} style={{ width: 180 }} />
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="事项" placeholder="事项" value={search.get('kind')} onChange={(kind: string | undefined) => set('kind', kind)} options={choices.kinds} style={{ width: 220 }} />
        <Select allowClear aria-label="法院" placeholder="法院" value={search.get('court')} onChange={(court: string | undefined) => set('court', court)} options={choices.courts} style={{ width: 200 }} />
        {FORMATS.map((format) => <Button key={format} href={`/api/v1/figures/export?${new URLSearchParams({ ...filters, format }).toString()}`} download>导出 {format.toUpperCase()}</Button>)}
      </Space>
      {figures.isError && <Trouble error={figures.error} again={() => void figures.refetch()} />}
      {figures.isPending && <Waiting />}
      {figures.data && <Shown figures={figures.data} filters={filters} />}
    </Space>
  );
}

function Shown({ figures, filters }: { figures: Figures; filters: Filters }) {
  const { statutory, advisory, workingDays, closedMatters } = figures;
  const share = (part: number | null): string => (part === null ? '—' : `${Math.round(part * 1000) / 10}%`);
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <p style={{ margin: 0 }}>{dayText(figures.from)}至{dayText(figures.to)}</p>
      <Row gutter={[12, 12]}>
        <Figure title="收到" counted={figures.opened} filters={filters} />
        <Figure title="办复" counted={figures.answered} filters={filters} />
        <Figure title="未结" counted={figures.open} filters={filters} />
        <Figure title={<><LawTerm of="statutory">规定期限</LawTerm>按期率</>} text={share(statutory.share)} note={<><Answers figures={figures} force="statutory" filters={filters} />，已撤销或确认按期 <Behind counted={statutory.setAside} filters={filters} /></>} />
        <Figure title={<><LawTerm of="advisory">工作目标</LawTerm>按期率</>} text={share(advisory.share)} note={<Answers figures={figures} force="advisory" filters={filters} />} />
        <Figure title="办理用时中位数" text={workingDays.median === null ? '—' : <Link to={addressOf(filters, figures.answered)}>{workingDays.median} 个工作日</Link>} note={workingDays.ninetieth === null ? '' : <>九成在 {workingDays.ninetieth} 个工作日内；办复的 <Behind counted={figures.answered} filters={filters} /> 件中，按有收到日期的 {workingDays.measured} 件计算</>} />
      </Row>
      <Card size="small" title={<>逾期（按<LawTerm of="breach-classes">性质</LawTerm>分别列示，不作合计）</>}>
        {figures.breaches.length > 0 && <Picture figures={figures} chart="breaches" />}
        <BreachesByMonth figures={figures} filters={filters} />
        <Table
          size="small"
          pagination={false}
          rowKey={(row) => `${row.side} ${row.class} ${row.cause}`}
          dataSource={figures.breaches}
          columns={[
            { title: '应办方', dataIndex: 'side', render: (side: string) => sideName(side) },
            { title: '性质', dataIndex: 'class', render: (name: keyof typeof BREACH_CLASS_NAMES) => BREACH_CLASS_NAMES[name] },
            { title: '说明情况', dataIndex: 'cause', render: (cause: string) => breachCauseName(cause) },
            { title: '次数', key: 'count', render: (_, row) => <Behind counted={row} filters={filters} /> },
          ]}
        />
      </Card>
      <Card size="small" title="按月">
        <Picture figures={figures} chart="months" />
        <Table
          size="small"
          pagination={false}
          rowKey="month"
          dataSource={figures.months}
          columns={[
            { title: '月份', dataIndex: 'month' },
            ...(['opened', 'answered', 'inTime', 'late', 'setAside'] as const).map((name) => ({ title: { opened: '收到', answered: '办复', inTime: ANSWERED_WORDS.statutory.inTime, late: ANSWERED_WORDS.statutory.late, setAside: '已撤销或确认按期' }[name], key: name, render: (_: unknown, row: Figures['months'][number]) => <Behind counted={row[name]} filters={filters} /> })),
          ]}
        />
      </Card>
      <Row gutter={[12, 12]}>
        <Col xs={24} xl={14}>
          <Card size="small" title="未结：按单位和类别">
            {figures.openBy.length > 0 && <Picture figures={figures} chart="open" />}
            <OpenByUnit figures={figures} filters={filters} />
          </Card>
        </Col>
        <Col xs={24} xl={10}>
          <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
            <Card size="small" title="退回">
              <Table size="small" pagination={false} rowKey={(row) => `${row.onDay}/${row.of}`} dataSource={figures.returned} columns={[{ title: '退回时间', key: 'day', render: (_, row) => `${row.of} 日期限的第 ${row.onDay} 日` }, { title: '件数', key: 'count', render: (_, row) => <Behind counted={row} filters={filters} /> }]} />
            </Card>
            <Card size="small" title="超过工作目标">
              <Table size="small" pagination={false} rowKey="side" dataSource={figures.missedTargets} columns={[{ title: '应办方', dataIndex: 'side', render: (side: string) => sideName(side) }, { title: '次数', key: 'count', render: (_, row) => <Behind counted={row} filters={filters} /> }]} />
            </Card>
            {closedMatters && <Card size="small" title="不公开事项"><p style={{ margin: 0 }}>收到 <Behind counted={closedMatters.opened} filters={filters} />，未结 <Behind counted={closedMatters.open} filters={filters} />。仅统计数量和日期，不计入以上各项。</p></Card>}
          </Space>
        </Col>
      </Row>
    </Space>
  );
}

function Answers({ figures, force, filters }: { figures: Figures; force: keyof typeof ANSWERED_WORDS; filters: Filters }) {
  const words = ANSWERED_WORDS[force];
  return <>{(['inTime', 'late', 'owed'] as const).map((name, index) => <Fragment key={name}>{index > 0 && '，'}{words[name]} <Behind counted={figures[force][name]} filters={filters} /></Fragment>)}</>;
}

/** What the picture above shows of units, month by month and class by class, each down to its matters. */
function BreachesByMonth({ figures, filters }: { figures: Figures; filters: Filters }) {
  const rows = figures.months.flatMap(({ month, breaches }) => breaches.filter(({ count }) => count > 0).map((breach) => ({ month, ...breach })));
  if (rows.length === 0) return null;
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={({ month, class: name }) => `${month} ${name}`}
      dataSource={rows}
      columns={[
        { title: '月份', dataIndex: 'month' },
        { title: '性质（协助单位）', dataIndex: 'class', render: (name: keyof typeof BREACH_CLASS_NAMES) => BREACH_CLASS_NAMES[name] },
        { title: '次数', key: 'count', render: (_, row) => <Behind counted={row} filters={filters} /> },
      ]}
    />
  );
}

function Picture({ figures, chart }: { figures: Figures; chart: Chart }) {
  return <Suspense fallback={<Waiting />}><Charts figures={figures} chart={chart} /></Suspense>;
}
