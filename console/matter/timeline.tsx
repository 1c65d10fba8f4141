import { Card, Space, Timeline as Line, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { termName } from '../../matters/wording/words';
import { explainedIn } from '../law/explained-words';
import { LawTerm } from '../law/law-term';
import type { Entry, Matter } from '../client/queries';
import { commandName } from '../words/commands';
import { factsOf } from '../words/facts';
import { shortInstant } from '../words/dates';
import { useNames } from '../words/names';
import { roleName, sideName } from '../words/sides';
import { Documents, DocumentsTrouble } from './documents';
import { FactList } from './fact-list';
import { maskedEntries } from './masked-entries';
import { Reveal, type Revealed } from './reveal';

/** The ledger, newest first: who did what when, with the documents carried; what people wrote is masked until shown with a reason. */
export function Timeline({ matter }: { matter: Matter }) {
  const [revealed, show] = useState<Revealed>({});
  const words = revealed[matter.number] ?? {};
  // What came in after the words were shown is masked, and may be shown like the rest.
  const masked = maskedEntries(matter).filter((seq) => !(String(seq) in words));
  const showMore = ({ [matter.number]: more }: Revealed): void => show({ [matter.number]: { ...words, ...more } });
  return (
    <Card size="small" title="办理记录" extra={<Reveal wanted={[{ matter: matter.number, entries: masked }]} show={showMore} />}>
      <DocumentsTrouble matter={matter.number} />
      <Line
        items={[...matter.ledger].reverse().map((entry) => ({
          key: entry.seq,
          color: entry.type === 'term-expired' ? 'red' : entry.by.kind === 'clock' ? 'gray' : 'blue',
          content: <OneEntry entry={entry} matter={matter} revealed={words[String(entry.seq)]} />,
        }))}
      />
    </Card>
  );
}

function OneEntry({ entry, matter, revealed }: { entry: Entry; matter: Matter; revealed: unknown }) {
  const facts = factsOf(entry.facts, entry.type);
  const words = factsOf((revealed ?? entry.words ?? {}) as Record<string, unknown>, entry.type);
  const wasLate = entry.recordedAt.slice(0, 16) !== entry.receivedAt.slice(0, 16);
  const { term, rung } = entry.facts as { term?: string; rung?: string };
  const isShort = SHORT.includes(entry.type);
  const linked = entry.type === 'linked' && typeof entry.facts['matter'] === 'string' ? entry.facts['matter'] : undefined;
  return (
    <div>
      <Space wrap size={[8, 0]}>
        <Typography.Text strong={!isShort}><LawTerm of={explainedIn.entry(entry.type)}>{commandName(entry.type)}</LawTerm>{isShort && term !== undefined && `：${termName(term)}${rung === undefined ? '' : rungText(rung, matter.terms.find(({ id }) => id === term)?.force)}`}</Typography.Text>
        <Typography.Text type="secondary">{`第 ${entry.seq} 条`}</Typography.Text>
        <time dateTime={entry.receivedAt}>{shortInstant(entry.receivedAt)}</time>
        {wasLate && <Typography.Text type="secondary">（{shortInstant(entry.recordedAt)}入册）</Typography.Text>}
        {linked !== undefined && <Link to={`/matters/${linked}`} className="number">{linked}</Link>}
      </Space>
      {!isShort && <div><Typography.Text type="secondary"><Who by={entry.by} /></Typography.Text></div>}
      {!isShort && <FactList facts={[...facts, ...words]} />}
      <Documents matter={matter.number} entry={entry.seq} />
    </div>
  );
}

/** What the clock says over and over is told in one line. */
const SHORT = ['reminder', 'escalation'];

/** 'T-2': before the last day; 'T+1': after it. */
function rungText(rung: string, force: 'statutory' | 'advisory' = 'statutory'): string {
  const [, sign, days] = /^T([+-])(\d+)$/.exec(rung) ?? [];
  if (days === undefined) return '';
  if (days === '0') return '，今日到期';
  return sign === '-' ? `，剩 ${days} 个工作日` : `，${force === 'statutory' ? '已逾期' : '超过工作目标'} ${days} 个工作日`;
}

function Who({ by }: { by: Entry['by'] }) {
  const names = useNames();
  if (by.kind === 'clock') return '平台依期限自动记录';
  if (by.kind === 'matter') return '平台依关联事项记录';
  const body = [names.body(by.body), by.side && sideName(by.side)].filter((part) => typeof part === 'string' && part !== '').join(' ');
  return <>{body}{by.role && <> <LawTerm of={by.role === 'liaison' ? 'liaison' : undefined}>{roleName(by.role)}</LawTerm></>}</>;
}
