import { useQueries, useQuery } from '@tanstack/react-query';
import { Card, Space, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { closingName, outcomeName } from '../../matters/wording/words';
import { catalogueQuery, type Matter, matterQuery, type MatterSummary } from '../client/queries';
import { useMe } from '../app/signed-in-as';
import { Waiting } from '../app/waiting';
import { CopyCard } from '../matter/copy-card';
import { Documents, DocumentsTrouble } from '../matter/documents';
import { FactList } from '../matter/fact-list';
import { maskedEntries } from '../matter/masked-entries';
import { Reveal, type Revealed } from '../matter/reveal';
import { commandName } from '../words/commands';
import { dayText, instantText, shortInstant } from '../words/dates';
import { factsOf } from '../words/facts';
import { useNames } from '../words/names';
import { stageName } from '../words/stages';
import type { Choice } from '../requests/kinds';
import { notYetAsked } from './not-yet-asked';
import './binder.css';

/** Entries by which a unit says what it found or did. */
export const ANSWERS: readonly string[] = ['answer', 'handle-at-window', 'record-act', 'return-papers', 'wrong-unit', 'publish-notice', 'record-found', 'admit', 'refuse-admission', 'suggest-stop', 'file-case', 'issue-decision', 'report-stopped', 'report-first-result', 'confirm-undone'];

/** Everything that was asked for in one case, with what each unit answered, on one page as it goes into the file. */
export function Binder({ caseNumber, items }: { caseNumber: string; items: readonly MatterSummary[] }) {
  const me = useMe();
  const names = useNames();
  const [revealed, show] = useState<Revealed>({});
  const matters = useQueries({ queries: items.map(({ number }) => ({ ...matterQuery(number), refetchInterval: false as const })) });
  const read = new Map(matters.flatMap(({ data }) => (data ? [[data.number, data] as const] : [])));
  const byUnit = groupByUnit(items, (unit, office) => names.body(unit, office));
  return (
    <div className="binder">
      <style>{pageMarginsOf(caseNumber, instantText(me.now))}</style>
      <p>{caseNumber}，共 {items.length} 项，涉及 {byUnit.size} 个单位、部门，截至{instantText(me.now)}。{me.isRehearsal && '演练数据，不具法律效力。'}</p>
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        <NotYetAsked caseNumber={caseNumber} items={items} />
        <Card size="small" title="目录" extra={<Reveal wanted={[...read.values()].map((matter) => ({ matter: matter.number, entries: maskedEntries(matter, ANSWERS).filter((seq) => !(String(seq) in (revealed[matter.number] ?? {}))) })).filter(({ entries }) => entries.length > 0)} show={(more) => show(withMore(revealed, more))} />}>
          <div className="binder-scroll">
            <table className="binder-contents">
              <thead><tr><th>序号</th><th>协助单位</th><th>事项</th><th>编号</th><th>阶段</th><th>结果</th><th>到期日</th></tr></thead>
              <tbody>
                {items.map((item, index) => (
                  <tr key={item.number}>
                    <td>{index + 1}</td>
                    <td>{names.body(item.unit, item.office)}</td>
                    <td>{item.kindName}</td>
                    <td><a href={`#${item.number}`} className="number">{item.number}</a></td>
                    <td>{stageName(item.stage)}{item.lateness === 'breached' && '（逾期）'}</td>
                    <td>{resultOf(read.get(item.number), item)}</td>
                    <td>{item.dueOn === null ? '—' : dayText(item.dueOn)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
        {[...byUnit].map(([unit, asked]) => (
          <section key={unit} className="binder-unit" aria-label={unit}>
            <h2>{unit}</h2>
            {asked.map(({ number }) => {
              const matter = read.get(number);
              return matter ? <OneMatter key={number} matter={matter} revealed={revealed[number] ?? {}} /> : <div key={number}>{matters[items.findIndex((item) => item.number === number)]?.isError ? `${number}：未能读取` : <Waiting size="small" />}</div>;
            })}
          </section>
        ))}
      </Space>
    </div>
  );
}

function withMore(revealed: Revealed, more: Revealed): Revealed {
  return { ...revealed, ...Object.fromEntries(Object.entries(more).map(([matter, words]) => [matter, { ...revealed[matter], ...words }])) };
}

/** In the order in which the units were first asked. */
function groupByUnit(items: readonly MatterSummary[], nameOf: (unit: string | null, office: string | null) => string): Map<string, MatterSummary[]> {
  const groups = new Map<string, MatterSummary[]>();
  for (const item of items) {
    const name = nameOf(item.unit, item.office);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
}

/** Name of the case and number of the page on every sheet. A case number comes from the register, and is quoted as CSS wants it. */
function pageMarginsOf(caseNumber: string, at: string): string {
  const quoted = (text: string): string => `"${text.replace(/[^\p{L}\p{N}（）()〔〕：\s]/gu, '')}"`;
  const small = 'font-size: 9pt; color: #434343;';
  return `@media print { @page { @top-left { content: ${quoted(`${caseNumber} 协助执行卷`)}; ${small} } @top-right { content: ${quoted(at)}; ${small} } @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; ${small} } } }`;
}

function resultOf(matter: Matter | undefined, { closedAs }: MatterSummary): string {
  const outcome = matter?.ledger.findLast(({ type }) => type === 'answer' || type === 'handle-at-window')?.facts['outcome'];
  if (typeof outcome === 'string') return outcomeName(outcome);
  return closedAs === null ? '尚无答复' : closingName(closedAs);
}

function NotYetAsked({ caseNumber, items }: { caseNumber: string; items: readonly MatterSummary[] }) {
  const { roles } = useMe();
  const { data: catalogue } = useQuery(catalogueQuery);
  const missing = notYetAsked(items, catalogue);
  const mayAsk = roles.includes('court-officer') || roles.includes('enforcement-bureau');
  if (missing.length === 0) return null;
  return (
    <Card size="small" title="尚未查询">
      <ul className="not-yet-asked">
        {missing.map(({ kind, kindName, bodies, isPartly }) => {
          const first = isPartly ? undefined : bodies[0];
          const others = bodies.filter((body) => body !== first);
          const ask = ({ value, label }: Choice) => (mayAsk ? <Link key={value} to={`/requests/new?${new URLSearchParams({ kind, unit: value, caseNumber }).toString()}`}>{label}</Link> : <span key={value}>{label}</span>);
          return (
            <li key={kind}>
              {kindName}：{first ? ask(first) : '已查询'}
              {others.length > 0 && <details><summary>{first ? '' : '尚未查询的'}各地部门 {others.length} 个</summary>{others.map(ask)}</details>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function OneMatter({ matter, revealed }: { matter: Matter; revealed: Readonly<Record<string, unknown>> }) {
  const answers = matter.ledger.filter(({ type }) => ANSWERS.includes(type));
  return (
    <Card id={matter.number} className="binder-matter" size="small" title={<Space wrap><Link to={`/matters/${matter.number}`}>{matter.kindName}</Link><span className="number">{matter.number}</span></Space>} extra={<CopyCard matter={matter} />} style={{ marginBottom: 12 }}>
      <Space wrap>
        <span>{shortInstant(matter.openedAt)}发起</span>
        <Tag>{stageName(matter.stage)}</Tag>
        {matter.lateness === 'breached' && <Tag color="red">逾期</Tag>}
        {matter.closedAs !== null && <span>{closingName(matter.closedAs)}</span>}
        {matter.dueOn !== null && <span>到期日 {dayText(matter.dueOn)}</span>}
      </Space>
      {!matter.isContentShown && <p>不公开事项，内容仅限指定人员查看。</p>}
      {matter.isContentShown && answers.length === 0 && <p>尚无答复。</p>}
      {answers.length > 0 && <DocumentsTrouble matter={matter.number} />}
      {answers.map((entry) => (
        <section key={entry.seq} style={{ marginTop: 8 }}>
          <strong>{commandName(entry.type)}</strong> {shortInstant(entry.receivedAt)}
          <FactList facts={[...factsOf(entry.facts, entry.type), ...factsOf((revealed[String(entry.seq)] ?? entry.words ?? {}) as Record<string, unknown>, entry.type)]} />
          <Documents matter={matter.number} entry={entry.seq} />
        </section>
      ))}
    </Card>
  );
}
