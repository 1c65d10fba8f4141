import { Card } from 'antd';
import { Link } from 'react-router';
import type { Matter } from '../client/queries';

const AS: Readonly<Record<string, string>> = {
  dispute: '争议',
  disputed: '所争议的事项',
  undoing: '解除措施',
  'undone-by': '解除措施',
  undoes: '所解除措施的事项',
  'passed-on': '改送的请求',
  'passed-from': '改送前的请求',
  oversight: '立案监督',
  referral: '犯罪线索移送',
  queue: '查封顺位',
};

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
            {AS[link.as] ?? link.as}：<Link to={`/matters/${link.matter}`} className="number">{link.matter}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
