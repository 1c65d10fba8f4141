import { Card } from 'antd';
import { Link } from 'react-router';
import type { Matter } from '../client/queries';

/** What a linked matter is to this one: opened by it, or the one that it was opened for. */
const AS: Readonly<Record<string, readonly [opened: string, origin: string]>> = {
  dispute: ['争议', '所争议的事项'],
  undoing: ['解除措施的请求', '所解除措施的事项'],
  'passed-on': ['改送的请求', '改送前的请求'],
  'filing-oversight': ['立案监督', '犯罪线索移送'],
  'seal-queue': ['查封顺位', '首个查封请求'],
};

function relationOf({ as, key }: Matter['links'][number]): string {
  const [opened, origin] = AS[as] ?? [as, as];
  return key === null ? origin : opened;
}

/** The matters around this one, each a line drawn from here to there. */
export function LinkedMatters({ matter }: { matter: Matter }) {
  if (matter.links.length === 0) return null;
  return (
    <Card size="small" title="关联事项">
      <ul aria-label="关联事项" style={{ margin: 0, paddingInlineStart: 0, listStyle: 'none' }}>
        <li><strong className="number">{matter.number}</strong>（本事项）</li>
        {matter.links.map((link, index) => (
          <li key={`${link.as}-${link.matter}`} style={{ position: 'relative', paddingInlineStart: 28 }}>
            <span aria-hidden style={{ position: 'absolute', insetInlineStart: 8, top: 0, width: 14, height: 14, borderInlineStart: '1px solid #8c8c8c', borderBlockEnd: '1px solid #8c8c8c' }} />
            {index < matter.links.length - 1 && <span aria-hidden style={{ position: 'absolute', insetInlineStart: 8, top: 0, bottom: 0, borderInlineStart: '1px solid #8c8c8c' }} />}
            {relationOf(link)}：<Link to={`/matters/${link.matter}`} className="number">{link.matter}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
