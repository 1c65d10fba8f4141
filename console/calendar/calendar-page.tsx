import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { useSearchParams } from 'react-router';
import { mayUse } from '../../domain/access/permissions';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { LawTerm } from '../law/law-term';
import { dayText } from '../words/dates';
import { Holidays } from './holidays';
import { Month } from './month';
import { NewYear } from './new-year';
import { Proposals } from './proposals';
import { daysQuery, noticesQuery } from './queries';

/** 工作日历: a year at a glance, and on what notice it rests; for those who may, how a new one is published. */
export default function CalendarPage() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const thisYear = Number(me.now.slice(0, 4));
  const asked = Number(search.get('year') ?? thisYear);
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2999 ? asked : thisYear;
  useTitle(`${year} 年工作日历`);
  const days = useQuery(daysQuery(year));
  const notices = useQuery(noticesQuery);
  const notice = notices.data?.years.find((each) => each.year === year)?.notice;
  const goTo = (to: number): void => setSearch({ year: String(to) }, { replace: true });
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <Space wrap>
        <h1>{year} 年工作日历</h1>
        <Button onClick={() => goTo(year - 1)} disabled={year <= 2000}>上一年</Button>
        <Button onClick={() => goTo(year + 1)} disabled={year >= 2999}>下一年</Button>
      </Space>
      {days.isError && <Trouble error={days.error} again={() => void days.refetch()} />}
      {days.isPending && <Waiting />}
      {days.data && (
        <>
          <p style={{ margin: 0 }}>
            全年<LawTerm of="working-day">工作日</LawTerm> {days.data.workingDays} 天。{notice ? `依据：${notice.title}（${notice.number}，${dayText(notice.publishedOn)}发布）。` : ''}第 {days.data.version} 版。
            标“休”的为休息日，“假”为节假日，“班”为调休上班日。
          </p>
          <Holidays days={days.data.days} />
          {!days.data.isPublished && <Alert type="warning" showIcon title="本年的节假日安排尚未公布：只按周末和法定节假日推算，由此计算的到期日为暂定，公布后自动重新计算。" />}
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(270px, 1fr))', gap: 12 }}>
            {Array.from({ length: 12 }, (_, index) => {
              const month = `${year}-${String(index + 1).padStart(2, '0')}`;
              return <Month key={month} title={`${index + 1}月`} days={days.data.days.filter(({ day }) => day.startsWith(month))} today={me.now.slice(0, 10)} />;
            })}
          </div>
        </>
      )}
      {me.roles.some((role) => mayUse(role, 'approve-calendar')) && <Proposals />}
      {me.roles.some((role) => mayUse(role, 'operate')) && <NewYear />}
    </Space>
  );
}
