import { useQuery } from '@tanstack/react-query';
import { Button, Card, Empty, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import { type Matter, type Term, whyQuery } from '../client/queries';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { useMe } from '../app/signed-in-as';
import { termName } from '../../matters/wording/words';
import { dayIn, deadlineText, shortInstant } from '../words/dates';
import { sideName } from '../words/sides';
import { timeLeft } from '../words/time-left';
import { DayStrip } from './day-strip';
import { PressureTag } from './pressure-tag';

/** Every clock of the matter, running ones first, each with its strip of days and why it ends on that day. */
export function Terms({ matter }: { matter: Matter }) {
  const order = { running: 0, met: 1, ended: 2 } as const;
  const terms = [...matter.terms].sort((a, b) => order[a.state] - order[b.state]);
  return (
    <Card size="small" title="期限">
      {terms.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="尚无期限起算" />}
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        {terms.map((term) => <OneTerm key={term.id} matter={matter} term={term} />)}
      </Space>
    </Card>
  );
}

function OneTerm({ matter, term }: { matter: Matter; term: Term }) {
  const [isShown, show] = useState(term.state === 'running');
  return (
    <section aria-label={termName(term.id)}>
      <Space wrap size={[8, 4]}>
        <Typography.Text strong>{termName(term.id)}</Typography.Text>
        <Tag>{sideName(term.side)}</Tag>
        <Tag color={term.force === 'statutory' ? 'geekblue' : undefined}>{term.force === 'statutory' ? '规定期限' : '工作目标'}</Tag>
        <span>{deadlineText(term.dueOn, term.dueAt)}{term.provisional && '（暂定）'}</span>
        {term.state === 'running' && <PressureTag {...timeLeft(term.workingDaysLeft, term.lateSince !== null)} />}
        {term.state === 'met' && <Tag color="green">已办{term.metAt === null ? '' : ` ${shortInstant(term.metAt)}`}</Tag>}
        {term.state === 'ended' && <Tag>已终止</Tag>}
        {term.lateWorkingDays !== null && <Tag color="red">逾期 {term.lateWorkingDays} 个工作日</Tag>}
        {term.returned && <Tag>第 {term.returned.onDay} 日退回，已用 {term.returned.usedDays}/{term.returned.of} 日</Tag>}
        <Button size="small" type="link" aria-expanded={isShown} onClick={() => show(!isShown)}>为什么是这一天</Button>
      </Space>
      {isShown && <Why matter={matter.number} term={term} />}
    </section>
  );
}

function Why({ matter, term }: { matter: string; term: Term }) {
  const { now } = useMe();
  const why = useQuery(whyQuery(matter, term.id));
  if (why.isPending) return <Waiting size="small" />;
  if (why.isError) return <Trouble error={why.error} again={() => void why.refetch()} />;
  const { cite, days } = why.data;
  return (
    <div style={{ marginTop: 8 }}>
      <DayStrip days={days} today={dayIn(now)} dueOn={term.dueOn} />
      <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
        依据：{cite === null ? term.article : `${cite.document} ${cite.article}`}。自{shortInstant(term.startAt, now)}起算，当日不计入；按第 {term.calendarVersion} 版工作日历计算。
        {term.provisional && '节假日安排尚未公布，到期日为暂定，公布后自动重新计算。'}
      </Typography.Paragraph>
    </div>
  );
}
