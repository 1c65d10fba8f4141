import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Descriptions, Space, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { type Matter, matterQuery } from '../client/queries';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { useTitle } from '../app/title';
import { explainedIn } from '../law/explained-words';
import { LawTerm } from '../law/law-term';
import { closingName } from '../../matters/wording/words';
import { DraftRequest } from '../oversight/draft-request';
import { dayText, shortInstant } from '../words/dates';
import { useNames } from '../words/names';
import { sideName } from '../words/sides';
import { stageName } from '../words/stages';
import { Assignment } from './assignment';
import { Breaches } from './breaches';
import { DisputePositions } from './dispute-positions';
import { CopyCard } from './copy-card';
import { LinkedMatters } from './linked-matters';
import { NamedOfficers } from './named-officers';
import { NowAwaited } from './now-awaited';
import { OversightWindow } from './oversight-window';
import { Papers } from './papers';
import { SealsOnAsset } from './seals-on-asset';
import { TemporalLink } from './temporal-link';
import { Telephoned } from './telephoned';
import { Terms } from './terms';
import { Timeline } from './timeline';
import { useMarkRead } from './use-mark-read';
import { WhatMayBeDone } from './what-may-be-done';
import './matter-page.css';

export default function MatterPage() {
  const { number = '' } = useParams();
  const matter = useQuery(matterQuery(number));
  useTitle(matter.data ? `${matter.data.kindName} ${number}` : number);
  if (matter.isPending) return <Waiting />;
  if (matter.isError) return <Trouble error={matter.error} again={() => void matter.refetch()} />;
  // What was chosen and typed is for this very matter, also when Back shows another at once.
  return <MatterView key={number} matter={matter.data} />;
}

function MatterView({ matter }: { matter: Matter }) {
  useMarkRead(matter);
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <Heading matter={matter} />
      {!matter.isContentShown && <Alert type="info" showIcon title={<>本事项为<LawTerm of="closed-matter">不公开事项</LawTerm>。您可以看到编号、阶段和日期；内容仅限指定人员查看。</>} />}
      <OversightWindow matter={matter} />
      {!matter.isContentShown && <NamedOfficers number={matter.number} />}
      {matter.isContentShown && (
        <div className="matter-grid">
          <Stack area="do">
            <WhatMayBeDone matter={matter} />
            {matter.particulars['draftRequest'] !== undefined && <OversightDraft matter={matter} />}
          </Stack>
          <Stack area="main">
            <Terms matter={matter} />
            <Breaches matter={matter} />
            {matter.kind === 'dispute' && <DisputePositions matter={matter} />}
            <SealsOnAsset matter={matter} />
            <Timeline matter={matter} />
          </Stack>
          <Stack area="around">
            <Assignment matter={matter} />
            <Papers matter={matter} />
            <LinkedMatters matter={matter} />
            <Telephoned matter={matter} />
            <Parties matter={matter} />
          </Stack>
        </div>
      )}
    </Space>
  );
}

function Stack({ area, children }: { area: 'do' | 'main' | 'around'; children: ReactNode }) {
  return <Space orientation="vertical" size="middle" style={{ width: '100%', gridArea: area }}>{children}</Space>;
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
        <Tag color={matter.closedAt === null ? 'blue' : 'default'}><LawTerm of={explainedIn.stage(matter.stage)}>{stageName(matter.stage)}</LawTerm></Tag>
        {matter.lateness === 'breached' && <Tag color="red"><LawTerm of="breach">逾期</LawTerm></Tag>}
        {matter.lateness === 'advisory-missed' && <Tag color="orange"><LawTerm of="advisory">超过工作目标</LawTerm></Tag>}
        <TemporalLink number={matter.number} />
        {matter.closedAs !== null && <span>{closingName(matter.closedAs)}</span>}
        <CopyCard matter={matter} />
      </Space>
      <NowAwaited matter={matter} />
    </header>
  );
}

/** 四.7(4): beside what may be done, the request that lies drafted. */
function OversightDraft({ matter }: { matter: Matter }) {
  return <Card size="small" title="提请监督函（草稿）"><DraftRequest number={matter.number} isBesideActs /></Card>;
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
