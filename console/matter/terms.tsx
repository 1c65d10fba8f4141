import { useQuery } from '@tanstack/react-query';
import { Button, Card, Empty, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import { type Matter, type Term, whyQuery } from '../client/queries';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { useMe } from '../app/signed-in-as';
import { termName } from '../../matters/wording/words';
import { parseInstant } from '../../domain/calendar/day';
import { countingText } from '../words/counting';
import { dayIn, dayText, deadlineText, instantText, shortInstant } from '../words/dates';
import { sideName } from '../words/sides';
import { explainedIn } from '../law/explained-words';
import { LawTerm } from '../law/law-term';
import { DayStrip, DayStripKey } from './day-strip';
import { runningTerm, TimeLeftTag } from './time-left-tag';

/** Every clock of the matter, running ones first, each with its strip of days and why it ends on that day. */
export function Terms({ matter }: { matter: Matter }) {
  const order = { running: 0, met: 1, ended: 2 } as const;
  const terms = [...matter.terms].sort((a, b) => order[a.state] - order[b.state]);
  return (
    <Card size="small" title="期限">
      {terms.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<>尚无期限起算；办理期限自<LawTerm of="receipt">收到文书</LawTerm>之日起算</>} />}
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
        <Typography.Text strong><LawTerm of={explainedIn.term(term.name)}>{termName(term.id)}</LawTerm></Typography.Text>
        <Tag>{sideName(term.side)}</Tag>
        <Tag color={term.force === 'statutory' ? 'geekblue' : undefined}><LawTerm of={term.force}>{term.force === 'statutory' ? '规定期限' : '工作目标'}</LawTerm></Tag>
        <span>{deadlineText(term.dueOn, term.dueAt)}{term.provisional && <>（<LawTerm of="provisional">暂定</LawTerm>）</>}</span>
        {term.state === 'running' && <TimeLeftTag term={runningTerm(term)} />}
        {term.state === 'met' && <Tag color="green">已办{term.metAt === null ? '' : ` ${shortInstant(term.metAt)}`}</Tag>}
        {term.state === 'ended' && <Tag>已终止</Tag>}
        {term.lateWorkingDays !== null && <Tag color={term.force === 'statutory' ? 'red' : 'orange'}>{term.force === 'statutory' ? '逾期' : '超过工作目标'} {term.lateWorkingDays} 个工作日</Tag>}
        {term.grants.length > 0 && <Tag><LawTerm of="extension">已延长</LawTerm></Tag>}
        {term.returned && <Tag>第 {term.returned.onDay} 日<LawTerm of="return">退回</LawTerm>，已用 {term.returned.usedDays}/{term.returned.of} 日</Tag>}
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
  const { cite, days, earlier } = why.data;
  const isByTheClock = days.every(({ as }) => as === 'by-the-clock');
  return (
    <div style={{ marginTop: 8 }}>
      <DayStrip days={days} today={dayIn(now)} dueOn={term.dueOn} />
      <DayStripKey days={days} />
      <Typography.Paragraph style={{ margin: '8px 0 0' }}>
        {isByTheClock ? `自${shortInstant(term.startAt, now)}起连续计算 ${hoursText(term)}，至${instantText(term.dueAt)}；夜间、休息日、节假日不扣除。` : countingText(days, term.dueOn)}
        {dayIn(now) > term.dueOn && term.state === 'running' && '今天已在到期日之后。'}
      </Typography.Paragraph>
      {term.grants.length > 0 && <div>法院已同意延长 {term.grants.join('、')} 个工作日，{days.some(({ as }) => as === 'overdue') ? '其中逾期后商定的自法院同意的次日起计算，其余' : ''}自原到期日的次日起接续计算。</div>}
      {earlier.map(({ calendarVersion, dueOn, revisedAt }) => <div key={calendarVersion}>原到期日 <s>{dayText(dueOn)}</s>（第 {calendarVersion} 版工作日历），{shortInstant(revisedAt, now)}因节假日安排调整而变动。</div>)}
      {term.provisional && <div>节假日安排尚未公布，到期日为暂定，公布后自动重新计算。</div>}
      <Typography.Text type="secondary">依据：{cite === null ? term.article : `${cite.document} ${cite.article}`}；第 {term.calendarVersion} 版工作日历。</Typography.Text>
    </div>
  );
}

/** Hours and minutes between the event and the end. */
function hoursText({ startAt, dueAt }: Term): string {
  const minutes = Math.round((parseInstant(dueAt) - parseInstant(startAt)) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 ? `${rest} 分钟` : ''].filter((part) => part !== '').join(' ');
}
