import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Col, Descriptions, Row, Space, Tag } from 'antd';
import { useParams } from 'react-router';
import { type Matter, matterQuery } from '../client/queries';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { useTitle } from '../app/title';
import { closingName } from '../../matters/wording/words';
import { dayText, shortInstant } from '../words/dates';
import { useNames } from '../words/names';
import { sideName } from '../words/sides';
import { stageName } from '../words/stages';
import { Breaches } from './breaches';
import { DisputePositions } from './dispute-positions';
import { LinkedMatters } from './linked-matters';
import { OversightWindow } from './oversight-window';
import { SealsOnAsset } from './seals-on-asset';
import { Terms } from './terms';
import { Timeline } from './timeline';
import { WhatMayBeDone } from './what-may-be-done';

export default function MatterPage() {
  const { number = '' } = useParams();
  const matter = useQuery(matterQuery(number));
  useTitle(matter.data ? `${matter.data.kindName} ${number}` : number);
  if (matter.isPending) return <Waiting />;
  if (matter.isError) return <Trouble error={matter.error} again={() => void matter.refetch()} />;
  return <MatterView matter={matter.data} />;
}

function MatterView({ matter }: { matter: Matter }) {
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <Heading matter={matter} />
      {!matter.isContentShown && <Alert type="info" showIcon title="本事项不公开。您可以看到编号、阶段和日期；内容仅限指定人员查看。" />}
      <OversightWindow matter={matter} />
      {matter.isContentShown && (
        <Row gutter={[16, 16]}>
          <Col xs={24} xl={15}>
            <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
              <Terms matter={matter} />
              <Breaches matter={matter} />
              {matter.kind === 'dispute' && <DisputePositions matter={matter} />}
              <SealsOnAsset matter={matter} />
              <Timeline matter={matter} />
            </Space>
          </Col>
          <Col xs={24} xl={9}>
            <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
              <WhatMayBeDone matter={matter} />
              <Parties matter={matter} />
              <LinkedMatters matter={matter} />
            </Space>
          </Col>
        </Row>
      )}
    </Space>
  );
}

function Heading({ matter }: { matter: Matter }) {
  const names = useNames();
  const asks = matter.court !== null && matter.unit !== null ? `${names.court(matter.court)} → ${names.body(matter.unit, matter.office)}` : null;
  return (
    <header>
      <h1>{matter.kindName}</h1>
      <Space wrap size={[8, 4]}>
        <span className="number">{matter.number}</span>
        {matter.caseNumber !== null && <span>{matter.caseNumber}</span>}
        {asks !== null && <span>{asks}</span>}
        <Tag color={matter.closedAt === null ? 'blue' : 'default'}>{stageName(matter.stage)}</Tag>
        {matter.lateness === 'breached' && <Tag color="red">逾期</Tag>}
        {matter.lateness === 'advisory-missed' && <Tag color="orange">超过工作目标</Tag>}
        {matter.closedAs !== null && <span>{closingName(matter.closedAs)}</span>}
      </Space>
    </header>
  );
}

function Parties({ matter }: { matter: Matter }) {
  const names = useNames();
  return (
    <Card size="small" title="各方与状态">
      <Descriptions
        column={1}
        size="small"
        items={[
          ...matter.parties.map(({ side, body, office }) => ({ key: `${side}-${body}`, label: sideName(side), children: names.body(body, office) })),
          { key: 'awaited', label: '等待', children: matter.awaitedSides.length === 0 ? '无' : matter.awaitedSides.map(sideName).join('、') },
          { key: 'opened', label: '发起时间', children: shortInstant(matter.openedAt) },
          ...(matter.dueOn === null ? [] : [{ key: 'due', label: '最近期限', children: dayText(matter.dueOn) }]),
          { key: 'rules', label: '适用规则', children: matter.ruleSet === 'judicial-opinion-2025' ? '2025年意见' : '云浮市联动机制（2017年）' },
          { key: 'calendar', label: '日历版本', children: matter.calendarVersion },
        ]}
      />
    </Card>
  );
}
