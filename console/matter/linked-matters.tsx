import { useQueries } from '@tanstack/react-query';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';
import { type Matter, type MatterSummary, summaryQuery } from '../client/queries';
import { stageName } from '../words/stages';
import './linked-matters.css';

/** What a linked matter is to this one: opened by it, or the one that it was opened for. */
const AS: Readonly<Record<string, readonly [opened: string, origin: string]>> = {
  dispute: ['争议', '所争议的事项'],
  undoing: ['解除措施的请求', '所解除措施的事项'],
  'passed-on': ['改送的请求', '改送前的请求'],
  'filing-oversight': ['立案监督', '犯罪线索移送'],
  'seal-queue': ['查封顺位', '查封请求'],
};

interface Node {
  readonly number: string;
  readonly relation: string;
  readonly isOrigin: boolean;
}

interface Placed extends Node {
  readonly x: number;
  readonly y: number;
}

const NODE = { width: 132, height: 58 };
/** Characters; a longer line is drawn narrower. */
const LONGEST_LINE = 10;
const GAP = { x: 12, y: 40 };
const A_ROW = 3;
const WIDTH = A_ROW * NODE.width + (A_ROW - 1) * GAP.x + 4;

function nodesOf({ links }: Matter): Node[] {
  const nodes = links.map(({ matter, as, key }) => {
    const [opened, origin] = AS[as] ?? ['关联事项', '关联事项'];
    return { number: matter, relation: key === null ? origin : opened, isOrigin: key === null };
  });
  return nodes.filter(({ number }, index) => nodes.findIndex((other) => other.number === number) === index);
}

/** The matters around this one: those that it came from above it, those that came from it below, each a link, with what it is and where it stands. */
export function LinkedMatters({ matter }: { matter: Matter }) {
  const nodes = nodesOf(matter);
  const found = useQueries({ queries: nodes.map(({ number }) => summaryQuery(number)) });
  if (nodes.length === 0) return null;
  const summaries = new Map(found.flatMap(({ data }) => (data ? [[data.number, data] as const] : [])));
  const above = rowsOf(nodes.filter(({ isOrigin }) => isOrigin), 2);
  const centre = { x: (WIDTH - NODE.width) / 2, y: 2 + above.height };
  const below = rowsOf(nodes.filter(({ isOrigin }) => !isOrigin), centre.y + NODE.height + GAP.y);
  const height = centre.y + NODE.height + (below.placed.length === 0 ? 2 : GAP.y + below.height - GAP.y + 2);
  return (
    <Card size="small" title="关联事项">
      <svg className="linked-graph" viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={`关联事项图：本事项 ${matter.number} 与 ${nodes.length} 件事项关联`}>
        {above.placed.map(({ number, x, y }) => <path key={number} aria-hidden d={curve({ x: x + NODE.width / 2, y: y + NODE.height }, { x: WIDTH / 2, y: centre.y })} />)}
        {below.placed.map(({ number, x, y }) => <path key={number} aria-hidden d={curve({ x: WIDTH / 2, y: centre.y + NODE.height }, { x: x + NODE.width / 2, y })} />)}
        <g className="own" transform={`translate(${centre.x} ${centre.y})`}><Box number={matter.number} lines={['本事项', stageName(matter.stage)]} /></g>
        {[...above.placed, ...below.placed].map((node) => <LinkedNode key={node.number} node={node} summary={summaries.get(node.number)} />)}
      </svg>
    </Card>
  );
}

/** Rows of boxes from a height on; each row stands in the middle. */
function rowsOf(nodes: readonly Node[], top: number): { placed: Placed[]; height: number } {
  const placed = nodes.map((node, index): Placed => {
    const row = Math.floor(index / A_ROW);
    const inRow = Math.min(A_ROW, nodes.length - row * A_ROW);
    const left = (WIDTH - inRow * NODE.width - (inRow - 1) * GAP.x) / 2;
    return { ...node, x: left + (index % A_ROW) * (NODE.width + GAP.x), y: top + row * (NODE.height + GAP.y) };
  });
  return { placed, height: Math.ceil(nodes.length / A_ROW) * (NODE.height + GAP.y) };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function curve(from: Point, to: Point): string {
  const middle = (from.y + to.y) / 2;
  return `M ${from.x} ${from.y} C ${from.x} ${middle}, ${to.x} ${middle}, ${to.x} ${to.y}`;
}

function LinkedNode({ node: { number, relation, x, y }, summary }: { node: Placed; summary: MatterSummary | null | undefined }) {
  const to = `/matters/${number}`;
  const href = useHref(to);
  const follow = useLinkClickHandler(to);
  const stage = summary ? stageName(summary.stage) : '';
  return (
    <g transform={`translate(${x} ${y})`} className={summary?.closedAt ? 'over' : undefined}>
      <a href={href} onClick={follow}>
        <Box number={number} lines={[relation, stage]} />
      </a>
    </g>
  );
}

function Box({ number, lines }: { number: string; lines: readonly string[] }): ReactNode {
  return (
    <>
      <rect width={NODE.width} height={NODE.height} rx={6} />
      <text x={NODE.width / 2} y={18} className="node-number">{number}</text>
      {lines.map((line, index) => <text key={line} x={NODE.width / 2} y={34 + index * 16} {...(line.length > LONGEST_LINE ? { textLength: NODE.width - 12, lengthAdjust: 'spacingAndGlyphs' } : {})}>{line}</text>)}
    </>
  );
}
