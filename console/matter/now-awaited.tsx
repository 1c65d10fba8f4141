import { Space, Typography } from 'antd';
import { termName } from '../../matters/wording/words';
import type { Matter } from '../client/queries';
import { deadlineText } from '../words/dates';
import { useNames } from '../words/names';
import { sideName } from '../words/sides';
import { runningTerm, TimeLeftTag } from './time-left-tag';

const AT_MOST = 2;

/** In plain words: who has to do what by when. The law's terms before the platform's targets, the soonest first. */
export function NowAwaited({ matter }: { matter: Matter }) {
  const names = useNames();
  if (matter.closedAt !== null) return null;
  const who = (side: string): string => {
    const party = matter.parties.find((each) => each.side === side);
    return party ? names.body(party.body, party.office) : sideName(side);
  };
  const running = matter.terms.filter(({ state }) => state === 'running').sort((a, b) => Number(a.force === 'advisory') - Number(b.force === 'advisory') || a.dueAt.localeCompare(b.dueAt));
  if (running.length === 0) return matter.awaitedSides.length === 0 ? null : <div>等待{matter.awaitedSides.map(who).join('、')}办理，没有正在计算的期限。</div>;
  return (
    <Space orientation="vertical" size={2} style={{ display: 'flex', marginBlockStart: 4 }}>
      {running.slice(0, AT_MOST).map((term) => (
        <Space key={term.id} wrap size={[8, 0]}>
          <Typography.Text strong>{who(term.side)}{term.force === 'statutory' ? '应当' : '宜'}于{deadlineText(term.dueOn, term.dueAt)}前{termName(term.id)}</Typography.Text>
          <TimeLeftTag term={runningTerm(term)} />
        </Space>
      ))}
    </Space>
  );
}
