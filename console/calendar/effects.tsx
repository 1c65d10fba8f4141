import { Alert, Table } from 'antd';
import { Link } from 'react-router';
import { entryName } from '../../matters/wording/entry-names';
import { kindName, termName } from '../../matters/wording/words';
import { dayText, instantText } from '../words/dates';
import type { Effects } from './queries';

/** Of a closed matter only the dates are said. */
function nameOf(term: string | null): string {
  return term === null ? '期限' : termName(term);
}

/** Which open matters would move, and from when to when. */
export function EffectsOf({ effects }: { effects: Effects }) {
  return (
    <>
      <Alert type={effects.openMatters === 0 ? 'info' : 'warning'} showIcon title={`变动日期 ${effects.changedDays.length} 天，涉及未结事项 ${effects.openMatters} 件。`} description={effects.changedDays.map(dayText).join('、')} />
      {effects.matters.length > 0 && (
        <Table
          size="small"
          rowKey="matter"
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          dataSource={effects.matters}
          columns={[
            { title: '编号', dataIndex: 'matter', render: (number: string) => <Link to={`/matters/${number}`}>{number}</Link> },
            { title: '事项', dataIndex: 'kind', render: (kind: string) => kindName(kind) },
            {
              title: '期限变动',
              key: 'terms',
              render: (_, { terms, alarms }) => [
                ...terms.map(({ term, from, to }) => <div key={`${term ?? ''} ${from.dueOn}`}>{`${nameOf(term)}：${dayText(from.dueOn)} → ${dayText(to.dueOn)}`}</div>),
                ...alarms.map(({ type, from, to }) => <div key={`${type ?? ''} ${from}`}>{`${type === null ? '自动事项' : entryName(type)}：${instantText(from)} → ${instantText(to)}`}</div>),
              ],
            },
            { title: '涉及的逾期记录', key: 'breaches', render: (_, { breaches }) => breaches.map(({ term }) => nameOf(term)).join('、') },
          ]}
        />
      )}
    </>
  );
}
